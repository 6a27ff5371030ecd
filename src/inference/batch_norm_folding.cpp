#include "inference/batch_norm_folding.h"

#include <cmath>
#include <cstddef>

namespace lesionlens::inference {
namespace {

using network::Layer;
using network::ParameterRole;

const std::vector<float>& values(const network::Tensors& tensors, const Layer& layer,
                                 ParameterRole role) {
  return tensors.at(network::parameter_name(layer, role)).values;
}

bool has_kernel(const Layer& layer) {
  return std::holds_alternative<network::Convolution>(layer.operation) ||
         std::holds_alternative<network::DepthwiseConvolution>(layer.operation);
}

}  // namespace

bool is_folded(const network::Architecture& architecture, std::size_t index) {
  const Layer& layer = architecture.layers[index];
  return index > 0 && std::holds_alternative<network::BatchNormalization>(layer.operation) &&
         layer.input == static_cast<int>(index) - 1 && has_kernel(architecture.layers[index - 1]);
}

Kernel folded_kernel(const network::Architecture& architecture, const network::Tensors& tensors,
                     std::size_t index) {
  const Layer& layer = architecture.layers[index];
  Kernel kernel{values(tensors, layer, ParameterRole::weight), {}};
  const std::size_t outputs = static_cast<std::size_t>(
      tensors.at(network::parameter_name(layer, ParameterRole::weight)).shape[0]);
  const auto bias = tensors.find(network::parameter_name(layer, ParameterRole::bias));
  kernel.bias = bias == tensors.end() ? std::vector<float>(outputs) : bias->second.values;
  if (index + 1 >= architecture.layers.size() || !is_folded(architecture, index + 1)) return kernel;

  const Layer& norm = architecture.layers[index + 1];
  const float epsilon = std::get<network::BatchNormalization>(norm.operation).epsilon;
  const std::vector<float>& scale = values(tensors, norm, ParameterRole::scale);
  const std::vector<float>& shift = values(tensors, norm, ParameterRole::shift);
  const std::vector<float>& mean = values(tensors, norm, ParameterRole::running_mean);
  const std::vector<float>& variance = values(tensors, norm, ParameterRole::running_variance);
  const std::size_t per_output = kernel.weights.size() / outputs;
  for (std::size_t out = 0; out < outputs; ++out) {
    const float factor = scale[out] / std::sqrt(variance[out] + epsilon);
    for (std::size_t i = 0; i < per_output; ++i) kernel.weights[out * per_output + i] *= factor;
    kernel.bias[out] = (kernel.bias[out] - mean[out]) * factor + shift[out];
  }
  return kernel;
}

}  // namespace lesionlens::inference
