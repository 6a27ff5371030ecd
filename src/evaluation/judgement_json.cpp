#include "evaluation/judgement_json.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace lesionlens::evaluation {
namespace {

using Json = nlohmann::ordered_json;

// What is typed into file names and tables need not be UTF-8; it must not stop the output.
std::string line_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json figure(const Figure& f) {
  return {{"value", number(f.value)},
          {"low", number(f.interval.low)},
          {"high", number(f.interval.high)}};
}

Json figures(const BinaryJudgement& judgement) {
  Json object = Json::object();
  for (std::size_t i = 0; i < judgement.figures.size(); ++i)
    object[binary_figure_names()[i].key] = figure(judgement.figures[i]);
  return object;
}

Json counts(const Counts& c) {
  return {{"benign", c.benign},
          {"malignant", c.malignant},
          {"benign_lesions", c.benign_lesions},
          {"malignant_lesions", c.malignant_lesions}};
}

Json two_by_two(const Confusion& c) {
  return {{"true_benign",
           {{"predicted_benign", c.true_negatives}, {"predicted_malignant", c.false_positives}}},
          {"true_malignant",
           {{"predicted_benign", c.false_negatives}, {"predicted_malignant", c.true_positives}}}};
}

Json class_figures(const ClassFigures& f) {
  return {{"precision", f.precision}, {"recall", f.recall}, {"f1", f.f1}, {"support", f.support}};
}

Json report_json(const ClassificationReport& report, const std::vector<std::string>& names) {
  Json object = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i)
    object[names[i]] = class_figures(report.classes[i]);
  object["accuracy"] = report.accuracy;
  object["macro avg"] = class_figures(report.macro);
  object["weighted avg"] = class_figures(report.weighted);
  return object;
}

Json classes_json(const ClassesJudgement& c) {
  Json matrix = Json::array();
  for (std::size_t truth = 0; truth < c.names.size(); ++truth) {
    Json row = Json::array();
    for (std::size_t named = 0; named < c.names.size(); ++named)
      row.push_back(c.confusion.at(truth, named));
    matrix.push_back(row);
  }
  Json each = Json::object();
  for (std::size_t i = 0; i < c.names.size(); ++i) {
    const ClassJudgement& one = c.classes[i];
    each[c.names[i]] = {{"support", one.report.support},
                        {"sensitivity", figure(one.sensitivity)},
                        {"specificity", figure(one.specificity)},
                        {"precision", figure(one.precision)},
                        {"f1", figure(one.f1)},
                        {"auc", figure(one.auc)},
                        {"average_precision", figure(one.average_precision)}};
  }
  return {{"names", c.names},
          {"pictures", c.pictures},
          {"pictures_of_other_classes", c.unknown},
          {"accuracy", figure(c.accuracy)},
          {"balanced_accuracy", figure(c.balanced_accuracy)},
          {"macro_f1", figure(c.macro_f1)},
          {"macro_auc", figure(c.macro_auc)},
          {"log_loss", figure(c.log_loss)},
          {"brier_score", figure(c.brier_score)},
          {"expected_calibration_error", figure(c.expected_calibration_error)},
          {"confusion", matrix},
          {"classification_report", report_json(c.report, c.names)},
          {"each", each}};
}

Json curve(const std::vector<BandPoint>& points) {
  Json list = Json::array();
  for (const BandPoint& p : points)
    list.push_back({number(p.x), number(p.value), number(p.interval.low), number(p.interval.high)});
  return list;
}

Json curves_json(const Curves& c) {
  Json reliability = Json::array();
  for (std::size_t i = 0; i < c.reliability.size(); ++i) {
    const ReliabilityBin& bin = c.reliability[i];
    reliability.push_back(
        {{"from", bin.from},
         {"to", bin.to},
         {"count", bin.count},
         {"mean_probability", number(bin.mean_probability)},
         {"share_malignant", figure({bin.share_malignant, c.reliability_bands[i]})}});
  }
  Json decision = Json::array();
  for (std::size_t i = 0; i < c.decision.size(); ++i) {
    const DecisionPoint& point = c.decision[i];
    decision.push_back({{"threshold", point.threshold},
                        {"network", figure({point.network, c.decision_bands[i]})},
                        {"act_on_all", number(point.act_on_all)}});
  }
  return {{"sensitivity_over_false_alarms", curve(c.roc)},
          {"precision_over_recall", curve(c.precision)},
          {"reliability", reliability},
          {"net_benefit", decision}};
}

Json abstention_json(const PredictionTable& table, const Abstention& a) {
  return {{"from", table.abstain_from},
          {"to", table.abstain_to},
          {"unsure_benign", a.unsure_benign},
          {"unsure_malignant", a.unsure_malignant},
          {"answered_sensitivity", number(sensitivity(a.answered))},
          {"answered_specificity", number(specificity(a.answered))},
          {"answered_balanced_accuracy", number(balanced_accuracy(a.answered))}};
}

Json slices_json(const std::vector<Slice>& slices) {
  Json list = Json::array();
  for (const Slice& slice : slices) {
    list.push_back({{"column", slice.column},
                    {"value", slice.value},
                    {"small", slice.small},
                    {"pictures", counts(slice.judgement.counts)},
                    {"figures", figures(slice.judgement)}});
  }
  return list;
}

Json true_classes_json(const std::vector<TrueClass>& classes) {
  Json list = Json::array();
  for (const TrueClass& one : classes) {
    list.push_back({{"class", one.name},
                    {"malignant", one.malignant},
                    {"pictures", one.pictures},
                    {"called_malignant", figure(one.called_malignant)}});
  }
  return list;
}

Json weights_json(const PredictionTable& t) {
  return {{"name", t.weights_name}, {"version", t.weights_version}, {"sha256", t.weights_sha256}};
}

}  // namespace

std::string judgement_json(const PredictionTable& table, const Judgement& j,
                           const BootstrapOptions& bootstrap) {
  const BinaryJudgement& binary = j.binary;
  const Confusion& c = binary.confusion;
  const Json object = {
      {"directory", table.data},
      {"part", table.part},
      {"weights", weights_json(table)},
      {"threshold", table.threshold},
      {"views", table.views},
      {"pictures",
       {{"benign", binary.counts.benign},
        {"malignant", binary.counts.malignant},
        {"skipped", table.skipped},
        {"near_duplicates", table.near_duplicates ? Json(*table.near_duplicates) : Json()}}},
      {"lesions",
       {{"benign", binary.counts.benign_lesions}, {"malignant", binary.counts.malignant_lesions}}},
      {"accuracy", number(binary.figure("accuracy").value)},
      {"auc", number(binary.figure("auc").value)},
      {"sensitivity", number(binary.figure("sensitivity").value)},
      {"specificity", number(binary.figure("specificity").value)},
      {"confusion", two_by_two(c)},
      {"intervals",
       {{"level", 0.95},
        {"resampled", "lesions"},
        {"replicates", bootstrap.replicates},
        {"seed", bootstrap.seed}}},
      {"figures", figures(binary)},
      {"classification_report",
       report_json(classification_report(matrix_of(c)), {"benign", "malignant"})},
      {"true_classes", true_classes_json(j.true_classes)},
      {"classes", j.classes ? classes_json(*j.classes) : Json()},
      {"abstention", j.abstention ? abstention_json(table, *j.abstention) : Json()},
      {"slices", slices_json(j.slices)},
      {"curves", curves_json(j.curves)},
  };
  std::string text;
  for (const auto& [key, value] : object.items())
    text += (text.empty() ? "{\n  " : ",\n  ") + line_of(key) + ": " + line_of(value);
  return text + "\n}\n";
}

std::string summary_json(const PredictionTable& table, const Judgement& judgement) {
  // The weights go to other people, to whom the folders of this machine are nothing.
  const std::filesystem::path data(table.data);
  const std::string name = (data.has_filename() ? data : data.parent_path()).filename().string();
  return line_of({{"data", name},
                  {"part", table.part},
                  {"views", table.views},
                  {"threshold", table.threshold},
                  {"pictures", counts(judgement.binary.counts)},
                  {"figures", figures(judgement.binary)}});
}

}  // namespace lesionlens::evaluation
