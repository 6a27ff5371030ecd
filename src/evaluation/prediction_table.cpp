#include "evaluation/prediction_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "base/error.h"
#include "files/csv.h"

namespace lesionlens::evaluation {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view format_name = "lesionlens-predictions";
constexpr int format_version = 1;
constexpr std::string_view probability_prefix = "probability:";

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::options_invalid, "The prediction table does not fit: " + what);
}

std::string exact(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

std::vector<std::string> header_of(const PredictionTable& table) {
  std::vector<std::string> header = {"file", "group", "true_class", "true_malignant",
                                     "probability_malignant"};
  for (const std::string& name : table.classes)
    header.push_back(std::string(probability_prefix) + name);
  header.insert(header.end(), table.column_names.begin(), table.column_names.end());
  return header;
}

std::vector<std::string> fields_of(const PredictionRow& row) {
  std::vector<std::string> fields = {row.file, row.group, row.true_class, row.malignant ? "1" : "0",
                                     exact(row.probability_malignant)};
  for (const double probability : row.probabilities) fields.push_back(exact(probability));
  fields.insert(fields.end(), row.columns.begin(), row.columns.end());
  return fields;
}

void append_line(std::string& text, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i)
    text += (i > 0 ? "," : "") + files::csv_field(fields[i]);
  text += "\n";
}

ordered_json head_of(const PredictionTable& t) {
  return {
      {"format", format_name},
      {"format_version", format_version},
      {"data", t.data},
      {"part", t.part},
      {"skipped", t.skipped},
      {"near_duplicates", t.near_duplicates ? ordered_json(*t.near_duplicates) : ordered_json()},
      {"views", t.views},
      {"weights",
       {{"name", t.weights_name}, {"version", t.weights_version}, {"sha256", t.weights_sha256}}},
      {"classes", t.classes},
      {"malignant_classes", t.malignant_classes},
      {"threshold", t.threshold},
      {"threshold_note", t.threshold_note},
      {"abstain", {t.abstain_from, t.abstain_to}},
      {"decision_weights", t.decision_weights},
      {"data_classes", t.data_classes},
      {"columns", t.column_names}};
}

PredictionTable table_from(const ordered_json& head) {
  PredictionTable t;
  head.at("data").get_to(t.data);
  head.at("part").get_to(t.part);
  head.at("skipped").get_to(t.skipped);
  if (!head.at("near_duplicates").is_null())
    t.near_duplicates = head.at("near_duplicates").get<std::int64_t>();
  head.at("views").get_to(t.views);
  head.at("weights").at("name").get_to(t.weights_name);
  head.at("weights").at("version").get_to(t.weights_version);
  head.at("weights").at("sha256").get_to(t.weights_sha256);
  head.at("classes").get_to(t.classes);
  head.at("malignant_classes").get_to(t.malignant_classes);
  head.at("threshold").get_to(t.threshold);
  head.at("threshold_note").get_to(t.threshold_note);
  head.at("abstain").at(0).get_to(t.abstain_from);
  head.at("abstain").at(1).get_to(t.abstain_to);
  head.at("decision_weights").get_to(t.decision_weights);
  head.at("data_classes").get_to(t.data_classes);
  head.at("columns").get_to(t.column_names);
  return t;
}

PredictionTable read_head(std::string_view line) {
  const ordered_json head = ordered_json::parse(line, nullptr, false);
  if (!head.is_object() || !head.contains("format") || head["format"] != format_name) {
    refuse("its first line must be '# {\"format\":\"" + std::string(format_name) +
           "\", ...}', as lesionlens evaluate --predictions writes it.");
  }
  if (!head.contains("format_version") || head["format_version"] != format_version) {
    refuse("its format version is another than " + std::to_string(format_version) + ".");
  }
  try {
    return table_from(head);
  } catch (const ordered_json::exception&) {
    refuse("its first line lacks something that lesionlens evaluate --predictions writes.");
  }
}

void check_head(const PredictionTable& t) {
  const std::set<std::string> distinct(t.classes.begin(), t.classes.end());
  if (t.classes.size() < 2 || distinct.size() != t.classes.size())
    refuse("it needs at least two classes with different names.");
  if (!t.decision_weights.empty() &&
      (t.decision_weights.size() != t.classes.size() ||
       !std::all_of(t.decision_weights.begin(), t.decision_weights.end(),
                    [](float weight) { return weight > 0; }))) {
    refuse("it needs a decision weight above 0 for each class, or none at all.");
  }
  const bool inside = t.threshold > 0 && t.threshold < 1;
  if (!inside) refuse("its threshold must lie between 0 and 1.");
}

double probability(const std::string& field, const std::string& place) {
  double value = 0;
  const char* end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, value);
  const bool in_range = value >= 0 && value <= 1;  // which "nan" is not
  if (error != std::errc() || stop != end || !in_range)
    refuse("'" + field.substr(0, 40) + "' in " + place + " is no probability in [0, 1].");
  return value;
}

PredictionRow row_from(const std::vector<std::string>& fields, const PredictionTable& table,
                       const std::string& place) {
  PredictionRow row;
  row.file = fields[0];
  row.group = fields[1];
  row.true_class = fields[2];
  if (fields[3] != "0" && fields[3] != "1")
    refuse("true_malignant in " + place + " must be 0 or 1.");
  row.malignant = fields[3] == "1";
  row.probability_malignant = probability(fields[4], place);
  const std::size_t first = 5;
  double sum = 0;
  for (std::size_t i = 0; i < table.classes.size(); ++i) {
    row.probabilities.push_back(probability(fields[first + i], place));
    sum += row.probabilities.back();
  }
  if (std::abs(sum - 1) > 1e-3) refuse("the probabilities in " + place + " do not add up to 1.");
  row.columns.assign(fields.begin() + static_cast<std::ptrdiff_t>(first + table.classes.size()),
                     fields.end());
  return row;
}

}  // namespace

std::string table_csv(const PredictionTable& table) {
  std::string text =
      "# " + head_of(table).dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  append_line(text, header_of(table));
  for (const PredictionRow& row : table.rows) append_line(text, fields_of(row));
  return text;
}

PredictionTable read_table(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  if (!text.starts_with("# ") || line_end == std::string_view::npos)
    refuse("its first line must start with '# ' and say what was judged.");
  PredictionTable table = read_head(text.substr(2, line_end - 2));
  check_head(table);
  const auto lines = files::parse_csv(text.substr(line_end + 1));
  const std::vector<std::string> header = header_of(table);
  if (lines.empty() || lines[0] != header)
    refuse("its column names are not those that its first line promises.");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string place = "row " + std::to_string(i);
    if (lines[i].size() != header.size())
      refuse(place + " has " + std::to_string(lines[i].size()) + " fields instead of " +
             std::to_string(header.size()) + ".");
    table.rows.push_back(row_from(lines[i], table, place));
  }
  if (table.rows.empty()) refuse("it holds no picture.");
  return table;
}

std::vector<Prediction> predictions_of(const PredictionTable& table) {
  std::vector<Prediction> predictions;
  predictions.reserve(table.rows.size());
  for (const PredictionRow& row : table.rows)
    predictions.push_back({row.probability_malignant, row.malignant});
  return predictions;
}

std::vector<std::string> groups_of(const PredictionTable& table) {
  std::vector<std::string> groups;
  groups.reserve(table.rows.size());
  for (const PredictionRow& row : table.rows) groups.push_back(row.group);
  return groups;
}

}  // namespace lesionlens::evaluation
