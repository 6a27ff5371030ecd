#include "evaluation/ranking.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace lesionlens::evaluation {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double rounding = 1e-12;  // so that 19 of 20 reach 0.95

bool both_classes(const RankingSteps& steps) {
  return !steps.empty() && steps.back().malignant > 0 && steps.back().benign > 0;
}

double share(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Ranking::Ranking(const std::vector<Prediction>& predictions) {
  entries_.reserve(predictions.size());
  for (std::size_t i = 0; i < predictions.size(); ++i)
    entries_.push_back({predictions[i].probability_malignant, predictions[i].malignant, i});
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.score > b.score; });
}

RankingSteps Ranking::steps(Multiplicities times) const {
  RankingSteps steps;
  steps.reserve(entries_.size());
  RankingStep now;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    (entry.malignant ? now.malignant : now.benign) += times.empty() ? 1 : times[entry.index];
    if (i + 1 < entries_.size() && entries_[i + 1].score == entry.score) continue;
    now.score = entry.score;
    steps.push_back(now);
  }
  return steps;
}

double area_under_roc(const RankingSteps& steps) {
  if (!both_classes(steps)) return not_a_number;
  double doubled = 0;  // twice the area, in pairs: a whole number, so nothing is rounded
  RankingStep before;
  for (const RankingStep& step : steps) {
    doubled += static_cast<double>(step.benign - before.benign) *
               static_cast<double>(step.malignant + before.malignant);
    before = step;
  }
  return doubled / 2 /
         (static_cast<double>(steps.back().malignant) * static_cast<double>(steps.back().benign));
}

double area_under_roc(const std::vector<Prediction>& predictions) {
  return area_under_roc(Ranking(predictions).steps());
}

double average_precision(const RankingSteps& steps) {
  if (!both_classes(steps)) return not_a_number;
  double sum = 0;
  std::int64_t before = 0;
  for (const RankingStep& step : steps) {
    if (step.malignant == before) continue;
    sum += static_cast<double>(step.malignant - before) *
           share(step.malignant, step.malignant + step.benign);
    before = step.malignant;
  }
  return sum / static_cast<double>(steps.back().malignant);
}

double sensitivity_at_specificity(const RankingSteps& steps, double specificity) {
  if (!both_classes(steps)) return not_a_number;
  double best = 0;  // calling nothing malignant has specificity 1
  for (const RankingStep& step : steps) {
    if (1 - share(step.benign, steps.back().benign) < specificity - rounding) break;
    best = share(step.malignant, steps.back().malignant);
  }
  return best;
}

double specificity_at_sensitivity(const RankingSteps& steps, double sensitivity) {
  if (!both_classes(steps)) return not_a_number;
  for (const RankingStep& step : steps) {
    if (share(step.malignant, steps.back().malignant) >= sensitivity - rounding)
      return 1 - share(step.benign, steps.back().benign);
  }
  return 0;
}

double roc_sensitivity(const RankingSteps& steps, double false_alarms) {
  if (!both_classes(steps)) return not_a_number;
  const double wanted = false_alarms * static_cast<double>(steps.back().benign);
  const auto beyond = std::partition_point(
      steps.begin(), steps.end(),
      [wanted](const RankingStep& step) { return static_cast<double>(step.benign) <= wanted; });
  if (beyond == steps.end()) return 1;
  const RankingStep before = beyond == steps.begin() ? RankingStep{} : *std::prev(beyond);
  const double along = (wanted - static_cast<double>(before.benign)) /
                       static_cast<double>(beyond->benign - before.benign);
  return std::lerp(static_cast<double>(before.malignant), static_cast<double>(beyond->malignant),
                   along) /
         static_cast<double>(steps.back().malignant);
}

double precision_at_recall(const RankingSteps& steps, double recall) {
  if (!both_classes(steps)) return not_a_number;
  const double wanted = std::max(1.0, recall * static_cast<double>(steps.back().malignant));
  const auto reached =
      std::partition_point(steps.begin(), steps.end(), [wanted](const RankingStep& step) {
        return static_cast<double>(step.malignant) < wanted - rounding;
      });
  const RankingStep& step = reached == steps.end() ? steps.back() : *reached;
  return share(step.malignant, step.malignant + step.benign);
}

Confusion confusion_at(const RankingSteps& steps, double threshold) {
  if (steps.empty()) return {};
  // The last step whose score is at least the threshold.
  const auto end = std::partition_point(
      steps.begin(), steps.end(),
      [threshold](const RankingStep& step) { return step.score >= threshold; });
  const RankingStep called = end == steps.begin() ? RankingStep{} : *std::prev(end);
  return {called.malignant, steps.back().malignant - called.malignant,
          steps.back().benign - called.benign, called.benign};
}

}  // namespace lesionlens::evaluation
