#include "evaluation/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "base/error.h"

namespace lesionlens::evaluation {
namespace {

// -log softmax(logits / temperature)[label], by log-sum-exp; a single logit z stands for (0, z).
double surprise(const std::vector<float>& logits, int label, double temperature) {
  if (logits.size() == 1) {
    const double margin = (label == 1 ? 1 : -1) * static_cast<double>(logits[0]) / temperature;
    return margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin;
  }
  const double highest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits)
    sum += std::exp((static_cast<double>(logit) - highest) / temperature);
  const double own = logits[static_cast<std::size_t>(label)];
  return std::log(sum) - (own - highest) / temperature;
}

void check(const std::vector<std::vector<float>>& logits, const std::vector<int>& labels) {
  if (logits.empty() || logits.size() != labels.size()) {
    throw Error(ErrorCode::options_invalid,
                "A temperature needs at least one picture, and a label for each (" +
                    std::to_string(logits.size()) + " pictures, " + std::to_string(labels.size()) +
                    " labels).");
  }
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const std::size_t classes = logits[i].size() == 1 ? 2 : logits[i].size();
    if (labels[i] < 0 || static_cast<std::size_t>(labels[i]) >= classes) {
      throw Error(ErrorCode::options_invalid,
                  "Label " + std::to_string(labels[i]) + " of picture " + std::to_string(i) +
                      " has no logit; there are " + std::to_string(classes) + " classes.");
    }
  }
}

}  // namespace

double brier_score(const std::vector<Prediction>& predictions, Multiplicities times) {
  double sum = 0;
  double count = 0;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double weight = times.empty() ? 1 : times[i];
    const double off =
        predictions[i].probability_malignant - (predictions[i].malignant ? 1.0 : 0.0);
    sum += weight * off * off;
    count += weight;
  }
  return sum / count;
}

std::vector<ReliabilityBin> reliability_bins(const std::vector<Prediction>& predictions,
                                             Multiplicities times, int bins) {
  std::vector<ReliabilityBin> result(static_cast<std::size_t>(bins));
  for (int i = 0; i < bins; ++i) {
    ReliabilityBin& bin = result[static_cast<std::size_t>(i)];
    bin.from = static_cast<double>(i) / bins;
    bin.to = static_cast<double>(i + 1) / bins;
  }
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const std::int64_t weight = times.empty() ? 1 : times[i];
    const double p = predictions[i].probability_malignant;
    const int index = std::clamp(static_cast<int>(std::ceil(p * bins)) - 1, 0, bins - 1);
    ReliabilityBin& bin = result[static_cast<std::size_t>(index)];
    bin.count += weight;
    bin.mean_probability += static_cast<double>(weight) * p;
    bin.share_malignant += predictions[i].malignant ? static_cast<double>(weight) : 0;
  }
  for (ReliabilityBin& bin : result) {
    const auto count = static_cast<double>(bin.count);  // 0 / 0 is the not-a-number promised
    bin.mean_probability /= count;
    bin.share_malignant /= count;
  }
  return result;
}

double expected_calibration_error(const std::vector<ReliabilityBin>& bins) {
  double sum = 0;
  double count = 0;
  for (const ReliabilityBin& bin : bins) {
    if (bin.count == 0) continue;
    sum += static_cast<double>(bin.count) * std::abs(bin.mean_probability - bin.share_malignant);
    count += static_cast<double>(bin.count);
  }
  return sum / count;
}

double cross_entropy(const std::vector<std::vector<float>>& logits, const std::vector<int>& labels,
                     double temperature) {
  check(logits, labels);
  double sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i)
    sum += surprise(logits[i], labels[i], temperature);
  return sum / static_cast<double>(logits.size());
}

double fit_temperature(const std::vector<std::vector<float>>& logits,
                       const std::vector<int>& labels) {
  check(logits, labels);
  // The cross-entropy is convex in 1 / T, so it has one valley in log T: golden-section search.
  const auto cost = [&](double log_temperature) {
    return cross_entropy(logits, labels, std::exp(log_temperature));
  };
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::log(0.05);
  double high = std::log(20.0);
  double left = high - golden * (high - low);
  double right = low + golden * (high - low);
  double cost_left = cost(left);
  double cost_right = cost(right);
  while (high - low > 1e-6) {
    if (cost_left <= cost_right) {
      high = right;
      right = left;
      cost_right = cost_left;
      left = high - golden * (high - low);
      cost_left = cost(left);
    } else {
      low = left;
      left = right;
      cost_left = cost_right;
      right = low + golden * (high - low);
      cost_right = cost(right);
    }
  }
  return std::exp((low + high) / 2);
}

}  // namespace lesionlens::evaluation
