// Many classes: each against all others, and all together.

#include <algorithm>
#include <cmath>
#include <set>

#include "evaluation/judgement_parts.h"
#include "inference/classifier.h"

namespace lesionlens::evaluation {
namespace {

// The rows whose true class the network knows, ready for resampling.
struct KnownRows {
  std::vector<std::size_t> truths;  // indices into the network's classes
  std::vector<std::size_t> named;   // what the network decides
  std::vector<std::string> groups;
  std::vector<Prediction> surest;  // the highest probability, and whether that class is true
  std::vector<Ranking> rankings;   // of each class against all others
  std::vector<double> surprise;    // -log(probability of the true class) of each row
  std::vector<double> squares;     // summed over the classes, of each row
};

KnownRows known_rows(const PredictionTable& table) {
  KnownRows known;
  std::vector<std::vector<Prediction>> against_others(table.classes.size());
  for (const PredictionRow& row : table.rows) {
    const auto found = std::find(table.classes.begin(), table.classes.end(), row.true_class);
    if (found == table.classes.end()) continue;
    const auto truth = static_cast<std::size_t>(found - table.classes.begin());
    const std::vector<double>& p = row.probabilities;
    known.truths.push_back(truth);
    known.named.push_back(inference::named_class(p, table.decision_weights));
    known.groups.push_back(row.group);
    const std::size_t surest = inference::named_class(p, {});
    known.surest.push_back({p[surest], surest == truth});
    constexpr double margin = 1e-7;  // as in binary_cross_entropy
    known.surprise.push_back(-std::log(std::clamp(p[truth], margin, 1 - margin)));
    double squares = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      squares += std::pow(p[i] - (i == truth ? 1 : 0), 2);
      against_others[i].push_back({p[i], i == truth});
    }
    known.squares.push_back(squares);
  }
  for (const auto& predictions : against_others) known.rankings.emplace_back(predictions);
  return known;
}

double mean(const std::vector<double>& values, Multiplicities times) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double weight = times.empty() ? 1 : times[i];
    sum += weight * values[i];
    count += weight;
  }
  return sum / count;
}

// Not a number among the classes that are not there is passed over.
double mean_of_known(const std::vector<double>& values) {
  double sum = 0;
  double count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

Confusion against_others(const ConfusionMatrix& matrix, std::size_t index, std::int64_t total) {
  const std::int64_t found = matrix.at(index, index);
  const std::int64_t missed = matrix.support(index) - found;
  const std::int64_t alarms = matrix.predictions(index) - found;
  return {found, missed, total - found - missed - alarms, alarms};
}

// The shared figures, then those of each class, in the order in which `judge_classes` takes them.
std::vector<double> figures_of(const KnownRows& known, std::size_t classes, Multiplicities times) {
  const ConfusionMatrix matrix = confusion_matrix(known.truths, known.named, classes, times);
  const ClassificationReport report = classification_report(matrix);
  std::vector<double> areas;
  std::vector<double> by_class;
  for (std::size_t i = 0; i < classes; ++i) {
    const RankingSteps steps = known.rankings[i].steps(times);
    const Confusion c = against_others(matrix, i, report.macro.support);
    areas.push_back(area_under_roc(steps));
    by_class.insert(by_class.end(), {sensitivity(c), specificity(c), positive_predictive_value(c),
                                     f1_score(c), areas.back(), average_precision(steps)});
  }
  std::vector<double> values = {
      report.accuracy,
      balanced_accuracy(matrix),
      report.macro.f1,
      mean_of_known(areas),
      mean(known.surprise, times),
      mean(known.squares, times),
      expected_calibration_error(reliability_bins(known.surest, times)),
  };
  values.insert(values.end(), by_class.begin(), by_class.end());
  return values;
}

bool says_more_than_two(const PredictionTable& table, const KnownRows& known) {
  const std::set<std::size_t> there(known.truths.begin(), known.truths.end());
  return table.classes.size() > 2 && there.size() >= 2;
}

}  // namespace

std::vector<std::pair<const char*, const Figure*>> shared_figures(const ClassesJudgement& c) {
  return {{"accuracy", &c.accuracy},
          {"balanced accuracy", &c.balanced_accuracy},
          {"macro F1", &c.macro_f1},
          {"macro AUC", &c.macro_auc},
          {"log loss", &c.log_loss},
          {"Brier score (0 to 2)", &c.brier_score},
          {"expected calibration error", &c.expected_calibration_error}};
}

std::optional<ClassesJudgement> judge_classes(const PredictionTable& table,
                                              const BootstrapOptions& options) {
  const KnownRows known = known_rows(table);
  if (!says_more_than_two(table, known)) return std::nullopt;
  const std::size_t classes = table.classes.size();
  const auto figures = [&](Multiplicities times) { return figures_of(known, classes, times); };
  const std::vector<double> values = figures({});
  const std::vector<Interval> intervals = bootstrap_intervals(known.groups, options, figures);
  std::size_t next = 0;
  const auto take = [&] {
    const Figure figure = figure_from(values[next], intervals[next]);
    ++next;
    return figure;
  };

  ClassesJudgement judgement;
  judgement.names = table.classes;
  judgement.pictures = known.truths.size();
  judgement.unknown = table.rows.size() - known.truths.size();
  judgement.confusion = confusion_matrix(known.truths, known.named, classes);
  judgement.report = classification_report(judgement.confusion);
  judgement.accuracy = take();
  judgement.balanced_accuracy = take();
  judgement.macro_f1 = take();
  judgement.macro_auc = take();
  judgement.log_loss = take();
  judgement.brier_score = take();
  judgement.expected_calibration_error = take();
  for (std::size_t i = 0; i < classes; ++i) {
    ClassJudgement one;
    one.report = judgement.report.classes[i];
    one.sensitivity = take();
    one.specificity = take();
    one.precision = take();
    one.f1 = take();
    one.auc = take();
    one.average_precision = take();
    judgement.classes.push_back(one);
  }
  return judgement;
}

}  // namespace lesionlens::evaluation
