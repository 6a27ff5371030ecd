// lesionlens familiarity: a weights file -> the same, able to tell photos unlike those that it
// learnt from.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/progress_bar.h"
#include "files/file.h"
#include "network/weights_file.h"
#include "training/familiarity_fit.h"

namespace lesionlens::cli {
namespace {

namespace fs = std::filesystem;

struct FamiliarityArguments {
  std::string weights;
  DataArguments data;
  ValidationSplit validation;
  std::string output;
  std::string everyday;
  training::FamiliarityOptions options;
};

// All files in a folder and below it, by name.
std::vector<files::LabelledFile> files_below(const std::string& folder) {
  std::error_code error;
  std::vector<files::LabelledFile> found;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file()) found.push_back({.path = at->path()});
  }
  if (error) {
    throw Error(ErrorCode::file_unreadable,
                "The folder '" + folder + "' cannot be read: " + error.message() + ".");
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return found;
}

training::FamiliarityPictures pictures_of(const FamiliarityArguments& a) {
  files::DataSet data = files::read_data(data_options(a.data));
  ensure_validation_part(data, a.validation);
  training::FamiliarityPictures pictures;
  pictures.training = data.part("train");
  pictures.validation = data.part("validation");
  if (data.parts.contains("test")) pictures.others.push_back({"test pictures", data.part("test")});
  if (!a.everyday.empty()) pictures.others.push_back({"everyday photos", files_below(a.everyday)});
  return pictures;
}

void run_familiarity(const FamiliarityArguments& a) {
  files::check_writable(a.output);
  const std::vector<std::uint8_t> weights = files::read_file(a.weights);
  ProgressBar bar("looking");
  const std::vector<std::uint8_t> fitted = training::with_fitted_familiarity(
      weights, pictures_of(a), a.options,
      [&bar](std::size_t done, std::size_t total) { bar.show(done, total); });
  bar.clear();
  files::write_file(a.output, fitted);
  const network::WeightsFile file =
      network::read_weights(fitted, network::Reading::keep_quantised_matrices);
  const network::Familiarity& f = file.familiarity.value();
  std::printf("%s: unfamiliar from a distance of %.4f on\n", a.output.c_str(),
              static_cast<double>(f.limit));
  for (const network::Refusals& one : f.measured) {
    std::printf("refused: %s of %s %s\n", grouped(one.refused).c_str(),
                grouped(one.pictures).c_str(), one.what.c_str());
  }
}

}  // namespace

void add_familiarity(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<FamiliarityArguments>();
  CLI::App* command = app.add_subcommand(
      "familiarity", "Teach a weights file which photos are unlike those that it learnt from");
  command->footer(
      "lesionlens train does so itself, unless --no-familiarity is given. What is fitted comes "
      "from the training part alone;\nthe limit is chosen on the validation part. How many "
      "pictures of these, of a test part and of everyday photos are\nrefused is told, and kept in "
      "the file.");
  command->add_option("WEIGHTS", a->weights, "Weights file (.safetensors)")->required();
  add_data_options(*command, a->data);
  add_validation_options(*command, a->validation);
  command->add_option("--output", a->output, "Weights file to write")->required();
  command->add_option("--everyday", a->everyday,
                      "Folder of photos that show no lesion: only counted, never learnt from");
  command
      ->add_option("--refused", a->options.refused,
                   "Share of the validation pictures beyond the limit")
      ->check(CLI::Range(0.001, 0.2))
      ->capture_default_str();
  command->callback([a, &exit_code] {
    run_familiarity(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
