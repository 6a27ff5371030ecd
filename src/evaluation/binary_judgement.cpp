// Benign against malignant: figures, curves and their intervals.

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "base/error.h"
#include "evaluation/judgement.h"
#include "evaluation/judgement_parts.h"

namespace lesionlens::evaluation {
namespace {

std::vector<double> grid(int steps) {
  std::vector<double> values;
  for (int i = 0; i <= steps; ++i) values.push_back(static_cast<double>(i) / steps);
  return values;
}

// Thresholds of the decision curve: 0.01 ... 0.99.
std::vector<double> decision_thresholds() {
  std::vector<double> values = grid(100);
  return {values.begin() + 1, values.end() - 1};
}

std::vector<double> binary_figures(const std::vector<Prediction>& predictions,
                                   const RankingSteps& steps, double threshold,
                                   Multiplicities times) {
  const Confusion c = confusion_at(steps, threshold);
  return {accuracy(c),
          balanced_accuracy(c),
          area_under_roc(steps),
          average_precision(steps),
          sensitivity(c),
          specificity(c),
          positive_predictive_value(c),
          negative_predictive_value(c),
          f1_score(c),
          sensitivity_at_specificity(steps, 0.95),
          specificity_at_sensitivity(steps, 0.95),
          brier_score(predictions, times),
          expected_calibration_error(reliability_bins(predictions, times)),
          binary_cross_entropy(predictions, times)};
}

// The values of all curves, one behind the other: ROC, precision, reliability, decision.
std::vector<double> curve_values(const std::vector<Prediction>& predictions,
                                 const RankingSteps& steps, Multiplicities times) {
  std::vector<double> values;
  for (const double x : grid(100)) values.push_back(roc_sensitivity(steps, x));
  for (const double x : grid(100)) values.push_back(precision_at_recall(steps, x));
  for (const ReliabilityBin& bin : reliability_bins(predictions, times))
    values.push_back(bin.share_malignant);
  for (const DecisionPoint& point : decision_curve(steps, decision_thresholds()))
    values.push_back(point.network);
  return values;
}

std::vector<BandPoint> band(const std::vector<double>& values,
                            const std::vector<Interval>& intervals, std::size_t& next) {
  std::vector<BandPoint> points;
  for (const double x : grid(100)) {
    points.push_back({x, values[next], intervals[next]});
    ++next;
  }
  return points;
}

Counts counts_of(const std::vector<Prediction>& predictions,
                 const std::vector<std::string>& groups) {
  Counts counts;
  std::set<std::string> lesions[2];
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    (predictions[i].malignant ? counts.malignant : counts.benign) += 1;
    lesions[predictions[i].malignant ? 1 : 0].insert(groups[i]);
  }
  counts.benign_lesions = lesions[0].size();
  counts.malignant_lesions = lesions[1].size();
  return counts;
}

BinaryJudgement binary_from(const std::vector<Prediction>& predictions,
                            const std::vector<std::string>& groups, double threshold,
                            const std::vector<double>& values,
                            const std::vector<Interval>& intervals) {
  BinaryJudgement judgement;
  judgement.counts = counts_of(predictions, groups);
  judgement.confusion = confusion_at(predictions, threshold);
  for (std::size_t i = 0; i < binary_figure_names().size(); ++i)
    judgement.figures.push_back(figure_from(values[i], intervals[i]));
  return judgement;
}

}  // namespace

const std::vector<FigureName>& binary_figure_names() {
  static const std::vector<FigureName> names = {
      {"accuracy", "accuracy", "share called rightly"},
      {"balanced_accuracy", "balanced accuracy", "mean of sensitivity and specificity"},
      {"auc", "AUC", "chance that a malignant picture scores above a benign one"},
      {"average_precision", "average precision", "area under precision and recall"},
      {"sensitivity", "sensitivity", "of the malignant, the share called malignant"},
      {"specificity", "specificity", "of the benign, the share called benign"},
      {"positive_predictive_value", "positive predictive value",
       "of those called malignant, the share that is, at this data's mix"},
      {"negative_predictive_value", "negative predictive value",
       "of those called benign, the share that is, at this data's mix"},
      {"f1", "F1", "of malignant: harmonic mean of precision and recall"},
      {"sensitivity_at_95_specificity", "sensitivity at 95 % specificity",
       "at the best threshold with so few false alarms here"},
      {"specificity_at_95_sensitivity", "specificity at 95 % sensitivity",
       "at the best threshold with so few misses here"},
      {"brier_score", "Brier score", "mean squared error of the probability, 0 is perfect"},
      {"expected_calibration_error", "expected calibration error",
       "how far probabilities are from shares, 15 bins of equal width"},
      {"log_loss", "log loss", "mean of -log(probability of the truth), in nats"},
  };
  return names;
}

const Figure& BinaryJudgement::figure(std::string_view key) const {
  const auto& names = binary_figure_names();
  const auto found = std::find_if(names.begin(), names.end(),
                                  [key](const FigureName& name) { return key == name.key; });
  if (found == names.end())
    throw Error(ErrorCode::internal, "There is no figure '" + std::string(key) + "'.");
  return figures[static_cast<std::size_t>(found - names.begin())];
}

BinaryJudgement judge_binary(const std::vector<Prediction>& predictions,
                             const std::vector<std::string>& groups, double threshold,
                             const BootstrapOptions& options) {
  const Ranking ranking(predictions);
  const auto figures = [&](Multiplicities times) {
    return binary_figures(predictions, ranking.steps(times), threshold, times);
  };
  return binary_from(predictions, groups, threshold, figures({}),
                     bootstrap_intervals(groups, options, figures));
}

std::pair<BinaryJudgement, Curves> judge_with_curves(const std::vector<Prediction>& predictions,
                                                     const std::vector<std::string>& groups,
                                                     double threshold,
                                                     const BootstrapOptions& options) {
  const Ranking ranking(predictions);
  const auto all = [&](Multiplicities times) {
    const RankingSteps steps = ranking.steps(times);
    std::vector<double> values = binary_figures(predictions, steps, threshold, times);
    const std::vector<double> curves = curve_values(predictions, steps, times);
    values.insert(values.end(), curves.begin(), curves.end());
    return values;
  };
  const std::vector<double> values = all({});
  const std::vector<Interval> intervals = bootstrap_intervals(groups, options, all);

  Curves curves;
  curves.steps = ranking.steps();
  std::size_t next = binary_figure_names().size();
  curves.roc = band(values, intervals, next);
  curves.precision = band(values, intervals, next);
  curves.reliability = reliability_bins(predictions);
  for (std::size_t i = 0; i < curves.reliability.size(); ++i)
    curves.reliability_bands.push_back(intervals[next++]);
  curves.decision = decision_curve(curves.steps, decision_thresholds());
  curves.decision_bands.assign(intervals.begin() + static_cast<std::ptrdiff_t>(next),
                               intervals.end());
  return {binary_from(predictions, groups, threshold, values, intervals), std::move(curves)};
}

}  // namespace lesionlens::evaluation
