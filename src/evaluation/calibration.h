// Whether probabilities mean what they say, and the temperature that makes them.
#pragma once

#include <cstdint>
#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

// Mean of (probability of malignant - truth)^2 (Brier 1950): 0 is perfect, 0.25 is what a constant
// 0.5 gets.
double brier_score(const std::vector<Prediction>& predictions, Multiplicities times = {});

// Predictions with a probability in (from, to]; the first bin also takes 0.
struct ReliabilityBin {
  double from = 0;
  double to = 0;
  std::int64_t count = 0;
  double mean_probability = 0;  // what was said; not a number where nothing was counted
  double share_malignant = 0;   // what was so; not a number where nothing was counted
};

inline constexpr int reliability_bin_count = 15;  // as in Guo et al. 2017

// Bins of equal width.
std::vector<ReliabilityBin> reliability_bins(const std::vector<Prediction>& predictions,
                                             Multiplicities times = {},
                                             int bins = reliability_bin_count);

// The mean over the bins of |what was said - what was so|, weighted by count (Naeini et al. 2015).
// It depends on the number of bins, and with few pictures it is too high.
double expected_calibration_error(const std::vector<ReliabilityBin>& bins);

// Logits of each picture, one (its sigmoid is the probability of label 1) or one a class, and the
// true labels -> the temperature to divide by, that makes the truths most likely (Guo et al. 2017).
// In [0.05, 20]. Choose it on validation pictures. Throws options_invalid where there are none, the
// lengths differ or a label has no logit.
double fit_temperature(const std::vector<std::vector<float>>& logits,
                       const std::vector<int>& labels);

// Mean of -log(probability of the true class), in nats, at this temperature.
double cross_entropy(const std::vector<std::vector<float>>& logits, const std::vector<int>& labels,
                     double temperature);

}  // namespace lesionlens::evaluation
