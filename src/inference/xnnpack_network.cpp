#include "inference/xnnpack_network.h"

#include <pthreadpool.h>
#include <xnnpack.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "inference/batch_norm_folding.h"
#include "network/head.h"

namespace lesionlens::inference {
namespace {

using network::Layer;
using network::Overloaded;
using network::Padding;
using network::Shape;

constexpr float infinity = std::numeric_limits<float>::infinity();
// External values; those of tapped layers follow.
constexpr std::uint32_t photo_id = 0;
constexpr std::uint32_t logits_id = 1;
constexpr std::uint32_t first_tap_id = 2;

// The layers whose outputs are handed out beside the logits.
std::vector<std::size_t> tapped_layers(const network::Architecture& architecture) {
  std::vector<std::size_t> layers = architecture.watched;
  if (const auto head = network::head_of(architecture)) {
    layers.push_back(head->feature_map);
    layers.push_back(head->features);
  }
  std::sort(layers.begin(), layers.end());
  layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
  return layers;
}

void check(xnn_status status, const char* what) {
  if (status == xnn_status_success) return;
  if (status == xnn_status_out_of_memory) {
    throw Error(ErrorCode::out_of_memory, "There is not enough memory to build the network.");
  }
  throw Error(ErrorCode::internal, std::string("XNNPACK refuses ") + what + " (status " +
                                       std::to_string(static_cast<int>(status)) + ").");
}

struct SubgraphDelete {
  void operator()(xnn_subgraph_t subgraph) const { xnn_delete_subgraph(subgraph); }
};
using Subgraph = std::unique_ptr<xnn_subgraph, SubgraphDelete>;

struct RuntimeDelete {
  void operator()(xnn_runtime_t runtime) const { xnn_delete_runtime(runtime); }
};

struct PoolDelete {
  void operator()(pthreadpool_t pool) const { pthreadpool_destroy(pool); }
};

// (out, in, height, width) -> (out, height, width, in), as XNNPACK wants the kernel of a
// convolution.
std::vector<float> channels_last(const std::vector<float>& weights, std::size_t out, std::size_t in,
                                 std::size_t area) {
  std::vector<float> result(weights.size());
  for (std::size_t o = 0; o < out; ++o) {
    for (std::size_t i = 0; i < in; ++i) {
      for (std::size_t a = 0; a < area; ++a)
        result[(o * area + a) * in + i] = weights[(o * in + i) * area + a];
    }
  }
  return result;
}

// (channels, 1, height, width) -> (1, height, width, channels), as XNNPACK wants the kernel of a
// depthwise convolution.
std::vector<float> depthwise_channels_last(const std::vector<float>& weights, std::size_t channels,
                                           std::size_t area) {
  std::vector<float> result(weights.size());
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t a = 0; a < area; ++a) result[a * channels + c] = weights[c * area + a];
  }
  return result;
}

// Walks the layers once and defines a node for each. Weights must outlive xnn_create_runtime, which
// packs them.
class Builder {
 public:
  Builder(const network::Architecture& architecture, const network::Tensors& tensors,
          network::QuantisedTensors quantised)
      : architecture_(architecture),
        tensors_(tensors),
        quantised_(std::move(quantised)),
        shapes_(network::output_shapes(architecture)),
        taps_(tapped_layers(architecture)) {
    const auto external_values = first_tap_id + static_cast<std::uint32_t>(taps_.size());
    xnn_subgraph_t subgraph = nullptr;
    check(xnn_create_subgraph(external_values, 0, &subgraph), "an empty graph");
    subgraph_.reset(subgraph);
    const Shape in = architecture.input;
    const std::array<std::size_t, 4> dims = {1, size(in.height), size(in.width), size(in.channels)};
    std::uint32_t id = 0;
    check(xnn_define_tensor_value(subgraph, xnn_datatype_fp32, dims.size(), dims.data(), nullptr,
                                  photo_id, XNN_VALUE_FLAG_EXTERNAL_INPUT, &id),
          "the photo's tensor");
  }

  Subgraph build() {
    for (std::size_t i = 0; i < architecture_.layers.size(); ++i)
      value_of_layer_.push_back(define(i));
    return std::move(subgraph_);
  }

 private:
  static std::size_t size(int value) { return static_cast<std::size_t>(value); }

  Shape input_shape(const Layer& layer) const {
    return layer.input < 0 ? architecture_.input : shapes_[size(layer.input)];
  }
  std::uint32_t input_value(const Layer& layer) const {
    return layer.input < 0 ? photo_id : value_of_layer_[size(layer.input)];
  }

  // Of a value that leaves the graph; the others get theirs from XNNPACK.
  std::uint32_t external_id(std::size_t index) const {
    // The last layer that changes anything writes the logits.
    if (index + 1 == architecture_.layers.size()) return logits_id;
    const auto tap = std::find(taps_.begin(), taps_.end(), index);
    if (tap == taps_.end()) return XNN_INVALID_VALUE_ID;
    return first_tap_id + static_cast<std::uint32_t>(tap - taps_.begin());
  }

  // (1, C) rather than (1, H, W, C); a feature map of one pixel is still a map.
  bool is_flat(std::size_t index) const {
    const Layer& layer = architecture_.layers[index];
    return std::visit(
        Overloaded{
            [](const network::GlobalAveragePooling&) { return true; },
            [](const network::Flatten&) { return true; },
            [](const network::Dense&) { return true; },
            [](const network::Convolution&) { return false; },
            [](const network::DepthwiseConvolution&) { return false; },
            [](const network::MaxPooling&) { return false; },
            [&](const auto&) { return layer.input >= 0 && is_flat(size(layer.input)); },
        },
        layer.operation);
  }

  std::uint32_t new_value(std::size_t index) {
    const Shape s = shapes_[index];
    const bool flat = is_flat(index);
    const std::array<std::size_t, 4> map = {1, size(s.height), size(s.width), size(s.channels)};
    const std::array<std::size_t, 2> vector = {1, size(s.channels)};
    const std::uint32_t external = external_id(index);
    std::uint32_t id = XNN_INVALID_VALUE_ID;
    check(xnn_define_tensor_value(
              subgraph_.get(), xnn_datatype_fp32, flat ? vector.size() : map.size(),
              flat ? vector.data() : map.data(), nullptr, external,
              external == XNN_INVALID_VALUE_ID ? 0 : XNN_VALUE_FLAG_EXTERNAL_OUTPUT, &id),
          "a tensor");
    return id;
  }

  std::uint32_t constant(std::vector<float> values, const std::vector<std::size_t>& dims) {
    constexpr std::size_t readable_beyond_end = XNN_EXTRA_BYTES / sizeof(float);
    values.resize(values.size() + readable_beyond_end);
    kept_.push_back(std::move(values));
    std::uint32_t id = XNN_INVALID_VALUE_ID;
    check(xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, dims.size(), dims.data(),
                                  kept_.back().data(), XNN_INVALID_VALUE_ID, 0, &id),
          "a weight tensor");
    return id;
  }

  // A matrix of small integers, (out, in). It is large, so it is not copied a second time.
  std::uint32_t constant(network::QuantisedTensor& matrix) {
    static_assert(XNN_EXTRA_BYTES <= network::spare_room);
    matrix.numbers.resize(matrix.numbers.size() + XNN_EXTRA_BYTES);
    const std::array<std::size_t, 2> dims = {static_cast<std::size_t>(matrix.shape[0]),
                                             static_cast<std::size_t>(matrix.shape[1])};
    std::uint32_t id = XNN_INVALID_VALUE_ID;
    check(xnn_define_channelwise_quantized_tensor_value(
              subgraph_.get(), xnn_datatype_qcint8, matrix.scales.data(), dims.size(), 0,
              dims.data(), matrix.numbers.data(), XNN_INVALID_VALUE_ID, 0, &id),
          "a quantised weight tensor");
    return id;
  }

  struct DenseValues {
    std::uint32_t weights;
    std::uint32_t bias;
  };

  DenseValues dense_values(const Layer& layer, const network::Dense& dense, std::size_t inputs) {
    const std::string name = network::parameter_name(layer, network::ParameterRole::weight);
    std::vector<float> bias =
        tensors_.at(network::parameter_name(layer, network::ParameterRole::bias)).values;
    const std::size_t units = size(dense.units);
    const auto quantised = quantised_.find(name);
    if (quantised == quantised_.end()) {
      const std::uint32_t weights = constant(tensors_.at(name).values, {units, inputs});
      return {weights, constant(std::move(bias), {units})};
    }
    // XNNPACK scales the sum with the bias in it: scale * (sum + bias).
    for (std::size_t i = 0; i < units; ++i) bias[i] /= quantised->second.scales[i];
    const std::uint32_t weights = constant(quantised->second);
    return {weights, constant(std::move(bias), {units})};
  }

  // What may happen to the output of a kernel before it is written: nothing, or the ReLU that
  // follows it.
  struct Range {
    float low = -infinity;
    float high = infinity;
  };

  // If the layers after kernel `index` are its folded batch norm and then a ReLU that alone reads
  // it, they become part of the kernel's node: the range says how, and `last_fused_` is the last
  // layer that the node stands for.
  Range fuse(std::size_t index) {
    last_fused_ = index;
    if (index + 1 < architecture_.layers.size() && is_folded(architecture_, index + 1))
      ++*last_fused_;
    const std::size_t next = *last_fused_ + 1;
    if (next >= architecture_.layers.size() ||
        architecture_.layers[next].input != static_cast<int>(*last_fused_))
      return {};
    if (readers(*last_fused_) != 1) return {};
    const network::Operation& operation = architecture_.layers[next].operation;
    const bool relu = std::holds_alternative<network::Relu>(operation);
    const bool relu6 = std::holds_alternative<network::Relu6>(operation);
    if (!relu && !relu6) return {};
    last_fused_ = next;
    return {0, relu6 ? 6 : infinity};
  }

  std::size_t readers(std::size_t index) const {
    std::size_t count = 0;
    for (const Layer& layer : architecture_.layers) {
      if (layer.input == static_cast<int>(index)) ++count;
      if (const auto* add = std::get_if<network::Add>(&layer.operation);
          add != nullptr && add->other == static_cast<int>(index))
        ++count;
    }
    return count;
  }

  // XNNPACK computes TensorFlow's SAME padding itself; any other is given in rows and columns.
  struct NodePadding {
    std::uint32_t top = 0, right = 0, bottom = 0, left = 0;
    std::uint32_t flag = 0;
  };
  static NodePadding node_padding(Shape in, int kernel, int stride, Padding padding) {
    if (padding == Padding::same) return {.flag = XNN_FLAG_TENSORFLOW_SAME_PADDING};
    const auto rows = network::axis_padding(in.height, kernel, stride, padding);
    const auto columns = network::axis_padding(in.width, kernel, stride, padding);
    const auto count = [](int value) { return static_cast<std::uint32_t>(value); };
    return {count(rows.before), count(columns.after), count(rows.after), count(columns.before), 0};
  }

  std::uint32_t define(std::size_t index) {
    const Layer& layer = architecture_.layers[index];
    if (last_fused_ && index <= *last_fused_)
      return value_of_layer_.back();  // part of the kernel before it
    const Shape in = input_shape(layer);
    const std::uint32_t input = input_value(layer);
    xnn_subgraph_t graph = subgraph_.get();
    return std::visit(
        Overloaded{
            [&](const network::Convolution& c) {
              Kernel kernel = folded_kernel(architecture_, tensors_, index);
              const Range range = fuse(index);
              const std::uint32_t output = new_value(*last_fused_);
              const std::size_t side = size(c.kernel);
              const std::uint32_t weights = constant(
                  channels_last(kernel.weights, size(c.filters), size(in.channels), side * side),
                  {size(c.filters), side, side, size(in.channels)});
              const std::uint32_t bias = constant(std::move(kernel.bias), {size(c.filters)});
              const auto k = static_cast<std::uint32_t>(c.kernel);
              const auto s = static_cast<std::uint32_t>(c.stride);
              const NodePadding p = node_padding(in, c.kernel, c.stride, c.padding);
              check(
                  xnn_define_convolution_2d(graph, p.top, p.right, p.bottom, p.left, k, k, s, s, 1,
                                            1, 1, size(in.channels), size(c.filters), range.low,
                                            range.high, input, weights, bias, output, p.flag),
                  "a convolution");
              return output;
            },
            [&](const network::DepthwiseConvolution& c) {
              Kernel kernel = folded_kernel(architecture_, tensors_, index);
              const Range range = fuse(index);
              const std::uint32_t output = new_value(*last_fused_);
              const std::size_t side = size(c.kernel);
              const std::uint32_t weights =
                  constant(depthwise_channels_last(kernel.weights, size(in.channels), side * side),
                           {1, side, side, size(in.channels)});
              const std::uint32_t bias = constant(std::move(kernel.bias), {size(in.channels)});
              const auto k = static_cast<std::uint32_t>(c.kernel);
              const auto s = static_cast<std::uint32_t>(c.stride);
              const NodePadding p = node_padding(in, c.kernel, c.stride, c.padding);
              check(xnn_define_depthwise_convolution_2d(graph, p.top, p.right, p.bottom, p.left, k,
                                                        k, s, s, 1, 1, 1, size(in.channels),
                                                        range.low, range.high, input, weights, bias,
                                                        output, p.flag),
                    "a depthwise convolution");
              return output;
            },
            [&](const network::Dense& dense) {
              const Range range = fuse(index);
              const std::uint32_t output = new_value(*last_fused_);
              const DenseValues values = dense_values(layer, dense, size(in.channels));
              check(xnn_define_fully_connected(graph, range.low, range.high, input, values.weights,
                                               values.bias, output, 0),
                    "a dense layer");
              return output;
            },
            [&](const network::MaxPooling& pool) {
              const std::uint32_t output = new_value(index);
              const auto k = static_cast<std::uint32_t>(pool.size);
              const auto s = static_cast<std::uint32_t>(pool.stride);
              const NodePadding p = node_padding(in, pool.size, pool.stride, pool.padding);
              check(xnn_define_max_pooling_2d(graph, p.top, p.right, p.bottom, p.left, k, k, s, s,
                                              1, 1, -infinity, infinity, input, output, p.flag),
                    "a max pooling");
              return output;
            },
            [&](const network::GlobalAveragePooling&) {
              const std::uint32_t output = new_value(index);
              const std::array<std::size_t, 2> axes = {1, 2};
              check(xnn_define_static_reduce(graph, xnn_reduce_mean, axes.size(), axes.data(),
                                             input, output, 0),
                    "an average pooling");
              return output;
            },
            [&](const network::Flatten&) {
              const std::uint32_t output = new_value(index);
              const std::array<std::size_t, 2> dims = {1, size(shapes_[index].channels)};
              check(xnn_define_static_reshape(graph, dims.size(), dims.data(), input, output, 0),
                    "a reshape");
              return output;
            },
            [&](const network::Add& add) {
              const std::uint32_t output = new_value(index);
              check(xnn_define_binary(graph, xnn_binary_add, nullptr, input,
                                      value_of_layer_[size(add.other)], output, 0),
                    "an addition");
              return output;
            },
            [&](const network::Relu&) { return define_clamp(index, input, 0, infinity); },
            [&](const network::Relu6&) { return define_clamp(index, input, 0, 6); },
            [&](const network::Dropout&) { return input; },  // only training drops
            [&](const network::BatchNormalization&) -> std::uint32_t {
              throw Error(ErrorCode::internal, "Batch norm '" + layer.name +
                                                   "' does not follow a convolution directly.");
            },
        },
        layer.operation);
  }

  std::uint32_t define_clamp(std::size_t index, std::uint32_t input, float low, float high) {
    const std::uint32_t output = new_value(index);
    xnn_unary_params parameters{};
    parameters.clamp.min = low;
    parameters.clamp.max = high;
    check(xnn_define_unary(subgraph_.get(), xnn_unary_clamp, &parameters, input, output, 0),
          "a clamp");
    return output;
  }

  const network::Architecture& architecture_;
  const network::Tensors& tensors_;
  network::QuantisedTensors quantised_;
  std::vector<Shape> shapes_;
  std::vector<std::size_t> taps_;
  Subgraph subgraph_;
  std::vector<std::uint32_t> value_of_layer_;
  std::vector<std::vector<float>> kept_;
  std::optional<std::size_t> last_fused_;
};

}  // namespace

namespace {

// Memory that XNNPACK may read a few bytes beyond the end of.
class ExternalValue {
 public:
  explicit ExternalValue(std::size_t size = 0)
      : size_(size), values_(size + XNN_EXTRA_BYTES / sizeof(float)) {}
  std::span<float> values() { return std::span(values_).first(size_); }

 private:
  std::size_t size_;
  std::vector<float> values_;
};

ExternalValue value_of_shape(Shape shape) {
  return ExternalValue(static_cast<std::size_t>(shape.height) *
                       static_cast<std::size_t>(shape.width) *
                       static_cast<std::size_t>(shape.channels));
}

}  // namespace

struct XnnpackNetwork::Runtime {
  // Outlives the runtime, which runs on it.
  std::unique_ptr<pthreadpool, PoolDelete> pool;
  std::unique_ptr<xnn_runtime, RuntimeDelete> handle;
  ExternalValue photo;
  ExternalValue logits;
  std::map<std::size_t, ExternalValue> taps;  // by layer
};

XnnpackNetwork::XnnpackNetwork(const network::Architecture& architecture,
                               const network::Tensors& tensors, network::QuantisedTensors quantised,
                               std::size_t threads)
    : runtime_(std::make_unique<Runtime>()) {
  check(xnn_initialize(nullptr), "to start on this processor");
  Builder builder(architecture, tensors, std::move(quantised));
  const Subgraph subgraph = builder.build();
  xnn_runtime_t handle = nullptr;
  Runtime& r = *runtime_;
  if (threads > 1) r.pool.reset(pthreadpool_create(threads));
  check(xnn_create_runtime_v2(subgraph.get(), r.pool.get(), 0, &handle), "the graph");
  r.handle.reset(handle);
  const std::vector<Shape> shapes = network::output_shapes(architecture);
  r.photo = value_of_shape(architecture.input);
  r.logits = value_of_shape(shapes.back());
  std::vector<xnn_external_value> values = {{photo_id, r.photo.values().data()},
                                            {logits_id, r.logits.values().data()}};
  std::uint32_t id = first_tap_id;
  for (const std::size_t layer : tapped_layers(architecture)) {
    ExternalValue& tap = r.taps[layer] = value_of_shape(shapes[layer]);
    values.push_back({id++, tap.values().data()});
  }
  check(xnn_setup_runtime(handle, values.size(), values.data()), "its inputs and outputs");
}

XnnpackNetwork::~XnnpackNetwork() = default;
XnnpackNetwork::XnnpackNetwork(XnnpackNetwork&&) noexcept = default;
XnnpackNetwork& XnnpackNetwork::operator=(XnnpackNetwork&&) noexcept = default;

std::vector<float> XnnpackNetwork::run(std::span<const float> photo) {
  const std::span<float> input = runtime_->photo.values();
  if (photo.size() != input.size()) {
    throw Error(ErrorCode::internal, "The network wants " + std::to_string(input.size()) +
                                         " numbers and was given " + std::to_string(photo.size()) +
                                         ".");
  }
  std::copy(photo.begin(), photo.end(), input.begin());
  check(xnn_invoke_runtime(runtime_->handle.get()), "to run");
  const std::span<const float> logits = runtime_->logits.values();
  return {logits.begin(), logits.end()};
}

std::span<const float> XnnpackNetwork::output_of(std::size_t layer) const {
  return runtime_->taps.at(layer).values();
}

}  // namespace lesionlens::inference
