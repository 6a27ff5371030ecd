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

TEST(Metrics, AreaUnderRocCountsPairsAndHalvesTies) {
  // Pairs won by 0.9: 5, by 0.6: 4, by each 0.4: 3 and half a tie. (5 + 4 + 3.5 + 3.5) / 20.
  EXPECT_DOUBLE_EQ(area_under_roc(nine), 0.8);
  EXPECT_DOUBLE_EQ(area_under_roc({{0.5, true}, {0.5, false}}), 0.5);
  EXPECT_DOUBLE_EQ(area_under_roc({{0.1, true}, {0.9, false}}), 0.0);
  EXPECT_TRUE(std::isnan(area_under_roc({{0.5, true}})));
  EXPECT_TRUE(std::isnan(area_under_roc({})));
}

TEST(Metrics, YoudenTakesTheHighestSumOfSensitivityAndSpecificity) {
  // At 0.4: sensitivity 1, specificity 3/5. At 0.6: 1/2 and 4/5. So between 0.3 and 0.4.
  EXPECT_DOUBLE_EQ(youden_threshold(nine), 0.35);
  EXPECT_DOUBLE_EQ(youden_threshold({{0.9, true}, {0.8, true}}), 0.5);
  EXPECT_DOUBLE_EQ(youden_threshold({{0.5, true}, {0.5, false}}), 0.5);
}

TEST(Metrics, CrossEntropyInNats) {
  EXPECT_NEAR(binary_cross_entropy({{0.25, true}, {0.25, false}}),
              (std::log(4.0) - std::log(0.75)) / 2, 1e-12);
  EXPECT_NEAR(binary_cross_entropy({{0.0, true}}), -std::log(1e-7), 1e-9);
}

}  // namespace
}  // namespace lesionlens::tests
