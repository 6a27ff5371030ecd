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

std::vector<Prediction> by_score(std::vector<Prediction> predictions) {
  std::sort(predictions.begin(), predictions.end(), [](const Prediction& a, const Prediction& b) {
    return a.probability_malignant < b.probability_malignant;
  });
  return predictions;
}

std::int64_t count_malignant(const std::vector<Prediction>& predictions) {
  return std::count_if(predictions.begin(), predictions.end(),
                       [](const Prediction& p) { return p.malignant; });
}

}  // namespace

Confusion confusion_at(const std::vector<Prediction>& predictions, double threshold) {
  Confusion counts;
  for (const Prediction& p : predictions) {
    const bool called = p.probability_malignant >= threshold;
    std::int64_t& cell = p.malignant ? (called ? counts.true_positives : counts.false_negatives)
                                     : (called ? counts.false_positives : counts.true_negatives);
    ++cell;
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

double area_under_roc(const std::vector<Prediction>& predictions) {
  const std::vector<Prediction> sorted = by_score(predictions);
  const std::int64_t malignant = count_malignant(sorted);
  const std::int64_t benign = static_cast<std::int64_t>(sorted.size()) - malignant;
  if (malignant == 0 || benign == 0) return std::numeric_limits<double>::quiet_NaN();
  double rank_sum = 0;  // of the malignant, ranks from 1, tied scores sharing their mean rank
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t last = first;
    std::int64_t tied_malignant = 0;
    while (last < sorted.size() &&
           sorted[last].probability_malignant == sorted[first].probability_malignant) {
      tied_malignant += sorted[last].malignant ? 1 : 0;
      ++last;
    }
    const double mean_rank = static_cast<double>(first + 1 + last) / 2;
    rank_sum += mean_rank * static_cast<double>(tied_malignant);
    first = last;
  }
  const auto m = static_cast<double>(malignant);
  return (rank_sum - m * (m + 1) / 2) / (m * static_cast<double>(benign));
}

double youden_threshold(std::vector<Prediction> predictions) {
  predictions = by_score(std::move(predictions));
  const std::int64_t malignant = count_malignant(predictions);
  const std::int64_t benign = static_cast<std::int64_t>(predictions.size()) - malignant;
  double best_threshold = 0.5;
  if (malignant == 0 || benign == 0) return best_threshold;
  double best_sum = -1;
  std::int64_t malignant_below = 0;
  std::int64_t benign_below = 0;
  for (std::size_t i = 0; i + 1 < predictions.size(); ++i) {
    (predictions[i].malignant ? malignant_below : benign_below) += 1;
    const double low = predictions[i].probability_malignant;
    const double high = predictions[i + 1].probability_malignant;
    if (low == high) continue;
    const double sum = share(malignant - malignant_below, malignant) + share(benign_below, benign);
    if (sum > best_sum) {
      best_sum = sum;
      best_threshold = (low + high) / 2;
    }
  }
  return best_threshold;
}

double binary_cross_entropy(const std::vector<Prediction>& predictions) {
  constexpr double margin = 1e-7;
  double sum = 0;
  for (const Prediction& p : predictions) {
    const double probability = std::clamp(p.probability_malignant, margin, 1 - margin);
    sum -= std::log(p.malignant ? probability : 1 - probability);
  }
  return sum / static_cast<double>(predictions.size());
}

}  // namespace lesionlens::evaluation
