// Every expected number is worked out by hand from the few predictions above it.

#include "evaluation/ranking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

using Predictions = std::vector<Prediction>;

// Malignant: 0.9 0.6 0.4 0.4; benign: 0.7 0.4 0.3 0.2 0.1.
const std::vector<Prediction> nine = {{0.9, true},  {0.6, true},  {0.4, true},
                                      {0.4, true},  {0.7, false}, {0.4, false},
                                      {0.3, false}, {0.2, false}, {0.1, false}};
const RankingSteps steps = Ranking(nine).steps();

TEST(Ranking, HasOneStepADistinctScoreFromTheHighestDown) {
  ASSERT_EQ(steps.size(), 7U);
  EXPECT_EQ(steps[0].score, 0.9);
  EXPECT_EQ(steps[3].score, 0.4);
  EXPECT_EQ(steps[3].malignant, 4);
  EXPECT_EQ(steps[3].benign, 2);
  EXPECT_EQ(steps[6].benign, 5);
}

TEST(Ranking, AreaUnderRocCountsPairsAndHalvesTies) {
  // Pairs won by 0.9: 5, by 0.6: 4, by each 0.4: 3 and half a tie. (5 + 4 + 3.5 + 3.5) / 20.
  EXPECT_DOUBLE_EQ(area_under_roc(nine), 0.8);
  EXPECT_DOUBLE_EQ(area_under_roc(Predictions{{0.5, true}, {0.5, false}}), 0.5);
  EXPECT_DOUBLE_EQ(area_under_roc(Predictions{{0.1, true}, {0.9, false}}), 0.0);
  EXPECT_TRUE(std::isnan(area_under_roc(Predictions{{0.5, true}})));
  EXPECT_TRUE(std::isnan(area_under_roc(Predictions{})));
}

TEST(Ranking, AveragePrecisionAddsPrecisionTimesGainInRecall) {
  // At 0.9: 1/1, at 0.6: 2/3, at 0.4: 4/6 for two at once.
  EXPECT_DOUBLE_EQ(average_precision(steps), (1.0 + 2.0 / 3 + 2 * 4.0 / 6) / 4);
  EXPECT_TRUE(std::isnan(average_precision(Ranking({{0.5, false}}).steps())));
}

TEST(Ranking, SensitivityAtASpecificityDoesNotInterpolate) {
  // Specificity 1 down to 0.9, 4/5 down to 0.6, 3/5 at 0.4.
  EXPECT_DOUBLE_EQ(sensitivity_at_specificity(steps, 0.95), 0.25);
  EXPECT_DOUBLE_EQ(sensitivity_at_specificity(steps, 0.80), 0.5);
  EXPECT_DOUBLE_EQ(sensitivity_at_specificity(steps, 0.60), 1.0);
  EXPECT_DOUBLE_EQ(sensitivity_at_specificity(Ranking({{0.9, false}, {0.1, true}}).steps(), 0.95),
                   0.0);
}

TEST(Ranking, SpecificityAtASensitivity) {
  EXPECT_DOUBLE_EQ(specificity_at_sensitivity(steps, 0.95), 0.6);
  EXPECT_DOUBLE_EQ(specificity_at_sensitivity(steps, 0.5), 0.8);
  EXPECT_DOUBLE_EQ(specificity_at_sensitivity(steps, 0.25), 1.0);
}

TEST(Ranking, TheRocIsJoinedByStraightLines) {
  EXPECT_DOUBLE_EQ(roc_sensitivity(steps, 0.0), 0.25);
  EXPECT_DOUBLE_EQ(roc_sensitivity(steps, 0.3), 0.75);  // half way from (0.2, 0.5) to (0.4, 1)
  EXPECT_DOUBLE_EQ(roc_sensitivity(steps, 1.0), 1.0);
}

TEST(Ranking, CountsAtAnyThresholdAreThoseOfThePredictions) {
  for (const double threshold : {0.0, 0.1, 0.25, 0.4, 0.65, 0.9, 0.95}) {
    const Confusion a = confusion_at(steps, threshold);
    const Confusion b = confusion_at(nine, threshold);
    EXPECT_EQ(a.true_positives, b.true_positives) << threshold;
    EXPECT_EQ(a.false_negatives, b.false_negatives) << threshold;
    EXPECT_EQ(a.true_negatives, b.true_negatives) << threshold;
    EXPECT_EQ(a.false_positives, b.false_positives) << threshold;
  }
}

TEST(Ranking, AMultiplicityIsAsGoodAsCopies) {
  const std::vector<std::uint32_t> times = {2, 0, 1, 3, 1, 2, 0, 1, 4};
  std::vector<Prediction> copies;
  for (std::size_t i = 0; i < nine.size(); ++i) copies.insert(copies.end(), times[i], nine[i]);
  const RankingSteps resampled = Ranking(nine).steps(times);
  const RankingSteps copied = Ranking(copies).steps();
  EXPECT_DOUBLE_EQ(area_under_roc(resampled), area_under_roc(copied));
  EXPECT_DOUBLE_EQ(average_precision(resampled), average_precision(copied));
  EXPECT_DOUBLE_EQ(sensitivity_at_specificity(resampled, 0.8),
                   sensitivity_at_specificity(copied, 0.8));
}

}  // namespace
}  // namespace lesionlens::tests
