#include "evaluation/operating_point.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>

#include "base/error.h"
#include "evaluation/classification_report.h"
#include "evaluation/ranking.h"
#include "inference/classifier.h"

namespace lesionlens::evaluation {
namespace {

constexpr double rounding = 1e-12;  // so that 19 of 20 reach 0.95
constexpr double edge = 1e-6;       // a threshold stays so far away from 0 and 1

// Calls just the pictures of steps[0..last] malignant.
double threshold_below(const RankingSteps& steps, std::size_t last) {
  const double next = last + 1 < steps.size() ? steps[last + 1].score : 0;
  return std::clamp((steps[last].score + next) / 2, edge, 1 - edge);
}

double log_odds(double probability) {
  const double p = std::clamp(probability, 1e-7, 1 - 1e-7);
  return std::log(p / (1 - p));
}

double probability_of(double odds_log) { return 1 / (1 + std::exp(-odds_log)); }

void forget(Confusion& counts, const Prediction& p, double threshold) {
  const bool called = p.probability_malignant >= threshold;
  (p.malignant ? (called ? counts.true_positives : counts.false_negatives)
               : (called ? counts.false_positives : counts.true_negatives)) -= 1;
}

void check_decisions(const std::vector<std::vector<double>>& probabilities,
                     const std::vector<int>& labels, const std::vector<double>& shares) {
  const bool fits =
      !probabilities.empty() && probabilities.size() == labels.size() && shares.size() >= 2 &&
      std::all_of(shares.begin(), shares.end(), [](double share) { return share > 0; }) &&
      std::all_of(probabilities.begin(), probabilities.end(),
                  [&](const auto& row) { return row.size() == shares.size(); }) &&
      std::all_of(labels.begin(), labels.end(), [&](int label) {
        return label >= 0 && static_cast<std::size_t>(label) < shares.size();
      });
  if (fits) return;
  throw Error(ErrorCode::options_invalid,
              "Decision weights need pictures with a label and a probability for each of " +
                  std::to_string(shares.size()) +
                  " classes, and a share above 0 of the training pictures for each class.");
}

// Each share to the power -a, with a geometric mean of 1.
std::vector<float> weights_at(const std::vector<double>& shares, double power) {
  double mean_log = 0;
  for (const double share : shares)
    mean_log += std::log(share) / static_cast<double>(shares.size());
  std::vector<float> weights;
  weights.reserve(shares.size());
  for (const double share : shares)
    weights.push_back(static_cast<float>(std::exp(-power * (std::log(share) - mean_log))));
  return weights;
}

// The mean over each value and its up to two neighbours on either side.
std::vector<double> smoothed(const std::vector<double>& values) {
  std::vector<double> result;
  const auto count = static_cast<std::ptrdiff_t>(values.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const std::ptrdiff_t reach = std::min({std::ptrdiff_t{2}, i, count - 1 - i});
    double sum = 0;
    for (std::ptrdiff_t j = i - reach; j <= i + reach; ++j)
      sum += values[static_cast<std::size_t>(j)];
    result.push_back(sum / static_cast<double>(2 * reach + 1));
  }
  return result;
}

}  // namespace

double threshold_for_sensitivity(const std::vector<Prediction>& predictions, double target) {
  const RankingSteps steps = Ranking(predictions).steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (sensitivity(confusion_at(steps, steps[i].score)) >= target - rounding)
      return threshold_below(steps, i);
  }
  throw Error(ErrorCode::options_invalid,
              "A threshold for a sensitivity needs malignant pictures; there is none here.");
}

AbstentionBand abstention_band(const std::vector<Prediction>& predictions, double threshold,
                               const AbstentionRule& rule) {
  struct Distance {
    double value;  // from the threshold, in log odds
    std::size_t index;
  };
  const double middle = log_odds(threshold);
  std::vector<Distance> nearest;
  nearest.reserve(predictions.size());
  for (std::size_t i = 0; i < predictions.size(); ++i)
    nearest.push_back({std::abs(log_odds(predictions[i].probability_malignant) - middle), i});
  std::sort(nearest.begin(), nearest.end(),
            [](const Distance& a, const Distance& b) { return a.value < b.value; });

  Confusion answered = confusion_at(predictions, threshold);
  AbstentionBand band{threshold, threshold};
  const double reached = balanced_accuracy(answered);
  if (std::isnan(reached) || reached >= rule.balanced_accuracy) return band;
  const auto most = static_cast<std::size_t>(
      std::floor(rule.largest_share * static_cast<double>(predictions.size()) + rounding));
  for (std::size_t i = 0; i < most && i + 1 < nearest.size(); ++i) {
    forget(answered, predictions[nearest[i].index], threshold);
    if (nearest[i + 1].value == nearest[i].value) continue;  // both go or both stay
    const double reach = (nearest[i].value + nearest[i + 1].value) / 2;
    band = {probability_of(middle - reach), probability_of(middle + reach)};
    if (balanced_accuracy(answered) >= rule.balanced_accuracy) break;
  }
  return band;
}

std::vector<float> balanced_decision_weights(const std::vector<std::vector<double>>& probabilities,
                                             const std::vector<int>& labels,
                                             const std::vector<double>& training_shares) {
  check_decisions(probabilities, labels, training_shares);
  const std::vector<std::size_t> truths(labels.begin(), labels.end());
  constexpr int steps = 20;
  std::vector<double> reached;
  for (int step = 0; step <= steps; ++step) {
    const std::vector<float> weights =
        weights_at(training_shares, static_cast<double>(step) / steps);
    std::vector<std::size_t> decided;
    decided.reserve(probabilities.size());
    for (const auto& row : probabilities) decided.push_back(inference::named_class(row, weights));
    reached.push_back(balanced_accuracy(confusion_matrix(truths, decided, weights.size())));
  }
  const std::vector<double> smooth = smoothed(reached);
  const auto best = std::max_element(smooth.begin(), smooth.end());
  return weights_at(training_shares,
                    static_cast<double>(std::distance(smooth.begin(), best)) / steps);
}

}  // namespace lesionlens::evaluation
