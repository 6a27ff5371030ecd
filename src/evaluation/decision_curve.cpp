#include "evaluation/decision_curve.h"

namespace lesionlens::evaluation {
namespace {

double net_benefit(std::int64_t found, std::int64_t alarms, double total, double threshold) {
  return static_cast<double>(found) / total -
         static_cast<double>(alarms) / total * threshold / (1 - threshold);
}

}  // namespace

std::vector<DecisionPoint> decision_curve(const RankingSteps& steps,
                                          const std::vector<double>& thresholds) {
  std::vector<DecisionPoint> curve;
  if (steps.empty()) return curve;
  const RankingStep& all = steps.back();
  const auto total = static_cast<double>(all.malignant + all.benign);
  curve.reserve(thresholds.size());
  for (const double threshold : thresholds) {
    const Confusion counts = confusion_at(steps, threshold);
    curve.push_back({threshold,
                     net_benefit(counts.true_positives, counts.false_positives, total, threshold),
                     net_benefit(all.malignant, all.benign, total, threshold)});
  }
  return curve;
}

}  // namespace lesionlens::evaluation
