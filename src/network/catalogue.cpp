#include "network/catalogue.h"

#include <array>
#include <utility>

#include "base/error.h"

namespace lesionlens::network {
namespace {

// Appends layers, each reading the one before.
class Builder {
 public:
  Builder(std::string_view name, Shape input, int outputs) {
    architecture_.name = name;
    architecture_.input = input;
    architecture_.outputs = outputs;
  }

  // Index of the newest layer.
  int last() const { return static_cast<int>(architecture_.layers.size()) - 1; }

  Builder& add(Operation operation, std::string name = {}) {
    architecture_.layers.push_back({std::move(name), operation, last()});
    return *this;
  }

  Architecture build() { return std::move(architecture_); }

 private:
  Architecture architecture_;
};

// The CNN of the Keras project that Lesionlens grew from: 44.4 million parameters at 224 x 224,
// nearly all of them in the first dense layer. Parameters are named as Keras names the layers.
Architecture skin_cancer_cnn(Shape input, int outputs) {
  Builder b("skin-cancer-cnn", input, outputs);
  b.add(Convolution{.filters = 32, .kernel = 3}, "conv2d").add(Relu{}).add(MaxPooling{2});
  b.add(Convolution{.filters = 64, .kernel = 3}, "conv2d_1").add(Relu{}).add(MaxPooling{2});
  b.add(Convolution{.filters = 128, .kernel = 3}, "conv2d_2").add(Relu{}).add(MaxPooling{2});
  b.add(Flatten{}).add(Dense{512}, "dense").add(Relu{}).add(Dropout{0.5F});
  b.add(Dense{outputs}, "dense_1");
  return b.build();
}

// MobileNetV2, width 1.0 (Sandler et al. 2018, table 2), with TensorFlow's SAME padding as its
// published weights want. Names: "features.N" are the stem, the 17 inverted residuals and the last
// 1x1 convolution.
Architecture mobilenet_v2(Shape input, int outputs) {
  Builder b("mobilenet-v2", input, outputs);
  const auto normalised = [&b](const std::string& name, const Operation& convolution) {
    b.add(convolution, name + ".0").add(BatchNormalization{1e-3F}, name + ".1");
  };
  normalised("features.0", Convolution{32, 3, 2, Padding::same, false});
  b.add(Relu6{});

  struct Stage {
    int expansion, channels, repeats, stride;
  };
  constexpr std::array<Stage, 7> stages = {{{1, 16, 1, 1},
                                            {6, 24, 2, 2},
                                            {6, 32, 3, 2},
                                            {6, 64, 4, 2},
                                            {6, 96, 3, 1},
                                            {6, 160, 3, 2},
                                            {6, 320, 1, 1}}};
  int channels = 32;
  int block = 1;
  for (const Stage& stage : stages) {
    for (int repeat = 0; repeat < stage.repeats; ++repeat, ++block) {
      const int before = b.last();
      const int stride = repeat == 0 ? stage.stride : 1;
      const std::string name = "features." + std::to_string(block) + ".conv.";
      int part = 0;
      if (stage.expansion != 1) {
        normalised(name + std::to_string(part++),
                   Convolution{channels * stage.expansion, 1, 1, Padding::same, false});
        b.add(Relu6{});
      }
      normalised(name + std::to_string(part++),
                 DepthwiseConvolution{3, stride, Padding::same, false});
      b.add(Relu6{});
      normalised(name + std::to_string(part),
                 Convolution{stage.channels, 1, 1, Padding::same, false});
      if (stride == 1 && channels == stage.channels) b.add(Add{before});
      channels = stage.channels;
    }
  }
  normalised("features." + std::to_string(block), Convolution{1280, 1, 1, Padding::same, false});
  b.add(Relu6{}).add(GlobalAveragePooling{}).add(Dropout{0.2F}).add(Dense{outputs}, "classifier");
  return b.build();
}

}  // namespace

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> entries = {
      {"skin-cancer-cnn", "three convolutions and two dense layers, 44.4 M parameters",
       skin_cancer_cnn},
      {"mobilenet-v2", "MobileNetV2 of width 1.0, 2.2 M parameters", mobilenet_v2},
  };
  return entries;
}

std::string catalogue_names() {
  std::string names;
  for (const CatalogueEntry& entry : catalogue()) {
    if (!names.empty()) names += ", ";
    names += entry.name;
  }
  return names;
}

Architecture build_architecture(std::string_view name, Shape input, int outputs) {
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.name != name) continue;
    Architecture architecture = entry.build(input, outputs);
    output_shapes(architecture);  // throws where it does not fit
    return architecture;
  }
  throw Error(ErrorCode::options_invalid, "The architecture '" + std::string(name) +
                                              "' is not known; there are " + catalogue_names() +
                                              ".");
}

}  // namespace lesionlens::network
