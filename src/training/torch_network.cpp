#include "training/torch_network.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "base/error.h"
#include "training/batch_norm.h"
#include "training/depthwise.h"
#include "training/depthwise_kernels.h"
#include "training/tensors.h"

namespace lesionlens::training {
namespace {

using network::Layer;
using network::Overloaded;
using network::Padding;
using network::ParameterRole;
using torch::Tensor;

bool is_statistic(ParameterRole role) {
  return role == ParameterRole::running_mean || role == ParameterRole::running_variance;
}

// The bound of Glorot and Bengio's uniform initialisation (2010), as Keras computes it for a
// kernel.
double glorot_bound(const std::vector<std::int64_t>& shape) {
  const double receptive = static_cast<double>(
      std::accumulate(shape.begin() + 2, shape.end(), std::int64_t{1}, std::multiplies<>()));
  const double fan_in = static_cast<double>(shape[1]) * receptive;
  const double fan_out = static_cast<double>(shape[0]) * receptive;
  return std::sqrt(6 / (fan_in + fan_out));
}

// The standard deviation of He et al.'s normal initialisation (2015) that keeps the gradients'
// variance through ReLUs: sqrt(2 / fan-out). Batch norm makes the first outputs indifferent to it,
// but not how far a step of the optimiser turns a kernel: it is where ResNet's recipe starts.
double he_deviation(const std::vector<std::int64_t>& shape) {
  return std::sqrt(2.0 / static_cast<double>(shape[0] * shape[2] * shape[3]));
}

Tensor drawn_kernel(const std::vector<std::int64_t>& shape, network::Initialisation initialisation,
                    at::Generator& generator) {
  const Tensor kernel = torch::empty(shape);
  if (shape.size() == 4 && initialisation == network::Initialisation::he_normal)
    return kernel.normal_(0, he_deviation(shape), generator);
  const double bound = glorot_bound(shape);
  return kernel.uniform_(-bound, bound, generator);
}

Tensor drawn(const network::Parameter& parameter, network::Initialisation initialisation,
             at::Generator& generator) {
  switch (parameter.role) {
    case ParameterRole::weight:
      return drawn_kernel(parameter.shape, initialisation, generator);
    case ParameterRole::scale:
    case ParameterRole::running_variance:
      return torch::ones(parameter.shape);
    case ParameterRole::bias:
    case ParameterRole::shift:
    case ParameterRole::running_mean:
      return torch::zeros(parameter.shape);
  }
  return {};
}

// (left, right, top, bottom) of TensorFlow's rule, which is uneven at stride 2.
struct FourPaddings {
  std::int64_t left, right, top, bottom;
  bool even() const { return left == right && top == bottom; }
};

FourPaddings paddings(const Tensor& in, int kernel, int stride, Padding padding) {
  const auto rows = network::axis_padding(static_cast<int>(in.size(2)), kernel, stride, padding);
  const auto columns = network::axis_padding(static_cast<int>(in.size(3)), kernel, stride, padding);
  return {columns.before, columns.after, rows.before, rows.after};
}

// Pads `in` with `value` where the padding is uneven, which LibTorch's operations do not know, and
// returns what is left for them to pad: (rows, columns) on each side.
std::vector<std::int64_t> pad_uneven(Tensor& in, int kernel, int stride, Padding padding,
                                     double value) {
  const FourPaddings p = paddings(in, kernel, stride, padding);
  if (p.even()) return {p.top, p.left};
  in = torch::constant_pad_nd(in, {p.left, p.right, p.top, p.bottom}, value);
  return {0, 0};
}

// A float tensor in the type that is computed in.
Tensor like(const Tensor& in, const Tensor& tensor) {
  return tensor.defined() ? tensor.to(in.scalar_type()) : tensor;
}

Tensor convolve(Tensor in, const Tensor& kernel, const Tensor& bias, int size, int stride,
                Padding padding, std::int64_t groups) {
  const std::vector<std::int64_t> inside = pad_uneven(in, size, stride, padding, 0);
  // A spread batch may leave no photo here, and LibTorch 1.13 asks for plain kernels then.
  return torch::conv2d(in, in.size(0) == 0 ? kernel.contiguous() : kernel, bias, stride, inside, 1,
                       groups);
}

Tensor convolve_depthwise(const Tensor& in, const Tensor& kernel, const Tensor& bias,
                          const network::DepthwiseConvolution& c, bool training) {
  // LibTorch's is fast where the kernel is 3 x 3 without a stride.
  const bool plain = c.kernel == 3 && c.stride == 1;
  if (plain || !training || !in.is_cpu() || bias.defined() || c.kernel > largest_depthwise_kernel)
    return convolve(in, like(in, kernel), bias, c.kernel, c.stride, c.padding, in.size(1));
  const FourPaddings p = paddings(in, c.kernel, c.stride, c.padding);
  const auto places = [&](std::int64_t size, std::int64_t padding) {
    return (size + padding - c.kernel) / c.stride + 1;
  };
  return depthwise(in, kernel,
                   {.kernel = c.kernel,
                    .stride = c.stride,
                    .top = p.top,
                    .left = p.left,
                    .out_height = places(in.size(2), p.top + p.bottom),
                    .out_width = places(in.size(3), p.left + p.right)});
}

// Of a layer that does nothing but limit its values.
std::optional<Limits> limits_of(const Layer& layer) {
  if (std::holds_alternative<network::Relu>(layer.operation)) return Limits{.low = 0};
  if (std::holds_alternative<network::Relu6>(layer.operation)) return Limits{.low = 0, .high = 6};
  return std::nullopt;
}

Tensor pool(Tensor in, const network::MaxPooling& p) {
  const std::vector<std::int64_t> inside =
      pad_uneven(in, p.size, p.stride, p.padding, -std::numeric_limits<double>::infinity());
  return torch::max_pool2d(in, p.size, p.stride, inside);
}

}  // namespace

TorchNetwork::TorchNetwork(network::Architecture architecture, std::uint64_t seed,
                           torch::Device device)
    : architecture_(std::move(architecture)),
      device_(device),
      specification_(network::parameters(architecture_)),
      dropout_generator_(at::detail::createCPUGenerator(seed)),
      readers_(architecture_.layers.size()) {
  at::Generator generator = at::detail::createCPUGenerator(seed);
  for (const network::Parameter& parameter : specification_) {
    // Drawn alike for every device.
    Tensor tensor = drawn(parameter, architecture_.initialisation, generator).to(device_);
    if (tensor.dim() == 4) tensor = tensor.contiguous(at::MemoryFormat::ChannelsLast);
    tensor.set_requires_grad(!is_statistic(parameter.role));
    tensors_[parameter.name] = tensor;
  }
  for (const Layer& layer : architecture_.layers) {
    if (layer.input >= 0) ++readers_[static_cast<std::size_t>(layer.input)];
    if (const auto* add = std::get_if<network::Add>(&layer.operation))
      ++readers_[static_cast<std::size_t>(add->other)];
  }
}

const Tensor& TorchNetwork::tensor(const Layer& layer, ParameterRole role) const {
  return tensors_.at(network::parameter_name(layer, role));
}

Tensor TorchNetwork::run_layer(const Layer& layer, Tensor in, const std::vector<Tensor>& outputs,
                               bool training, bool may_overwrite, const Spread& spread) {
  const auto bias_or_none = [&](bool bias) {
    return bias ? like(in, tensor(layer, ParameterRole::bias)) : Tensor();
  };
  const auto weight_for = [&](const Tensor& to) {
    return like(to, tensor(layer, ParameterRole::weight));
  };
  return std::visit(
      Overloaded{
          [&](const network::Convolution& c) {
            return convolve(in, weight_for(in), bias_or_none(c.bias), c.kernel, c.stride, c.padding,
                            1);
          },
          [&](const network::DepthwiseConvolution& c) {
            return convolve_depthwise(in, tensor(layer, ParameterRole::weight),
                                      bias_or_none(c.bias), c, training);
          },
          [&](const network::BatchNormalization& b) {
            return torch::batch_norm(
                in, tensor(layer, ParameterRole::scale), tensor(layer, ParameterRole::shift),
                tensor(layer, ParameterRole::running_mean),
                tensor(layer, ParameterRole::running_variance), false, 0, b.epsilon, true);
          },
          [&](const network::Relu&) { return may_overwrite ? in.relu_() : in.relu(); },
          [&](const network::Relu6&) {
            return may_overwrite ? torch::hardtanh_(in, 0, 6) : torch::hardtanh(in, 0, 6);
          },
          [&](const network::MaxPooling& p) { return pool(in, p); },
          [&](const network::GlobalAveragePooling&) {
            return in.mean({2, 3}, false, torch::kFloat);
          },
          [&](const network::Flatten&) { return in.permute({0, 2, 3, 1}).flatten(1); },
          [&](const network::Dense&) {
            const bool last = &layer == &architecture_.layers.back();
            const Tensor precise = last ? in.to(torch::kFloat) : in;
            return torch::linear(precise, weight_for(precise),
                                 like(precise, tensor(layer, ParameterRole::bias)));
          },
          [&](const network::Dropout& dropout) {
            return training ? drop(in, dropout.rate, spread) : in;
          },
          [&](const network::Add& add) {
            return in + outputs[static_cast<std::size_t>(add.other)];
          },
      },
      layer.operation);
}

void TorchNetwork::seed_dropout(std::uint64_t seed) { dropout_generator_.set_current_seed(seed); }

Tensor TorchNetwork::normalise(const Layer& layer, const Tensor& in, Limits limits,
                               const Spread& spread) const {
  BatchNorm norm;
  norm.scale = tensor(layer, ParameterRole::scale);
  norm.shift = tensor(layer, ParameterRole::shift);
  norm.running_mean = tensor(layer, ParameterRole::running_mean);
  norm.running_variance = tensor(layer, ParameterRole::running_variance);
  norm.epsilon = std::get<network::BatchNormalization>(layer.operation).epsilon;
  norm.limits = limits;
  return batch_norm(in, norm, spread.peers);
}

// Drawn for all rows of the batch, here and on every device alike, so that a row's draws depend
// neither on the device nor on which process has it.
Tensor TorchNetwork::drop(const Tensor& in, double rate, const Spread& spread) {
  std::vector<std::int64_t> sizes = in.sizes().vec();
  if (spread.peers != nullptr) sizes[0] = spread.rows;
  const Tensor kept = torch::empty(sizes).bernoulli_(1 - rate, dropout_generator_);
  const Tensor factors = kept.narrow(0, spread.first, in.size(0)).div_(1 - rate);
  return in * factors.to(device_, in.scalar_type());
}

Tensor TorchNetwork::forward(Tensor photos, bool training, const Spread& spread) {
  const std::vector<Layer>& layers = architecture_.layers;
  std::vector<Tensor> outputs(layers.size());
  if (training && precision_ == Precision::bfloat16) photos = photos.to(torch::kBFloat16);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    const bool photo = layer.input < 0;
    const auto source = static_cast<std::size_t>(std::max(layer.input, 0));
    const Tensor& in = photo ? photos : outputs[source];
    const bool frozen = i < frozen_layers_;
    const torch::AutoGradMode gradients(torch::GradMode::is_enabled() && !frozen);
    if (training && !frozen &&
        std::holds_alternative<network::BatchNormalization>(layer.operation)) {
      // An activation that alone reads it is done in the same pass.
      const std::optional<Limits> limits =
          i + 1 < layers.size() && readers_[i] == 1 && layers[i + 1].input == static_cast<int>(i)
              ? limits_of(layers[i + 1])
              : std::nullopt;
      outputs[i] = normalise(layer, in, limits.value_or(Limits{}), spread);
      if (limits) outputs[i + 1] = outputs[i];
      i += limits ? 1 : 0;
      continue;
    }
    const bool may_overwrite = !photo && readers_[source] == 1;
    outputs[i] = run_layer(layer, in, outputs, training && !frozen, may_overwrite, spread);
  }
  return outputs.back();
}

TorchNetwork TorchNetwork::clone() const {
  TorchNetwork copy = *this;
  for (auto& [name, tensor] : copy.tensors_) tensor = tensor.detach().clone();
  return copy;
}

void TorchNetwork::freeze_before(const std::string& prefix) {
  const auto& layers = architecture_.layers;
  const auto first = std::find_if(layers.begin(), layers.end(), [&](const Layer& layer) {
    return layer.name.starts_with(prefix);
  });
  if (first == layers.end()) {
    throw Error(ErrorCode::options_invalid,
                architecture_.name + " has no layer whose name starts with '" + prefix + "'.");
  }
  frozen_layers_ = static_cast<std::size_t>(first - layers.begin());
  for (auto layer = layers.begin(); layer != first; ++layer) {
    if (layer->name.empty()) continue;
    for (const network::Parameter& parameter : specification_) {
      if (parameter.name.starts_with(layer->name + "."))
        tensors_.at(parameter.name).set_requires_grad(false);
    }
  }
}

void TorchNetwork::unfreeze() {
  frozen_layers_ = 0;
  for (const Named& parameter : trainable()) parameter.tensor.set_requires_grad(true);
}

void TorchNetwork::blend_towards(const TorchNetwork& other, double share) {
  const torch::NoGradGuard no_gradients;
  for (auto& [name, tensor] : tensors_) tensor.lerp_(other.tensors_.at(name), share);
}

std::vector<TorchNetwork::Named> TorchNetwork::trainable() const {
  std::vector<Named> result;
  for (const network::Parameter& parameter : specification_) {
    if (is_statistic(parameter.role)) continue;
    result.push_back({parameter.name, tensors_.at(parameter.name), parameter.role});
  }
  return result;
}

network::Tensors TorchNetwork::export_tensors(const std::string& prefix) const {
  network::Tensors result;
  for (const network::Parameter& parameter : specification_)
    result[prefix + parameter.name] = to_plain(tensors_.at(parameter.name));
  return result;
}

void TorchNetwork::import_tensors(const network::Tensors& tensors, const std::string& except,
                                  const std::string& prefix) {
  for (const network::Parameter& parameter : specification_) {
    if (!except.empty() && parameter.name.starts_with(except + ".")) continue;
    copy_plain(tensors, prefix + parameter.name, tensors_.at(parameter.name));
  }
}

}  // namespace lesionlens::training
