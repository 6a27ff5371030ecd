#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "network/catalogue.h"
#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace): the layers read as in the
                          // catalogue

constexpr Shape photo = {224, 224, 3};

TEST(Catalogue, SkinCancerCnnHasTheParametersOfTheKerasModel) {
  // By hand: (3*9*32+32) + (32*9*64+64) + (64*9*128+128) + (26*26*128*512+512) + (512+1).
  EXPECT_EQ(learnt_numbers(build_architecture("skin-cancer-cnn", photo, 1)), 44'396'609);
}

TEST(Catalogue, SkinCancerCnnHasTheFeatureMapsOfTheKerasModel) {
  const Architecture cnn = build_architecture("skin-cancer-cnn", photo, 1);
  const auto shapes = output_shapes(cnn);
  EXPECT_EQ(shapes[0], (Shape{222, 222, 32}));
  EXPECT_EQ(shapes[2], (Shape{111, 111, 32}));
  EXPECT_EQ(shapes[5], (Shape{54, 54, 64}));
  EXPECT_EQ(shapes[8], (Shape{26, 26, 128}));
  EXPECT_EQ(shapes[9], (Shape{1, 1, 86528}));
}

TEST(Catalogue, MobileNetV2HasThePublishedParameters) {
  EXPECT_EQ(learnt_numbers(build_architecture("mobilenet-v2", photo, 1000)), 3'504'872);
}

TEST(Catalogue, MobileNetV2EndsInSevenBySevenMapsAndTenShortcuts) {
  const Architecture net = build_architecture("mobilenet-v2", photo, 1);
  const auto shapes = output_shapes(net);
  const auto pooling = std::find_if(net.layers.begin(), net.layers.end(), [](const Layer& layer) {
    return std::holds_alternative<GlobalAveragePooling>(layer.operation);
  });
  EXPECT_EQ(shapes[static_cast<std::size_t>(pooling->input)], (Shape{7, 7, 1280}));
  EXPECT_EQ(std::count_if(net.layers.begin(), net.layers.end(),
                          [](const Layer& l) { return std::holds_alternative<Add>(l.operation); }),
            10);
}

TEST(Catalogue, EfficientNetLite0HasThePublishedParameters) {
  EXPECT_EQ(learnt_numbers(build_architecture("efficientnet-lite0", photo, 1000)), 4'652'008);
}

// torchvision's count at 0.5, and the 6.11 M that timm gives for its mobilenetv2_140.
TEST(Catalogue, MobileNetV2OfOtherWidthsHasThePublishedParameters) {
  const auto count = [](double width) {
    return learnt_numbers(build_architecture("mobilenet-v2", photo, 1000, {.width = width}));
  };
  EXPECT_EQ(count(0.5), 1'968'680);
  EXPECT_NEAR(static_cast<double>(count(1.4)), 6.11e6, 5e3);
}

TEST(Catalogue, ResNetsHaveThePublishedParameters) {
  EXPECT_EQ(learnt_numbers(build_architecture("resnet-18", photo, 1000)), 11'689'512);
  EXPECT_EQ(learnt_numbers(build_architecture("resnet-50", photo, 1000)), 25'557'032);
}

TEST(Catalogue, ResNetsHaveTheFeatureMapsOfThePaper) {
  for (const char* name : {"resnet-18", "resnet-50"}) {
    const Architecture net = build_architecture(name, photo, 1);
    const auto shapes = output_shapes(net);
    std::vector<int> sides;  // each size once, from the first convolution to the last
    for (const Shape& shape : shapes) {
      if (sides.empty() || sides.back() != shape.height) sides.push_back(shape.height);
    }
    EXPECT_EQ(sides, (std::vector<int>{112, 56, 28, 14, 7, 1})) << name;
  }
}

// That is what "v1.5" says.
TEST(Catalogue, ABottleneckStridesInItsThreeByThreeConvolution) {
  const Architecture net = build_architecture("resnet-50", photo, 1);
  const auto stride_of = [&](const char* name) {
    const auto layer = std::find_if(net.layers.begin(), net.layers.end(),
                                    [&](const Layer& l) { return l.name == name; });
    return std::get<Convolution>(layer->operation).stride;
  };
  EXPECT_EQ(stride_of("layer2.0.conv1"), 1);
  EXPECT_EQ(stride_of("layer2.0.conv2"), 2);
  EXPECT_EQ(stride_of("layer2.0.downsample.0"), 2);
}

TEST(Catalogue, AWidthThatIsNotOfferedIsRefused) {
  for (const double width : {0.0, 0.09, 2.1, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    expect_error(ErrorCode::options_invalid, "0.1..2",
                 [&] { build_architecture("mobilenet-v2", photo, 1, {.width = width}); });
  }
  expect_error(ErrorCode::options_invalid, "one width only",
               [] { build_architecture("resnet-18", photo, 1, {.width = 0.5}); });
}

TEST(Catalogue, AnUnknownNameIsRefusedWithTheKnownOnes) {
  expect_error(ErrorCode::options_invalid, "skin-cancer-cnn, mobilenet-v2",
               [] { build_architecture("resnet-9000", photo, 1); });
}

TEST(Catalogue, AnInputTooSmallForTheLayersIsRefused) {
  expect_error(ErrorCode::options_invalid, "larger input",
               [] { build_architecture("skin-cancer-cnn", {16, 16, 3}, 1); });
}

TEST(Padding, SameFollowsTensorFlowsRule) {
  const auto stride_two = axis_padding(224, 3, 2, Padding::same);
  EXPECT_EQ(stride_two.before, 0);
  EXPECT_EQ(stride_two.after, 1);
  const auto odd_input = axis_padding(7, 3, 2, Padding::same);
  EXPECT_EQ(odd_input.before, 1);
  EXPECT_EQ(odd_input.after, 1);
  const auto large_kernel = axis_padding(56, 5, 2, Padding::same);
  EXPECT_EQ(large_kernel.before, 1);
  EXPECT_EQ(large_kernel.after, 2);
  EXPECT_EQ(axis_padding(224, 3, 2, Padding::valid).after, 0);
}

TEST(Padding, SymmetricIsHalfTheKernelOnBothSides) {
  const auto stem = axis_padding(224, 7, 2, Padding::symmetric);
  EXPECT_EQ(stem.before, 3);
  EXPECT_EQ(stem.after, 3);
  EXPECT_EQ(axis_padding(224, 1, 2, Padding::symmetric).before, 0);
}

Architecture with_layers(std::vector<Layer> layers) {
  return {"test-net", {8, 8, 3}, 1, std::move(layers)};
}

TEST(ArchitectureRefuses, ALayerThatReadsOneAfterIt) {
  expect_error(ErrorCode::options_invalid, "not before it",
               [] { output_shapes(with_layers({{"", Relu{}, 0}})); });
}

TEST(ArchitectureRefuses, AnAdditionOfDifferentShapes) {
  expect_error(ErrorCode::options_invalid, "different shapes", [] {
    output_shapes(
        with_layers({{"a", Convolution{4, 1}, -1}, {"b", Convolution{5, 1}, 0}, {"", Add{0}, 1}}));
  });
}

TEST(ArchitectureRefuses, ADenseLayerOnAFeatureMap) {
  expect_error(ErrorCode::options_invalid, "flat",
               [] { output_shapes(with_layers({{"d", Dense{1}, -1}})); });
}

TEST(ArchitectureRefuses, AnEndThatIsNotTheLogits) {
  expect_error(ErrorCode::options_invalid, "does not end",
               [] { output_shapes(with_layers({{"", Flatten{}, -1}})); });
}

}  // namespace
}  // namespace lesionlens::tests
