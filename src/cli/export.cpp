// lesionlens export: a weights file -> an ONNX model, for other programs.

#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "files/file.h"
#include "onnx/onnx_export.h"

namespace lesionlens::cli {
namespace {

struct ExportArguments {
  std::string weights;
  std::string output;
};

void run_export(const ExportArguments& a) {
  const network::WeightsFile weights = network::read_weights(files::read_file(a.weights));
  files::write_file(a.output, onnx::export_network(weights));
  const image::Preprocessing& input = weights.metadata.preprocessing;
  std::printf(
      "%s: photo (N, 3, %d, %d), R, G, B in [0, 1] -> logits, probabilities of each class,\n"
      "probability of malignant. Classes, threshold and the rest stand in its metadata.\n",
      a.output.c_str(), input.height, input.width);
}

}  // namespace

void add_export(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<ExportArguments>();
  CLI::App* command = app.add_subcommand("export", "Write a network as an ONNX model");
  command->footer("The model normalises the photo itself; cropping and resizing are left to you.");
  command->add_option("WEIGHTS", a->weights, "Weights file (.safetensors)")->required();
  command->add_option("OUTPUT", a->output, "File to write (.onnx)")->required();
  command->callback([a, &exit_code] {
    run_export(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
