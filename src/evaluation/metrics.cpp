#include "evaluation/metrics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace lesionlens::evaluation {
namespace {

double share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Confusion confusion_at(const std::vector<Prediction>& predictions, double threshold,
                       Multiplicities times) {
  Confusion counts;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const Prediction& p = predictions[i];
    const bool called = p.probability_malignant >= threshold;
    std::int64_t& cell = p.malignant ? (called ? counts.true_positives : counts.false_negatives)
                                     : (called ? counts.false_positives : counts.true_negatives);
    cell += times.empty() ? 1 : times[i];
  }
  return counts;
}

double accuracy(const Confusion& c) {
  const std::int64_t right = c.true_positives + c.true_negatives;
  return share(right, right + c.false_positives + c.false_negatives);
}

double sensitivity(const Confusion& c) {
  return share(c.true_positives, c.true_positives + c.false_negatives);
}

double specificity(const Confusion& c) {
  return share(c.true_negatives, c.true_negatives + c.false_positives);
}

double balanced_accuracy(const Confusion& c) { return (sensitivity(c) + specificity(c)) / 2; }

double positive_predictive_value(const Confusion& c) {
  return share(c.true_positives, c.true_positives + c.false_positives);
}

double negative_predictive_value(const Confusion& c) {
  return share(c.true_negatives, c.true_negatives + c.false_negatives);
}

double f1_score(const Confusion& c) {
  return share(2 * c.true_positives, 2 * c.true_positives + c.false_positives + c.false_negatives);
}

double binary_cross_entropy(const std::vector<Prediction>& predictions, Multiplicities times) {
  constexpr double margin = 1e-7;
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double weight = times.empty() ? 1 : times[i];
    const double p = std::clamp(predictions[i].probability_malignant, margin, 1 - margin);
    sum -= weight * std::log(predictions[i].malignant ? p : 1 - p);
    count += weight;
  }
  return sum / count;
}

}  // namespace lesionlens::evaluation
