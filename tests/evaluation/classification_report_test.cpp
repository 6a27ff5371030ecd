// Every expected number is worked out by hand from the small matrix above it.

#include "evaluation/classification_report.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

// True a: a a b; true b: b; true c: never there, called once for a d; d once, called c.
const std::vector<std::size_t> truths = {0, 0, 0, 1, 3};
const std::vector<std::size_t> predicted = {0, 0, 1, 1, 2};
const ConfusionMatrix matrix = confusion_matrix(truths, predicted, 5);

TEST(ClassificationReport, TheMatrixHasTruthsInRows) {
  EXPECT_EQ(matrix.at(0, 0), 2);
  EXPECT_EQ(matrix.at(0, 1), 1);
  EXPECT_EQ(matrix.at(3, 2), 1);
  EXPECT_EQ(matrix.support(0), 3);
  EXPECT_EQ(matrix.predictions(1), 2);
  EXPECT_EQ(
      confusion_matrix(truths, predicted, 5, std::vector<std::uint32_t>{3, 1, 0, 1, 1}).at(0, 0),
      4);
}

TEST(ClassificationReport, FiguresOfEachClass) {
  const ClassificationReport report = classification_report(matrix);
  EXPECT_DOUBLE_EQ(report.classes[0].precision, 1);
  EXPECT_DOUBLE_EQ(report.classes[0].recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(report.classes[0].f1, 0.8);
  EXPECT_EQ(report.classes[0].support, 3);
  EXPECT_DOUBLE_EQ(report.classes[1].precision, 0.5);
  EXPECT_DOUBLE_EQ(report.classes[2].precision, 0) << "called once, wrongly";
  EXPECT_DOUBLE_EQ(report.classes[3].recall, 0);
  EXPECT_DOUBLE_EQ(report.accuracy, 0.6);
}

TEST(ClassificationReport, AveragesLeaveOutAClassThatNeverOccurs) {
  const ClassificationReport report = classification_report(matrix);
  EXPECT_DOUBLE_EQ(report.macro.precision, (1 + 0.5 + 0 + 0) / 4);
  EXPECT_DOUBLE_EQ(report.weighted.recall, 0.6);
  EXPECT_DOUBLE_EQ(balanced_accuracy(matrix), (2.0 / 3 + 1 + 0) / 3);
  EXPECT_TRUE(std::isnan(balanced_accuracy(confusion_matrix({}, {}, 2))));
}

TEST(ClassificationReport, TextIsTheTableThatScikitLearnPrints) {
  const ConfusionMatrix two = confusion_matrix({0, 0, 0, 1, 1}, {0, 0, 1, 1, 0}, 2);
  EXPECT_EQ(text_of(classification_report(two), {"benign", "malignant"}, 2),
            "              precision    recall  f1-score   support\n"
            "\n"
            "      benign       0.67      0.67      0.67         3\n"
            "   malignant       0.50      0.50      0.50         2\n"
            "\n"
            "    accuracy                           0.60         5\n"
            "   macro avg       0.58      0.58      0.58         5\n"
            "weighted avg       0.60      0.60      0.60         5\n");
}

}  // namespace
}  // namespace lesionlens::tests
