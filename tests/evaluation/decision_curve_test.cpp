#include "evaluation/decision_curve.h"

#include <gtest/gtest.h>

#include <vector>

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

TEST(DecisionCurve, NetBenefitIsFoundMinusWeightedAlarms) {
  // Malignant: 0.9 0.6 0.4 0.4; benign: 0.7 0.4 0.3 0.2 0.1.
  const RankingSteps steps = Ranking({{0.9, true},
                                      {0.6, true},
                                      {0.4, true},
                                      {0.4, true},
                                      {0.7, false},
                                      {0.4, false},
                                      {0.3, false},
                                      {0.2, false},
                                      {0.1, false}})
                                 .steps();
  const std::vector<DecisionPoint> curve = decision_curve(steps, {0.2, 0.5});
  ASSERT_EQ(curve.size(), 2U);
  // At 0.2: 4 found, 4 alarms at a quarter each. At 0.5: 2 found, 1 alarm at one each.
  EXPECT_DOUBLE_EQ(curve[0].network, 4.0 / 9 - 4.0 / 9 * 0.25);
  EXPECT_DOUBLE_EQ(curve[0].act_on_all, 4.0 / 9 - 5.0 / 9 * 0.25);
  EXPECT_DOUBLE_EQ(curve[1].network, 2.0 / 9 - 1.0 / 9);
  EXPECT_DOUBLE_EQ(curve[1].act_on_all, 4.0 / 9 - 5.0 / 9);
}

}  // namespace
}  // namespace lesionlens::tests
