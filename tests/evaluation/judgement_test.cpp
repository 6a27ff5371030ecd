#include "evaluation/judgement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "evaluation/slices.h"
#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

PredictionRow row(const std::string& true_class, bool malignant, double probability,
                  const std::vector<std::string>& columns = {}) {
  PredictionRow r;
  r.true_class = true_class;
  r.malignant = malignant;
  r.probability_malignant = probability;
  r.probabilities = {1 - probability, probability};
  r.columns = columns;
  return r;
}

// Two classes, threshold 0.5, each picture a lesion of its own.
PredictionTable two_classes(std::vector<PredictionRow> rows,
                            const std::vector<std::string>& column_names = {}) {
  PredictionTable table;
  table.classes = table.data_classes = {"benign", "malignant"};
  table.malignant_classes = {"malignant"};
  table.column_names = column_names;
  table.abstain_from = table.abstain_to = 0.5;
  table.rows = std::move(rows);
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    table.rows[i].file = table.rows[i].group = "picture " + std::to_string(i);
  return table;
}

constexpr BootstrapOptions few = {200, 1};

// With no class at all where there is no judgement of them.
ClassesJudgement classes_of(const Judgement& judgement) {
  return judgement.classes.value_or(ClassesJudgement{});
}

TEST(Judgement, HoldsEachFigureOnceWithItsInterval) {
  std::vector<PredictionRow> rows;
  rows.reserve(100);
  for (int i = 0; i < 40; ++i) rows.push_back(row("malignant", true, i < 30 ? 0.8 : 0.3));
  for (int i = 0; i < 60; ++i) rows.push_back(row("benign", false, i < 48 ? 0.1 : 0.6));
  const Judgement j = judge(two_classes(rows), {few, {}});
  EXPECT_EQ(j.binary.counts.malignant, 40U);
  EXPECT_EQ(j.binary.counts.benign_lesions, 60U);
  EXPECT_DOUBLE_EQ(j.binary.figure("sensitivity").value, 0.75);
  EXPECT_DOUBLE_EQ(j.binary.figure("specificity").value, 0.8);
  EXPECT_DOUBLE_EQ(j.binary.figure("accuracy").value, 0.78);
  ASSERT_EQ(j.binary.figures.size(), binary_figure_names().size());
  for (std::size_t i = 0; i < j.binary.figures.size(); ++i) {
    const Figure& f = j.binary.figures[i];
    const char* key = binary_figure_names()[i].key;
    EXPECT_LT(f.interval.low, f.interval.high) << key;
    if (std::string(key) == "expected_calibration_error") continue;  // resamples lie above it
    EXPECT_LE(f.interval.low, f.value) << key;
    EXPECT_GE(f.interval.high, f.value) << key;
  }
  EXPECT_FALSE(j.classes.has_value());
  EXPECT_FALSE(j.abstention.has_value());
  EXPECT_TRUE(j.true_classes.empty());
}

TEST(Judgement, CurvesCarryBandsAndEndWhereTheyMust) {
  const Judgement j = judge(two_classes({row("malignant", true, 0.8), row("malignant", true, 0.4),
                                         row("benign", false, 0.6), row("benign", false, 0.1)}),
                            {few, {}});
  ASSERT_EQ(j.curves.roc.size(), 101U);
  EXPECT_EQ(j.curves.roc[0].value, 0.5);
  EXPECT_EQ(j.curves.roc[100].value, 1);
  EXPECT_EQ(j.curves.precision[50].value, 1);
  EXPECT_DOUBLE_EQ(j.curves.precision[100].value, 2.0 / 3);
  EXPECT_EQ(j.curves.reliability.size(), j.curves.reliability_bands.size());
  EXPECT_EQ(j.curves.decision.size(), j.curves.decision_bands.size());
  EXPECT_DOUBLE_EQ(j.curves.decision.front().threshold, 0.01);
}

TEST(Judgement, TheWorstErrorsComeFirst) {
  const Judgement j = judge(two_classes({row("malignant", true, 0.4), row("malignant", true, 0.1),
                                         row("malignant", true, 0.9), row("benign", false, 0.6),
                                         row("benign", false, 0.95), row("benign", false, 0.2)}),
                            {few, {}});
  EXPECT_EQ(j.missed, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(j.alarms, (std::vector<std::size_t>{4, 3}));
}

TEST(Judgement, TheBandOfNotSureIsCountedApart) {
  PredictionTable table = two_classes({row("malignant", true, 0.45), row("malignant", true, 0.7),
                                       row("benign", false, 0.6), row("benign", false, 0.4)});
  table.abstain_from = 0.4;
  table.abstain_to = 0.6;
  const Judgement j = judge(table, {few, {}});
  ASSERT_TRUE(j.abstention.has_value());
  const Abstention abstention = j.abstention.value_or(Abstention{});
  EXPECT_EQ(abstention.unsure_malignant, 1U);
  EXPECT_EQ(abstention.unsure_benign, 1U) << "0.4 is inside, 0.6 outside";
  EXPECT_EQ(abstention.answered.true_positives, 1);
  EXPECT_EQ(abstention.answered.false_positives, 1);
}

TEST(Judgement, OneTruthAloneLeavesFiguresUndefinedInsteadOfWrong) {
  const Judgement j =
      judge(two_classes({row("benign", false, 0.1), row("benign", false, 0.7)}), {few, {}});
  EXPECT_TRUE(std::isnan(j.binary.figure("auc").value));
  EXPECT_TRUE(std::isnan(j.binary.figure("sensitivity").value));
  EXPECT_DOUBLE_EQ(j.binary.figure("specificity").value, 0.5);
}

TEST(Judgement, WhatAllResamplesAgreeOnHasNoInterval) {
  const Judgement j = judge(two_classes({row("malignant", true, 0.9), row("malignant", true, 0.8),
                                         row("benign", false, 0.6), row("benign", false, 0.1)}),
                            {few, {}});
  EXPECT_EQ(j.binary.figure("sensitivity").value, 1);
  EXPECT_TRUE(std::isnan(j.binary.figure("sensitivity").interval.low)) << "two of two is no proof";
}

TEST(Judgement, ATwoClassNetworkIsJudgedByEachTrueClassOfTheData) {
  PredictionTable table = two_classes(
      {row("mel", true, 0.9), row("mel", true, 0.2), row("bcc", true, 0.8), row("nv", false, 0.6)});
  table.data_classes = {"bcc", "mel", "nv"};
  const Judgement j = judge(table, {few, {}});
  EXPECT_FALSE(j.classes.has_value());
  ASSERT_EQ(j.true_classes.size(), 3U);
  EXPECT_EQ(j.true_classes[0].name, "bcc");
  EXPECT_EQ(j.true_classes[1].name, "mel");
  EXPECT_DOUBLE_EQ(j.true_classes[1].called_malignant.value, 0.5);
  EXPECT_EQ(j.true_classes[2].name, "nv");
  EXPECT_FALSE(j.true_classes[2].malignant);
}

PredictionRow of_three(const std::string& true_class, std::vector<double> probabilities) {
  PredictionRow r = row(true_class, true_class == "mel", probabilities[0]);
  r.probabilities = std::move(probabilities);
  return r;
}

PredictionTable three_classes(std::vector<PredictionRow> rows) {
  PredictionTable table = two_classes(std::move(rows));
  table.classes = {"mel", "nv", "df"};
  table.malignant_classes = {"mel"};
  return table;
}

TEST(Judgement, ClassesThatTheNetworkDoesNotKnowAreCountedApart) {
  const Judgement j =
      judge(three_classes({of_three("mel", {0.6, 0.3, 0.1}), of_three("nv", {0.2, 0.7, 0.1}),
                           of_three("nv", {0.5, 0.4, 0.1}), of_three("scc", {0.6, 0.2, 0.2})}),
            {few, {}});
  const ClassesJudgement classes = classes_of(j);
  ASSERT_EQ(classes.classes.size(), 3U);
  EXPECT_EQ(classes.pictures, 3U);
  EXPECT_EQ(classes.unknown, 1U);
  EXPECT_DOUBLE_EQ(classes.accuracy.value, 2.0 / 3);
  EXPECT_DOUBLE_EQ(classes.classes[0].auc.value, 1);
  EXPECT_DOUBLE_EQ(classes.classes[0].specificity.value, 0.5);
  EXPECT_TRUE(std::isnan(classes.classes[2].sensitivity.value)) << "no df among the pictures";
  EXPECT_NEAR(classes.brier_score.value, (0.26 + 0.14 + 0.62) / 3, 1e-12);
  // The highest probabilities 0.6 and 0.7 are right, 0.5 is wrong: each alone in its bin.
  EXPECT_NEAR(classes.expected_calibration_error.value, (0.4 + 0.3 + 0.5) / 3, 1e-12);
}

TEST(Judgement, DecisionWeightsChangeTheClassNamedAlone) {
  PredictionTable table =
      three_classes({of_three("mel", {0.3, 0.6, 0.1}), of_three("nv", {0.2, 0.7, 0.1})});
  table.decision_weights = {2.5F, 1, 1};
  const Judgement j = judge(table, {few, {}});
  const ClassesJudgement classes = classes_of(j);
  ASSERT_EQ(classes.confusion.classes, 3U);
  EXPECT_EQ(classes.confusion.at(0, 0), 1);
  EXPECT_EQ(classes.confusion.at(1, 1), 1);
  EXPECT_DOUBLE_EQ(j.binary.figure("sensitivity").value, 0) << "the threshold is not moved";
}

TEST(Judgement, ANetworkOfManyClassesIsJudgedAsFarAsTheDataKnows) {
  PredictionTable table =
      three_classes({of_three("mel", {0.6, 0.3, 0.1}), of_three("nv", {0.2, 0.7, 0.1})});
  table.rows[0].true_class = "malignant";
  table.rows[1].true_class = "benign";
  const Judgement j = judge(table, {few, {}});
  EXPECT_FALSE(j.classes.has_value());
  EXPECT_DOUBLE_EQ(j.binary.figure("auc").value, 1);
}

TEST(Slices, AreSortedWithWhatIsNotStatedLast) {
  const PredictionTable table = two_classes(
      {row("benign", false, 0.1, {"leg", "7"}), row("benign", false, 0.1, {"", "103"}),
       row("benign", false, 0.1, {"arm", "39.5"}), row("benign", false, 0.1, {"leg", ""}),
       row("benign", false, 0.1, {"leg", "85.0"})},
      {"site", "age"});
  const std::vector<SliceRows> sites = slice_rows(table, "site");
  ASSERT_EQ(sites.size(), 3U);
  EXPECT_EQ(sites[0].value, "arm");
  EXPECT_EQ(sites[1].rows, (std::vector<std::size_t>{0, 3, 4}));
  EXPECT_EQ(sites[2].value, "(not stated)");
  std::vector<std::string> bands;
  for (const SliceRows& slice : slice_rows(table, "age")) bands.push_back(slice.value);
  EXPECT_EQ(bands, (std::vector<std::string>{"0-19", "20-39", "80-99", "100-119", "(not stated)"}));
}

TEST(Slices, RefuseAnUnknownColumnAndOneOfTooManyValues) {
  std::vector<PredictionRow> rows;
  rows.reserve(50);
  for (int i = 0; i < 50; ++i) rows.push_back(row("benign", false, 0.1, {std::to_string(i)}));
  const PredictionTable table = two_classes(rows, {"number"});
  expect_error(ErrorCode::options_invalid, "the data has number.",
               [&] { slice_rows(table, "site"); });
  expect_error(ErrorCode::options_invalid, "50 different values",
               [&] { slice_rows(table, "number"); });
}

TEST(Slices, AreMarkedWhereAClassHasFewLesions) {
  std::vector<PredictionRow> rows;
  for (int i = 0; i < 30; ++i) {
    rows.push_back(row("benign", false, 0.1, {"large"}));
    rows.push_back(row("malignant", true, 0.9, {"large"}));
    rows.push_back(row("benign", false, 0.1, {"small"}));
    rows.push_back(row("benign", false, 0.1, {"benign alone"}));
    if (i < 29) rows.push_back(row("malignant", true, 0.9, {"small"}));
  }
  const Judgement j = judge(two_classes(rows, {"kind"}), {few, {"kind"}});
  ASSERT_EQ(j.slices.size(), 3U);
  EXPECT_EQ(j.slices[0].value, "benign alone");
  EXPECT_FALSE(j.slices[0].small);
  EXPECT_FALSE(j.slices[1].small);
  EXPECT_TRUE(j.slices[2].small);
  EXPECT_EQ(j.slices[2].judgement.counts.malignant, 29U);
}

TEST(Slices, TheUsualColumnsAreFound) {
  const PredictionTable table = two_classes({row("benign", false, 0.1, {"a", "1", "x", "5"}),
                                             row("benign", false, 0.1, {"b", "2", "x", "6"})},
                                            {"Source", "image_id", "sex", "age"});
  EXPECT_EQ(usual_slices(table), (std::vector<std::string>{"Source", "age"}))
      << "sex says the same of all pictures, image_id is no kind";
}

}  // namespace
}  // namespace lesionlens::tests
