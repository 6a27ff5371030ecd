#include "evaluation/drawings.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "evaluation/plot.h"
#include "evaluation/wording.h"

namespace lesionlens::evaluation {
namespace {

double share(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// Leaves out points that nobody could tell from the one before.
class Thinned {
 public:
  void add(Point point) {
    last_ = point;
    if (!points_.empty() && std::abs(point.x - points_.back().x) < nearest &&
        std::abs(point.y - points_.back().y) < nearest)
      return;
    points_.push_back(point);
  }
  std::vector<Point> points() {
    if (!points_.empty()) points_.push_back(last_);
    return std::move(points_);
  }

 private:
  static constexpr double nearest = 0.002;
  std::vector<Point> points_;
  Point last_;
};

// The two edges of a band; where there is no interval the value itself.
std::pair<std::vector<Point>, std::vector<Point>> edges(const std::vector<BandPoint>& points) {
  std::pair<std::vector<Point>, std::vector<Point>> result;
  for (const BandPoint& p : points) {
    const bool known = std::isfinite(p.interval.low) && std::isfinite(p.interval.high);
    result.first.push_back({p.x, known ? p.interval.low : p.value});
    result.second.push_back({p.x, known ? p.interval.high : p.value});
  }
  return result;
}

bool has_band(const std::vector<BandPoint>& points) {
  return std::any_of(points.begin(), points.end(),
                     [](const BandPoint& p) { return std::isfinite(p.interval.low); });
}

void draw_band(Plot& plot, const std::vector<BandPoint>& points) {
  if (!has_band(points)) return;
  const auto [lower, upper] = edges(points);
  plot.band(lower, upper, Ink::first, "95 % interval");
}

Drawing confusion(const PredictionTable& table, const Judgement& j) {
  const Confusion& c = j.binary.confusion;
  return {"confusion",
          "Pictures by truth (rows) and verdict (columns), at the threshold " +
              fixed(table.threshold, 4) + " of the weights. Percentages are of the row.",
          heat_map("confusion", "Confusion matrix",
                   std::to_string(c.true_negatives) + " benign called benign, " +
                       std::to_string(c.false_positives) + " benign called malignant, " +
                       std::to_string(c.false_negatives) + " malignant called benign, " +
                       std::to_string(c.true_positives) + " malignant called malignant.",
                   {"benign", "malignant"}, matrix_of(c).counts)};
}

Drawing roc(const Judgement& j) {
  const RankingSteps& steps = j.curves.steps;
  const Figure& auc = j.binary.figure("auc");
  Plot plot("roc", "Receiver operating characteristic",
            "Sensitivity over the share of false alarms; area " + figure_text(auc) + ".",
            share_axis("1 - specificity: benign called malignant"),
            share_axis("sensitivity: malignant found"));
  draw_band(plot, j.curves.roc);
  plot.line({{0, 0}, {1, 1}}, Ink::quiet, "chance", true);
  Thinned curve;
  curve.add({0, 0});
  for (const RankingStep& step : steps) {
    curve.add(
        {share(step.benign, steps.back().benign), share(step.malignant, steps.back().malignant)});
  }
  plot.line(curve.points(), Ink::first, "AUC " + fixed(auc.value));
  const Point here = {1 - specificity(j.binary.confusion), sensitivity(j.binary.confusion)};
  plot.dot(here, Ink::second, 5, "the weights' threshold");
  plot.note({here.x, here.y - 0.04}, "threshold of the weights");
  return {"roc",
          "Every threshold at once: the further up and left, the better. The dot is the threshold "
          "that the weights come with.",
          plot.svg()};
}

Drawing precision_recall(const Judgement& j) {
  const RankingSteps& steps = j.curves.steps;
  const Figure& area = j.binary.figure("average_precision");
  const double prevalence =
      share(steps.back().malignant, steps.back().malignant + steps.back().benign);
  Plot plot("precision-recall", "Precision and recall",
            "Precision over recall of malignant; average precision " + figure_text(area) + ".",
            share_axis("recall: malignant found"),
            share_axis("precision: of those called malignant, right"));
  draw_band(plot, j.curves.precision);
  plot.line({{0, prevalence}, {1, prevalence}}, Ink::quiet, "chance", true);
  Thinned curve;
  std::int64_t before = 0;
  for (const RankingStep& step : steps) {
    if (step.malignant == before) continue;
    before = step.malignant;
    curve.add({share(step.malignant, steps.back().malignant),
               share(step.malignant, step.malignant + step.benign)});
  }
  plot.line(curve.points(), Ink::first, "average precision " + fixed(area.value));
  const Confusion& c = j.binary.confusion;
  plot.dot({sensitivity(c), positive_predictive_value(c)}, Ink::second, 5,
           "the weights' threshold");
  return {"precision-recall",
          "How many of those called malignant are, against how many of the malignant are found. It "
          "holds for the " +
              fixed(100 * prevalence, 1) +
              " % malignant of these pictures; where malignant lesions are rarer, precision is "
              "lower.",
          plot.svg()};
}

Drawing reliability(const Judgement& j) {
  Plot plot("reliability", "Reliability of the probability",
            "The share that is malignant over the probability said; expected calibration error " +
                figure_text(j.binary.figure("expected_calibration_error")) + ".",
            share_axis("probability of malignant that was said"),
            share_axis("share that is malignant"));
  std::int64_t most = 1;
  for (const ReliabilityBin& bin : j.curves.reliability) most = std::max(most, bin.count);
  plot.line({{0, 0}, {1, 1}}, Ink::quiet, "perfect", true);
  for (std::size_t i = 0; i < j.curves.reliability.size(); ++i) {
    const ReliabilityBin& bin = j.curves.reliability[i];
    if (bin.count == 0) continue;
    plot.bar(bin.from, bin.to, 0.2 * share(bin.count, most), Ink::quiet);
    const Interval& interval = j.curves.reliability_bands[i];
    plot.whisker(bin.mean_probability, interval.low, interval.high, Ink::first);
    plot.dot({bin.mean_probability, bin.share_malignant}, Ink::first, 4.5,
             fixed(bin.from, 2) + " to " + fixed(bin.to, 2) + ": " +
                 counted(static_cast<std::size_t>(bin.count), "picture") + ", " +
                 fixed(100 * bin.share_malignant, 1) + " % malignant");
  }
  return {"reliability",
          "On the dashed line a probability means what it says; below it, the network says too "
          "much. " +
              std::to_string(reliability_bin_count) +
              " bins of equal width; the bars below show how many pictures each holds, the lines "
              "through the dots are 95 % intervals.",
          plot.svg()};
}

Drawing decision(const PredictionTable& table, const Judgement& j) {
  const std::vector<DecisionPoint>& points = j.curves.decision;
  const RankingSteps& steps = j.curves.steps;
  const double prevalence =
      share(steps.back().malignant, steps.back().malignant + steps.back().benign);
  Plot plot("decision", "Decision curve",
            "Net benefit of following the network, of calling everything and of calling nothing "
            "malignant, over the probability from which one would act.",
            share_axis("probability from which one would act"),
            fitting_axis("net benefit per picture", {-0.1 * prevalence, prevalence}));
  std::vector<BandPoint> network;
  std::vector<Point> curve;
  std::vector<Point> all;
  curve.reserve(points.size());
  network.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    network.push_back({points[i].threshold, points[i].network, j.curves.decision_bands[i]});
    curve.push_back({points[i].threshold, points[i].network});
    // It falls without end; the drawing shows where it leaves.
    if (points[i].act_on_all > -prevalence)
      all.push_back({points[i].threshold, points[i].act_on_all});
  }
  draw_band(plot, network);
  plot.line({{0, 0}, {1, 0}}, Ink::quiet, "call none", true);
  plot.line(all, Ink::second, "call all");
  plot.line(curve, Ink::first, "network");
  const DecisionPoint here = decision_curve(steps, {table.threshold})[0];
  plot.dot({here.threshold, here.network}, Ink::first, 5, "the weights' threshold");
  return {"decision",
          "Following the network pays where its line lies above those of calling all or none "
          "malignant. Who acts from a probability "
          "of 0.2 on holds a missed malignant lesion to be as bad as four needless alarms. It "
          "assumes probabilities that mean what they say, and this data's share of malignant.",
          plot.svg()};
}

Drawing classes_confusion(const ClassesJudgement& c) {
  return {"confusion-classes",
          "Pictures by true class (rows) and class named (columns). Percentages are of the row.",
          heat_map("confusion-classes", "Confusion matrix of the classes",
                   "Balanced accuracy " + figure_text(c.balanced_accuracy) + ".", c.names,
                   c.confusion.counts)};
}

// "validation_balanced_accuracy" -> "validation balanced accuracy", AUC in capitals.
std::string in_words(std::string column) {
  std::replace(column.begin(), column.end(), '_', ' ');
  if (column.ends_with("auc")) column.replace(column.size() - 3, 3, "AUC");
  return column;
}

Drawing learning(const std::string& name, const std::string& title, const std::string& y_label,
                 const std::vector<double>& epochs, const std::vector<LearningCurve>& curves) {
  std::vector<double> all;
  for (const LearningCurve& curve : curves)
    all.insert(all.end(), curve.values.begin(), curve.values.end());
  Axis x = fitting_axis("epoch", epochs);
  if (epochs.size() == 1) x = {"epoch", epochs[0] - 1, epochs[0] + 1, {epochs[0]}, 0};
  Plot plot(name, title, y_label + " by epoch.", x, fitting_axis(y_label, all));
  constexpr Ink inks[] = {Ink::second, Ink::first, Ink::third, Ink::quiet};
  for (std::size_t i = 0; i < curves.size(); ++i) {
    std::vector<Point> points;
    points.reserve(epochs.size());
    for (std::size_t epoch = 0; epoch < epochs.size(); ++epoch)
      points.push_back({epochs[epoch], curves[i].values[epoch]});
    const Ink ink = inks[std::min<std::size_t>(i, 3)];
    plot.line(points, ink, in_words(curves[i].name));
    for (const Point& point : points) {
      if (std::isfinite(point.y)) plot.dot(point, ink, 2.5);
    }
  }
  return {name,
          "While training: measured with augmentation and dropout on the training part, without "
          "on the validation part.",
          plot.svg()};
}

}  // namespace

std::vector<Drawing> drawings(const PredictionTable& table, const Judgement& judgement,
                              const std::optional<LearningCurves>& history) {
  std::vector<Drawing> result = {confusion(table, judgement)};
  const Counts& counts = judgement.binary.counts;
  if (counts.benign > 0 && counts.malignant > 0) {
    result.push_back(roc(judgement));
    result.push_back(precision_recall(judgement));
    result.push_back(reliability(judgement));
    result.push_back(decision(table, judgement));
  }
  if (judgement.classes) result.push_back(classes_confusion(*judgement.classes));
  if (history && !history->losses.empty()) {
    result.push_back(learning("loss", "Loss by epoch", "loss (cross-entropy, nats)",
                              history->epochs, history->losses));
  }
  if (history && !history->shares.empty()) {
    result.push_back(
        learning("accuracy", "Accuracy by epoch", "share", history->epochs, history->shares));
  }
  return result;
}

}  // namespace lesionlens::evaluation
