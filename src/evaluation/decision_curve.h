// Decision curve analysis (Vickers and Elkin 2006): what following the network is worth, in
// malignant lesions found per picture, net of needless alarms.
#pragma once

#include <vector>

#include "evaluation/ranking.h"

namespace lesionlens::evaluation {

// Who acts from a probability of `threshold` on holds one missed malignant lesion to be as bad as
// (1 - threshold) / threshold needless alarms. Net benefit = TP / N - FP / N * threshold /
// (1 - threshold).
struct DecisionPoint {
  double threshold = 0;   // in (0, 1)
  double network = 0;     // following the network
  double act_on_all = 0;  // calling every picture malignant; calling none has net benefit 0
};

// Thresholds in (0, 1). It holds for the share of malignant that these pictures have.
std::vector<DecisionPoint> decision_curve(const RankingSteps& steps,
                                          const std::vector<double>& thresholds);

}  // namespace lesionlens::evaluation
