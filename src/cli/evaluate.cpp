// lesionlens evaluate: a network against the truth, on a part of labelled pictures, or a saved
// prediction table judged anew.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/default_weights.h"
#include "cli/progress_bar.h"
#include "evaluation/drawings.h"
#include "evaluation/evaluate.h"
#include "evaluation/judgement.h"
#include "evaluation/judgement_json.h"
#include "evaluation/judgement_text.h"
#include "evaluation/learning_curves.h"
#include "evaluation/model_card.h"
#include "evaluation/plot.h"
#include "evaluation/report.h"
#include "evaluation/worst_errors.h"
#include "files/file.h"
#include "network/weights_file.h"

namespace lesionlens::cli {
namespace {

struct EvaluateArguments {
  DataArguments data;
  std::string weights;
  std::string part = "test";
  ValidationSplit validation;
  int views = 1;
  std::string table;        // to read
  std::string predictions;  // to write
  std::vector<std::string> slices;
  evaluation::BootstrapOptions bootstrap;
  std::string record;    // weights file to write, with the figures inside
  std::string report;    // HTML file to write
  std::string card;      // model card to write
  std::string how_made;  // Markdown that goes into it
  std::string plots;     // folder to write SVG files into
  std::string history;   // learning curves to draw
  bool pictures = true;
  bool compare_parts = true;
  bool json = false;
};

std::string read_text(const std::filesystem::path& path) {
  const std::vector<std::uint8_t> bytes = files::read_file(path);
  return {bytes.begin(), bytes.end()};
}

// Those that were named; else the class called malignant; else those of the data that are malignant
// to the weights.
std::vector<std::string> malignant_in(const files::DataSet& data, const DataArguments& arguments,
                                      const network::Metadata& weights) {
  const auto has = [&](const std::string& name) {
    return std::find(data.classes.begin(), data.classes.end(), name) != data.classes.end();
  };
  if (!arguments.malignant.empty() || has("malignant"))
    return malignant_among(data.classes, arguments);
  DataArguments known = arguments;
  for (const std::string& name : weights.malignant_classes) {
    if (has(name)) known.malignant.push_back(name);
  }
  return malignant_among(data.classes, known);
}

// How many of the judged pictures look like one of another part.
std::int64_t look_for_near_duplicates(const std::string& part,
                                      const std::vector<evaluation::HashedPicture>& judged,
                                      const files::DataSet& data) {
  std::set<std::string> found;
  for (const auto& [other, files] : data.parts) {
    if (other == part) continue;
    ProgressBar bar("comparing with " + other);
    const auto hashed = evaluation::hash_pictures(
        files, [&bar](std::size_t done, std::size_t total) { bar.show(done, total); });
    bar.clear();
    for (const auto& one :
         warn_of_near_duplicates("the part " + part, judged, "the part " + other, hashed))
      found.insert(one.file);
  }
  return static_cast<std::int64_t>(found.size());
}

evaluation::PredictionTable run_network(const EvaluateArguments& a,
                                        const std::vector<std::uint8_t>& weights) {
  files::DataSet data = files::read_data(data_options(a.data));
  warn_of_leaks(data);
  if (a.part == "validation") ensure_validation_part(data, a.validation);
  const network::Metadata metadata =
      network::read_weights(weights, network::Reading::keep_quantised_matrices).metadata;
  if (a.part == "validation" && metadata.learnt_validation) {
    std::fprintf(stderr,
                 "warning: these weights learnt the validation pictures, too; on them they look "
                 "better than they are.\n");
  }
  ProgressBar bar("evaluating");
  evaluation::Evaluation result = evaluation::evaluate(
      weights, data,
      {.data = a.data.options.source.string(),
       .part = a.part,
       .malignant_classes = malignant_in(data, a.data, metadata),
       .views = a.views,
       .progress = [&bar](std::size_t done, std::size_t total) { bar.show(done, total); }});
  bar.clear();
  for (const std::string& sentence : result.skipped)
    std::fprintf(stderr, "skipped %s\n", sentence.c_str());
  if (a.compare_parts && data.parts.size() > 1)
    result.table.near_duplicates = look_for_near_duplicates(a.part, result.hashed, data);
  return std::move(result.table);
}

evaluation::PredictionTable table_to_judge(const EvaluateArguments& a,
                                           const std::vector<std::uint8_t>& weights) {
  if (!a.table.empty()) {
    try {
      return evaluation::read_table(read_text(a.table));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::options_invalid) throw;
      throw Error(error.code(), "'" + a.table + "': " + error.what());
    }
  }
  if (a.data.options.source.empty()) {
    throw Error(ErrorCode::options_invalid,
                "Name the labelled pictures (DATA), or a saved table with --table.");
  }
  return run_network(a, weights);
}

// Before the work: what cannot be written is known at once.
void check_outputs(const EvaluateArguments& a) {
  if (!a.predictions.empty()) files::check_writable(a.predictions);
  if (!a.report.empty()) files::check_writable(a.report);
  if (!a.record.empty()) files::check_writable(a.record);
  if (!a.card.empty()) files::check_writable(a.card);
  if (a.plots.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(a.plots, error);
  if (error) {
    throw Error(ErrorCode::file_unwritable,
                "The folder '" + a.plots + "' cannot be made: " + error.message() + ".");
  }
}

void write_pictures(const EvaluateArguments& a, const evaluation::PredictionTable& table,
                    const evaluation::Judgement& judgement,
                    const std::optional<evaluation::LearningCurves>& history) {
  if (a.report.empty() && a.plots.empty()) return;
  const evaluation::WorstErrors errors =
      a.pictures ? evaluation::worst_errors(table, judgement) : evaluation::WorstErrors{};
  if (!a.report.empty()) {
    files::write_file(a.report,
                      evaluation::report_html(table, judgement, {a.bootstrap, history, errors}));
  }
  if (a.plots.empty()) return;
  const std::filesystem::path folder = a.plots;
  for (const evaluation::Drawing& drawing : evaluation::drawings(table, judgement, history))
    files::write_file(folder / (drawing.name + ".svg"), evaluation::standalone(drawing.svg));
  if (a.pictures) {
    files::write_file(folder / "worst-errors.svg",
                      evaluation::standalone(evaluation::error_sheet(table, errors)));
  }
}

// Of the weights as they were recorded, if they were.
void write_card(const EvaluateArguments& a, const std::vector<std::uint8_t>& weights,
                const evaluation::PredictionTable& table, const evaluation::Judgement& judgement) {
  network::WeightsFile file =
      network::read_weights(weights, network::Reading::keep_quantised_matrices);
  const std::filesystem::path path = !a.record.empty()    ? std::filesystem::path(a.record)
                                     : !a.weights.empty() ? std::filesystem::path(a.weights)
                                                          : default_weights();
  const evaluation::CardSubject subject = {
      path.filename().string(),     weights.size(),
      files::sha256(weights),       std::move(file.metadata),
      std::move(file.architecture), std::move(file.familiarity)};
  files::write_file(a.card,
                    evaluation::model_card(subject, table, judgement,
                                           a.how_made.empty() ? "" : read_text(a.how_made)));
}

int run_evaluate(const EvaluateArguments& a) {
  check_outputs(a);
  std::optional<evaluation::LearningCurves> history;
  if (!a.history.empty()) history = evaluation::read_learning_curves(read_text(a.history));
  std::vector<std::uint8_t> weights;  // none where a saved table is judged
  if (a.table.empty()) {
    weights =
        files::read_file(a.weights.empty() ? default_weights() : std::filesystem::path(a.weights));
  }
  const evaluation::PredictionTable table = table_to_judge(a, weights);
  if (!a.predictions.empty()) files::write_file(a.predictions, evaluation::table_csv(table));
  evaluation::JudgementOptions options{a.bootstrap, a.slices};
  if (options.slices.empty()) options.slices = evaluation::usual_slices(table);
  const evaluation::Judgement judgement = evaluation::judge(table, options);
  write_pictures(a, table, judgement, history);
  if (!a.record.empty()) {
    weights = network::with_figures(weights, evaluation::summary_json(table, judgement));
    files::write_file(a.record, weights);
  }
  if (!a.card.empty()) write_card(a, weights, table, judgement);
  const std::string output = a.json ? evaluation::judgement_json(table, judgement, a.bootstrap)
                                    : evaluation::judgement_text(table, judgement, a.bootstrap);
  std::fwrite(output.data(), 1, output.size(), stdout);
  return table.skipped == 0 ? ExitCode::success : ExitCode::some_inputs_failed;
}

}  // namespace

void add_evaluate(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<EvaluateArguments>();
  CLI::App* command = app.add_subcommand("evaluate", "Judge a network on labelled pictures");
  command->footer(
      "Pictures run through the very code that the page runs. All figures come from one table, a "
      "row a picture, which --predictions\nsaves and --table judges again. Intervals are 95 % "
      "bootstrap intervals that resample lesions, not pictures.");
  add_data_options(*command, a->data);
  command->get_option("DATA")->required(false);
  command->add_option("--weights", a->weights,
                      "Weights file (.safetensors); default: those that come with the project");
  command->add_option("--part", a->part, "Which part to judge on")
      ->check(CLI::IsMember({"test", "validation", "train"}))
      ->capture_default_str();
  add_validation_options(*command, a->validation);
  command
      ->add_option("--views", a->views,
                   "8: average over each picture's flips and quarter turns, as the page does not")
      ->check(CLI::IsMember({1, 8}))
      ->capture_default_str();
  command->add_option("--predictions", a->predictions, "Prediction table to write (CSV)");
  command->add_option("--record", a->record,
                      "Weights file to write: these weights with the figures in their metadata");
  command->add_option("--card", a->card,
                      "Model card to write (Markdown), from the weights' metadata and all this");
  command->add_option("--how-made", a->how_made,
                      "Text (Markdown) on how to make the weights again, to end the card with");
  command->add_option("--table", a->table, "Judge this saved prediction table; runs no network")
      ->excludes("DATA", "--weights", "--part", "--views", "--record", "--card");
  command->add_flag("--no-comparison{false}", a->compare_parts,
                    "Do not look for pictures that look like one of another part, which reads all "
                    "parts");
  command
      ->add_option("--slices", a->slices,
                   "Columns of the manifest to slice by, e.g. source,age; default: the usual ones "
                   "that it has")
      ->delimiter(',');
  command->add_option("--bootstrap", a->bootstrap.replicates, "Resamples; 0: no intervals")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  command->add_option("--seed", a->bootstrap.seed, "Of the resampling")->capture_default_str();
  command->add_option("--report", a->report,
                      "Report to write: one HTML file that holds everything, pictures included");
  command->add_option("--plots", a->plots, "Folder to write each drawing into, as SVG");
  command->add_option("--history", a->history,
                      "Learning curves of the training (CSV) to draw into report and plots");
  command->add_flag("--no-pictures{false}", a->pictures,
                    "No photos in report and plots: leave out the worst errors");
  command->add_flag("--json", a->json, "Print one JSON object instead of text");
  command->callback([a, &exit_code] { exit_code = run_evaluate(*a); });
}

}  // namespace lesionlens::cli
