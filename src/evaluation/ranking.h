// Figures of two classes over all thresholds: ROC, precision-recall, and what they give at a point.
//
// The predictions are sorted once; each resample of them then costs one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

// With the threshold at `score`, so many of the malignant and of the benign are called malignant.
struct RankingStep {
  double score = 0;
  std::int64_t malignant = 0;  // true positives
  std::int64_t benign = 0;     // false positives
};

// One step a distinct score, from the highest down; the last one holds everything.
using RankingSteps = std::vector<RankingStep>;

class Ranking {
 public:
  explicit Ranking(const std::vector<Prediction>& predictions);

  // `times` in the order of the predictions that were given.
  RankingSteps steps(Multiplicities times = {}) const;

 private:
  struct Entry {
    double score;
    bool malignant;
    std::size_t index;  // into the predictions that were given
  };
  std::vector<Entry> entries_;  // by score, from the highest down
};

// Area under the receiver operating characteristic: the probability that a malignant picture scores
// above a benign one, ties counting half (Mann and Whitney 1947; Fawcett 2006). Not a number unless
// both classes are there.
double area_under_roc(const RankingSteps& steps);
double area_under_roc(const std::vector<Prediction>& predictions);

// The sum over thresholds of precision times the gain in recall, without interpolation (as
// scikit-learn's average_precision_score). Not a number unless both classes are there.
double average_precision(const RankingSteps& steps);

// The highest sensitivity among the thresholds whose specificity is at least `specificity`, and the
// reverse; nothing is interpolated between thresholds. Not a number unless both classes are there.
double sensitivity_at_specificity(const RankingSteps& steps, double specificity);
double specificity_at_sensitivity(const RankingSteps& steps, double sensitivity);

// The sensitivity that the ROC, joined by straight lines, has at this share of false alarms
// (1 - specificity), both in [0, 1].
double roc_sensitivity(const RankingSteps& steps, double false_alarms);

// The precision at the highest threshold with at least this recall, which is in [0, 1].
double precision_at_recall(const RankingSteps& steps, double recall);

// Counts at any threshold.
Confusion confusion_at(const RankingSteps& steps, double threshold);

}  // namespace lesionlens::evaluation
