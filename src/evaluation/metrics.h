// Figures of merit for two classes at one threshold. Nothing here prints or plots.
//
// Where a function takes `times`, each prediction counts so many times, in the order of the
// predictions; empty means once each. That is how `bootstrap` resamples without copying.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lesionlens::evaluation {

struct Prediction {
  double probability_malignant = 0;  // in [0, 1]
  bool malignant = false;            // the truth
};

using Multiplicities = std::span<const std::uint32_t>;

struct Confusion {
  std::int64_t true_positives = 0;   // malignant, called malignant
  std::int64_t false_negatives = 0;  // malignant, called benign
  std::int64_t true_negatives = 0;   // benign, called benign
  std::int64_t false_positives = 0;  // benign, called malignant
};

// A picture is called malignant where its probability is at least the threshold.
Confusion confusion_at(const std::vector<Prediction>& predictions, double threshold,
                       Multiplicities times = {});

// Shares in [0, 1]; not a number where nothing was counted.
double accuracy(const Confusion& counts);
double sensitivity(const Confusion& counts);        // of the malignant, the share called malignant
double specificity(const Confusion& counts);        // of the benign, the share called benign
double balanced_accuracy(const Confusion& counts);  // the mean of the two
double positive_predictive_value(const Confusion& counts);  // of those called malignant, the share
                                                            // that is
double negative_predictive_value(const Confusion& counts);  // of those called benign, the share
                                                            // that is
double f1_score(const Confusion& counts);  // 2 TP / (2 TP + FP + FN), of the malignant

// Mean of -log(probability of the truth), in nats; probabilities are kept 1e-7 away from 0 and 1,
// as Keras does.
double binary_cross_entropy(const std::vector<Prediction>& predictions, Multiplicities times = {});

}  // namespace lesionlens::evaluation
