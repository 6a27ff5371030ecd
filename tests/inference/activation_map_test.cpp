// By hand and by differences; held against LibTorch's gradients in training/grad_cam_test.cpp.
#include "inference/activation_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "inference/classifier.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using inference::ActivationMap;
using inference::ActivationMapper;
using testing::ElementsAre;
using testing::FloatNear;

TEST(LogOddsGradient, OneLogitIsThatOfTheSecondClass) {
  network::Metadata metadata;
  metadata.temperature = 2;
  EXPECT_EQ(inference::log_odds_gradient(std::vector<float>{0.3F}, metadata)[0], 0.5);
  metadata.classes = {"malignant", "benign"};
  EXPECT_EQ(inference::log_odds_gradient(std::vector<float>{0.3F}, metadata)[0], -0.5);
}

TEST(LogOddsGradient, IsWhatSmallStepsOfTheLogitsDo) {
  network::Metadata metadata;
  metadata.classes = {"nv", "mel", "bcc", "bkl"};
  metadata.malignant_classes = {"mel", "bcc"};
  metadata.temperature = 1.5F;
  const std::vector<float> logits = {1.0F, -0.5F, 2.0F, 0.25F};
  const auto log_odds = [&](const std::vector<float>& at) {
    const auto p = inference::class_probabilities(at, metadata.temperature);
    return std::log((p[1] + p[2]) / (p[0] + p[3]));
  };
  const auto gradient = inference::log_odds_gradient(logits, metadata);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    constexpr float step = 0.0078125F;
    std::vector<float> above = logits;
    std::vector<float> below = logits;
    above[i] += step;
    below[i] -= step;
    EXPECT_NEAR(gradient[i], (log_odds(above) - log_odds(below)) / (2 * static_cast<double>(step)),
                1e-4);
  }
}

TEST(LogOddsGradient, HugeLogitsDoNotOverflow) {
  network::Metadata metadata;
  metadata.classes = {"nv", "mel", "bcc"};
  metadata.malignant_classes = {"mel", "bcc"};
  EXPECT_THAT(inference::log_odds_gradient(std::vector<float>{-3000, 3000, -3000}, metadata),
              ElementsAre(-1, 1, 0));
}

// Two channels on 2 x 2 places; the weights of the dense layer are 1 and -1.
ActivationMap map_of(const std::vector<float>& feature_map, double by_logit) {
  const network::Architecture architecture{"test-net",
                                           {2, 2, 3},
                                           1,
                                           {{"c", network::Convolution{2, 1}, -1},
                                            {"", network::GlobalAveragePooling{}, 0},
                                            {"d", network::Dense{1}, 1}}};
  const network::Tensors tensors = {{"d.weight", {{1, 2}, {1, -1}}}};
  return ActivationMapper(architecture, tensors, {})
      .map(feature_map, {}, std::vector<double>{by_logit});
}

TEST(ActivationMap, WeighsChannelsCutsOffBelowZeroAndScalesToOne) {
  const ActivationMap map = map_of({3, 1, 1, 2, 5, 1, 0, 0}, 0.7);  // differences 2, -1, 4, 0
  EXPECT_EQ(map.width, 2);
  EXPECT_EQ(map.height, 2);
  EXPECT_THAT(map.values, ElementsAre(0.5F, 0, 1, 0));
}

TEST(ActivationMap, IsAllZeroWhereNothingSpeaksForMalignant) {
  EXPECT_THAT(map_of({3, 1, 1, 0, 5, 1, 0, 0}, -1).values, ElementsAre(0, 0, 0, 0));
}

// A flattened map: channel by channel, the weights of all places add up. Hidden unit 1 is off, so
// its large weights must not count.
TEST(ActivationMap, GoesThroughAHiddenLayerAndItsSmallIntegers) {
  const network::Architecture architecture{"test-net",
                                           {2, 1, 3},
                                           1,
                                           {{"c", network::Convolution{2, 1}, -1},
                                            {"", network::Flatten{}, 0},
                                            {"h", network::Dense{2}, 1},
                                            {"", network::Relu{}, 2},
                                            {"d", network::Dense{1}, 3}}};
  // Hidden unit 0: channel 0 has (2 + 4) * 0.5 = 3, channel 1 (6 - 8) * 0.5 = -1.
  const network::QuantisedTensors quantised = {
      {"h.weight", {{2, 4}, {2, 6, 4, -8, 100, 100, 100, 100}, {0.5F, 1}}}};
  const network::Tensors tensors = {{"d.weight", {{1, 2}, {2, 5}}}};
  const std::vector<float> feature_map = {1, 1, 2, 2};  // 3 - 1 = 2, and twice that
  const ActivationMap map =
      ActivationMapper(architecture, tensors, quantised)
          .map(feature_map, std::vector<float>{0.1F, 0}, std::vector<double>{1});
  EXPECT_THAT(map.values, ElementsAre(0.5F, 1));
}

TEST(ActivationMap, LiesOverWhatTheNetworkSaw) {
  inference::Classifier classifier(random_weights("mobilenet-v2", 64));
  const image::Region region = {40, 30, 64, 64};
  classifier.classify(draw_lesion(200, 150), region);
  const ActivationMap map = classifier.activation_map();
  EXPECT_EQ(map.region, region);
  EXPECT_EQ(map.values.size(), 4U);
}

TEST(ActivationMap, BelongsToThePhotoClassifiedLastOrToNone) {
  inference::Classifier classifier(random_weights("mobilenet-v2", 64));
  const auto refused = [&] {
    expect_error(ErrorCode::options_invalid, "photo has been classified",
                 [&] { classifier.activation_map(); });
  };
  refused();
  classifier.classify(draw_lesion(100, 100));
  classifier.activation_map();
  expect_error(ErrorCode::image_empty, "empty",
               [&] { classifier.classify(std::vector<std::uint8_t>{}); });
  refused();
}

}  // namespace
}  // namespace lesionlens::tests
