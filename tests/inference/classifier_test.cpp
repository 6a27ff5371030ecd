#include "inference/classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "support/errors.h"
#include "support/pictures.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using inference::class_probabilities;
using inference::Classifier;
using inference::Verdict;

TEST(ClassProbabilities, OneLogitIsASigmoidDividedByTheTemperature) {
  const std::vector<float> logit = {2.0F};
  EXPECT_NEAR(class_probabilities(logit, 1)[1], 0.8807970779778823, 1e-12);  // 1 / (1 + e^-2)
  EXPECT_NEAR(class_probabilities(logit, 2)[1], 0.7310585786300049, 1e-12);  // 1 / (1 + e^-1)
  EXPECT_NEAR(class_probabilities(logit, 2)[0], 1 - 0.7310585786300049, 1e-12);
}

TEST(ClassProbabilities, SeveralLogitsAreASoftmax) {
  const std::vector<float> logits = {0, std::log(2.0F), std::log(5.0F)};
  const auto p = class_probabilities(logits, 1);
  EXPECT_NEAR(p[0], 0.125, 1e-6);
  EXPECT_NEAR(p[1], 0.25, 1e-6);
  EXPECT_NEAR(p[2], 0.625, 1e-6);
}

TEST(ClassProbabilities, HugeLogitsDoNotOverflow) {
  const std::vector<float> logits = {1000, -1000, 0};
  EXPECT_NEAR(class_probabilities(logits, 1)[0], 1, 1e-12);
  EXPECT_NEAR(class_probabilities(std::vector<float>{-2000}, 1)[1], 0, 1e-12);
}

TEST(Classifier, TheVerdictFollowsTheReferenceComputation) {
  const network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  Classifier classifier(weights);
  const image::Image photo = draw_lesion(200, 150);
  const auto input = image::preprocess(photo, weights.metadata.preprocessing);
  const double logit = reference_logits(weights.architecture, weights.tensors, input)[0];
  const Verdict verdict = classifier.classify(photo);
  EXPECT_NEAR(verdict.probability_malignant, 1 / (1 + std::exp(-logit)), 1e-4);
  EXPECT_EQ(verdict.image_width, 200);
  EXPECT_EQ(verdict.image_height, 150);
}

TEST(Classifier, MalignantIsCalledFromTheThresholdOn) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  const image::Image photo = draw_lesion(100, 100);
  const auto p = static_cast<float>(Classifier(weights).classify(photo).probability_malignant);
  weights.metadata.threshold = std::nextafter(p, 0.0F);
  EXPECT_TRUE(Classifier(weights).classify(photo).malignant);
  weights.metadata.threshold = std::nextafter(p, 1.0F);
  EXPECT_FALSE(Classifier(weights).classify(photo).malignant);
}

TEST(Classifier, TheFirstClassMayBeTheMalignantOne) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  const image::Image photo = draw_lesion(100, 100);
  const double second = Classifier(weights).classify(photo).probability_malignant;
  weights.metadata.classes = {"malignant", "benign"};
  EXPECT_NEAR(Classifier(weights).classify(photo).probability_malignant, 1 - second, 1e-12);
}

TEST(Classifier, ProbabilitiesOfAllMalignantClassesAddUp) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  weights.metadata.classes = {"nv", "mel", "bcc"};
  weights.metadata.malignant_classes = {"mel", "bcc"};
  weights.architecture.outputs = 3;
  std::get<network::Dense>(weights.architecture.layers.back().operation).units = 3;
  weights.tensors = random_tensors(weights.architecture, 9);
  const Verdict verdict = Classifier(weights).classify(draw_lesion(100, 100));
  ASSERT_EQ(verdict.probabilities.size(), 3U);
  EXPECT_NEAR(verdict.probability_malignant, verdict.probabilities[1] + verdict.probabilities[2],
              1e-12);
}

// What lies outside a region must not count: the same square, cut out first.
TEST(Classifier, ARegionIsAllThatTheNetworkSees) {
  Classifier classifier(random_weights("mobilenet-v2", 64));
  const image::Image photo = draw_lesion(200, 150);
  const image::Region region = {31, 12, 97, 97};
  image::Image cut(region.width, region.height);
  for (int y = 0; y < cut.height; ++y) {
    const std::uint8_t* row = photo.at(region.left, region.top + y);
    std::copy(row, row + 3 * cut.width, cut.at(0, y));
  }
  const Verdict verdict = classifier.classify(photo, region);
  EXPECT_EQ(verdict.probability_malignant, classifier.classify(cut).probability_malignant);
  EXPECT_EQ(verdict.region, region);
  EXPECT_NE(verdict.probability_malignant, classifier.classify(photo).probability_malignant);
}

TEST(Classifier, WithoutARegionItSeesWhatTheWeightsSay) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  const image::Image photo = draw_lesion(200, 150);
  const image::Region middle = {25, 0, 150, 150};
  Classifier classifier(weights);
  const Verdict verdict = classifier.classify(photo);
  EXPECT_EQ(verdict.region, middle);
  EXPECT_EQ(verdict.probability_malignant,
            classifier.classify(photo, middle).probability_malignant);
  weights.metadata.preprocessing.crop = image::Crop::stretch;
  EXPECT_EQ(Classifier(weights).classify(photo).region, (image::Region{0, 0, 200, 150}));
}

TEST(Classifier, RefusesARegionThatIsNoSquareInsideThePhoto) {
  Classifier classifier(random_weights("mobilenet-v2", 64));
  const image::Image photo = draw_lesion(200, 150);
  constexpr int most = std::numeric_limits<int>::max();
  const auto refused = [&](const std::string& why, const image::Region& region) {
    expect_error(ErrorCode::region_invalid, why, [&] { classifier.classify(photo, region); });
  };
  refused("is no square", {0, 0, 100, 99});
  refused("at least 16 pixels", {0, 0, 15, 15});
  refused("at least 16 pixels", {0, 0, -20, -20});
  for (const image::Region& outside : std::vector<image::Region>{{-1, 0, 100, 100},
                                                                 {0, -1, 100, 100},
                                                                 {101, 0, 100, 100},
                                                                 {0, 51, 100, 100},
                                                                 {0, 0, 151, 151},
                                                                 {most, 0, 100, 100},
                                                                 {0, 0, most, most}})
    refused("inside the photo of 200 x 150", outside);
  classifier.classify(photo, image::Region{100, 50, 100, 100});
}

TEST(Classifier, BytesAndPixelsGiveTheSameVerdict) {
  Classifier classifier(random_weights("mobilenet-v2", 64));
  const image::Image photo = draw_lesion(123, 77);
  EXPECT_EQ(classifier.classify(encode_png(photo)).probability_malignant,
            classifier.classify(photo).probability_malignant);
}

TEST(Classifier, StaysUsableAfterABadPhoto) {
  Classifier classifier(random_weights("mobilenet-v2", 64));
  const auto good = encode_png(draw_lesion(64, 64));
  const double before = classifier.classify(good).probability_malignant;
  expect_error(ErrorCode::image_empty, "empty",
               [&] { classifier.classify(std::vector<std::uint8_t>{}); });
  expect_error(ErrorCode::image_too_small, "1 x 1",
               [&] { classifier.classify(image::Image(1, 1)); });
  EXPECT_EQ(classifier.classify(good).probability_malignant, before);
}

TEST(Classifier, WeightsWhoseAnswerOverflowsAreNotAVerdict) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  for (float& value : weights.tensors["classifier.weight"].values) value = 3e38F;
  Classifier classifier(weights);
  expect_error(ErrorCode::weights_mismatch, "not a finite number",
               [&] { classifier.classify(draw_lesion(64, 64)); });
}

TEST(Classifier, IsBuiltFromTheBytesOfAFile) {
  const auto bytes =
      network::write_weights(random_weights("skin-cancer-cnn", 32), network::Storage::float16);
  EXPECT_EQ(Classifier(bytes).metadata().architecture, "skin-cancer-cnn");
  expect_error(ErrorCode::weights_damaged, "damaged",
               [] { Classifier(std::vector<std::uint8_t>(100)); });
}

}  // namespace
}  // namespace lesionlens::tests
