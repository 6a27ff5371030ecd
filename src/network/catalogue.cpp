#include "network/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "base/error.h"

namespace lesionlens::network {
namespace {

// Appends layers, most of them reading the one before.
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
    return add_after(last(), operation, std::move(name));
  }

  // The same, but reading the layer at `input`.
  Builder& add_after(int input, Operation operation, std::string name) {
    architecture_.layers.push_back({std::move(name), operation, input});
    return *this;
  }

  // The newest layer's feature map is one of those that tell what kind of picture it sees. Middle
  // layers do, for what the last ones give of everyday photos is no other than what they give of
  // lesions.
  Builder& watch() {
    architecture_.watched.push_back(architecture_.layers.size() - 1);
    return *this;
  }

  Builder& draw(Initialisation initialisation) {
    architecture_.initialisation = initialisation;
    return *this;
  }

  Architecture build() { return std::move(architecture_); }

 private:
  Architecture architecture_;
};

// The CNN of the Keras project that Lesionlens grew from: 44.4 million parameters at 224 x 224,
// nearly all of them in the first dense layer. Parameters are named as Keras names the layers.
Architecture skin_cancer_cnn(Shape input, int outputs, const ArchitectureOptions&) {
  Builder b("skin-cancer-cnn", input, outputs);
  b.add(Convolution{.filters = 32, .kernel = 3}, "conv2d").add(Relu{}).watch();
  b.add(MaxPooling{2});
  b.add(Convolution{.filters = 64, .kernel = 3}, "conv2d_1").add(Relu{}).watch();
  b.add(MaxPooling{2});
  b.add(Convolution{.filters = 128, .kernel = 3}, "conv2d_2").add(Relu{}).watch();
  b.add(MaxPooling{2});
  b.add(Flatten{}).add(Dense{512}, "dense").add(Relu{}).add(Dropout{0.5F});
  b.add(Dense{outputs}, "dense_1");
  return b.build();
}

// The bottleneck of MobileNetV2 (Sandler et al. 2018, figure 3d) and of EfficientNet-Lite.
struct InvertedResidual {
  int channels_in = 0;
  int expansion = 1;  // 1: no expanding convolution
  int kernel = 3;
  int stride = 1;
  int channels_out = 0;
};

// The names of a convolution and of its batch norm.
struct NormalisedNames {
  std::string convolution, norm;
};

// As TensorFlow's networks have it: batch norm with epsilon 1e-3 after every convolution, which
// therefore has no bias.
void add_normalised(Builder& b, const Operation& convolution, const NormalisedNames& names) {
  b.add(convolution, names.convolution).add(BatchNormalization{1e-3F}, names.norm);
}

// `names` are those of its three convolutions, or of two where nothing expands.
void add_inverted_residual(Builder& b, const InvertedResidual& block,
                           const std::vector<NormalisedNames>& names) {
  const int before = b.last();
  auto name = names.begin();
  if (block.expansion != 1) {
    const int expanded = block.channels_in * block.expansion;
    add_normalised(b, Convolution{expanded, 1, 1, Padding::same, false}, *name++);
    b.add(Relu6{});
  }
  add_normalised(b, DepthwiseConvolution{block.kernel, block.stride, Padding::same, false},
                 *name++);
  b.add(Relu6{});
  add_normalised(b, Convolution{block.channels_out, 1, 1, Padding::same, false}, *name);
  if (block.stride == 1 && block.channels_in == block.channels_out) b.add(Add{before});
}

// TensorFlow's rule for a network of another width: the nearest multiple of 8, but not below 90 %
// of the channels asked for.
int scaled_channels(int channels, double width) {
  const double wanted = channels * width;
  const int nearest = std::max(8, static_cast<int>(wanted + 4) / 8 * 8);
  return nearest < 0.9 * wanted ? nearest + 8 : nearest;
}

// MobileNetV2 (Sandler et al. 2018, table 2), with TensorFlow's SAME padding as its published
// weights want. Names: "features.N" are the stem, the 17 inverted residuals and the last 1x1
// convolution, which does not shrink below width 1.
Architecture mobilenet_v2(Shape input, int outputs, const ArchitectureOptions& options) {
  Builder b("mobilenet-v2", input, outputs);
  const auto names = [](const std::string& prefix) {
    return NormalisedNames{prefix + ".0", prefix + ".1"};
  };
  int channels = scaled_channels(32, options.width);
  add_normalised(b, Convolution{channels, 3, 2, Padding::same, false}, names("features.0"));
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
  int block = 1;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    const Stage& stage = stages[s];
    const int stage_channels = scaled_channels(stage.channels, options.width);
    for (int repeat = 0; repeat < stage.repeats; ++repeat, ++block) {
      const std::string name = "features." + std::to_string(block) + ".conv.";
      add_inverted_residual(
          b, {channels, stage.expansion, 3, repeat == 0 ? stage.stride : 1, stage_channels},
          {names(name + "0"), names(name + "1"), names(name + "2")});
      channels = stage_channels;
    }
    if (s == 1 || s == 2 || s == 4) b.watch();
  }
  const int features = scaled_channels(1280, std::max(1.0, options.width));
  add_normalised(b, Convolution{features, 1, 1, Padding::same, false},
                 names("features." + std::to_string(block)));
  b.add(Relu6{}).add(GlobalAveragePooling{}).add(Dropout{0.2F}).add(Dense{outputs}, "classifier");
  return b.build();
}

// EfficientNet-Lite0 (Tan and Le 2019, table 1; the Lite variant of Google's TPU repository has
// neither squeeze-and-excitation nor swish). Names are those of timm's tf_efficientnet_lite0.
Architecture efficientnet_lite0(Shape input, int outputs, const ArchitectureOptions&) {
  Builder b("efficientnet-lite0", input, outputs);
  add_normalised(b, Convolution{32, 3, 2, Padding::same, false}, {"conv_stem", "bn1"});
  b.add(Relu6{});

  struct Stage {
    int expansion, kernel, channels, repeats, stride;
  };
  constexpr std::array<Stage, 7> stages = {{{1, 3, 16, 1, 1},
                                            {6, 3, 24, 2, 2},
                                            {6, 5, 40, 2, 2},
                                            {6, 3, 80, 3, 2},
                                            {6, 5, 112, 3, 1},
                                            {6, 5, 192, 4, 2},
                                            {6, 3, 320, 1, 1}}};
  int channels = 32;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    const Stage& stage = stages[s];
    for (int repeat = 0; repeat < stage.repeats; ++repeat) {
      const std::string name = "blocks." + std::to_string(s) + "." + std::to_string(repeat) + ".";
      using Names = std::vector<NormalisedNames>;
      const Names names = stage.expansion == 1 ? Names{{name + "conv_dw", name + "bn1"},
                                                       {name + "conv_pw", name + "bn2"}}
                                               : Names{{name + "conv_pw", name + "bn1"},
                                                       {name + "conv_dw", name + "bn2"},
                                                       {name + "conv_pwl", name + "bn3"}};
      add_inverted_residual(
          b,
          {channels, stage.expansion, stage.kernel, repeat == 0 ? stage.stride : 1, stage.channels},
          names);
      channels = stage.channels;
    }
    if (s == 1 || s == 2 || s == 4) b.watch();
  }
  add_normalised(b, Convolution{1280, 1, 1, Padding::same, false}, {"conv_head", "bn2"});
  b.add(Relu6{}).add(GlobalAveragePooling{}).add(Dropout{0.2F}).add(Dense{outputs}, "classifier");
  return b.build();
}

// A ResNet convolution: symmetric padding, then batch norm.
void add_residual_convolution(Builder& b, int input, int filters, int kernel, int stride,
                              const NormalisedNames& names) {
  b.add_after(input, Convolution{filters, kernel, stride, Padding::symmetric, false},
              names.convolution);
  b.add(BatchNormalization{1e-5F}, names.norm);
}

enum class ResidualKind { basic, bottleneck };

// Two 3x3 convolutions, or 1x1, 3x3 and 1x1 with the stride on the 3x3 (ResNet v1.5); then what the
// block read is added, through a 1x1 convolution where the shape has changed.
void add_residual_block(Builder& b, ResidualKind kind, int channels_in, int width, int stride,
                        const std::string& name) {
  const int before = b.last();
  const auto convolve = [&](const char* number, int filters, int kernel, int step) {
    add_residual_convolution(b, b.last(), filters, kernel, step,
                             {name + "conv" + number, name + "bn" + number});
  };
  int channels = width;
  if (kind == ResidualKind::basic) {
    convolve("1", width, 3, stride);
    b.add(Relu{});
    convolve("2", width, 3, 1);
  } else {
    channels = 4 * width;
    convolve("1", width, 1, 1);
    b.add(Relu{});
    convolve("2", width, 3, stride);
    b.add(Relu{});
    convolve("3", channels, 1, 1);
  }
  if (stride == 1 && channels_in == channels) {
    b.add(Add{before});
  } else {
    const int residual = b.last();
    add_residual_convolution(b, before, channels, 1, stride,
                             {name + "downsample.0", name + "downsample.1"});
    b.add(Add{residual});
  }
  b.add(Relu{});
}

// ResNet (He et al. 2016, table 1) as torchvision lays it out and names it.
Architecture resnet(std::string_view name, ResidualKind kind, const std::array<int, 4>& blocks,
                    Shape input, int outputs) {
  Builder b(name, input, outputs);
  b.draw(Initialisation::he_normal);
  add_residual_convolution(b, b.last(), 64, 7, 2, {"conv1", "bn1"});
  b.add(Relu{}).add(MaxPooling{3, 2, Padding::symmetric});
  int channels = 64;
  for (std::size_t stage = 0; stage < blocks.size(); ++stage) {
    const int width = 64 << stage;
    for (int block = 0; block < blocks[stage]; ++block) {
      add_residual_block(b, kind, channels, width, stage > 0 && block == 0 ? 2 : 1,
                         "layer" + std::to_string(stage + 1) + "." + std::to_string(block) + ".");
      channels = kind == ResidualKind::bottleneck ? 4 * width : width;
    }
    if (stage < 3) b.watch();
  }
  b.add(GlobalAveragePooling{}).add(Dense{outputs}, "fc");
  return b.build();
}

Architecture resnet_18(Shape input, int outputs, const ArchitectureOptions&) {
  return resnet("resnet-18", ResidualKind::basic, {2, 2, 2, 2}, input, outputs);
}

Architecture resnet_50(Shape input, int outputs, const ArchitectureOptions&) {
  return resnet("resnet-50", ResidualKind::bottleneck, {3, 4, 6, 3}, input, outputs);
}

void check_options(const CatalogueEntry& entry, const ArchitectureOptions& options) {
  const auto [narrowest, widest] = width_range;
  if (!std::isfinite(options.width) || options.width < narrowest || options.width > widest) {
    throw Error(ErrorCode::options_invalid, "The width of a network must lie in 0.1..2.");
  }
  if (!entry.takes_width && options.width != 1) {
    throw Error(ErrorCode::options_invalid, "The architecture '" + std::string(entry.name) +
                                                "' comes in one width only, so it must be 1.");
  }
}

}  // namespace

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> entries = {
      {"skin-cancer-cnn", "three convolutions and two dense layers, 44.4 M parameters", false,
       skin_cancer_cnn},
      {"mobilenet-v2", "MobileNetV2 of any width, 2.2 M parameters at width 1", true, mobilenet_v2},
      {"efficientnet-lite0", "EfficientNet-Lite0, 3.4 M parameters", false, efficientnet_lite0},
      {"resnet-18", "ResNet-18, 11.2 M parameters", false, resnet_18},
      {"resnet-50", "ResNet-50, 23.5 M parameters", false, resnet_50},
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

Architecture build_architecture(std::string_view name, Shape input, int outputs,
                                const ArchitectureOptions& options) {
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.name != name) continue;
    check_options(entry, options);
    Architecture architecture = entry.build(input, outputs, options);
    output_shapes(architecture);  // throws where it does not fit
    return architecture;
  }
  throw Error(ErrorCode::options_invalid, "The architecture '" + std::string(name) +
                                              "' is not known; there are " + catalogue_names() +
                                              ".");
}

}  // namespace lesionlens::network
