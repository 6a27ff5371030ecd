// Against scikit-learn 1.2.1 (NumPy on Debian 12) on fixed predictions: each expected number is
// what the function of sklearn.metrics named beside it gave.

#include <gtest/gtest.h>

#include <vector>

#include "evaluation/calibration.h"
#include "evaluation/classification_report.h"
#include "evaluation/judgement.h"
#include "evaluation/metrics.h"
#include "evaluation/ranking.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

constexpr double close = 1e-12;

// y, p: drawn once, with many equal scores. times: the sample_weight.
const std::vector<Prediction> predictions = {
    {0.16, false}, {0.37, false}, {0.20, false}, {0.74, true},  {0.34, true},  {0.17, false},
    {0.66, true},  {0.59, false}, {0.67, false}, {0.07, false}, {0.47, true},  {0.85, true},
    {0.16, true},  {0.20, false}, {0.28, false}, {0.70, false}, {0.52, false}, {0.23, false},
    {0.22, false}, {0.25, false}, {0.95, true},  {0.59, true},  {0.23, false}, {0.80, true},
    {0.68, true},  {0.26, false}, {0.10, false}, {0.31, false}, {0.20, false}, {0.67, false},
    {0.51, false}, {0.70, true},  {0.85, true},  {0.61, true},  {0.64, false}, {0.71, true},
    {0.49, false}, {0.31, true},  {0.41, false}, {0.22, true},  {0.15, true},  {0.23, false},
    {0.12, false}, {0.36, false}, {0.89, false}, {0.13, false}, {0.52, true},  {0.37, false},
    {0.46, false}, {0.26, false}, {0.26, false}, {0.53, false}, {0.83, true},  {0.10, false},
    {0.69, true},  {0.72, true},  {0.10, false}, {0.39, false}, {0.13, false}, {0.61, false}};
const std::vector<std::uint32_t> times = {
    3, 0, 3, 2, 1, 3, 3, 2, 0, 2, 0, 0, 0, 0, 3, 1, 0, 0, 1, 1, 1, 3, 3, 2, 3, 1, 0, 1, 0, 3,
    0, 1, 0, 3, 0, 2, 3, 2, 3, 3, 3, 2, 2, 2, 3, 1, 3, 3, 1, 1, 2, 3, 0, 0, 0, 1, 0, 2, 2, 3};

TEST(ScikitLearn, CountsAtAThreshold) {  // of (p >= 0.4)
  const Confusion c = confusion_at(predictions, 0.4);
  EXPECT_NEAR(accuracy(c), 0.69999999999999996, close);           // accuracy_score
  EXPECT_NEAR(balanced_accuracy(c), 0.71428571428571419, close);  // balanced_accuracy_score
  EXPECT_NEAR(sensitivity(c), 0.76190476190476186, close);        // recall_score
  EXPECT_NEAR(specificity(c), 0.66666666666666663, close);        // recall_score, pos_label=0
  EXPECT_NEAR(positive_predictive_value(c), 0.55172413793103448, close);  // precision_score
  EXPECT_NEAR(negative_predictive_value(c), 0.83870967741935487,
              close);                                    // precision_score, pos_label=0
  EXPECT_NEAR(f1_score(c), 0.64000000000000001, close);  // f1_score
}

TEST(ScikitLearn, FiguresOverAllThresholds) {
  const RankingSteps steps = Ranking(predictions).steps();
  EXPECT_NEAR(area_under_roc(steps), 0.78937728937728946, close);     // roc_auc_score
  EXPECT_NEAR(average_precision(steps), 0.70306614955141522, close);  // average_precision_score
  // roc_curve(drop_intermediate=False): max tpr with fpr <= 0.05, 1 - min fpr with tpr >= 0.95, ...
  EXPECT_NEAR(sensitivity_at_specificity(steps, 0.95), 0.38095238095238093, close);
  EXPECT_NEAR(specificity_at_sensitivity(steps, 0.95), 0.17948717948717952, close);
  EXPECT_NEAR(sensitivity_at_specificity(steps, 0.80), 0.66666666666666663, close);
  EXPECT_NEAR(specificity_at_sensitivity(steps, 0.80), 0.5641025641025641, close);
}

TEST(ScikitLearn, Probabilities) {
  EXPECT_NEAR(brier_score(predictions), 0.17885333333333334, close);           // brier_score_loss
  EXPECT_NEAR(binary_cross_entropy(predictions), 0.53878924427371255, close);  // log_loss
  // calibration_curve(n_bins=15, strategy="uniform"), which leaves out the empty bin
  const std::vector<double> shares = {0,
                                      0.2857142857142857,
                                      0.1111111111111111,
                                      0.33333333333333331,
                                      0.20000000000000001,
                                      0,
                                      0.33333333333333331,
                                      0.5,
                                      0.5,
                                      0.625,
                                      1,
                                      1,
                                      0,
                                      1};
  const std::vector<double> means = {0.10714285714285714,
                                     0.17714285714285713,
                                     0.24000000000000002,
                                     0.30000000000000004,
                                     0.36599999999999999,
                                     0.435,
                                     0.50666666666666671,
                                     0.58999999999999997,
                                     0.63,
                                     0.6925,
                                     0.77000000000000002,
                                     0.84333333333333327,
                                     0.89000000000000001,
                                     0.94999999999999996};
  std::size_t next = 0;
  for (const ReliabilityBin& bin : reliability_bins(predictions)) {
    if (bin.count == 0) continue;
    ASSERT_LT(next, means.size());
    EXPECT_NEAR(bin.share_malignant, shares[next], close) << bin.to;
    EXPECT_NEAR(bin.mean_probability, means[next], close) << bin.to;
    ++next;
  }
  EXPECT_EQ(next, means.size());
}

TEST(ScikitLearn, MultiplicitiesAreSampleWeights) {
  const RankingSteps steps = Ranking(predictions).steps(times);
  EXPECT_NEAR(area_under_roc(steps), 0.72803030303030303, close);
  EXPECT_NEAR(average_precision(steps), 0.60062124041575837, close);
  EXPECT_NEAR(brier_score(predictions, times), 0.2028924731182796, close);
  EXPECT_NEAR(binary_cross_entropy(predictions, times), 0.60259433359813885, close);
  const Confusion c = confusion_at(predictions, 0.4, times);
  EXPECT_NEAR(accuracy(c), 0.66666666666666663, close);
  EXPECT_NEAR(balanced_accuracy(c), 0.6803030303030303, close);
}

TEST(ScikitLearn, ReportOfTwoClasses) {  // classification_report(digits=3)
  std::vector<std::size_t> truth;
  std::vector<std::size_t> called;
  for (const Prediction& p : predictions) {
    truth.push_back(p.malignant ? 1 : 0);
    called.push_back(p.probability_malignant >= 0.4 ? 1 : 0);
  }
  EXPECT_EQ(
      text_of(classification_report(confusion_matrix(truth, called, 2)), {"benign", "malignant"}),
      "              precision    recall  f1-score   support\n"
      "\n"
      "      benign      0.839     0.667     0.743        39\n"
      "   malignant      0.552     0.762     0.640        21\n"
      "\n"
      "    accuracy                          0.700        60\n"
      "   macro avg      0.695     0.714     0.691        60\n"
      "weighted avg      0.738     0.700     0.707        60\n");
}

const std::vector<std::size_t> truths = {1, 3, 3, 3, 3, 3, 1, 2, 1, 0, 1, 3, 3, 0, 3, 2,
                                         3, 3, 1, 3, 2, 3, 3, 1, 0, 2, 3, 3, 3, 0, 3, 3,
                                         3, 2, 3, 0, 0, 0, 1, 1, 1, 3, 0, 3, 1, 3, 0, 1};
const std::vector<std::vector<double>> probabilities = {
    {0.111, 0.632, 0.172, 0.085}, {0.176, 0.011, 0.115, 0.698}, {0.112, 0.450, 0.291, 0.147},
    {0.010, 0.206, 0.028, 0.756}, {0.132, 0.011, 0.007, 0.850}, {0.128, 0.124, 0.170, 0.578},
    {0.034, 0.798, 0.081, 0.087}, {0.140, 0.100, 0.679, 0.081}, {0.074, 0.277, 0.077, 0.572},
    {0.051, 0.059, 0.058, 0.832}, {0.012, 0.766, 0.064, 0.158}, {0.013, 0.053, 0.200, 0.734},
    {0.058, 0.052, 0.254, 0.636}, {0.295, 0.510, 0.125, 0.070}, {0.050, 0.521, 0.127, 0.302},
    {0.024, 0.317, 0.441, 0.218}, {0.034, 0.050, 0.116, 0.800}, {0.130, 0.043, 0.240, 0.587},
    {0.379, 0.152, 0.130, 0.339}, {0.010, 0.385, 0.288, 0.317}, {0.271, 0.235, 0.035, 0.459},
    {0.079, 0.123, 0.034, 0.764}, {0.042, 0.249, 0.097, 0.612}, {0.561, 0.306, 0.091, 0.042},
    {0.623, 0.105, 0.100, 0.172}, {0.121, 0.181, 0.440, 0.258}, {0.048, 0.320, 0.112, 0.520},
    {0.018, 0.022, 0.257, 0.703}, {0.079, 0.067, 0.029, 0.825}, {0.714, 0.058, 0.070, 0.158},
    {0.158, 0.032, 0.144, 0.666}, {0.037, 0.008, 0.036, 0.919}, {0.047, 0.045, 0.108, 0.800},
    {0.006, 0.041, 0.912, 0.041}, {0.129, 0.068, 0.305, 0.498}, {0.071, 0.321, 0.029, 0.579},
    {0.420, 0.034, 0.047, 0.499}, {0.441, 0.094, 0.041, 0.424}, {0.229, 0.698, 0.021, 0.052},
    {0.045, 0.578, 0.083, 0.294}, {0.134, 0.377, 0.124, 0.365}, {0.025, 0.063, 0.282, 0.630},
    {0.623, 0.030, 0.295, 0.052}, {0.013, 0.203, 0.172, 0.612}, {0.015, 0.345, 0.061, 0.579},
    {0.681, 0.096, 0.032, 0.191}, {0.438, 0.126, 0.043, 0.393}, {0.009, 0.560, 0.131, 0.300}};
const std::vector<std::string> names = {"bcc", "bkl", "mel", "nv"};

PredictionTable four_classes() {
  PredictionTable table;
  table.classes = table.data_classes = names;
  table.malignant_classes = {"bcc", "mel"};
  for (std::size_t i = 0; i < truths.size(); ++i) {
    PredictionRow row;
    row.file = row.group = std::to_string(i);
    row.true_class = names[truths[i]];
    row.malignant = truths[i] == 0 || truths[i] == 2;
    row.probability_malignant = probabilities[i][0] + probabilities[i][2];
    row.probabilities = probabilities[i];
    table.rows.push_back(row);
  }
  return table;
}

TEST(ScikitLearn, ManyClasses) {
  const Judgement judgement = judge(four_classes(), {{0, 1}, {}});
  const ClassesJudgement c = judgement.classes.value_or(ClassesJudgement{});
  ASSERT_EQ(c.classes.size(), 4U);
  // confusion_matrix of the most likely classes
  EXPECT_EQ(c.confusion.counts,
            (std::vector<std::int64_t>{5, 1, 0, 3, 2, 7, 0, 2, 0, 0, 4, 1, 1, 3, 0, 19}));
  EXPECT_NEAR(c.balanced_accuracy.value, 0.70450153711023278, close);  // balanced_accuracy_score
  EXPECT_NEAR(c.macro_f1.value, 0.7262886215092097, close);            // f1_score(average="macro")
  EXPECT_NEAR(c.report.weighted.f1, 0.7280603213507626, close);  // f1_score(average="weighted")
  EXPECT_NEAR(c.log_loss.value, 0.79266891860543154, close);     // log_loss
  // roc_auc_score(multi_class="ovr", average="macro")
  EXPECT_NEAR(c.macro_auc.value, 0.86816421751709916, close);
  // of label_binarize's columns: roc_auc_score, average_precision_score; of the classes:
  // recall_score and precision_score with average=None
  const std::vector<double> areas = {0.85754985754985757, 0.91646191646191644, 0.83255813953488378,
                                     0.86608695652173906};
  const std::vector<double> precisions = {0.65973261164832042, 0.81200240606483343,
                                          0.82439024390243909, 0.84440549687641497};
  const std::vector<double> recall = {0.55555555555555558, 0.63636363636363635, 0.80000000000000004,
                                      0.82608695652173914};
  const std::vector<double> precision = {0.625, 0.63636363636363635, 1, 0.76000000000000001};
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_NEAR(c.classes[i].auc.value, areas[i], close) << names[i];
    EXPECT_NEAR(c.classes[i].average_precision.value, precisions[i], close) << names[i];
    EXPECT_NEAR(c.classes[i].sensitivity.value, recall[i], close) << names[i];
    EXPECT_NEAR(c.classes[i].precision.value, precision[i], close) << names[i];
  }
  EXPECT_EQ(
      text_of(c.report, names),
      "              precision    recall  f1-score   support\n"
      "\n"
      "         bcc      0.625     0.556     0.588         9\n"
      "         bkl      0.636     0.636     0.636        11\n"
      "         mel      1.000     0.800     0.889         5\n"
      "          nv      0.760     0.826     0.792        23\n"
      "\n"
      "    accuracy                          0.729        48\n"
      "   macro avg      0.755     0.705     0.726        48\n"
      "weighted avg      0.731     0.729     0.728        48\n");  // classification_report(digits=3)
}

}  // namespace
}  // namespace lesionlens::tests
