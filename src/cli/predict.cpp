// lesionlens predict: pictures -> verdicts, one line each.

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/default_weights.h"
#include "files/file.h"
#include "inference/classifier.h"

namespace lesionlens::cli {
namespace {

struct PredictArguments {
  std::vector<std::string> images;
  std::string weights;
  bool json = false;
};

// File names are bytes; what is no UTF-8 in them must not stop the output.
std::string line_of(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

nlohmann::ordered_json by_class(const std::vector<double>& probabilities,
                                const std::vector<std::string>& classes) {
  nlohmann::ordered_json object;
  for (std::size_t i = 0; i < classes.size(); ++i) object[classes[i]] = probabilities[i];
  return object;
}

std::vector<std::string> finding_names(const image::Quality& quality) {
  std::vector<std::string> names;
  for (const image::QualityFinding finding : quality.findings)
    names.emplace_back(image::name_of(finding));
  return names;
}

nlohmann::ordered_json quality_json(const image::Quality& q) {
  return {{"brightness", q.brightness},  {"contrast", q.contrast},
          {"dark_share", q.dark_share},  {"bright_share", q.bright_share},
          {"sharpness", q.sharpness},    {"side", q.side},
          {"findings", finding_names(q)}};
}

// Null where the weights cannot tell.
nlohmann::ordered_json familiarity_json(
    const std::optional<inference::FamiliarityVerdict>& familiarity) {
  if (!familiarity) return {};
  return {{"distance", familiarity->distance},
          {"limit", familiarity->limit},
          {"familiar", familiarity->familiar}};
}

// What speaks against trusting the verdict, in words; or nothing.
std::string doubts(const inference::Verdict& verdict) {
  std::string text;
  if (verdict.familiarity && !verdict.familiarity->familiar)
    text += "; unlike the photos of lesions that the network knows";
  if (!verdict.quality.findings.empty())
    text += "; the photo is not good enough: " + listed(finding_names(verdict.quality));
  return text;
}

void print_verdict(const PredictArguments& a, const std::string& file,
                   const inference::Verdict& verdict, const network::Metadata& metadata,
                   const nlohmann::ordered_json& weights) {
  const std::string& named_class = metadata.classes[verdict.named_class];
  if (a.json) {
    const nlohmann::ordered_json object = {
        {"file", file},
        {"predicted", verdict.malignant ? "malignant" : "benign"},
        {"certain", verdict.certain},
        {"probability_malignant", verdict.probability_malignant},
        {"class", named_class},
        {"probabilities", by_class(verdict.probabilities, metadata.classes)},
        {"quality", quality_json(verdict.quality)},
        {"familiarity", familiarity_json(verdict.familiarity)},
        {"weights", weights}};
    std::printf("%s\n", line_of(object).c_str());
    return;
  }
  if (a.images.size() > 1) std::printf("%s: ", file.c_str());
  std::printf("Predicted: %s (probability of malignant %.1f %%%s%s)%s%s\n",
              verdict.malignant ? "Malignant" : "Benign", 100 * verdict.probability_malignant,
              metadata.classes.size() > 2 ? "; most like class " : "",
              metadata.classes.size() > 2 ? named_class.c_str() : "",
              verdict.certain ? "" : ", but not sure: close to the threshold",
              doubts(verdict).c_str());
}

void print_failure(const PredictArguments& a, const std::string& file, const Error& error) {
  if (a.json) {
    const nlohmann::ordered_json object = {
        {"file", file}, {"error", {{"code", name_of(error.code())}, {"message", error.what()}}}};
    std::printf("%s\n", line_of(object).c_str());
  } else {
    std::fflush(stdout);
    std::fprintf(stderr, "%s: %s\n", file.c_str(), error.what());
  }
}

int run_predict(const PredictArguments& a) {
  const std::filesystem::path weights_path =
      a.weights.empty() ? default_weights() : std::filesystem::path(a.weights);
  const std::vector<std::uint8_t> weights_bytes = files::read_file(weights_path);
  inference::Classifier classifier(weights_bytes);
  const network::Metadata& metadata = classifier.metadata();
  const nlohmann::ordered_json weights = {{"name", metadata.name},
                                          {"version", metadata.version},
                                          {"sha256", files::sha256(weights_bytes)}};
  bool all_read = true;
  for (const std::string& file : a.images) {
    try {
      print_verdict(a, file, classifier.classify(files::read_file(file)), metadata, weights);
    } catch (const Error& error) {
      print_failure(a, file, error);
      all_read = false;
    }
  }
  if (!a.json) {
    std::printf("Malignant is called from %.1f %% on, by %s %s. A decision aid, not a diagnosis.\n",
                100 * static_cast<double>(metadata.threshold), metadata.name.c_str(),
                metadata.version.c_str());
  }
  return all_read ? ExitCode::success : ExitCode::some_inputs_failed;
}

}  // namespace

void add_predict(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<PredictArguments>();
  CLI::App* command = app.add_subcommand("predict", "Classify pictures of skin lesions");
  command->footer(
      "A picture that cannot be read is reported, the others still run, and the exit code is 1.");
  command->add_option("IMAGE", a->images, "Pictures, JPEG or PNG")->required();
  command->add_option("--weights", a->weights,
                      "Weights file (.safetensors); default: those that come with the project");
  command->add_flag(
      "--json", a->json,
      "One JSON object a line: file, predicted, certain, probability_malignant, class, "
      "probabilities, quality, familiarity, weights; or file, error");
  command->callback([a, &exit_code] { exit_code = run_predict(*a); });
}

}  // namespace lesionlens::cli
