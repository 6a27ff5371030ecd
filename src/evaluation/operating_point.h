// Where to draw the lines: choices that are made on validation pictures and stored in the weights
// file. Nothing here may ever see test pictures.
#pragma once

#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

// The highest threshold with at least this sensitivity, half way down to the next score and inside
// (0, 1). Throws options_invalid where no picture is malignant.
double threshold_for_sensitivity(const std::vector<Prediction>& predictions, double sensitivity);

// Probabilities of malignant in [from, to) are answered "not sure"; equal: none is.
struct AbstentionBand {
  double from = 0;
  double to = 0;
};

struct AbstentionRule {
  double balanced_accuracy = 0.90;  // wanted for what is still answered
  double largest_share = 0.15;      // of the pictures that may go unanswered
};

// The narrowest band that gives what is answered the wanted balanced accuracy; where none within
// the largest share does, the widest that the share allows. The band reaches equally far to both
// sides of the threshold in log odds: refused is what lies nearest to the line (Chow 1970), with
// one number to fit, so that little of it is chance. None where the answers are good enough
// without.
AbstentionBand abstention_band(const std::vector<Prediction>& predictions, double threshold,
                               const AbstentionRule& rule = {});

// A factor for each class that raises the balanced accuracy of inference::named_class: the class's
// share of what the network was trained on, to the power -a. The share is as it was seen, with
// sampling. a is the one number that is fitted: of 0, 0.05, ... 1 the one with the highest balanced
// accuracy on these pictures, smoothed over its neighbours, since single steps are chance. The
// factors' geometric mean is 1. Probabilities (N, classes), labels (N), shares (classes), each
// above 0. Throws options_invalid where they do not fit together.
std::vector<float> balanced_decision_weights(const std::vector<std::vector<double>>& probabilities,
                                             const std::vector<int>& labels,
                                             const std::vector<double>& training_shares);

}  // namespace lesionlens::evaluation
