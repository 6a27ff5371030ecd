// XNNPACK against a plain double-precision computation of the same layers.

#include "inference/xnnpack_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "inference/batch_norm_folding.h"
#include "network/catalogue.h"
#include "network/weights_file.h"
#include "support/errors.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)
using inference::XnnpackNetwork;

void expect_equal_to_reference(const Architecture& architecture, unsigned seed) {
  const Tensors tensors = random_tensors(architecture, seed);
  const Shape in = architecture.input;
  const auto photo = random_values(
      static_cast<std::size_t>(in.height) * static_cast<std::size_t>(in.width) * 3, seed);
  XnnpackNetwork xnnpack(architecture, tensors);
  const std::vector<double> expected = reference_logits(architecture, tensors, photo);
  EXPECT_LT(largest_relative_difference(xnnpack.run(photo), expected), 1e-4) << architecture.name;
  // Logits that are all zero would agree with anything.
  double magnitude = 0;
  for (const double logit : expected) magnitude += std::abs(logit);
  EXPECT_GT(magnitude, 1e-3) << architecture.name;
}

class CatalogueNetwork : public testing::TestWithParam<std::string> {};

TEST_P(CatalogueNetwork, EqualsThePlainComputation) {
  for (const int size : {32, 45})
    expect_equal_to_reference(build_architecture(GetParam(), {size, size, 3}, 1), 3);
}

TEST_P(CatalogueNetwork, EqualsThePlainComputationWithSevenClasses) {
  expect_equal_to_reference(build_architecture(GetParam(), {40, 56, 3}, 7), 5);
}

TEST_P(CatalogueNetwork, GivesTheSameAnswerTwice) {
  const Architecture architecture = build_architecture(GetParam(), {32, 32, 3}, 1);
  XnnpackNetwork network(architecture, random_tensors(architecture, 1));
  const auto photo = random_values(32 * 32 * 3, 1);
  const auto other = random_values(32 * 32 * 3, 2);
  const auto first = network.run(photo);
  EXPECT_NE(network.run(other), first);
  EXPECT_EQ(network.run(photo), first);
}

TEST_P(CatalogueNetwork, SeveralThreadsGiveTheAnswerOfOne) {
  const Architecture architecture = build_architecture(GetParam(), {45, 40, 3}, 7);
  const Tensors tensors = random_tensors(architecture, 4);
  const auto photo = random_values(45 * 40 * 3, 4);
  XnnpackNetwork alone(architecture, tensors);
  XnnpackNetwork together(architecture, tensors, {}, 3);
  EXPECT_EQ(together.run(photo), alone.run(photo));
}

INSTANTIATE_TEST_SUITE_P(All, CatalogueNetwork, testing::ValuesIn(architecture_names()),
                         [](const auto& test) { return test_name(test.param); });

TEST(XnnpackNetwork, MobileNetV2OfOtherWidthsEqualsThePlainComputation) {
  for (const double width : {0.35, 1.4})
    expect_equal_to_reference(build_architecture("mobilenet-v2", {32, 32, 3}, 1, {.width = width}),
                              7);
}

Architecture network_of(std::vector<Layer> layers, int outputs) {
  return {"test-net", {6, 5, 3}, outputs, std::move(layers)};
}

TEST(XnnpackNetwork, AReluThatTwoLayersNeedIsNotFusedAway) {
  // The shortcut takes the convolution's output before the ReLU.
  expect_equal_to_reference(network_of({{"a", Convolution{4, 3, 1, Padding::same, true}, -1},
                                        {"", Relu{}, 0},
                                        {"", Add{0}, 1},
                                        {"", Flatten{}, 2},
                                        {"d", Dense{2}, 3}},
                                       2),
                            11);
}

TEST(XnnpackNetwork, ShortcutsAndStridesOnOddSizes) {
  expect_equal_to_reference(network_of({{"a", Convolution{8, 3, 2, Padding::same, false}, -1},
                                        {"b", BatchNormalization{}, 0},
                                        {"", Relu6{}, 1},
                                        {"c", DepthwiseConvolution{3, 1, Padding::same, true}, 2},
                                        {"", Add{2}, 3},
                                        {"", GlobalAveragePooling{}, 4},
                                        {"", Dropout{0.5F}, 5},
                                        {"d", Dense{3}, 6}},
                                       3),
                            12);
}

TEST(XnnpackNetwork, SymmetricPaddingOnOddAndEvenSizes) {
  expect_equal_to_reference(
      network_of({{"a", Convolution{8, 3, 2, Padding::symmetric, true}, -1},
                  {"b", DepthwiseConvolution{5, 1, Padding::symmetric, true}, 0},
                  {"", MaxPooling{3, 2, Padding::symmetric}, 1},
                  {"", GlobalAveragePooling{}, 2},
                  {"d", Dense{3}, 3}},
                 3),
      13);
}

TEST(XnnpackNetwork, MaxPoolingWithUnevenPadding) {
  expect_equal_to_reference(network_of({{"a", Convolution{8, 1, 1, Padding::valid, true}, -1},
                                        {"", MaxPooling{3, 2, Padding::same}, 0},
                                        {"", Flatten{}, 1},
                                        {"d", Dense{3}, 2}},
                                       3),
                            14);
}

// float32 inputs and sums over small integers: the plain computation on what they stand for.
TEST(XnnpackNetwork, QuantisedDenseWeightsGiveWhatTheyStandFor) {
  const WeightsFile whole = random_weights("skin-cancer-cnn", 64, 9);
  const auto photo = random_values(64 * 64 * 3, 4);
  for (const Storage storage : {Storage::int8, Storage::int8_dense4}) {
    const auto bytes = write_weights(whole, storage);
    const WeightsFile small = read_weights(bytes, Reading::keep_quantised_matrices);
    ASSERT_FALSE(small.quantised.empty());
    XnnpackNetwork xnnpack(small.architecture, small.tensors, small.quantised);
    const WeightsFile expanded = read_weights(bytes);
    const auto expected = reference_logits(expanded.architecture, expanded.tensors, photo);
    EXPECT_LT(largest_relative_difference(xnnpack.run(photo), expected), 1e-4);
    EXPECT_GT(std::abs(expected[0]), 1e-3);
  }
}

TEST(XnnpackNetwork, AnInputOfTheWrongSizeIsRefused) {
  const Architecture architecture = build_architecture("mobilenet-v2", {32, 32, 3}, 1);
  XnnpackNetwork network(architecture, random_tensors(architecture, 1));
  expect_error(ErrorCode::internal, "3072", [&] { network.run(std::vector<float>(10)); });
}

// By hand: scale 2 / sqrt(0.75 + 0.25) = 2, so weight 3 -> 6 and bias (0 - 5) * 2 + 1 = -9.
TEST(BatchNormFolding, ScalesTheKernelAndShiftsTheBias) {
  const Architecture architecture{"test-net",
                                  {1, 1, 1},
                                  1,
                                  {{"c", Convolution{1, 1, 1, Padding::valid, false}, -1},
                                   {"n", BatchNormalization{0.25F}, 0}}};
  const Tensors tensors = {{"c.weight", {{1, 1, 1, 1}, {3}}},
                           {"n.weight", {{1}, {2}}},
                           {"n.bias", {{1}, {1}}},
                           {"n.running_mean", {{1}, {5}}},
                           {"n.running_var", {{1}, {0.75F}}}};
  const inference::Kernel kernel = inference::folded_kernel(architecture, tensors, 0);
  EXPECT_FLOAT_EQ(kernel.weights[0], 6);
  EXPECT_FLOAT_EQ(kernel.bias[0], -9);
}

}  // namespace
}  // namespace lesionlens::tests
