#include "network/weights_file.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::network {
namespace {

using nlohmann::json;
using TextMap = std::map<std::string, std::string>;

constexpr std::string_view format_name = "lesionlens-weights";
constexpr std::string_view format_version = "1";

[[noreturn]] void mismatch(const std::string& what) {
  throw Error(ErrorCode::weights_mismatch, "The weights file does not fit: " + what);
}

const std::string& text_of(const TextMap& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) mismatch("its metadata has no '" + key + "'.");
  return found->second;
}

std::string text_or_empty(const TextMap& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string() : found->second;
}

// The value of a key that holds JSON, converted to T.
template <class T>
T value_of(const TextMap& metadata, const std::string& key) {
  const json value = json::parse(text_of(metadata, key), nullptr, false);
  try {
    if (!value.is_discarded()) return value.get<T>();
  } catch (const json::exception&) {
    // falls through to the sentence below
  }
  mismatch("its metadata '" + key + "' has the wrong form.");
}

template <class T>
T value_or(const TextMap& metadata, const std::string& key, T otherwise) {
  return metadata.contains(key) ? value_of<T>(metadata, key) : std::move(otherwise);
}

void check_metadata(const Metadata& m) {
  constexpr int largest_input = 1024;
  const auto& p = m.preprocessing;
  if (p.width < 1 || p.height < 1 || p.width > largest_input || p.height > largest_input) {
    mismatch("its input size must lie in 1.." + std::to_string(largest_input) + " pixels.");
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (!std::isfinite(p.mean[i]) || !std::isfinite(p.deviation[i]) || p.deviation[i] <= 0) {
      mismatch("its normalisation needs finite means and deviations above 0.");
    }
  }
  const std::set<std::string> classes(m.classes.begin(), m.classes.end());
  if (m.classes.size() < 2 || m.classes.size() > 1000 || classes.size() != m.classes.size()) {
    mismatch("it needs at least two classes with different names.");
  }
  const std::set<std::string> malignant(m.malignant_classes.begin(), m.malignant_classes.end());
  if (malignant.empty() || malignant.size() >= classes.size() ||
      !std::includes(classes.begin(), classes.end(), malignant.begin(), malignant.end())) {
    mismatch("some of its classes, but not all, must be marked malignant.");
  }
  if (!std::isfinite(m.temperature) || m.temperature <= 0)
    mismatch("its temperature must be above 0.");
  if (!std::isfinite(m.threshold) || m.threshold <= 0 || m.threshold >= 1)
    mismatch("its threshold must lie between 0 and 1.");
  const bool has_band = m.abstain_from != m.abstain_to;
  const bool band_fits = m.abstain_from >= 0 && m.abstain_from <= m.threshold &&
                         m.abstain_to >= m.threshold && m.abstain_to <= 1;
  if (has_band && !band_fits) {
    mismatch("its band of uncertainty must hold the threshold and lie between 0 and 1.");
  }
  if (!m.decision_weights.empty() && m.decision_weights.size() != m.classes.size())
    mismatch("it needs one decision weight a class.");
  for (const float weight : m.decision_weights) {
    if (!std::isfinite(weight) || weight <= 0) mismatch("its decision weights must be above 0.");
  }
  if (!m.figures.empty() && !json::accept(m.figures)) mismatch("its figures are no JSON.");
}

void check_shape(const WeightsFile& weights, const Parameter& parameter,
                 const std::vector<std::int64_t>& shape) {
  if (shape == parameter.shape) return;
  mismatch("tensor '" + parameter.name + "' has shape " + shape_text(shape) + " where " +
           weights.architecture.name + " needs " + shape_text(parameter.shape) + ".");
}

void check_values(const Parameter& parameter, const Tensor& tensor) {
  for (const float value : tensor.values) {
    if (!std::isfinite(value))
      mismatch("tensor '" + parameter.name + "' holds a value that is not finite.");
    if (parameter.role == ParameterRole::running_variance && value < 0)
      mismatch("tensor '" + parameter.name + "' holds a negative variance.");
  }
}

template <class Map>
void check_names(const WeightsFile& weights, const Map& tensors,
                 const std::set<std::string>& known) {
  for (const auto& [name, tensor] : tensors) {
    if (!known.contains(name))
      mismatch("it holds a tensor that " + weights.architecture.name + " does not have: '" +
               name.substr(0, 60) + "'.");
  }
}

// What is quantised is finite already: its scales are.
void check_tensors(const WeightsFile& weights) {
  std::set<std::string> known;
  for (const Parameter& parameter : parameters(weights.architecture)) {
    known.insert(parameter.name);
    const auto found = weights.tensors.find(parameter.name);
    const auto quantised = weights.quantised.find(parameter.name);
    if (quantised != weights.quantised.end()) {
      check_shape(weights, parameter, quantised->second.shape);
    } else if (found != weights.tensors.end()) {
      check_shape(weights, parameter, found->second.shape);
      check_values(parameter, found->second);
    } else {
      mismatch("tensor '" + parameter.name + "' of " + weights.architecture.name + " is missing.");
    }
  }
  check_names(weights, weights.tensors, known);
  check_names(weights, weights.quantised, known);
}

// ---- familiarity: three tensors beside those of the network, and two keys ----

constexpr const char* familiarity_mean = "familiarity.mean";
constexpr const char* familiarity_deviation = "familiarity.deviation";
constexpr const char* familiarity_components = "familiarity.components";
constexpr const char* familiarity_limit = "familiarity_limit";
constexpr const char* familiarity_measured = "familiarity_measured";

void check_familiarity(const Familiarity& f, const Architecture& architecture) {
  const std::size_t count = statistics_count(architecture);
  if (count == 0 || f.mean.size() != count || f.deviation.size() != count || f.components.empty() ||
      f.components.size() % count != 0 || f.components.size() / count > count) {
    mismatch("its familiarity tensors are not those of " + architecture.name + ", which needs " +
             std::to_string(count) + " numbers each.");
  }
  const auto finite = [](float value) { return std::isfinite(value); };
  const auto usable = [](float value) { return std::isfinite(value) && value > 0; };
  if (!std::all_of(f.mean.begin(), f.mean.end(), finite) ||
      !std::all_of(f.components.begin(), f.components.end(), finite))
    mismatch("its familiarity tensors hold a value that is not finite.");
  if (!std::all_of(f.deviation.begin(), f.deviation.end(), usable))
    mismatch("its familiarity deviations must be above 0.");
  if (!usable(f.limit)) mismatch("its familiarity limit must be above 0.");
  for (const Refusals& one : f.measured) {
    if (one.refused < 0 || one.refused > one.pictures)
      mismatch("it tells of more refused pictures than there were.");
  }
}

TextMap familiarity_text(const Familiarity& f) {
  json measured = json::array();
  for (const Refusals& one : f.measured)
    measured.push_back({{"what", one.what}, {"pictures", one.pictures}, {"refused", one.refused}});
  return {{familiarity_limit, json(f.limit).dump()},
          {familiarity_measured, measured.dump(-1, ' ', false, json::error_handler_t::replace)}};
}

Tensors familiarity_tensors(const Familiarity& f) {
  const auto count = static_cast<std::int64_t>(f.mean.size());
  const auto rows = static_cast<std::int64_t>(f.components.size()) / count;
  return {{familiarity_mean, {{count}, f.mean}},
          {familiarity_deviation, {{count}, f.deviation}},
          {familiarity_components, {{rows, count}, f.components}}};
}

// A tensor that is none of the network's, taken out.
Tensor taken(SafetensorsFile& file, const std::string& name) {
  if (const auto node = file.tensors.extract(name)) return std::move(node.mapped());
  if (const auto node = file.quantised.extract(name)) return dequantise(node.mapped());
  mismatch("tensor '" + name + "' is missing.");
}

std::optional<Familiarity> take_familiarity(SafetensorsFile& file) {
  if (!file.metadata.contains(familiarity_limit)) return std::nullopt;
  Familiarity f;
  f.limit = value_of<float>(file.metadata, familiarity_limit);
  f.mean = taken(file, familiarity_mean).values;
  f.deviation = taken(file, familiarity_deviation).values;
  f.components = taken(file, familiarity_components).values;
  for (const json& one : value_or(file.metadata, familiarity_measured, std::vector<json>())) {
    try {
      f.measured.push_back({one.at("what").get<std::string>(),
                            one.at("pictures").get<std::int64_t>(),
                            one.at("refused").get<std::int64_t>()});
    } catch (const json::exception&) {
      mismatch(std::string("its metadata '") + familiarity_measured + "' has the wrong form.");
    }
  }
  return f;
}

Metadata metadata_from(const TextMap& text) {
  if (text_or_empty(text, "format") != format_name) {
    mismatch("it is a safetensors file, but not one of Lesionlens (its metadata has no format '" +
             std::string(format_name) + "').");
  }
  if (text_of(text, "format_version") != format_version) {
    mismatch("its format version is '" + text_of(text, "format_version").substr(0, 20) +
             "'; this program reads version " + std::string(format_version) + ".");
  }
  Metadata m;
  m.name = text_of(text, "name");
  m.version = text_of(text, "version");
  m.architecture = text_of(text, "architecture");
  if (text.contains("width")) m.options.width = value_of<double>(text, "width");
  m.preprocessing.width = value_of<int>(text, "input_width");
  m.preprocessing.height = value_of<int>(text, "input_height");
  try {
    m.preprocessing.crop = image::crop_named(text_of(text, "crop"));
  } catch (const Error& error) {
    mismatch(error.what());
  }
  m.preprocessing.mean = value_of<std::array<float, 3>>(text, "mean");
  m.preprocessing.deviation = value_of<std::array<float, 3>>(text, "deviation");
  m.classes = value_of<std::vector<std::string>>(text, "classes");
  m.malignant_classes = value_of<std::vector<std::string>>(text, "malignant_classes");
  m.temperature = value_of<float>(text, "temperature");
  m.threshold = value_of<float>(text, "threshold");
  m.threshold_note = text_or_empty(text, "threshold_note");
  // Files of earlier versions have no band, weights or figures.
  m.abstain_from = value_or(text, "abstain_from", m.threshold);
  m.abstain_to = value_or(text, "abstain_to", m.threshold);
  m.decision_weights = value_or(text, "decision_weights", std::vector<float>());
  m.temperature_note = text_or_empty(text, "temperature_note");
  m.learnt_validation = value_or(text, "learnt_validation", false);
  m.figures = text_or_empty(text, "figures");
  m.training_data = text_or_empty(text, "training_data");
  m.licence = text_or_empty(text, "licence");
  m.date = text_or_empty(text, "date");
  check_metadata(m);
  return m;
}

}  // namespace

std::map<std::string, std::string> metadata_text(const Metadata& m) {
  const auto as_json = [](const auto& value) { return json(value).dump(); };
  TextMap text = {{"format", std::string(format_name)},
                  {"format_version", std::string(format_version)},
                  {"name", m.name},
                  {"version", m.version},
                  {"architecture", m.architecture},
                  {"width", as_json(m.options.width)},
                  {"input_width", as_json(m.preprocessing.width)},
                  {"input_height", as_json(m.preprocessing.height)},
                  {"crop", std::string(image::name_of(m.preprocessing.crop))},
                  {"mean", as_json(m.preprocessing.mean)},
                  {"deviation", as_json(m.preprocessing.deviation)},
                  {"classes", as_json(m.classes)},
                  {"malignant_classes", as_json(m.malignant_classes)},
                  {"temperature", as_json(m.temperature)},
                  {"threshold", as_json(m.threshold)},
                  {"threshold_note", m.threshold_note},
                  {"training_data", m.training_data},
                  {"licence", m.licence},
                  {"date", m.date}};
  if (m.abstain_from != m.abstain_to) {
    text["abstain_from"] = as_json(m.abstain_from);
    text["abstain_to"] = as_json(m.abstain_to);
  }
  if (!m.decision_weights.empty()) text["decision_weights"] = as_json(m.decision_weights);
  if (!m.temperature_note.empty()) text["temperature_note"] = m.temperature_note;
  if (m.learnt_validation) text["learnt_validation"] = as_json(true);
  if (!m.figures.empty()) text["figures"] = m.figures;
  return text;
}

bool is_malignant(const Metadata& metadata, std::size_t index) {
  const std::vector<std::string>& marked = metadata.malignant_classes;
  return std::find(marked.begin(), marked.end(), metadata.classes[index]) != marked.end();
}

int outputs_for(const std::vector<std::string>& classes) {
  return classes.size() == 2 ? 1 : static_cast<int>(classes.size());
}

Architecture architecture_of(const Metadata& metadata) {
  const image::Preprocessing& input = metadata.preprocessing;
  return build_architecture(metadata.architecture, {input.height, input.width, 3},
                            outputs_for(metadata.classes), metadata.options);
}

WeightsFile read_weights(std::span<const std::uint8_t> bytes, Reading reading) {
  SafetensorsFile file = read_safetensors(bytes, reading);
  WeightsFile weights;
  weights.metadata = metadata_from(file.metadata);
  try {
    weights.architecture = architecture_of(weights.metadata);
  } catch (const Error& error) {
    mismatch(error.what());
  }
  weights.familiarity = take_familiarity(file);
  if (weights.familiarity) check_familiarity(*weights.familiarity, weights.architecture);
  weights.tensors = std::move(file.tensors);
  weights.quantised = std::move(file.quantised);
  check_tensors(weights);
  return weights;
}

std::vector<std::uint8_t> with_figures(std::span<const std::uint8_t> bytes,
                                       const std::string& figures) {
  std::vector<std::uint8_t> changed = with_metadata(bytes, {{"figures", figures}});
  read_weights(changed, Reading::keep_quantised_matrices);
  return changed;
}

std::vector<std::uint8_t> with_familiarity(std::span<const std::uint8_t> bytes,
                                           const Familiarity& familiarity) {
  // What the file says of the network is known to fit before anything is put beside it.
  check_familiarity(familiarity,
                    read_weights(bytes, Reading::keep_quantised_matrices).architecture);
  std::vector<std::uint8_t> changed =
      with_tensors(with_metadata(bytes, familiarity_text(familiarity)),
                   familiarity_tensors(familiarity), Storage::float16);
  read_weights(changed, Reading::keep_quantised_matrices);
  return changed;
}

std::vector<std::uint8_t> write_weights(const WeightsFile& weights, Storage storage) {
  check_metadata(weights.metadata);
  check_tensors(weights);
  SafetensorsFile file = {metadata_text(weights.metadata), weights.tensors, {}};
  if (weights.familiarity) {
    check_familiarity(*weights.familiarity, weights.architecture);
    file.metadata.merge(familiarity_text(*weights.familiarity));
    file.tensors.merge(familiarity_tensors(*weights.familiarity));
  }
  return write_safetensors(file, storage);
}

}  // namespace lesionlens::network
