// lesionlens convert: a weights file -> the same weights, stored otherwise; to and from Keras.

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "files/file.h"
#include "keras/keras_file.h"
#include "network/weights_file.h"

namespace lesionlens::cli {
namespace {

namespace fs = std::filesystem;

struct ConvertArguments {
  std::string input;
  std::string output;
  std::string storage = "float16";
  keras::Import import;
  std::string crop;
  float threshold = 0;
  bool told = false;  // any of what a Keras file does not say
};

bool is_keras(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".h5" || extension == ".hdf5";
}

network::WeightsFile read_input(ConvertArguments a) {
  if (!is_keras(a.input)) {
    if (a.told) {
      throw Error(ErrorCode::options_invalid,
                  "'" + a.input +
                      "' says all about itself already; options for Keras files are "
                      "for files named .h5.");
    }
    return network::read_weights(files::read_file(a.input));
  }
  network::Metadata& m = a.import.metadata;
  if (m.name.empty()) m.name = fs::path(a.input).stem().string();
  if (!a.crop.empty()) m.preprocessing.crop = image::crop_named(a.crop);
  if (a.threshold > 0) {
    m.threshold = a.threshold;
    m.threshold_note = "given when the Keras file was read";
  }
  return keras::read_keras(a.input, a.import);
}

std::string numbers_text(const std::array<float, 3>& values) {
  char text[80];
  std::snprintf(text, sizeof text, "%g %g %g", static_cast<double>(values[0]),
                static_cast<double>(values[1]), static_cast<double>(values[2]));
  return text;
}

// What the two sides must agree on and a Keras file cannot hold.
void print_agreement(const network::Metadata& m, bool reading) {
  const image::Preprocessing& how = m.preprocessing;
  std::printf("%s: %d x %d pixels, crop %s, ", reading ? "taken as" : "to be fed with", how.width,
              how.height, std::string(image::name_of(how.crop)).c_str());
  if (reading) {
    std::printf("normalised with mean %s, deviation %s\n", numbers_text(how.mean).c_str(),
                numbers_text(how.deviation).c_str());
  } else {
    std::printf("RGB values in [0, 1]\n");
  }
  std::printf("classes:");
  for (const std::string& name : m.classes) std::printf(" %s", name.c_str());
  std::printf("\nmalignant: from %.4f on (%s)\n", static_cast<double>(m.threshold),
              m.threshold_note.c_str());
}

void run_convert(const ConvertArguments& a) {
  const network::WeightsFile weights = read_input(a);
  const bool to_keras = is_keras(a.output);
  const std::vector<std::uint8_t> bytes =
      to_keras ? keras::write_keras(weights)
               : network::write_weights(weights, network::storage_named(a.storage));
  files::write_file(a.output, bytes);
  std::printf("%s: %s, %.2f MB\n", a.output.c_str(), to_keras ? "Keras" : a.storage.c_str(),
              static_cast<double>(bytes.size()) / 1e6);
  if (to_keras || is_keras(a.input)) print_agreement(weights.metadata, !to_keras);
}

void add_keras_options(CLI::App& command, ConvertArguments& a) {
  network::Metadata& m = a.import.metadata;
  m = keras::keras_defaults();
  m.name.clear();
  const auto told = [&](CLI::Option* option) {
    option->group("What a Keras file does not say")->each([&a](const std::string&) {
      a.told = true;
    });
    return option;
  };
  told(command.add_option("--classes", m.classes, "In the order of the outputs, e.g. nv,mel,bkl"))
      ->delimiter(',')
      ->capture_default_str();
  told(command.add_option("--malignant-classes", m.malignant_classes, "Those that are malignant"))
      ->delimiter(',')
      ->capture_default_str();
  told(command.add_option("--input-size", a.import.input_size,
                          "Side in pixels; default: what the file says, or what fits its weights"))
      ->check(CLI::Range(22, 1024));
  told(command.add_option("--crop", a.crop,
                          "centre-square, or stretch: the photo squashed to a square, as Keras "
                          "does (default)"))
      ->check(CLI::IsMember({"centre-square", "stretch"}));
  told(command.add_option("--mean", m.preprocessing.mean,
                          "Of R, G, B in [0, 1], taken off first; a Rescaling layer in the file "
                          "counts instead"))
      ->delimiter(',')
      ->capture_default_str();
  told(command.add_option("--deviation", m.preprocessing.deviation,
                          "Of R, G, B in [0, 1], divided by"))
      ->delimiter(',')
      ->capture_default_str();
  told(command.add_option("--threshold", a.threshold,
                          "Malignant from this probability on (default: 0.5)"))
      ->check(CLI::Range(0.0001, 0.9999));
  told(command.add_option("--name", m.name, "Of the weights; default: the file's name"));
  told(command.add_option("--weights-version", m.version, "Of the weights"))->capture_default_str();
  told(command.add_option("--training-data", m.training_data, "What they were trained on"));
  told(command.add_option("--licence", m.licence, "Of the weights"));
}

}  // namespace

void add_convert(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<ConvertArguments>();
  CLI::App* command =
      app.add_subcommand("convert", "Store weights otherwise; read and write Keras files");
  command->footer(
      "Storages: float32; float16, half of that; int8, a quarter, with a scale for each output "
      "channel; int8-dense4,\n"
      "the same with 4 bits for matrices of more than a million numbers. Dense layers are computed "
      "from 8 bits as they\n"
      "are. What a smaller form costs in accuracy, lesionlens evaluate tells.\n"
      "Keras files (.h5) hold a skin-cancer-cnn, whole or its weights alone, of Keras 2 or 3.");
  command->add_option("IN", a->input, "Weights file (.safetensors), or Keras file (.h5)")
      ->required();
  command->add_option("OUT", a->output, "File to write (.safetensors, or .h5)")->required();
  command->add_option("--storage", a->storage, "Numbers in a .safetensors file")
      ->check(CLI::IsMember(network::storage_names()))
      ->capture_default_str();
  add_keras_options(*command, *a);
  command->callback([a, &exit_code] {
    run_convert(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
