// Every expected number is worked out by hand from the few predictions above it.

#include "evaluation/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

TEST(Calibration, BrierScoreIsTheMeanSquaredError) {
  EXPECT_DOUBLE_EQ(brier_score({{0.5, true}, {0.0, false}, {0.9, false}}), (0.25 + 0 + 0.81) / 3);
  EXPECT_DOUBLE_EQ(brier_score({{0.5, true}, {0.9, false}}, std::vector<std::uint32_t>{3, 1}),
                   (3 * 0.25 + 0.81) / 4);
}

TEST(Calibration, BinsTakeTheirUpperEdge) {
  const std::vector<ReliabilityBin> bins =
      reliability_bins({{0.0, false}, {0.2, true}, {0.25, false}, {1.0, true}}, {}, 5);
  ASSERT_EQ(bins.size(), 5U);
  EXPECT_EQ(bins[0].count, 2);
  EXPECT_DOUBLE_EQ(bins[0].mean_probability, 0.1);
  EXPECT_DOUBLE_EQ(bins[0].share_malignant, 0.5);
  EXPECT_EQ(bins[1].count, 1);
  EXPECT_EQ(bins[2].count, 0);
  EXPECT_TRUE(std::isnan(bins[2].mean_probability));
  EXPECT_EQ(bins[4].count, 1);
}

TEST(Calibration, ExpectedErrorWeightsTheBinsByCount) {
  // (0, 0.2]: said 0.1, was 0.5; (0.2, 0.4]: said 0.25, was 0; (0.8, 1]: said 1, was 1.
  const auto bins =
      reliability_bins({{0.0, false}, {0.2, true}, {0.25, false}, {1.0, true}}, {}, 5);
  EXPECT_DOUBLE_EQ(expected_calibration_error(bins), (2 * 0.4 + 1 * 0.25 + 1 * 0) / 4);
}

TEST(Calibration, TemperatureTurnsConfidenceIntoTheShareThatIsRight) {
  // Always |logit| 4, right three times of four: sigmoid(4 / T) = 3/4 at T = 4 / ln 3.
  const std::vector<std::vector<float>> one = {{4}, {4}, {-4}, {-4}};
  EXPECT_NEAR(fit_temperature(one, {1, 1, 0, 1}), 4 / std::log(3.0), 1e-4);
  // The same said with two logits, whatever they have in common.
  const std::vector<std::vector<float>> two = {{1, 5}, {0, 4}, {3, -1}, {4, 0}};
  EXPECT_NEAR(fit_temperature(two, {1, 1, 0, 1}), 4 / std::log(3.0), 1e-4);
}

TEST(Calibration, TemperatureOfThreeClasses) {
  // softmax(6/T, 0, 0)[0] = e / (e + 2) with e = exp(6/T); right twice of three times: e = 4.
  const std::vector<std::vector<float>> logits = {{6, 0, 0}, {0, 6, 0}, {0, 0, 6}};
  EXPECT_NEAR(fit_temperature(logits, {0, 1, 0}), 6 / std::log(4.0), 1e-4);
}

TEST(Calibration, TemperatureStaysInItsRangeWhereEverythingIsRight) {
  EXPECT_NEAR(fit_temperature({{3}, {-3}}, {1, 0}), 0.05, 1e-3);
  EXPECT_NEAR(fit_temperature({{3}, {-3}}, {0, 1}), 20, 1e-2);
}

TEST(Calibration, CrossEntropyBearsLargeLogits) {
  EXPECT_NEAR(cross_entropy({{1000}, {-1000}}, {1, 1}, 1), 500, 1e-9);
  EXPECT_NEAR(cross_entropy({{1000, 0, -1000}}, {2}, 1), 2000, 1e-9);
}

TEST(Calibration, TemperatureRefusesWhatDoesNotFit) {
  expect_error(ErrorCode::options_invalid, "at least one picture", [] { fit_temperature({}, {}); });
  expect_error(ErrorCode::options_invalid, "Label 2", [] { fit_temperature({{1}}, {2}); });
}

}  // namespace
}  // namespace lesionlens::tests
