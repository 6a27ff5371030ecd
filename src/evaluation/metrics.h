// Figures of merit for two classes, from probabilities and truths. Nothing here prints or plots.
#pragma once

#include <cstdint>
#include <vector>

namespace lesionlens::evaluation {

struct Prediction {
  double probability_malignant = 0;  // in [0, 1]
  bool malignant = false;            // the truth
};

struct Confusion {
  std::int64_t true_positives = 0;   // malignant, called malignant
  std::int64_t false_negatives = 0;  // malignant, called benign
  std::int64_t true_negatives = 0;   // benign, called benign
  std::int64_t false_positives = 0;  // benign, called malignant
};

// A picture is called malignant where its probability is at least the threshold.
Confusion confusion_at(const std::vector<Prediction>& predictions, double threshold);

// Shares in [0, 1]; not a number where nothing was counted.
double accuracy(const Confusion& counts);
double sensitivity(const Confusion& counts);  // of the malignant, the share called malignant
double specificity(const Confusion& counts);  // of the benign, the share called benign

// Area under the receiver operating characteristic: the probability that a malignant picture scores
// above a benign one, ties counting half (Mann and Whitney 1947; Fawcett 2006). Not a number unless
// both classes are there.
double area_under_roc(const std::vector<Prediction>& predictions);

// The threshold with the highest sensitivity + specificity (Youden 1950), half way between two
// neighbouring scores and inside (0, 1). 0.5 unless both classes are there.
double youden_threshold(std::vector<Prediction> predictions);

// Mean of -log(probability of the truth), in nats; probabilities are kept 1e-7 away from 0 and 1,
// as Keras does.
double binary_cross_entropy(const std::vector<Prediction>& predictions);

}  // namespace lesionlens::evaluation
