#include "network/head.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "network/catalogue.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)

Architecture ending_in(std::vector<Layer> layers) {
  return {"test-net", {8, 8, 3}, 1, std::move(layers)};
}

TEST(Head, EveryArchitectureOfTheCatalogueHasOne) {
  for (const std::string& name : architecture_names()) {
    const Architecture architecture = build_architecture(name, {64, 64, 3}, 1);
    const auto head = head_of(architecture);
    ASSERT_TRUE(head) << name;
    const std::vector<Shape> shapes = output_shapes(architecture);
    EXPECT_GT(shapes[head->feature_map].height, 1) << name;
    EXPECT_EQ(shapes[head->features].height, 1) << name;
  }
}

TEST(Head, OfSkinCancerCnnIsTheActivationBeforeTheLastPoolingAndTheHiddenLayer) {
  const Architecture architecture = build_architecture("skin-cancer-cnn", {64, 64, 3}, 1);
  const auto head = head_of(architecture);
  ASSERT_TRUE(head);
  EXPECT_EQ(output_shapes(architecture)[head->feature_map], (Shape{12, 12, 128}));
  EXPECT_EQ(output_shapes(architecture)[head->features], (Shape{1, 1, 512}));
  EXPECT_EQ(architecture.layers[head->first_dense].name, "dense");
  EXPECT_EQ(architecture.layers[head->last_dense].name, "dense_1");
  EXPECT_EQ(head->passes_above, 0);
}

TEST(Head, OfMobileNetV2IsThePooledMap) {
  const Architecture architecture = build_architecture("mobilenet-v2", {64, 64, 3}, 1);
  const auto head = head_of(architecture);
  ASSERT_TRUE(head);
  EXPECT_EQ(output_shapes(architecture)[head->feature_map], (Shape{2, 2, 1280}));
  EXPECT_EQ(output_shapes(architecture)[head->features], (Shape{1, 1, 1280}));
  EXPECT_EQ(head->first_dense, head->last_dense);
}

TEST(Head, IsMissingWhereANetworkEndsOtherwise) {
  EXPECT_FALSE(head_of(ending_in({{"", Flatten{}, -1}, {"d", Dense{1}, 0}})))
      << "the photo is no feature map";
  EXPECT_FALSE(head_of(ending_in({{"c", Convolution{1, 8}, -1}}))) << "no dense layer";
  EXPECT_FALSE(head_of(ending_in({{"c", Convolution{4, 3}, -1},
                                  {"", Flatten{}, 0},
                                  {"a", Dense{4}, 1},
                                  {"b", Dense{4}, 2},
                                  {"d", Dense{1}, 3}})))
      << "two hidden layers";
}

}  // namespace
}  // namespace lesionlens::tests
