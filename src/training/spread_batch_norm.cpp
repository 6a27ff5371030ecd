#include "training/spread_batch_norm.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace lesionlens::training {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

struct Statistics {
  Tensor mean;      // (C)
  Tensor variance;  // (C), divided by the number of values
  double values;    // a channel, on all ranks
};

// In double, where the sum of squares loses nothing against the two passes of one process.
Statistics statistics_of_all(Peers& peers, const Tensor& photos) {
  const torch::NoGradGuard no_gradients;
  const std::int64_t channels = photos.size(1);
  const std::int64_t values = photos.numel() / channels;
  Tensor sums = torch::zeros({2, channels}, photos.options().dtype(torch::kDouble));
  if (values > 0) {
    auto [mean, variance] = at::batch_norm_update_stats(photos, {}, {}, 0);
    mean = mean.to(torch::kDouble);
    sums[0] = mean * values;
    sums[1] = (variance.to(torch::kDouble) + mean * mean) * values;
  }
  const Tensor count = torch::full({1}, static_cast<double>(values), torch::kDouble);
  peers.sum({sums, count});
  const double all = count.item<double>();
  const Tensor mean = sums[0] / all;
  const Tensor variance = (sums[1] / all - mean * mean).clamp_min(0);
  return {mean.to(photos.scalar_type()), variance.to(photos.scalar_type()), all};
}

// (C) -> for all places of (N, C, H, W).
Tensor by_channel(const Tensor& values) { return values.view({1, -1, 1, 1}); }

class Normalise : public torch::autograd::Function<Normalise> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& photos, const Tensor& scale,
                        const Tensor& shift, const Tensor& mean, const Tensor& inverse_deviation,
                        double values, std::int64_t peers) {
    context->save_for_backward({photos, scale, mean, inverse_deviation});
    context->saved_data["values"] = values;
    context->saved_data["peers"] = peers;
    const Tensor factor = scale * inverse_deviation;
    return torch::addcmul(by_channel(shift - mean * factor), photos, by_channel(factor));
  }

  // With x' the normalised value, and means over the whole batch:
  // d/dx = scale / deviation * (dy - mean(dy) - x' * mean(dy * x')).
  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &photos = saved[0], &scale = saved[1], &mean = saved[2],
                 &inverse_deviation = saved[3];
    const double values = context->saved_data["values"].toDouble();
    auto* peers = reinterpret_cast<Peers*>(context->saved_data["peers"].toInt());
    const Tensor& out = gradients[0];

    const Tensor centred = photos - by_channel(mean);
    const Tensor shift_gradient = out.sum({0, 2, 3});
    const Tensor scale_gradient = (out * centred).sum({0, 2, 3}) * inverse_deviation;
    const Tensor means = torch::stack({shift_gradient, scale_gradient});
    peers->sum({means});
    means.div_(values);

    Tensor in = out - by_channel(means[0]);
    in.addcmul_(centred, by_channel(means[1] * inverse_deviation), -1);
    in.mul_(by_channel(scale * inverse_deviation));
    return {in, scale_gradient, shift_gradient, {}, {}, {}, {}};
  }
};

}  // namespace

Tensor spread_batch_norm(Peers& peers, const Tensor& photos, const Tensor& scale,
                         const Tensor& shift, const Tensor& running_mean,
                         const Tensor& running_variance, double momentum, double epsilon) {
  const Statistics batch = statistics_of_all(peers, photos);
  {
    const torch::NoGradGuard no_gradients;
    running_mean.lerp_(batch.mean, momentum);
    // The running variance is that of the population that the batch was drawn from.
    const double unbiased = batch.values / std::max(batch.values - 1, 1.0);
    running_variance.lerp_(batch.variance * unbiased, momentum);
  }
  return Normalise::apply(photos, scale, shift, batch.mean, (batch.variance + epsilon).rsqrt(),
                          batch.values, reinterpret_cast<std::int64_t>(&peers));
}

}  // namespace lesionlens::training
