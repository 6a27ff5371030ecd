// Every expected number is worked out by hand from the few predictions above it.

#include "evaluation/metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

// Malignant: 0.9 0.6 0.4 0.4; benign: 0.7 0.4 0.3 0.2 0.1.
const std::vector<Prediction> nine = {{0.9, true},  {0.6, true},  {0.4, true},
                                      {0.4, true},  {0.7, false}, {0.4, false},
                                      {0.3, false}, {0.2, false}, {0.1, false}};

TEST(Metrics, ConfusionCountsTheThresholdItselfAsMalignant) {
  const Confusion at_half = confusion_at(nine, 0.5);
  EXPECT_EQ(at_half.true_positives, 2);
  EXPECT_EQ(at_half.false_negatives, 2);
  EXPECT_EQ(at_half.false_positives, 1);
  EXPECT_EQ(at_half.true_negatives, 4);
  EXPECT_EQ(confusion_at(nine, 0.4).true_positives, 4);
  EXPECT_EQ(confusion_at(nine, 0.4).false_positives, 2);
}

TEST(Metrics, SharesOfTheConfusion) {
  const Confusion c = confusion_at(nine, 0.5);
  EXPECT_DOUBLE_EQ(accuracy(c), 6.0 / 9);
  EXPECT_DOUBLE_EQ(sensitivity(c), 0.5);
  EXPECT_DOUBLE_EQ(specificity(c), 0.8);
  EXPECT_TRUE(std::isnan(sensitivity(Confusion{})));
}

TEST(Metrics, BalancedAccuracyPredictiveValuesAndF1) {
  const Confusion c = confusion_at(nine, 0.5);  // 2 found, 2 missed, 1 false alarm, 4 left in peace
  EXPECT_DOUBLE_EQ(balanced_accuracy(c), 0.65);
  EXPECT_DOUBLE_EQ(positive_predictive_value(c), 2.0 / 3);
  EXPECT_DOUBLE_EQ(negative_predictive_value(c), 4.0 / 6);
  EXPECT_DOUBLE_EQ(f1_score(c), 4.0 / 7);
}

TEST(Metrics, AMultiplicityIsAsGoodAsCopies) {
  const std::vector<std::uint32_t> times = {2, 0, 1, 1, 3, 1, 1, 1, 0};
  const Confusion c = confusion_at(nine, 0.5, times);
  EXPECT_EQ(c.true_positives, 2);
  EXPECT_EQ(c.false_negatives, 2);
  EXPECT_EQ(c.false_positives, 3);
  EXPECT_EQ(c.true_negatives, 3);
  EXPECT_NEAR(binary_cross_entropy({{0.25, true}, {0.25, false}}, std::vector<std::uint32_t>{3, 1}),
              (3 * std::log(4.0) - std::log(0.75)) / 4, 1e-12);
}

TEST(Metrics, CrossEntropyInNats) {
  EXPECT_NEAR(binary_cross_entropy({{0.25, true}, {0.25, false}}),
              (std::log(4.0) - std::log(0.75)) / 2, 1e-12);
  EXPECT_NEAR(binary_cross_entropy({{0.0, true}}), -std::log(1e-7), 1e-9);
}

}  // namespace
}  // namespace lesionlens::tests
