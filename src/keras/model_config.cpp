#include "keras/model_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/error.h"

namespace lesionlens::keras {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

[[noreturn]] void mismatch(const std::string& what) {
  throw Error(ErrorCode::weights_mismatch,
              "The Keras file does not hold a skin-cancer-cnn: " + what);
}

[[noreturn]] void damaged() {
  throw Error(ErrorCode::weights_damaged,
              "The Keras file is damaged: its model_config is not the JSON that Keras writes.");
}

// The member of an object, or null: for any document.
const json& member(const json& object, const char* key) {
  static const json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

std::string text_member(const json& object, const char* key) {
  const json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

// A layer that computes something, with the activation that follows it.
struct Step {
  std::string kind;  // Keras' class name
  json config;
  std::string activation;
};

constexpr int deepest = 8;

// All layers in order, those of models within models in their place.
void flatten(const json& model, int depth, std::vector<json>& layers) {
  const json& config = member(model, "config");
  const json& list = config.is_array() ? config : member(config, "layers");
  if (!list.is_array() || depth > deepest) damaged();
  for (const json& layer : list) {
    const std::string kind = text_member(layer, "class_name");
    if (kind.empty()) damaged();
    if (kind == "Sequential" || kind == "Functional" || kind == "Model") {
      flatten(layer, depth + 1, layers);
    } else {
      layers.push_back(layer);
    }
  }
}

// An activation layer of its own belongs to the layer before it.
std::optional<std::string> activation_of(const std::string& kind, const json& config) {
  if (kind == "Activation") return text_member(config, "activation");
  if (kind == "ReLU") {
    for (const char* key : {"max_value", "negative_slope", "threshold"}) {
      const json& value = member(config, key);
      if (!value.is_null() && value != 0) return "ReLU with " + std::string(key);
    }
    return "relu";
  }
  if (kind == "Softmax") return "softmax";
  return std::nullopt;
}

std::optional<int> square_side(const json& config) {
  for (const char* key : {"batch_shape", "batch_input_shape"}) {
    const json& shape = member(config, key);
    if (!shape.is_array() || shape.size() != 4 || !shape[1].is_number_integer() ||
        !shape[2].is_number_integer()) {
      continue;
    }
    if (shape[1] != shape[2]) {
      mismatch("its input of " + shape[1].dump() + " x " + shape[2].dump() +
               " pixels is not square.");
    }
    const auto side = shape[1].get<std::int64_t>();
    if (side < 1 || side > 100000) damaged();
    return static_cast<int>(side);
  }
  return std::nullopt;
}

Rescaling rescaling_of(const json& config) {
  const json& scale = member(config, "scale");
  const json& offset = member(config, "offset");
  const bool numbers = scale.is_number() && (offset.is_null() || offset.is_number());
  const Rescaling result{numbers ? scale.get<float>() : 0,
                         numbers && !offset.is_null() ? offset.get<float>() : 0};
  if (!std::isfinite(result.scale) || !std::isfinite(result.offset) || result.scale <= 0)
    mismatch("its Rescaling layer is not one scale above 0 and one offset.");
  return result;
}

std::string kinds_text(const std::vector<json>& layers) {
  constexpr std::size_t most = 30;
  std::string text;
  for (std::size_t i = 0; i < std::min(layers.size(), most); ++i)
    text += (i > 0 ? ", " : "") + text_member(layers[i], "class_name").substr(0, 40);
  if (layers.size() > most) text += " and " + std::to_string(layers.size() - most) + " more";
  return text;
}

// What Keras leaves out is its default, which is ours.
void expect(const Step& step, const char* key, const json& value) {
  const json& found = member(step.config, key);
  if (found.is_null() || found == value) return;
  if (found.is_array() && !value.is_array() && found == json::array({value, value})) return;
  mismatch("the " + std::string(key) + " of a " + step.kind + " is " + found.dump().substr(0, 40) +
           ", not " + value.dump() + ".");
}

void expect_activation(const Step& step, std::string_view activation) {
  if (step.activation == activation) return;
  mismatch("the activation after a " + step.kind + " is '" + step.activation.substr(0, 40) +
           "', not '" + std::string(activation) + "'.");
}

void check_step(const Step& step) {
  if (step.kind == "Flatten") {
    expect(step, "data_format", "channels_last");
    expect_activation(step, "linear");
    return;
  }
  if (step.kind == "Dense") return expect(step, "use_bias", true);
  expect(step, "data_format", "channels_last");
  expect(step, "padding", "valid");
  if (step.kind == "MaxPooling2D") {
    expect(step, "pool_size", 2);
    expect(step, "strides", 2);
    return expect_activation(step, "linear");
  }
  expect(step, "kernel_size", 3);
  expect(step, "strides", 1);
  expect(step, "dilation_rate", 1);
  expect(step, "groups", 1);
  expect(step, "use_bias", true);
  expect_activation(step, "relu");
}

constexpr std::array<std::string_view, 9> expected_kinds = {
    "Conv2D",       "MaxPooling2D", "Conv2D", "MaxPooling2D", "Conv2D",
    "MaxPooling2D", "Flatten",      "Dense",  "Dense"};

void check_steps(const std::vector<Step>& steps, const std::vector<json>& layers) {
  bool same = steps.size() == expected_kinds.size();
  for (std::size_t i = 0; same && i < steps.size(); ++i) same = steps[i].kind == expected_kinds[i];
  if (!same) {
    mismatch("it needs Conv2D and MaxPooling2D three times, Flatten and two Dense; found were " +
             kinds_text(layers) + ".");
  }
  for (const Step& step : steps) check_step(step);
  expect_activation(steps[steps.size() - 2], "relu");
  const std::string& last = steps.back().activation;
  if (last != "sigmoid" && last != "softmax" && last != "linear")
    mismatch("its last activation is '" + last.substr(0, 40) + "', not sigmoid or softmax.");
}

}  // namespace

ModelConfig parse_model_config(const std::string& text) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) damaged();
  std::vector<json> layers;
  flatten(document, 0, layers);

  ModelConfig result;
  std::vector<Step> steps;
  for (const json& layer : layers) {
    const std::string kind = text_member(layer, "class_name");
    const json& config = member(layer, "config");
    if (!result.input_side) result.input_side = square_side(config);
    if (kind == "InputLayer" || kind == "Dropout") continue;
    if (kind == "Rescaling" && steps.empty() && !result.rescaling) {
      result.rescaling = rescaling_of(config);
    } else if (const auto activation = activation_of(kind, config);
               activation && !steps.empty() && steps.back().activation == "linear") {
      steps.back().activation = *activation;
    } else {
      const std::string own = text_member(config, "activation");
      steps.push_back({kind, config, own.empty() ? "linear" : own});
    }
  }
  check_steps(steps, layers);
  result.output_activation = steps.back().activation;
  return result;
}

ModelDescription describe_model(int height, int width, int outputs) {
  ModelDescription result;
  ordered_json list = ordered_json::array();
  const auto add = [&](const std::string& kind, const std::string& name,
                       const ordered_json& config) {
    ordered_json named = {{"name", name}, {"dtype", "float32"}};
    named.update(config);
    list.push_back({{"class_name", kind}, {"config", named}});
    if (kind != "InputLayer") result.layer_names.push_back(name);
  };
  add("InputLayer", "conv2d_input",
      {{"batch_input_shape", {nullptr, height, width, 3}}, {"sparse", false}, {"ragged", false}});
  int filters = 32;
  for (const std::string suffix : {"", "_1", "_2"}) {
    add("Conv2D", "conv2d" + suffix,
        {{"filters", filters},
         {"kernel_size", {3, 3}},
         {"strides", {1, 1}},
         {"padding", "valid"},
         {"data_format", "channels_last"},
         {"dilation_rate", {1, 1}},
         {"groups", 1},
         {"activation", "relu"},
         {"use_bias", true}});
    add("MaxPooling2D", "max_pooling2d" + suffix,
        {{"pool_size", {2, 2}},
         {"strides", {2, 2}},
         {"padding", "valid"},
         {"data_format", "channels_last"}});
    filters *= 2;
  }
  add("Flatten", "flatten", {{"data_format", "channels_last"}});
  add("Dense", "dense", {{"units", 512}, {"activation", "relu"}, {"use_bias", true}});
  add("Dropout", "dropout", {{"rate", 0.5}});
  add("Dense", "dense_1",
      {{"units", outputs},
       {"activation", outputs == 1 ? "sigmoid" : "softmax"},
       {"use_bias", true}});
  result.json = ordered_json{{"class_name", "Sequential"},
                             {"config", {{"name", "skin_cancer_cnn"}, {"layers", list}}}}
                    .dump();
  return result;
}

}  // namespace lesionlens::keras
