// lesionlens evaluate: a network against the truth, on a part of a data folder.

#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/default_weights.h"
#include "cli/progress_bar.h"
#include "evaluation/evaluate.h"
#include "evaluation/ranking.h"
#include "files/data_set.h"
#include "files/file.h"

namespace lesionlens::cli {
namespace {

struct EvaluateArguments {
  std::string directory;
  std::string weights;
  std::string part = "test";
  bool json = false;
};

struct Figures {
  evaluation::Confusion counts;
  double auc = 0;
};

void print_json(const EvaluateArguments& a, const inference::Classifier& classifier,
                const std::string& hash, const Figures& f, std::size_t skipped) {
  const network::Metadata& m = classifier.metadata();
  const auto number = [](double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
  };
  const nlohmann::ordered_json object = {
      {"directory", a.directory},
      {"part", a.part},
      {"weights", {{"name", m.name}, {"version", m.version}, {"sha256", hash}}},
      {"threshold", m.threshold},
      {"pictures",
       {{"benign", f.counts.true_negatives + f.counts.false_positives},
        {"malignant", f.counts.true_positives + f.counts.false_negatives},
        {"skipped", skipped}}},
      {"accuracy", number(evaluation::accuracy(f.counts))},
      {"auc", number(f.auc)},
      {"sensitivity", number(evaluation::sensitivity(f.counts))},
      {"specificity", number(evaluation::specificity(f.counts))},
      {"confusion",
       {{"true_benign",
         {{"predicted_benign", f.counts.true_negatives},
          {"predicted_malignant", f.counts.false_positives}}},
        {"true_malignant",
         {{"predicted_benign", f.counts.false_negatives},
          {"predicted_malignant", f.counts.true_positives}}}}},
  };
  std::printf("%s\n",
              object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

void print_text(const EvaluateArguments& a, const inference::Classifier& classifier,
                const Figures& f, std::size_t skipped) {
  const evaluation::Confusion& c = f.counts;
  const network::Metadata& m = classifier.metadata();
  std::printf("%s %s on %s/%s: %lld benign, %lld malignant", m.name.c_str(), m.version.c_str(),
              a.directory.c_str(), a.part.c_str(),
              static_cast<long long>(c.true_negatives + c.false_positives),
              static_cast<long long>(c.true_positives + c.false_negatives));
  std::printf(skipped > 0 ? ", %zu skipped\n\n" : "\n\n", skipped);
  std::printf(
      "accuracy     %.4f\nAUC          %.4f\nsensitivity  %.4f  (malignant found)\nspecificity  "
      "%.4f  (benign left in peace)\n\n",
      evaluation::accuracy(c), f.auc, evaluation::sensitivity(c), evaluation::specificity(c));
  std::printf(
      "                 predicted benign  predicted malignant\ntrue benign     %17lld  "
      "%19lld\ntrue malignant  %17lld  %19lld\n\n",
      static_cast<long long>(c.true_negatives), static_cast<long long>(c.false_positives),
      static_cast<long long>(c.false_negatives), static_cast<long long>(c.true_positives));
  std::printf("Malignant is called from a probability of %.4f on (%s).\n",
              static_cast<double>(m.threshold),
              m.threshold_note.empty() ? "no note in the weights" : m.threshold_note.c_str());
}

int run_evaluate(const EvaluateArguments& a) {
  const std::vector<std::uint8_t> weights =
      files::read_file(a.weights.empty() ? default_weights() : std::filesystem::path(a.weights));
  inference::Classifier classifier(weights);
  const files::DataSet data =
      files::read_data({.source = a.directory, .classes = {"benign", "malignant"}});
  const std::vector<files::LabelledFile>& list = data.part(a.part);
  ProgressBar bar("evaluating");
  const evaluation::Evaluation result = evaluation::evaluate(
      classifier, list, [&](std::size_t done, std::size_t total) { bar.show(done, total); });
  bar.clear();
  for (const std::string& sentence : result.skipped)
    std::fprintf(stderr, "skipped %s\n", sentence.c_str());
  if (result.predictions.empty())
    throw Error(ErrorCode::options_invalid,
                "No picture in '" + a.directory + "/" + a.part + "' could be read.");

  const Figures figures{
      evaluation::confusion_at(result.predictions,
                               static_cast<double>(classifier.metadata().threshold)),
      evaluation::area_under_roc(result.predictions)};
  if (a.json) {
    print_json(a, classifier, files::sha256(weights), figures, result.skipped.size());
  } else {
    print_text(a, classifier, figures, result.skipped.size());
  }
  return result.skipped.empty() ? ExitCode::success : ExitCode::some_inputs_failed;
}

}  // namespace

void add_evaluate(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<EvaluateArguments>();
  CLI::App* command = app.add_subcommand("evaluate", "Judge a network on labelled pictures");
  command->footer(
      "DIR holds test/benign and test/malignant (or another part). Pictures run through the very "
      "code that the page runs.");
  command->add_option("DIR", a->directory, "Data folder")->required();
  command->add_option("--weights", a->weights,
                      "Weights file (.safetensors); default: those that come with the project");
  command->add_option("--part", a->part, "Which part to judge on")
      ->check(CLI::IsMember({"test", "validation", "train"}))
      ->capture_default_str();
  command->add_flag("--json", a->json, "Print one JSON object instead of text");
  command->callback([a, &exit_code] { exit_code = run_evaluate(*a); });
}

}  // namespace lesionlens::cli
