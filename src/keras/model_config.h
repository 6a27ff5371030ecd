// The attribute `model_config` of a Keras file: the layers as JSON. Read to see that the network is
// the one that its weights' shapes suggest, and written so that keras.models.load_model can build
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lesionlens::keras {

struct Rescaling {  // value * scale + offset, of values in 0..255
  float scale = 1;
  float offset = 0;
};

struct ModelConfig {
  std::optional<int> input_side;       // pixels, of a square input
  std::optional<Rescaling> rescaling;  // where the network begins with such a layer
  std::string output_activation;       // "sigmoid", "softmax", "linear"; empty where not known
};

// Throws weights_damaged where it is no JSON of Keras, weights_mismatch where it is not the network
// of skin-cancer-cnn, with what was found instead.
ModelConfig parse_model_config(const std::string& text);

// skin-cancer-cnn for an input of so many pixels; one output is a sigmoid, more are a softmax.
struct ModelDescription {
  std::string json;                      // understood by Keras 2 and Keras 3
  std::vector<std::string> layer_names;  // in order, without the input
};
ModelDescription describe_model(int height, int width, int outputs);

}  // namespace lesionlens::keras
