// skin-cancer-cnn as Keras sees it: arrays in Keras' layouts, computed the plain way in double
// precision, and written to HDF5 files in every form that Keras has had.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace lesionlens::tests {

struct KerasArray {
  std::vector<unsigned long long> shape;  // kernels (height, width, in, out) or (in, out)
  std::vector<float> values;
};

struct KerasNetwork {
  int side = 0;  // of the input
  // Kernel and bias of three convolutions and two dense layers, in turns.
  std::vector<KerasArray> arrays;
};

KerasNetwork random_keras_network(int side, int outputs, unsigned seed);

// photo: (side, side, 3) -> what the last layer gives before its activation.
std::vector<double> keras_logits(const KerasNetwork& network, const std::vector<float>& photo);

// How a file is laid out.
struct KerasForm {
  std::string root = "model_weights";  // empty: weights alone, at the root
  // Layers in order, and the names of their arrays; layers without weights have none. All arrays
  // together are those of the network, in order.
  std::vector<std::pair<std::string, std::vector<std::string>>> layers;
  std::string model_config;    // JSON; empty: none
  bool variable_text = false;  // texts of variable length
  bool compressed = false;     // arrays in deflated chunks of float64
};

KerasForm keras2_whole_model();
KerasForm keras2_weights_alone();  // numbering that starts anywhere
KerasForm keras3_legacy();
KerasForm nested_model();

// The JSON of a Sequential model that ends in this activation; `first` goes in front of its layers.
std::string keras_config(int side, int outputs, const std::string& activation,
                         const std::string& first = {});

void write_keras_file(const std::filesystem::path& path, const KerasNetwork& network,
                      const KerasForm& form);

// Reads the arrays back by HDF5 alone: those at /model_weights/LAYER/LAYER/{kernel:0,bias:0}.
KerasNetwork read_keras_arrays(const std::filesystem::path& path,
                               const std::vector<std::string>& layers, int side);

}  // namespace lesionlens::tests
