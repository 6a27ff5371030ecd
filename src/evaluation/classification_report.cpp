#include "evaluation/classification_report.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <numeric>

namespace lesionlens::evaluation {
namespace {

double share_or_zero(double part, double whole) { return whole > 0 ? part / whole : 0; }

ClassFigures figures_of(const ConfusionMatrix& matrix, std::size_t index) {
  const auto right = static_cast<double>(matrix.at(index, index));
  const auto support = static_cast<double>(matrix.support(index));
  const auto called = static_cast<double>(matrix.predictions(index));
  return {share_or_zero(right, called), share_or_zero(right, support),
          share_or_zero(2 * right, support + called), matrix.support(index)};
}

void add(ClassFigures& sum, const ClassFigures& one, double weight) {
  sum.precision += weight * one.precision;
  sum.recall += weight * one.recall;
  sum.f1 += weight * one.f1;
}

void scale(ClassFigures& figures, double divisor) {
  figures.precision = share_or_zero(figures.precision, divisor);
  figures.recall = share_or_zero(figures.recall, divisor);
  figures.f1 = share_or_zero(figures.f1, divisor);
}

std::string right_aligned(const std::string& text, std::size_t width) {
  return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

std::string number(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, " %9.*f", digits, value);
  return text;
}

std::string row(const std::string& name, const ClassFigures& figures, std::size_t width,
                int digits) {
  return right_aligned(name, width) + " " + number(figures.precision, digits) +
         number(figures.recall, digits) + number(figures.f1, digits) + " " +
         right_aligned(std::to_string(figures.support), 9) + "\n";
}

}  // namespace

std::int64_t ConfusionMatrix::support(std::size_t truth) const {
  const auto row = counts.begin() + static_cast<std::ptrdiff_t>(truth * classes);
  return std::accumulate(row, row + static_cast<std::ptrdiff_t>(classes), std::int64_t{0});
}

std::int64_t ConfusionMatrix::predictions(std::size_t predicted) const {
  std::int64_t sum = 0;
  for (std::size_t truth = 0; truth < classes; ++truth) sum += at(truth, predicted);
  return sum;
}

ConfusionMatrix confusion_matrix(const std::vector<std::size_t>& truths,
                                 const std::vector<std::size_t>& predicted, std::size_t classes,
                                 Multiplicities times) {
  ConfusionMatrix matrix{classes, std::vector<std::int64_t>(classes * classes)};
  for (std::size_t i = 0; i < truths.size(); ++i)
    matrix.counts[truths[i] * classes + predicted[i]] += times.empty() ? 1 : times[i];
  return matrix;
}

ConfusionMatrix matrix_of(const Confusion& c) {
  return {2, {c.true_negatives, c.false_positives, c.false_negatives, c.true_positives}};
}

ClassificationReport classification_report(const ConfusionMatrix& matrix) {
  ClassificationReport report;
  double right = 0;
  double total = 0;
  double met = 0;  // classes that were there or were called
  for (std::size_t i = 0; i < matrix.classes; ++i) {
    const ClassFigures figures = figures_of(matrix, i);
    report.classes.push_back(figures);
    right += static_cast<double>(matrix.at(i, i));
    total += static_cast<double>(figures.support);
    if (figures.support + matrix.predictions(i) > 0) met += 1;
    add(report.macro, figures, 1);
    add(report.weighted, figures, static_cast<double>(figures.support));
  }
  scale(report.macro, met);
  scale(report.weighted, total);
  report.macro.support = report.weighted.support = static_cast<std::int64_t>(total);
  report.accuracy = share_or_zero(right, total);
  return report;
}

double balanced_accuracy(const ConfusionMatrix& matrix) {
  double sum = 0;
  double present = 0;
  for (std::size_t i = 0; i < matrix.classes; ++i) {
    if (matrix.support(i) == 0) continue;
    sum += static_cast<double>(matrix.at(i, i)) / static_cast<double>(matrix.support(i));
    present += 1;
  }
  return present > 0 ? sum / present : std::numeric_limits<double>::quiet_NaN();
}

std::string text_of(const ClassificationReport& report, const std::vector<std::string>& names,
                    int digits) {
  std::size_t width = std::string("weighted avg").size();
  for (const std::string& name : names) width = std::max(width, name.size());
  std::string text = std::string(width, ' ') + "  precision    recall  f1-score   support\n\n";
  for (std::size_t i = 0; i < report.classes.size(); ++i)
    text += row(names[i], report.classes[i], width, digits);
  text += "\n" + right_aligned("accuracy", width) + " " + std::string(20, ' ') +
          number(report.accuracy, digits) + " " +
          right_aligned(std::to_string(report.macro.support), 9) + "\n";
  text += row("macro avg", report.macro, width, digits);
  text += row("weighted avg", report.weighted, width, digits);
  return text;
}

}  // namespace lesionlens::evaluation
