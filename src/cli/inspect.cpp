// lesionlens inspect: what a weights file is, and how good it is said to be.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/default_weights.h"
#include "files/file.h"
#include "network/catalogue.h"
#include "network/weights_file.h"

namespace lesionlens::cli {
namespace {

using nlohmann::ordered_json;

struct InspectArguments {
  std::string file;
  bool json = false;
};

// By data type of the file format.
struct Stored {
  std::uint64_t tensors = 0;
  std::uint64_t bytes = 0;
};

struct Inspection {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::map<std::string, Stored> storage;
  network::WeightsFile weights;
};

std::string summary_of(const std::string& architecture) {
  for (const network::CatalogueEntry& entry : network::catalogue()) {
    if (entry.name == architecture) return std::string(entry.summary);
  }
  return {};
}

Inspection inspect(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> bytes = files::read_file(path);
  Inspection result;
  result.path = path.string();
  result.bytes = bytes.size();
  result.sha256 = files::sha256(bytes);
  result.weights = network::read_weights(bytes, network::Reading::keep_quantised_matrices);
  for (const network::StoredTensor& tensor : network::list_safetensors(bytes)) {
    Stored& stored = result.storage[tensor.type];
    ++stored.tensors;
    stored.bytes += tensor.bytes;
  }
  return result;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.5g", value);
  return text.data();
}

ordered_json familiarity_json(const std::optional<network::Familiarity>& f) {
  if (!f) return {};
  ordered_json measured = ordered_json::array();
  for (const network::Refusals& one : f->measured)
    measured.push_back({{"what", one.what}, {"pictures", one.pictures}, {"refused", one.refused}});
  return {{"limit", f->limit},
          {"statistics", f->mean.size()},
          {"components", f->components.size() / f->mean.size()},
          {"measured", measured}};
}

std::string familiarity_text(const std::optional<network::Familiarity>& f) {
  if (!f) return {};
  std::string text = number(static_cast<double>(f->limit));
  for (const network::Refusals& one : f->measured) {
    text += "; refused " + grouped(one.refused) + " of " + grouped(one.pictures) + " " + one.what;
  }
  return text;
}

ordered_json figures_of(const network::Metadata& m) {
  return m.figures.empty() ? ordered_json() : ordered_json::parse(m.figures);
}

void print_json(const Inspection& i) {
  const network::Metadata& m = i.weights.metadata;
  ordered_json storage = ordered_json::object();
  for (const auto& [type, stored] : i.storage)
    storage[type] = {{"tensors", stored.tensors}, {"bytes", stored.bytes}};
  const image::Preprocessing& how = m.preprocessing;
  const ordered_json object = {
      {"file", i.path},
      {"bytes", i.bytes},
      {"sha256", i.sha256},
      {"name", m.name},
      {"version", m.version},
      {"date", m.date},
      {"architecture",
       {{"name", m.architecture},
        {"summary", summary_of(m.architecture)},
        {"parameters", network::learnt_numbers(i.weights.architecture)}}},
      {"storage", storage},
      {"input",
       {{"width", how.width},
        {"height", how.height},
        {"crop", image::name_of(how.crop)},
        {"mean", how.mean},
        {"deviation", how.deviation}}},
      {"classes", m.classes},
      {"malignant_classes", m.malignant_classes},
      {"decision_weights", m.decision_weights},
      {"temperature", {{"value", m.temperature}, {"note", m.temperature_note}}},
      {"threshold", {{"value", m.threshold}, {"note", m.threshold_note}}},
      {"not_sure", {{"from", m.abstain_from}, {"to", m.abstain_to}}},
      {"learnt_validation", m.learnt_validation},
      {"familiarity", familiarity_json(i.weights.familiarity)},
      {"training_data", m.training_data},
      {"licence", m.licence},
      {"figures", figures_of(m)}};
  std::printf("%s\n", object.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
}

// One line; what the file does not say is said.
void print_line(const char* title, const std::string& text) {
  std::printf("%-16s%s\n", title,
              text.empty() ? "(not said)" : without_control_characters(text).c_str());
}

std::string three(const std::array<float, 3>& values) {
  std::string text;
  for (const float value : values)
    text += (text.empty() ? "" : " ") + number(static_cast<double>(value));
  return text;
}

std::string storage_text(const std::map<std::string, Stored>& storage) {
  std::string text;
  for (const auto& [type, stored] : storage) {
    text += (text.empty() ? "" : "; ") + std::to_string(stored.tensors) + " tensors as " + type +
            ", " + grouped(stored.bytes) + " bytes";
  }
  return text;
}

std::string with_note(double value, const std::string& note) {
  return number(value) + (note.empty() ? "" : ": " + note);
}

// A short list stands in one line; of a long one, a curve perhaps, only its length.
std::string value_text(const ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return number(value.get<double>());
  constexpr std::size_t longest = 8;
  const bool plain =
      value.is_array() &&
      std::none_of(value.begin(), value.end(), [](const auto& v) { return v.is_structured(); });
  if (value.is_array() && (!plain || value.size() > longest))
    return "(" + std::to_string(value.size()) + " entries; see --json)";
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const ordered_json& one : value) {
    if (!text.empty()) text += "  ";
    text += value_text(one);
  }
  return text;
}

// A figure with its interval, as `lesionlens evaluate` records it.
bool is_figure(const ordered_json& value) {
  return value.is_object() && value.size() == 3 && value.contains("value") &&
         value.contains("low") && value.contains("high");
}

std::string figure_text(const ordered_json& figure) {
  return value_text(figure["value"]) + "  (" + value_text(figure["low"]) + " to " +
         value_text(figure["high"]) + ")";
}

// Rows of name and value; the names of objects within stand before theirs.
void collect_rows(const ordered_json& object, const std::string& prefix,
                  std::vector<std::pair<std::string, std::string>>& rows) {
  for (const auto& [key, value] : object.items()) {
    const std::string name = prefix.empty() ? key : prefix + " / " + key;
    if (is_figure(value)) {
      rows.emplace_back(without_control_characters(name),
                        without_control_characters(figure_text(value)));
    } else if (value.is_object()) {
      collect_rows(value, name, rows);
    } else {
      rows.emplace_back(without_control_characters(name),
                        without_control_characters(value_text(value)));
    }
  }
}

void print_figures(const network::Metadata& m) {
  if (m.figures.empty()) return print_line("figures", "");
  const ordered_json figures = figures_of(m);
  if (!figures.is_object()) return print_line("figures", value_text(figures));
  std::vector<std::pair<std::string, std::string>> rows;
  collect_rows(figures, "", rows);
  std::size_t width = 0;
  for (const auto& [name, value] : rows) width = std::max(width, name.size());
  std::printf("\nfigures, as recorded in the file\n");
  for (const auto& [name, value] : rows)
    std::printf("  %-*s  %s\n", static_cast<int>(width), name.c_str(), value.c_str());
}

void print_text(const Inspection& i) {
  const network::Metadata& m = i.weights.metadata;
  const image::Preprocessing& how = m.preprocessing;
  print_line("name", m.name + " " + m.version);
  print_line("file", i.path + ", " + grouped(i.bytes) + " bytes");
  print_line("sha256", i.sha256);
  print_line("date", m.date);
  print_line("architecture", m.architecture + ": " + summary_of(m.architecture));
  print_line("parameters", grouped(network::learnt_numbers(i.weights.architecture)));
  print_line("stored as", storage_text(i.storage));
  print_line("input", std::to_string(how.width) + " x " + std::to_string(how.height) +
                          " pixels, crop: " + std::string(image::name_of(how.crop)));
  print_line("normalisation", "mean " + three(how.mean) + ", deviation " + three(how.deviation) +
                                  " (R G B in 0..1)");
  print_line("classes", listed(m.classes));
  print_line("malignant are", listed(m.malignant_classes));
  if (!m.decision_weights.empty()) {
    std::string text;
    for (const float weight : m.decision_weights)
      text += (text.empty() ? "" : " ") + number(static_cast<double>(weight));
    print_line("class factors", text);
  }
  print_line("temperature", with_note(static_cast<double>(m.temperature), m.temperature_note));
  print_line("malignant from", with_note(static_cast<double>(m.threshold), m.threshold_note));
  if (m.abstain_from != m.abstain_to) {
    print_line("not sure", number(static_cast<double>(m.abstain_from)) + " to " +
                               number(static_cast<double>(m.abstain_to)));
  }
  print_line("unfamiliar from", familiarity_text(i.weights.familiarity));
  print_line("training data", m.training_data);
  print_line("licence", m.licence);
  print_figures(m);
}

}  // namespace

void add_inspect(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<InspectArguments>();
  CLI::App* command = app.add_subcommand("inspect", "Say what a weights file is");
  command->add_option("FILE", a->file,
                      "Weights file (.safetensors); default: those that come with the project");
  command->add_flag("--json", a->json, "Print one JSON object instead of text");
  command->callback([a, &exit_code] {
    const Inspection inspection =
        inspect(a->file.empty() ? default_weights() : std::filesystem::path(a->file));
    if (a->json) {
      print_json(inspection);
    } else {
      print_text(inspection);
    }
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
