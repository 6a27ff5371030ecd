#include "keras/keras_file.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "keras/child_process.h"
#include "keras/hdf5_file.h"
#include "keras/model_config.h"
#include "network/catalogue.h"

namespace lesionlens::keras {
namespace {

using network::Tensor;
using Shape = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

constexpr const char* architecture_name = "skin-cancer-cnn";
// Layers with weights, in order.
constexpr std::array<const char*, 5> layer_names = {"conv2d", "conv2d_1", "conv2d_2", "dense",
                                                    "dense_1"};
constexpr std::size_t convolutions = 3;
constexpr std::size_t dense = 3;   // index of the first dense layer
constexpr std::size_t output = 4;  // index of the last layer
constexpr std::size_t most_arrays = 10000;

[[noreturn]] void mismatch(const std::string& what) {
  throw Error(ErrorCode::weights_mismatch,
              "The Keras file does not hold a " + std::string(architecture_name) + ": " + what);
}

// One array of weights: where it lies, and its shape.
struct Array {
  std::string path;
  Shape shape;
};

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// The layer's and the array's name.
std::string last_parts(const std::string& path) {
  const std::size_t slash = path.rfind('/', path.rfind('/') - 1);
  return path.substr(slash + 1);
}

// The path of `name` in a group.
std::string inside(std::string group, std::string_view name) {
  if (group != "/") group += '/';
  return group.append(name);
}

// The group that lists the layers.
std::string weights_group(const Hdf5Reader& file) {
  for (const char* group : {"/model_weights", "/"}) {
    if (std::string(group) != "/" && !file.exists(group)) continue;
    if (file.texts(group, "layer_names")) return group;
  }
  if (file.exists("/layers") || file.exists("/_layer_checkpoint_dependencies")) {
    mismatch(
        "it is of the form '.weights.h5' of Keras 3, which names no layers; save the model with "
        "model.save('FILE.h5').");
  }
  mismatch("it is an HDF5 file, but has no list of layers as Keras writes it.");
}

// All arrays in the order of the layers; models within models are one long list, too.
std::vector<Array> list_arrays(const Hdf5Reader& file) {
  const std::string root = weights_group(file);
  std::vector<Array> arrays;
  for (const std::string& layer : file.texts(root, "layer_names").value_or(Texts())) {
    const std::string group = inside(root, layer);
    const auto names = file.texts(group, "weight_names");
    if (!names) mismatch("layer " + printable(layer) + " does not list its weights.");
    for (const std::string& name : *names) {
      if (arrays.size() == most_arrays) mismatch("it has too many arrays of weights.");
      const std::string path = inside(group, name);
      arrays.push_back({path, file.shape(path)});
    }
  }
  return arrays;
}

std::string found_text(const std::vector<Array>& arrays) {
  constexpr std::size_t most = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(arrays.size(), most); ++i) {
    text += (i > 0 ? ", " : "") + printable(last_parts(arrays[i].path)) + " " +
            shape_text(arrays[i].shape);
  }
  if (arrays.size() > most) text += " and " + std::to_string(arrays.size() - most) + " more";
  return arrays.empty() ? "no weights" : text;
}

// Ten arrays: kernel and bias of three 3 x 3 convolutions to 32, 64 and 128 channels, a dense layer
// of 512 units and one of any number.
void check_arrays(const std::vector<Array>& arrays) {
  const auto refuse = [&] {
    mismatch(
        "it needs the kernels and biases of three 3 x 3 convolutions to 32, 64 and 128 channels "
        "and of two dense layers, of 512 units and of the classes; found were " +
        found_text(arrays) + ".");
  };
  if (arrays.size() != 2 * layer_names.size()) refuse();
  constexpr std::array<std::int64_t, 5> units = {32, 64, 128, 512, 0};
  for (std::size_t i = 0; i < layer_names.size(); ++i) {
    const Array& kernel = arrays[2 * i];
    const Array& bias = arrays[2 * i + 1];
    const std::int64_t in = i == 0 ? 3 : units[i - 1];
    Shape expected = i < convolutions ? Shape{3, 3, in, units[i]} : Shape{in, units[i]};
    if (kernel.shape.size() != expected.size()) refuse();
    if (i == dense) expected[0] = kernel.shape[0];   // by the size of the input
    if (i == output) expected[1] = kernel.shape[1];  // by the number of classes
    if (kernel.shape != expected || bias.shape != Shape{expected.back()}) refuse();
    if (!last_part(kernel.path).starts_with("kernel") || !last_part(bias.path).starts_with("bias"))
      refuse();
  }
}

// Rows or columns that reach the dense layer, of an input of `side` pixels.
std::int64_t side_after_pooling(std::int64_t side) {
  for (std::size_t i = 0; i < convolutions; ++i) side = (side - 2) / 2;
  return side;
}

int input_side(const std::vector<Array>& arrays, const ModelConfig& config,
               std::optional<int> asked) {
  const std::int64_t values = arrays[2 * dense].shape[0];
  const auto fits = [&](std::int64_t side) {
    const std::int64_t left = side_after_pooling(side);
    return left >= 1 && left * left * 128 == values;
  };
  const std::string needs = "its dense layer reads " + std::to_string(values) + " numbers";
  for (const std::optional<int>& side : {asked, config.input_side}) {
    if (!side) continue;
    if (fits(*side)) return *side;
    mismatch(needs + ", which an input of " + std::to_string(*side) + " x " +
             std::to_string(*side) + " pixels does not give.");
  }
  constexpr int largest = 1024;
  for (int side = 8; side <= largest; side += 8) {
    if (fits(side)) return side;
  }
  mismatch(needs + ", which no square input of up to 1024 pixels gives.");
}

// (height, width, in, out) -> (out, in, height, width), or (in, out) -> (out, in).
Tensor from_keras(const Shape& shape, const std::vector<float>& values) {
  const auto out = static_cast<std::size_t>(shape.back());
  const auto in = static_cast<std::size_t>(shape[shape.size() - 2]);
  const std::size_t area = values.size() / (in * out);
  Tensor tensor{{shape.back(), shape[shape.size() - 2]}, std::vector<float>(values.size())};
  tensor.shape.insert(tensor.shape.end(), shape.begin(), shape.end() - 2);
  for (std::size_t a = 0; a < area; ++a) {
    for (std::size_t i = 0; i < in; ++i) {
      for (std::size_t o = 0; o < out; ++o)
        tensor.values[(o * in + i) * area + a] = values[(a * in + i) * out + o];
    }
  }
  return tensor;
}

struct KerasArray {
  Shape shape;
  std::vector<float> values;
};

KerasArray to_keras(const Tensor& tensor) {
  const auto out = static_cast<std::size_t>(tensor.shape[0]);
  const auto in = static_cast<std::size_t>(tensor.shape[1]);
  const std::size_t area = tensor.values.size() / (in * out);
  KerasArray array{{tensor.shape.begin() + 2, tensor.shape.end()},
                   std::vector<float>(tensor.values.size())};
  array.shape.push_back(tensor.shape[1]);
  array.shape.push_back(tensor.shape[0]);
  for (std::size_t o = 0; o < out; ++o) {
    for (std::size_t i = 0; i < in; ++i) {
      for (std::size_t a = 0; a < area; ++a)
        array.values[(a * in + i) * out + o] = tensor.values[(o * in + i) * area + a];
    }
  }
  return array;
}

// Softmax of two is the sigmoid of the difference.
void subtract_first_row(Tensor& tensor) {
  const std::size_t half = tensor.values.size() / 2;
  for (std::size_t i = 0; i < half; ++i)
    tensor.values[i] = tensor.values[half + i] - tensor.values[i];
  tensor.values.resize(half);
  tensor.shape[0] = 1;
}

void check_classes(std::int64_t units, const ModelConfig& config,
                   const std::vector<std::string>& classes) {
  if (config.output_activation == "sigmoid" && units != 1)
    mismatch("it ends in " + std::to_string(units) + " sigmoids, which are no classes.");
  if (config.output_activation == "softmax" && units == 1)
    mismatch("it ends in a softmax of one value, which is always 1.");
  const std::int64_t needed = units == 1 ? 2 : units;
  if (static_cast<std::int64_t>(classes.size()) != needed) {
    throw Error(ErrorCode::options_invalid, "The Keras file tells " + std::to_string(needed) +
                                                " classes apart; name as many, in its order.");
  }
}

network::Tensors read_tensors(const Hdf5Reader& file, const std::vector<Array>& arrays) {
  network::Tensors tensors;
  for (std::size_t i = 0; i < layer_names.size(); ++i) {
    const Array& kernel = arrays[2 * i];
    const Array& bias = arrays[2 * i + 1];
    const std::string name = layer_names[i];
    tensors[name + ".weight"] = from_keras(kernel.shape, file.values(kernel.path));
    tensors[name + ".bias"] = {bias.shape, file.values(bias.path)};
  }
  return tensors;
}

ModelConfig read_config(const Hdf5Reader& file) {
  const auto text = file.texts("/", "model_config");
  return text && !text->empty() ? parse_model_config(text->front()) : ModelConfig();
}

// conv(W, (v - mean) / deviation) + b = conv(W / deviation, v) + (b - sum of W * mean / deviation):
// exact, since the convolution pads nothing.
void fold_normalisation(const image::Preprocessing& how, Tensor& kernel, Tensor& bias) {
  constexpr std::size_t channels = 3;
  const std::size_t area = kernel.values.size() / (bias.values.size() * channels);
  for (std::size_t o = 0; o < bias.values.size(); ++o) {
    double shift = 0;
    for (std::size_t c = 0; c < channels; ++c) {
      for (std::size_t a = 0; a < area; ++a) {
        float& weight = kernel.values[(o * channels + c) * area + a];
        weight /= how.deviation[c];
        shift += static_cast<double>(weight * how.mean[c]);
      }
    }
    bias.values[o] -= static_cast<float>(shift);
  }
}

void divide(Tensor& tensor, float by) {
  for (float& value : tensor.values) value /= by;
}

network::WeightsFile read_here(const std::filesystem::path& path, const Import& import) {
  const Hdf5Reader file(path);
  const ModelConfig config = read_config(file);
  const std::vector<Array> arrays = list_arrays(file);
  check_arrays(arrays);
  const std::int64_t units = arrays[2 * output].shape[1];
  check_classes(units, config, import.metadata.classes);

  network::WeightsFile weights;
  weights.metadata = import.metadata;
  weights.metadata.architecture = architecture_name;
  image::Preprocessing& how = weights.metadata.preprocessing;
  how.width = how.height = input_side(arrays, config, import.input_size);
  if (config.rescaling) {
    // (v - mean) / deviation = 255 * v * scale + offset
    how.deviation.fill(1 / (255 * config.rescaling->scale));
    how.mean.fill(-config.rescaling->offset * how.deviation[0]);
  }
  weights.architecture =
      network::build_architecture(architecture_name, {how.height, how.width, 3},
                                  network::outputs_for(weights.metadata.classes));
  weights.tensors = read_tensors(file, arrays);
  if (units == 2) {
    subtract_first_row(weights.tensors.at("dense_1.weight"));
    subtract_first_row(weights.tensors.at("dense_1.bias"));
  }
  return weights;
}

}  // namespace

network::Metadata keras_defaults() {
  network::Metadata m;
  m.architecture = architecture_name;
  m.preprocessing.crop = image::Crop::stretch;
  m.preprocessing.mean = {0, 0, 0};
  m.preprocessing.deviation = {1, 1, 1};
  m.threshold_note = "not chosen on any pictures";
  return m;
}

network::WeightsFile read_keras(const std::filesystem::path& path, const Import& import) {
  // What comes back is checked as any weights file is.
  return network::read_weights(in_child_process(
      [&] { return network::write_weights(read_here(path, import), network::Storage::float32); },
      "The Keras file is damaged: HDF5 cannot read it."));
}

std::vector<std::uint8_t> write_keras(const network::WeightsFile& weights) {
  if (weights.metadata.architecture != architecture_name) {
    throw Error(ErrorCode::weights_mismatch, "Only a " + std::string(architecture_name) +
                                                 " can be written as a Keras file; this is a " +
                                                 weights.metadata.architecture + ".");
  }
  network::Tensors tensors = weights.tensors;
  fold_normalisation(weights.metadata.preprocessing, tensors.at("conv2d.weight"),
                     tensors.at("conv2d.bias"));
  divide(tensors.at("dense_1.weight"), weights.metadata.temperature);
  divide(tensors.at("dense_1.bias"), weights.metadata.temperature);

  const network::Shape& input = weights.architecture.input;
  const ModelDescription model =
      describe_model(input.height, input.width, weights.architecture.outputs);
  const std::string root = "/model_weights";
  Hdf5Writer file;
  file.add_text("/", "model_config", model.json);
  file.add_texts(root, "layer_names", model.layer_names);
  for (const std::string& group : {std::string("/"), root}) {
    file.add_text(group, "backend", "tensorflow");
    file.add_text(group, "keras_version", "2.15.0");  // whose form this is
  }
  for (const std::string& name : model.layer_names) {
    const std::string group = inside(root, name);
    if (std::find(layer_names.begin(), layer_names.end(), name) == layer_names.end()) {
      file.add_texts(group, "weight_names", {});
      continue;
    }
    const std::string kernel_name = inside(name, "kernel:0");
    const std::string bias_name = inside(name, "bias:0");
    file.add_texts(group, "weight_names", {kernel_name, bias_name});
    const KerasArray kernel = to_keras(tensors.at(name + ".weight"));
    const Tensor& bias = tensors.at(name + ".bias");
    file.add_values(inside(group, kernel_name), kernel.shape, kernel.values);
    file.add_values(inside(group, bias_name), bias.shape, bias.values);
  }
  return file.bytes();
}

}  // namespace lesionlens::keras
