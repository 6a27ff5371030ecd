#include "training/tensors.h"

#include <torch/utils.h>

#include "base/error.h"

namespace lesionlens::training {

network::Tensor to_plain(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.detach().to(torch::kCPU, torch::kFloat).contiguous();
  const float* values = plain.data_ptr<float>();
  return {plain.sizes().vec(), std::vector<float>(values, values + plain.numel())};
}

void copy_plain(const network::Tensors& all, const std::string& name, torch::Tensor target) {
  const torch::NoGradGuard no_gradients;
  const auto found = all.find(name);
  if (found == all.end()) {
    throw Error(ErrorCode::weights_mismatch,
                "The weights to start from have no tensor '" + name + "'.");
  }
  if (found->second.shape != target.sizes().vec()) {
    throw Error(ErrorCode::weights_mismatch,
                "The weights to start from have another shape of tensor '" + name +
                    "' than the network needs.");
  }
  target.copy_(
      torch::from_blob(const_cast<float*>(found->second.values.data()), found->second.shape));
}

}  // namespace lesionlens::training
