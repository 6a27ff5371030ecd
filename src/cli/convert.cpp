// lesionlens convert: a weights file -> the same weights, stored otherwise.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "files/file.h"
#include "network/weights_file.h"

namespace lesionlens::cli {
namespace {

struct ConvertArguments {
  std::string input;
  std::string output;
  std::string storage = "float16";
};

void run_convert(const ConvertArguments& a) {
  const network::WeightsFile weights = network::read_weights(files::read_file(a.input));
  const std::vector<std::uint8_t> bytes =
      network::write_weights(weights, network::storage_named(a.storage));
  files::write_file(a.output, bytes);
  std::printf("%s: %s, %.2f MB\n", a.output.c_str(), a.storage.c_str(),
              static_cast<double>(bytes.size()) / 1e6);
}

}  // namespace

void add_convert(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<ConvertArguments>();
  CLI::App* command = app.add_subcommand("convert", "Store weights otherwise");
  command->footer(
      "Storages: float32; float16, half of that; int8, a quarter, with a scale for each output "
      "channel; int8-dense4,\n"
      "the same with 4 bits for matrices of more than a million numbers. Dense layers are computed "
      "from 8 bits as they\n"
      "are. What a smaller form costs in accuracy, lesionlens evaluate tells.");
  command->add_option("IN", a->input, "Weights file (.safetensors)")->required();
  command->add_option("OUT", a->output, "Weights file to write (.safetensors)")->required();
  command->add_option("--storage", a->storage, "Numbers in the file")
      ->check(CLI::IsMember(network::storage_names()))
      ->capture_default_str();
  command->callback([a, &exit_code] {
    run_convert(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
