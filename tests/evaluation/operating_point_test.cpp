// Every expected number is worked out by hand from the few predictions above it.

#include "evaluation/operating_point.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

// Malignant: 0.9 0.6 0.4 0.4; benign: 0.7 0.4 0.3 0.2 0.1.
const std::vector<Prediction> nine = {{0.9, true},  {0.6, true},  {0.4, true},
                                      {0.4, true},  {0.7, false}, {0.4, false},
                                      {0.3, false}, {0.2, false}, {0.1, false}};

TEST(OperatingPoint, TheThresholdForASensitivityIsTheHighestThatReachesIt) {
  EXPECT_DOUBLE_EQ(threshold_for_sensitivity(nine, 0.5), 0.5);    // 0.6 is in, 0.4 is out
  EXPECT_DOUBLE_EQ(threshold_for_sensitivity(nine, 0.51), 0.35);  // the two 0.4 come together
  EXPECT_DOUBLE_EQ(threshold_for_sensitivity(nine, 1.0), 0.35);
  EXPECT_DOUBLE_EQ(threshold_for_sensitivity({{0.0, true}, {0.5, false}}, 1.0), 1e-6);
  expect_error(ErrorCode::options_invalid, "malignant pictures",
               [] { threshold_for_sensitivity({{0.5, false}}, 0.95); });
}

const std::vector<Prediction> eight = {{0.9, true},   {0.8, true},  {0.7, true},  {0.45, true},
                                       {0.55, false}, {0.3, false}, {0.2, false}, {0.1, false}};

TEST(OperatingPoint, TheBandTakesInWhatIsNearestToTheThreshold) {
  // Both errors lie at ln(11/9) from the threshold, the next pictures at ln(7/3).
  const AbstentionBand band = abstention_band(eight, 0.5, {0.9, 0.25});
  const double reach = (std::log(11.0 / 9) + std::log(7.0 / 3)) / 2;
  EXPECT_NEAR(band.from, 1 / (1 + std::exp(reach)), 1e-9);
  EXPECT_NEAR(band.to, 1 / (1 + std::exp(-reach)), 1e-9);
}

TEST(OperatingPoint, TheBandIsNoWiderThanNeededAndThanAllowed) {
  const AbstentionBand unneeded = abstention_band(eight, 0.5, {0.75, 0.25});
  EXPECT_EQ(unneeded.from, unneeded.to);
  const AbstentionBand forbidden = abstention_band(eight, 0.5, {0.9, 0.0});
  EXPECT_EQ(forbidden.from, forbidden.to);
  // 0.7 and 0.3 would help as little as 0.8: two errors far from the threshold stay.
  std::vector<Prediction> hopeless = eight;
  hopeless[0].malignant = false;
  const AbstentionBand widest = abstention_band(hopeless, 0.5, {0.99, 0.5});
  EXPECT_GT(widest.to, 0.7);
  EXPECT_LT(widest.to, 0.8);
}

TEST(OperatingPoint, BalancedWeightsUndoAsMuchOfThePriorAsHelps) {
  // With shares 0.9 and 0.1 the odds move by 9^a. The rare class has odds 1/4, so it is found from
  // 9^a > 4 on: a = 0.65 ... 1, all of balanced accuracy 1; smoothed, 0.75 is the first such.
  std::vector<std::vector<double>> probabilities;
  std::vector<int> labels;
  for (int i = 0; i < 10; ++i) {
    probabilities.push_back(i == 0 ? std::vector<double>{0.8, 0.2}
                                   : std::vector<double>{0.95, 0.05});
    labels.push_back(i == 0 ? 1 : 0);
  }
  const std::vector<float> weights = balanced_decision_weights(probabilities, labels, {0.9, 0.1});
  ASSERT_EQ(weights.size(), 2U);
  EXPECT_NEAR(weights[1] / weights[0], std::pow(9.0, 0.75), 1e-5);
  EXPECT_NEAR(weights[0] * weights[1], 1, 1e-6);
}

TEST(OperatingPoint, BalancedWeightsLeaveAloneWhatIsRight) {
  const std::vector<float> weights =
      balanced_decision_weights({{0.9, 0.1}, {0.1, 0.9}}, {0, 1}, {0.6, 0.4});
  EXPECT_EQ(weights[0], 1);
  EXPECT_EQ(weights[1], 1);
}

TEST(OperatingPoint, BalancedWeightsRefuseWhatDoesNotFit) {
  expect_error(ErrorCode::options_invalid, "2 classes",
               [] { balanced_decision_weights({{0.5, 0.5}}, {2}, {0.5, 0.5}); });
  expect_error(ErrorCode::options_invalid, "share above 0",
               [] { balanced_decision_weights({{0.5, 0.5}}, {1}, {1.0, 0.0}); });
}

}  // namespace
}  // namespace lesionlens::tests
