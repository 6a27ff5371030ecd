#include "onnx/onnx_export.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "base/error.h"
#include "inference/batch_norm_folding.h"

namespace lesionlens::onnx {
namespace {

using network::Overloaded;
using network::Shape;

constexpr int ir_version = 7;  // the one of operator set 13
constexpr int operator_set = 13;

using Sizes = std::vector<std::int64_t>;
using Values = std::vector<std::string>;  // names of tensors

// Adds nodes and constants to a graph. Every node has one output, whose name is also the node's.
class GraphWriter {
 public:
  explicit GraphWriter(::onnx::GraphProto& graph) : graph_(graph) {}

  ::onnx::NodeProto& node(const char* type, const Values& inputs, const std::string& output) {
    ::onnx::NodeProto& node = *graph_.add_node();
    node.set_op_type(type);
    node.set_name(output);
    for (const std::string& input : inputs) node.add_input(input);
    node.add_output(output);
    return node;
  }

  std::string constant(const std::string& name, const Sizes& dims, std::span<const float> values) {
    static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");
    ::onnx::TensorProto& tensor = *graph_.add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(::onnx::TensorProto::FLOAT);
    for (const std::int64_t size : dims) tensor.add_dims(size);
    tensor.set_raw_data(values.data(), values.size_bytes());
    return name;
  }

 private:
  ::onnx::GraphProto& graph_;
};

void set_number(::onnx::NodeProto& node, const char* name, std::int64_t value) {
  ::onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(::onnx::AttributeProto::INT);
  attribute.set_i(value);
}

void set_numbers(::onnx::NodeProto& node, const char* name, const Sizes& values) {
  ::onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(::onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute.add_ints(value);
}

void describe(::onnx::ValueInfoProto& value, const char* name, const Sizes& sizes,
              const char* meaning) {
  value.set_name(name);
  value.set_doc_string(meaning);
  auto& tensor = *value.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(::onnx::TensorProto::FLOAT);
  tensor.mutable_shape()->add_dim()->set_dim_param("N");
  for (const std::int64_t size : sizes) tensor.mutable_shape()->add_dim()->set_dim_value(size);
}

// Walks the layers once and writes a node or two for each.
class Exporter {
 public:
  Exporter(const network::WeightsFile& weights, ::onnx::GraphProto& graph)
      : weights_(weights),
        architecture_(weights.architecture),
        shapes_(network::output_shapes(weights.architecture)),
        graph_(graph),
        writer_(graph) {}

  void write() {
    describe_ends();
    normalise_photo();
    for (std::size_t i = 0; i < architecture_.layers.size(); ++i)
      value_of_layer_.push_back(write_layer(i));
    writer_.node("Identity", {value_of_layer_.back()}, "logits");
    write_probabilities();
  }

 private:
  static std::size_t size(int value) { return static_cast<std::size_t>(value); }

  void describe_ends() {
    const Shape in = architecture_.input;
    graph_.set_name(architecture_.name);
    describe(
        *graph_.add_input(), "photo", {in.channels, in.height, in.width},
        "R, G, B in [0, 1], cropped as the metadata's crop says and resized; normalised inside");
    describe(
        *graph_.add_output(), "logits", {architecture_.outputs},
        "One: of the second class. More: of each class, in the order of the metadata's classes");
    describe(*graph_.add_output(), "probabilities",
             {static_cast<std::int64_t>(weights_.metadata.classes.size())},
             "Of each class, in the order of the metadata's classes, after the temperature");
    describe(*graph_.add_output(), "probability", {1},
             "Of malignant, after the temperature; malignant from the metadata's threshold on");
  }

  // (photo - mean) / deviation. It cannot go into the first kernel, where padding is zero already.
  void normalise_photo() {
    const image::Preprocessing& how = weights_.metadata.preprocessing;
    const Sizes by_channel = {1, 3, 1, 1};
    writer_.node("Sub", {"photo", writer_.constant("mean", by_channel, how.mean)}, "centred");
    writer_.node("Div", {"centred", writer_.constant("deviation", by_channel, how.deviation)},
                 "normalised");
  }

  Shape input_shape(const network::Layer& layer) const {
    return layer.input < 0 ? architecture_.input : shapes_[size(layer.input)];
  }
  std::string input_value(const network::Layer& layer) const {
    return layer.input < 0 ? "normalised" : value_of_layer_[size(layer.input)];
  }

  // "features.0.0", or "relu_2" for the third layer where it has no name.
  std::string output_name(std::size_t index, const char* kind) const {
    const std::string& name = architecture_.layers[index].name;
    return name.empty() ? kind + ("_" + std::to_string(index)) : name;
  }

  // {input, weight, bias}, the batch norm after it folded in.
  Values kernel_inputs(std::size_t index) {
    const network::Layer& layer = architecture_.layers[index];
    const inference::Kernel kernel =
        inference::folded_kernel(architecture_, weights_.tensors, index);
    const std::string weight = parameter_name(layer, network::ParameterRole::weight);
    const std::string bias = parameter_name(layer, network::ParameterRole::bias);
    return {input_value(layer),
            writer_.constant(weight, weights_.tensors.at(weight).shape, kernel.weights),
            writer_.constant(bias, {static_cast<std::int64_t>(kernel.bias.size())}, kernel.bias)};
  }

  // What convolutions and poolings have in common.
  void set_window(::onnx::NodeProto& node, Shape in, int kernel, int stride,
                  network::Padding padding) const {
    const network::AxisPadding rows = network::axis_padding(in.height, kernel, stride, padding);
    const network::AxisPadding columns = network::axis_padding(in.width, kernel, stride, padding);
    set_numbers(node, "kernel_shape", {kernel, kernel});
    set_numbers(node, "strides", {stride, stride});
    set_numbers(node, "pads", {rows.before, columns.before, rows.after, columns.after});
  }

  // The name of what the layer puts out.
  std::string write_layer(std::size_t index) {
    const network::Layer& layer = architecture_.layers[index];
    const Shape in = input_shape(layer);
    std::string input = input_value(layer);
    const auto simple = [&](const char* type, const Values& inputs, const char* kind) {
      const std::string output = output_name(index, kind);
      writer_.node(type, inputs, output);
      return output;
    };
    return std::visit(
        Overloaded{
            [&](const network::Convolution& c) {
              const std::string output = output_name(index, "convolution");
              set_window(writer_.node("Conv", kernel_inputs(index), output), in, c.kernel, c.stride,
                         c.padding);
              return output;
            },
            [&](const network::DepthwiseConvolution& c) {
              const std::string output = output_name(index, "convolution");
              ::onnx::NodeProto& node = writer_.node("Conv", kernel_inputs(index), output);
              set_window(node, in, c.kernel, c.stride, c.padding);
              set_number(node, "group", in.channels);
              return output;
            },
            [&](const network::Dense&) {
              const std::string output = output_name(index, "dense");
              set_number(writer_.node("Gemm", kernel_inputs(index), output), "transB", 1);
              return output;
            },
            [&](const network::MaxPooling& pool) {
              const std::string output = output_name(index, "pooling");
              set_window(writer_.node("MaxPool", {input}, output), in, pool.size, pool.stride,
                         pool.padding);
              return output;
            },
            [&](const network::GlobalAveragePooling&) {
              const std::string output = output_name(index, "average");
              writer_.node("GlobalAveragePool", {input}, output + "_map");
              writer_.node("Flatten", {output + "_map"}, output);
              return output;
            },
            [&](const network::Flatten&) {
              // ONNX's maps are (N, C, H, W), the order of the flat numbers is (H, W, C).
              const std::string output = output_name(index, "flatten");
              set_numbers(writer_.node("Transpose", {input}, output + "_map"), "perm",
                          {0, 2, 3, 1});
              writer_.node("Flatten", {output + "_map"}, output);
              return output;
            },
            [&](const network::Add& add) {
              return simple("Add", {input, value_of_layer_[size(add.other)]}, "add");
            },
            [&](const network::Relu&) { return simple("Relu", {input}, "relu"); },
            [&](const network::Relu6&) {
              return simple("Clip", {input, scalar("zero", 0), scalar("six", 6)}, "relu6");
            },
            [&](const network::Dropout&) { return input; },  // only training drops
            [&](const network::BatchNormalization&) {
              if (inference::is_folded(architecture_, index)) return input;
              throw Error(ErrorCode::internal, "Batch norm '" + layer.name +
                                                   "' does not follow a convolution directly.");
            },
        },
        layer.operation);
  }

  // A constant without dimensions, written once.
  std::string scalar(const std::string& name, float value) {
    const auto& all = graph_.initializer();
    const bool known = std::any_of(all.begin(), all.end(), [&](const ::onnx::TensorProto& tensor) {
      return tensor.name() == name;
    });
    return known ? name : writer_.constant(name, {}, {&value, 1});
  }

  void write_probabilities() {
    const network::Metadata& m = weights_.metadata;
    if (architecture_.outputs == 1) {
      // The sigmoid of x is the probability of the second class, that of -x the first's.
      const std::array<float, 2> signs = {-1 / m.temperature, 1 / m.temperature};
      writer_.node("Mul", {"logits", writer_.constant("signs", {1, 2}, signs)}, "tempered");
      writer_.node("Sigmoid", {"tempered"}, "probabilities");
    } else {
      writer_.node("Div", {"logits", scalar("temperature", m.temperature)}, "tempered");
      set_number(writer_.node("Softmax", {"tempered"}, "probabilities"), "axis", 1);
    }
    std::vector<float> marks(m.classes.size());  // 1 where a class is malignant
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = network::is_malignant(m, i) ? 1 : 0;
    const Sizes column = {static_cast<std::int64_t>(marks.size()), 1};
    writer_.node("MatMul", {"probabilities", writer_.constant("malignant", column, marks)},
                 "probability");
  }

  const network::WeightsFile& weights_;
  const network::Architecture& architecture_;
  std::vector<Shape> shapes_;
  ::onnx::GraphProto& graph_;
  GraphWriter writer_;
  std::vector<std::string> value_of_layer_;
};

}  // namespace

std::vector<std::uint8_t> export_network(const network::WeightsFile& weights) {
  ::onnx::ModelProto model;
  model.set_ir_version(ir_version);
  model.add_opset_import()->set_version(operator_set);
  model.set_producer_name("lesionlens");
  model.set_doc_string(
      "Benign or malignant skin lesion, from a photo. A decision aid, not a diagnosis.");
  for (const auto& [key, value] : network::metadata_text(weights.metadata)) {
    ::onnx::StringStringEntryProto& entry = *model.add_metadata_props();
    entry.set_key(key);
    entry.set_value(value);
  }
  Exporter(weights, *model.mutable_graph()).write();

  const std::size_t length = model.ByteSizeLong();
  if (length > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw Error(ErrorCode::options_invalid,
                "This network is larger than the 2 GB that an ONNX file can hold; train it for a "
                "smaller input.");
  }
  std::vector<std::uint8_t> bytes(length);
  model.SerializeWithCachedSizesToArray(bytes.data());
  return bytes;
}

}  // namespace lesionlens::onnx
