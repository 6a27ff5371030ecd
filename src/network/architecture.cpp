#include "network/architecture.h"

#include <algorithm>
#include <cstddef>

#include "base/error.h"

namespace lesionlens::network {
namespace {

[[noreturn]] void refuse(const Architecture& architecture, std::size_t layer,
                         const std::string& why) {
  throw Error(ErrorCode::options_invalid, "Layer " + std::to_string(layer) + " of " +
                                              architecture.name + " does not fit: " + why);
}

int windows(int input, int kernel, int stride, Padding padding) {
  if (padding == Padding::same) return (input + stride - 1) / stride;
  const int padded = padding == Padding::symmetric ? input + 2 * (kernel / 2) : input;
  return padded < kernel ? 0 : (padded - kernel) / stride + 1;
}

Shape input_shape(const Architecture& architecture, const std::vector<Shape>& shapes, int index) {
  return index < 0 ? architecture.input : shapes[static_cast<std::size_t>(index)];
}

}  // namespace

AxisPadding axis_padding(int input, int kernel, int stride, Padding padding) {
  if (padding == Padding::valid) return {};
  if (padding == Padding::symmetric) return {kernel / 2, kernel / 2};
  const int output = windows(input, kernel, stride, padding);
  const int total = std::max((output - 1) * stride + kernel - input, 0);
  return {total / 2, total - total / 2};
}

std::vector<Shape> output_shapes(const Architecture& architecture) {
  std::vector<Shape> shapes;
  shapes.reserve(architecture.layers.size());
  for (std::size_t i = 0; i < architecture.layers.size(); ++i) {
    const Layer& layer = architecture.layers[i];
    if (layer.input < -1 || layer.input >= static_cast<int>(i))
      refuse(architecture, i, "it reads a layer that is not before it.");
    const Shape in = input_shape(architecture, shapes, layer.input);
    const auto convolved = [&](int kernel, int stride, Padding padding, int channels) {
      return Shape{windows(in.height, kernel, stride, padding),
                   windows(in.width, kernel, stride, padding), channels};
    };
    const Shape out = std::visit(
        Overloaded{
            [&](const Convolution& c) {
              return convolved(c.kernel, c.stride, c.padding, c.filters);
            },
            [&](const DepthwiseConvolution& c) {
              return convolved(c.kernel, c.stride, c.padding, in.channels);
            },
            [&](const MaxPooling& pool) {
              return convolved(pool.size, pool.stride, pool.padding, in.channels);
            },
            [&](const GlobalAveragePooling&) { return Shape{1, 1, in.channels}; },
            [&](const Flatten&) { return Shape{1, 1, in.height * in.width * in.channels}; },
            [&](const Dense& dense) {
              if (in.height != 1 || in.width != 1)
                refuse(architecture, i, "a dense layer needs a flat input.");
              return Shape{1, 1, dense.units};
            },
            [&](const Add& add) {
              if (add.other < 0 || add.other >= static_cast<int>(i))
                refuse(architecture, i, "it adds a layer that is not before it.");
              if (shapes[static_cast<std::size_t>(add.other)] != in)
                refuse(architecture, i, "it adds outputs of different shapes.");
              return in;
            },
            [&](const auto&) { return in; },
        },
        layer.operation);
    if (out.height < 1 || out.width < 1 || out.channels < 1) {
      refuse(architecture, i,
             "nothing is left of an input of " + std::to_string(architecture.input.height) + " x " +
                 std::to_string(architecture.input.width) + " pixels; take a larger input.");
    }
    shapes.push_back(out);
  }
  if (shapes.empty() || shapes.back() != Shape{1, 1, architecture.outputs}) {
    throw Error(ErrorCode::options_invalid, architecture.name + " does not end in " +
                                                std::to_string(architecture.outputs) + " outputs.");
  }
  return shapes;
}

std::string parameter_name(const Layer& layer, ParameterRole role) {
  switch (role) {
    case ParameterRole::weight:
    case ParameterRole::scale:
      return layer.name + ".weight";
    case ParameterRole::bias:
    case ParameterRole::shift:
      return layer.name + ".bias";
    case ParameterRole::running_mean:
      return layer.name + ".running_mean";
    case ParameterRole::running_variance:
      return layer.name + ".running_var";
  }
  return layer.name;
}

std::vector<Parameter> parameters(const Architecture& architecture) {
  const std::vector<Shape> shapes = output_shapes(architecture);
  std::vector<Parameter> result;
  for (const Layer& layer : architecture.layers) {
    const std::int64_t in = input_shape(architecture, shapes, layer.input).channels;
    const auto add = [&](ParameterRole role, std::vector<std::int64_t> shape) {
      result.push_back({parameter_name(layer, role), std::move(shape), role});
    };
    std::visit(Overloaded{
                   [&](const Convolution& c) {
                     add(ParameterRole::weight, {c.filters, in, c.kernel, c.kernel});
                     if (c.bias) add(ParameterRole::bias, {c.filters});
                   },
                   [&](const DepthwiseConvolution& c) {
                     add(ParameterRole::weight, {in, 1, c.kernel, c.kernel});
                     if (c.bias) add(ParameterRole::bias, {in});
                   },
                   [&](const BatchNormalization&) {
                     add(ParameterRole::scale, {in});
                     add(ParameterRole::shift, {in});
                     add(ParameterRole::running_mean, {in});
                     add(ParameterRole::running_variance, {in});
                   },
                   [&](const Dense& dense) {
                     add(ParameterRole::weight, {dense.units, in});
                     add(ParameterRole::bias, {dense.units});
                   },
                   [](const auto&) {},
               },
               layer.operation);
  }
  return result;
}

std::int64_t learnt_numbers(const Architecture& architecture) {
  std::int64_t total = 0;
  for (const Parameter& parameter : parameters(architecture)) {
    if (parameter.role == ParameterRole::running_mean ||
        parameter.role == ParameterRole::running_variance)
      continue;
    std::int64_t count = 1;
    for (const std::int64_t size : parameter.shape) count *= size;
    total += count;
  }
  return total;
}

}  // namespace lesionlens::network
