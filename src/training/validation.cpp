#include "training/validation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "evaluation/calibration.h"
#include "evaluation/classification_report.h"
#include "evaluation/metrics.h"
#include "evaluation/operating_point.h"
#include "evaluation/ranking.h"
#include "inference/classifier.h"

namespace lesionlens::training {
namespace {

std::vector<std::vector<double>> probabilities_of(const ValidationAnswers& answers,
                                                  float temperature) {
  std::vector<std::vector<double>> all;
  for (const std::vector<float>& logits : answers.logits)
    all.push_back(inference::class_probabilities(logits, temperature));
  return all;
}

std::vector<evaluation::Prediction> predictions_of(
    const std::vector<std::vector<double>>& probabilities, const std::vector<int>& labels,
    const network::Metadata& metadata) {
  std::vector<evaluation::Prediction> predictions;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    double malignant = 0;
    for (std::size_t c = 0; c < probabilities[i].size(); ++c)
      malignant += network::is_malignant(metadata, c) ? probabilities[i][c] : 0;
    predictions.push_back({std::min(malignant, 1.0),
                           network::is_malignant(metadata, static_cast<std::size_t>(labels[i]))});
  }
  return predictions;
}

evaluation::ConfusionMatrix confusion_of(const std::vector<std::vector<double>>& probabilities,
                                         const std::vector<int>& labels) {
  std::vector<std::size_t> named;
  for (const auto& row : probabilities) named.push_back(inference::named_class(row, {}));
  return evaluation::confusion_matrix({labels.begin(), labels.end()}, named,
                                      probabilities.at(0).size());
}

template <class... Values>
std::string text(const char* format, Values... values) {
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

float inside_unit(double value) { return std::clamp(static_cast<float>(value), 1e-6F, 1 - 1e-6F); }

}  // namespace

void move_prior(std::vector<std::vector<float>>& logits, const std::vector<float>& shift) {
  for (std::vector<float>& row : logits) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] += shift[i];
  }
}

ValidationFigures judge(const ValidationAnswers& answers, const network::Metadata& metadata) {
  const auto probabilities = probabilities_of(answers, 1);
  ValidationFigures figures;
  figures.loss = evaluation::cross_entropy(answers.logits, answers.labels, 1);
  figures.auc = evaluation::area_under_roc(predictions_of(probabilities, answers.labels, metadata));
  const evaluation::ConfusionMatrix confusion = confusion_of(probabilities, answers.labels);
  figures.balanced_accuracy = evaluation::balanced_accuracy(confusion);
  figures.accuracy = evaluation::classification_report(confusion).accuracy;
  return figures;
}

void choose_operating_point(const ValidationAnswers& answers, const std::vector<double>& shares,
                            double sensitivity, network::Metadata& m) {
  const auto before = predictions_of(probabilities_of(answers, 1), answers.labels, m);
  m.temperature = static_cast<float>(evaluation::fit_temperature(answers.logits, answers.labels));
  const auto probabilities = probabilities_of(answers, m.temperature);
  const auto predictions = predictions_of(probabilities, answers.labels, m);
  const auto error_of = [](const std::vector<evaluation::Prediction>& p) {
    return evaluation::expected_calibration_error(evaluation::reliability_bins(p));
  };
  const std::size_t count = predictions.size();
  m.temperature_note =
      text("fitted on %zu validation pictures: expected calibration error %.3f, before %.3f", count,
           error_of(predictions), error_of(before));

  const auto malignant = std::count_if(predictions.begin(), predictions.end(),
                                       [](const auto& p) { return p.malignant; });
  m.threshold = m.abstain_from = m.abstain_to = 0.5F;
  if (malignant == 0 || static_cast<std::size_t>(malignant) == count) {
    m.threshold_note = "not chosen: validation had one class only";
    return;
  }
  m.threshold = inside_unit(evaluation::threshold_for_sensitivity(predictions, sensitivity));
  const evaluation::Confusion called =
      evaluation::confusion_at(predictions, static_cast<double>(m.threshold));
  const evaluation::AbstentionBand band =
      evaluation::abstention_band(predictions, static_cast<double>(m.threshold));
  m.abstain_from = std::min(static_cast<float>(band.from), m.threshold);
  m.abstain_to = std::max(static_cast<float>(band.to), m.threshold);
  const auto unsure = std::count_if(predictions.begin(), predictions.end(), [&](const auto& p) {
    return p.probability_malignant >= band.from && p.probability_malignant < band.to;
  });
  m.threshold_note = text(
      "sensitivity of at least %.3g wanted on %zu validation pictures (%td malignant): sensitivity "
      "%.3f, specificity %.3f; not sure of %.1f %%",
      sensitivity, count, malignant, evaluation::sensitivity(called),
      evaluation::specificity(called),
      100 * static_cast<double>(unsure) / static_cast<double>(count));
  if (m.classes.size() > 2) {
    m.decision_weights =
        evaluation::balanced_decision_weights(probabilities, answers.labels, shares);
  }
}

}  // namespace lesionlens::training
