#include "evaluation/learning_curves.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

TEST(LearningCurves, TakesLossesAndSharesByTheNameOfTheColumn) {
  const LearningCurves curves = read_learning_curves(
      "epoch,learning_rate,training_loss,validation_loss,validation_balanced_accuracy,"
      "validation_auc\n1,0.001,0.5,0.6,0.7,0.8\n2,0.001,0.4,,0.75,nan\n");
  EXPECT_EQ(curves.epochs, (std::vector<double>{1, 2}));
  ASSERT_EQ(curves.losses.size(), 2U);
  EXPECT_EQ(curves.losses[0].name, "training_loss");
  EXPECT_EQ(curves.losses[0].values, (std::vector<double>{0.5, 0.4}));
  EXPECT_TRUE(std::isnan(curves.losses[1].values[1]));
  ASSERT_EQ(curves.shares.size(), 2U);
  EXPECT_EQ(curves.shares[0].values[1], 0.75);
  EXPECT_TRUE(std::isnan(curves.shares[1].values[1]));
}

TEST(LearningCurves, RefusesWhatIsNoHistory) {
  expect_error(ErrorCode::options_invalid, "column 'epoch'", [] { read_learning_curves(""); });
  expect_error(ErrorCode::options_invalid, "column 'epoch'",
               [] { read_learning_curves("file,loss\n1,2\n"); });
  expect_error(ErrorCode::options_invalid, "at least one row",
               [] { read_learning_curves("epoch,loss\n"); });
  expect_error(ErrorCode::options_invalid, "'low' in row 1",
               [] { read_learning_curves("epoch,a_loss\n1,low\n"); });
}

}  // namespace
}  // namespace lesionlens::tests
