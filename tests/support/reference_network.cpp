#include "support/reference_network.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace lesionlens::tests {
namespace {

using network::Layer;
using network::Overloaded;
using network::Shape;

struct Map {
  Shape shape;
  std::vector<double> values;  // (H, W, C)
  double& at(int y, int x, int c) { return values[index(y, x, c)]; }
  double at(int y, int x, int c) const { return values[index(y, x, c)]; }
  // Zero outside, as padding is.
  double padded(int y, int x, int c) const {
    return y < 0 || x < 0 || y >= shape.height || x >= shape.width ? 0 : at(y, x, c);
  }

 private:
  std::size_t index(int y, int x, int c) const {
    return static_cast<std::size_t>((y * shape.width + x) * shape.channels + c);
  }
};

Map empty_map(Shape shape) {
  return {shape, std::vector<double>(static_cast<std::size_t>(shape.height) *
                                     static_cast<std::size_t>(shape.width) *
                                     static_cast<std::size_t>(shape.channels))};
}

const std::vector<float>& parameter(const network::Tensors& tensors, const Layer& layer,
                                    const char* suffix) {
  return tensors.at(layer.name + "." + suffix).values;
}

// TensorFlow's documentation of SAME, written out anew: pad_total = max((out - 1) * stride + kernel
// - in, 0), less before.
// Symmetric padding is half the kernel.
int pad_before(int in, int out, int kernel, int stride, network::Padding padding) {
  switch (padding) {
    case network::Padding::valid:
      return 0;
    case network::Padding::same:
      return std::max((out - 1) * stride + kernel - in, 0) / 2;
    case network::Padding::symmetric:
      return kernel / 2;
  }
  return 0;
}

Map convolve(const Map& in, Shape out_shape, int kernel, int stride, network::Padding padding,
             bool depthwise, const std::vector<float>& weights, const std::vector<float>* bias) {
  Map out = empty_map(out_shape);
  const int top = pad_before(in.shape.height, out_shape.height, kernel, stride, padding);
  const int left = pad_before(in.shape.width, out_shape.width, kernel, stride, padding);
  const int ins = depthwise ? 1 : in.shape.channels;
  for (int y = 0; y < out_shape.height; ++y) {
    for (int x = 0; x < out_shape.width; ++x) {
      for (int o = 0; o < out_shape.channels; ++o) {
        double sum = bias != nullptr ? (*bias)[static_cast<std::size_t>(o)] : 0;
        for (int ky = 0; ky < kernel; ++ky) {
          for (int kx = 0; kx < kernel; ++kx) {
            for (int i = 0; i < ins; ++i) {
              const double weight =
                  weights[static_cast<std::size_t>(((o * ins + i) * kernel + ky) * kernel + kx)];
              sum += weight *
                     in.padded(y * stride + ky - top, x * stride + kx - left, depthwise ? o : i);
            }
          }
        }
        out.at(y, x, o) = sum;
      }
    }
  }
  return out;
}

// The largest value of each window that lies inside the map.
Map pool(const Map& in, Shape out_shape, const network::MaxPooling& p) {
  Map out = empty_map(out_shape);
  const int top = pad_before(in.shape.height, out_shape.height, p.size, p.stride, p.padding);
  const int left = pad_before(in.shape.width, out_shape.width, p.size, p.stride, p.padding);
  const auto highest_in = [&](int y0, int x0, int c) {
    double highest = -std::numeric_limits<double>::infinity();
    for (int y = std::max(y0, 0); y < std::min(y0 + p.size, in.shape.height); ++y) {
      for (int x = std::max(x0, 0); x < std::min(x0 + p.size, in.shape.width); ++x)
        highest = std::max(highest, in.at(y, x, c));
    }
    return highest;
  };
  for (int y = 0; y < out_shape.height; ++y) {
    for (int x = 0; x < out_shape.width; ++x) {
      for (int c = 0; c < out_shape.channels; ++c)
        out.at(y, x, c) = highest_in(y * p.stride - top, x * p.stride - left, c);
    }
  }
  return out;
}

Map run_layer(const Layer& layer, const Map& in, Shape shape, const std::vector<Map>& outputs,
              const network::Tensors& tensors) {
  const auto each = [&](const auto& function) {
    Map out = in;
    for (double& value : out.values) value = function(value);
    return out;
  };
  return std::visit(
      Overloaded{
          [&](const network::Convolution& c) {
            return convolve(in, shape, c.kernel, c.stride, c.padding, false,
                            parameter(tensors, layer, "weight"),
                            c.bias ? &parameter(tensors, layer, "bias") : nullptr);
          },
          [&](const network::DepthwiseConvolution& c) {
            return convolve(in, shape, c.kernel, c.stride, c.padding, true,
                            parameter(tensors, layer, "weight"),
                            c.bias ? &parameter(tensors, layer, "bias") : nullptr);
          },
          [&](const network::BatchNormalization& norm) {
            Map out = in;
            for (std::size_t i = 0; i < out.values.size(); ++i) {
              const std::size_t c = i % static_cast<std::size_t>(shape.channels);
              const double scaled =
                  (in.values[i] - parameter(tensors, layer, "running_mean")[c]) /
                  std::sqrt(static_cast<double>(parameter(tensors, layer, "running_var")[c]) +
                            static_cast<double>(norm.epsilon));
              out.values[i] = scaled * parameter(tensors, layer, "weight")[c] +
                              parameter(tensors, layer, "bias")[c];
            }
            return out;
          },
          [&](const network::Relu&) { return each([](double v) { return std::max(v, 0.0); }); },
          [&](const network::Relu6&) {
            return each([](double v) { return std::clamp(v, 0.0, 6.0); });
          },
          [&](const network::MaxPooling& p) { return pool(in, shape, p); },
          [&](const network::GlobalAveragePooling&) {
            Map out = empty_map(shape);
            for (std::size_t i = 0; i < in.values.size(); ++i)
              out.values[i % out.values.size()] += in.values[i];
            for (double& value : out.values) value /= in.shape.height * in.shape.width;
            return out;
          },
          [&](const network::Flatten&) { return Map{shape, in.values}; },
          [&](const network::Dense&) {
            Map out = empty_map(shape);
            const auto& weights = parameter(tensors, layer, "weight");
            for (std::size_t o = 0; o < out.values.size(); ++o) {
              out.values[o] = parameter(tensors, layer, "bias")[o];
              for (std::size_t i = 0; i < in.values.size(); ++i)
                out.values[o] += in.values[i] * weights[o * in.values.size() + i];
            }
            return out;
          },
          [&](const network::Dropout&) { return in; },
          [&](const network::Add& add) {
            Map out = in;
            for (std::size_t i = 0; i < out.values.size(); ++i)
              out.values[i] += outputs[static_cast<std::size_t>(add.other)].values[i];
            return out;
          },
      },
      layer.operation);
}

}  // namespace

std::vector<float> random_values(std::size_t count, unsigned seed) {
  std::vector<float> values(count);
  std::uint32_t state = seed * 2654435761U + 1;
  for (float& value : values) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<float>(state >> 8) * 0x1p-23F - 1;
  }
  return values;
}

network::Tensors random_tensors(const network::Architecture& architecture, unsigned seed) {
  network::Tensors tensors;
  for (const network::Parameter& p : network::parameters(architecture)) {
    std::size_t count = 1;
    for (const std::int64_t size : p.shape) count *= static_cast<std::size_t>(size);
    std::vector<float> values = random_values(count, seed++);
    const std::size_t fan_in = p.shape.empty() ? 1 : count / static_cast<std::size_t>(p.shape[0]);
    for (float& value : values) {
      switch (p.role) {
        case network::ParameterRole::weight:
          value *= std::sqrt(6.0F / static_cast<float>(fan_in));  // He et al. 2015, uniform
          break;
        case network::ParameterRole::bias:
        case network::ParameterRole::shift:
        case network::ParameterRole::running_mean:
          value *= 0.3F;
          break;
        case network::ParameterRole::scale:
        case network::ParameterRole::running_variance:
          value = 1 + 0.5F * value;
          break;
      }
    }
    tensors[p.name] = {p.shape, std::move(values)};
  }
  return tensors;
}

std::vector<double> reference_logits(const network::Architecture& architecture,
                                     const network::Tensors& tensors,
                                     std::span<const float> photo) {
  const std::vector<Shape> shapes = network::output_shapes(architecture);
  const Map input{architecture.input, std::vector<double>(photo.begin(), photo.end())};
  std::vector<Map> outputs;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Layer& layer = architecture.layers[i];
    const Map& in = layer.input < 0 ? input : outputs[static_cast<std::size_t>(layer.input)];
    outputs.push_back(run_layer(layer, in, shapes[i], outputs, tensors));
  }
  return outputs.back().values;
}

double largest_relative_difference(std::span<const float> a, std::span<const double> b) {
  if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest,
                       std::abs(static_cast<double>(a[i]) - b[i]) / std::max(1.0, std::abs(b[i])));
  return largest;
}

}  // namespace lesionlens::tests
