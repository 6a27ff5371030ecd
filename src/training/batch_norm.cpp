#include "training/batch_norm.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace lesionlens::training {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

// (C) -> for all places of (N, C, H, W).
Tensor by_channel(const Tensor& values) { return values.view({1, -1, 1, 1}); }

Tensor double_zeros(std::int64_t channels) { return torch::zeros({2, channels}, torch::kDouble); }

// ---- (N, C, H, W) tensors as the kernels' rows ----

template <class T>
struct Rows {
  explicit Rows(const Tensor& tensor)
      : values(tensor.data_ptr<T>()),
        channels(static_cast<std::size_t>(tensor.size(1))),
        rows(tensor.numel() / tensor.size(1)) {}
  T* values;
  std::size_t channels;
  std::int64_t rows;
};

// Calls work(a value of the tensor's type): only the type matters.
template <class Work>
auto by_type(const Tensor& tensor, const Work& work) {
  return tensor.scalar_type() == torch::kBFloat16 ? work(c10::BFloat16()) : work(float());
}

Tensor in_rows(const Tensor& tensor) { return tensor.contiguous(at::MemoryFormat::ChannelsLast); }

// Calls work(first row, rows) on all threads.
template <class T, class Work>
void share_rows(const Rows<T>& all, const Work& work) {
  const std::int64_t least =
      std::max<std::int64_t>(1, 32768 / static_cast<std::int64_t>(all.channels));
  at::parallel_for(0, all.rows, least, [&](std::int64_t begin, std::int64_t end) {
    work(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  });
}

// Runs add(first row, rows, sums) on all threads -> (2, C), double: the sums of all. The threads
// have one share of the rows each and their sums are added in that order, so that they are the same
// each time.
template <class T, class Add>
Tensor sum_rows(const Rows<T>& all, const Add& add) {
  const std::int64_t parts =
      std::min<std::int64_t>(at::get_num_threads(), std::max<std::int64_t>(all.rows, 1));
  std::vector<ChannelSums> sums(static_cast<std::size_t>(parts), ChannelSums(all.channels));
  at::parallel_for(0, parts, 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t part = from; part < to; ++part) {
      const std::int64_t begin = all.rows * part / parts;
      const std::int64_t end = all.rows * (part + 1) / parts;
      add(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin),
          sums[static_cast<std::size_t>(part)]);
    }
  });
  Tensor result = double_zeros(static_cast<std::int64_t>(all.channels));
  for (const ChannelSums& part : sums) {
    for (std::size_t c = 0; c < all.channels; ++c) {
      result.data_ptr<double>()[c] += part.first[c];
      result.data_ptr<double>()[all.channels + c] += part.second[c];
    }
  }
  return result;
}

// ---- the four passes, by the kernels here and by LibTorch's operations on other devices ----

struct Context {
  Tensor photos, mean, factor, shift;
  Limits limits;

  Normalisation plain() const {
    return {mean.data_ptr<float>(), factor.data_ptr<float>(), shift.data_ptr<float>(), limits};
  }
  // The gradient where the result lies between the limits, 0 elsewhere.
  Tensor passed_on(const Tensor& gradient, const Tensor& centred) const {
    const Tensor out = torch::addcmul(by_channel(shift), centred, by_channel(factor));
    return gradient * ((out > limits.low) & (out < limits.high));
  }
};

// (C): of the first place of the first photo.
std::vector<float> first_row(const Tensor& photos) {
  const Tensor row = photos.select(0, 0).select(1, 0).select(1, 0).to(torch::kFloat).contiguous();
  return {row.data_ptr<float>(), row.data_ptr<float>() + row.numel()};
}

// -> (2, C), double: the mean and the mean square of what is here, times the number of values.
Tensor moments(const Tensor& photos) {
  const std::int64_t channels = photos.size(1);
  if (photos.numel() == 0) return double_zeros(channels);
  if (!photos.is_cpu()) {
    const Tensor precise = photos.to(torch::kDouble);
    return torch::stack({precise.sum({0, 2, 3}), precise.square().sum({0, 2, 3})}).cpu();
  }
  const std::vector<float> pivot = first_row(photos);
  Tensor sums = by_type(photos, [&]<class T>(T) {
    const Rows<T> rows(photos);
    return sum_rows(rows, [&](std::size_t first, std::size_t count, ChannelSums& part) {
      add_moments(rows.values + first * rows.channels, count, pivot, part);
    });
  });
  // Of value - pivot -> of value.
  const auto count = static_cast<double>(photos.numel() / channels);
  double* sum = sums.data_ptr<double>();
  double* squares = sum + channels;
  for (std::size_t c = 0; c < pivot.size(); ++c) {
    const auto p = static_cast<double>(pivot[c]);
    squares[c] += p * (2 * sum[c] + count * p);
    sum[c] += count * p;
  }
  return sums;
}

Tensor normalised(const Context& c) {
  if (!c.photos.is_cpu()) {
    return torch::addcmul(by_channel(c.shift), c.photos - by_channel(c.mean), by_channel(c.factor))
        .clamp_(c.limits.low, c.limits.high)
        .to(c.photos.scalar_type());
  }
  Tensor result = torch::empty_like(c.photos);
  by_type(result, [&]<class T>(T) {
    const Rows<T> from(c.photos), to(result);
    share_rows(from, [&](std::size_t first, std::size_t count) {
      const std::size_t offset = first * from.channels;
      normalise_channels(from.values + offset, count, from.channels, c.plain(), to.values + offset);
    });
  });
  return result;
}

// -> (2, C), double: the sums of the gradient, and of it times the centred values.
Tensor gradient_sums(const Context& c, const Tensor& gradient) {
  if (!c.photos.is_cpu()) {
    const Tensor centred = c.photos - by_channel(c.mean);
    const Tensor passed = c.passed_on(gradient, centred);
    return torch::stack({passed.sum({0, 2, 3}), (passed * centred).sum({0, 2, 3})})
        .to(torch::kDouble)
        .cpu();
  }
  return by_type(gradient, [&]<class T>(T) {
    const Rows<T> photos(c.photos), pull(gradient);
    return sum_rows(photos, [&](std::size_t first, std::size_t count, ChannelSums& part) {
      const std::size_t offset = first * photos.channels;
      add_gradient_sums(photos.values + offset, pull.values + offset, count, c.plain(), part);
    });
  });
}

Tensor gradient_of_photos(const Context& c, const Tensor& gradient, const Tensor& constant,
                          const Tensor& slope) {
  if (!c.photos.is_cpu()) {
    const Tensor centred = c.photos - by_channel(c.mean);
    const Tensor result =
        (c.passed_on(gradient, centred) - by_channel(constant)) * by_channel(c.factor) -
        centred * by_channel(slope);
    return result.to(c.photos.scalar_type());
  }
  Tensor result = torch::empty_like(c.photos);
  by_type(result, [&]<class T>(T) {
    const Rows<T> photos(c.photos), pull(gradient), in(result);
    share_rows(photos, [&](std::size_t first, std::size_t count) {
      const std::size_t offset = first * photos.channels;
      gradient_through_norm(photos.values + offset, pull.values + offset, count, photos.channels,
                            c.plain(), constant.data_ptr<float>(), slope.data_ptr<float>(),
                            in.values + offset);
    });
  });
  return result;
}

// ---- forward and backward ----

class Normalise : public torch::autograd::Function<Normalise> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& photos, const Tensor& scale,
                        const Tensor& shift, const Tensor& mean, const Tensor& inverse_deviation,
                        double low, double high, double values, std::int64_t peers) {
    const Limits limits = {static_cast<float>(low), static_cast<float>(high)};
    const Context c = {photos, mean, scale * inverse_deviation, shift, limits};
    context->save_for_backward({photos, mean, c.factor, shift, inverse_deviation});
    context->saved_data["low"] = low;
    context->saved_data["high"] = high;
    context->saved_data["values"] = values;
    context->saved_data["peers"] = peers;
    return normalised(c);
  }

  // With x' the normalised value and means over the whole batch:
  // d/dx = scale / deviation * (dy - mean(dy) - x' * mean(dy * x')).
  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto number = [&](const char* name) { return context->saved_data[name].toDouble(); };
    const Limits limits = {static_cast<float>(number("low")), static_cast<float>(number("high"))};
    const Context c = {saved[0], saved[1], saved[2], saved[3], limits};
    const Tensor& inverse_deviation = saved[4];
    const Tensor gradient = in_rows(gradients[0]);

    const Tensor sums = gradient_sums(c, gradient);
    const auto as_ours = [&](const Tensor& t) { return t.to(c.mean.options()); };
    const Tensor shift_gradient = as_ours(sums[0]).clone();
    const Tensor scale_gradient = as_ours(sums[1]) * inverse_deviation;
    if (auto* peers = reinterpret_cast<Peers*>(context->saved_data["peers"].toInt());
        peers != nullptr)
      peers->sum({sums});
    const Tensor constant = as_ours(sums[0] / number("values"));
    const Tensor slope =
        as_ours(sums[1] / number("values")) * inverse_deviation.square() * c.factor;
    const Tensor in = gradient_of_photos(c, gradient, constant, slope);
    return {in, scale_gradient, shift_gradient, {}, {}, {}, {}, {}, {}};
  }
};

}  // namespace

Tensor batch_norm(const Tensor& photos, const BatchNorm& norm, Peers* peers) {
  const Tensor values = in_rows(photos);
  Tensor mean, inverse_deviation;
  double count = static_cast<double>(values.numel() / values.size(1));
  {
    const torch::NoGradGuard no_gradients;
    const Tensor sums = moments(values);
    if (peers != nullptr) {
      const Tensor all = torch::full({1}, count, torch::kDouble);
      peers->sum({sums, all});
      count = all.item<double>();
    }
    const Tensor precise_mean = sums[0] / count;
    const Tensor variance = (sums[1] / count - precise_mean.square()).clamp_min(0);
    const auto as_ours = [&](const Tensor& t) { return t.to(norm.scale.options()); };
    mean = as_ours(precise_mean);
    inverse_deviation = as_ours((variance + norm.epsilon).rsqrt());
    norm.running_mean.lerp_(mean, norm.momentum);
    // The running variance is that of the population that the batch was drawn from.
    const double unbiased = count / std::max(count - 1, 1.0);
    norm.running_variance.lerp_(as_ours(variance * unbiased), norm.momentum);
  }
  return Normalise::apply(
      values, norm.scale, norm.shift, mean, inverse_deviation, static_cast<double>(norm.limits.low),
      static_cast<double>(norm.limits.high), count, reinterpret_cast<std::int64_t>(peers));
}

}  // namespace lesionlens::training
