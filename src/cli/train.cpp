// lesionlens train: a folder of pictures -> a weights file and its learning curves.

#include <cstdio>
#include <ctime>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/progress_bar.h"
#include "files/data_set.h"
#include "files/file.h"
#include "network/catalogue.h"
#include "training/history.h"
#include "training/trainer.h"

namespace lesionlens::cli {
namespace {

struct TrainArguments {
  std::string directory;
  std::string architecture;
  std::string output;
  std::string history;
  std::string pretrained;
  std::string storage = "float16";
  std::string schedule = "constant";
  double validation_share = 0.15;
  int input_size = 224;
  float head_learning_rate = 0;
  network::Metadata metadata;
  training::TrainingOptions options;
};

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

void say_skipped(const std::vector<training::Skipped>& skipped) {
  for (const training::Skipped& one : skipped)
    std::fprintf(stderr, "skipped %s\n", one.sentence.c_str());
}

std::string class_counts(const std::vector<files::LabelledFile>& part) {
  std::size_t malignant = 0;
  for (const files::LabelledFile& file : part) malignant += file.label == 1 ? 1 : 0;
  return std::to_string(part.size() - malignant) + " benign, " + std::to_string(malignant) +
         " malignant";
}

training::TrainingData load_data(const TrainArguments& a) {
  const image::Preprocessing& how = a.metadata.preprocessing;
  files::DataSet data_set =
      files::read_data({.source = a.directory, .classes = a.metadata.classes});
  std::vector<files::LabelledFile> train_files = data_set.part("train");
  // A part that somebody who knows the lesions has set apart is better than one drawn by picture.
  const bool set_apart = data_set.parts.contains("validation");
  const std::vector<files::LabelledFile> validation_files =
      set_apart ? data_set.part("validation")
                : files::split_off(train_files, a.validation_share, a.options.seed);
  std::printf("training:   %s\nvalidation: %s (%s)\n", class_counts(train_files).c_str(),
              class_counts(validation_files).c_str(),
              set_apart ? "the folder validation/" : "split off the training part by picture");
  std::fflush(stdout);
  ProgressBar bar("reading");
  const auto progress = [&bar](std::size_t done, std::size_t total) { bar.show(done, total); };
  training::PictureSet set = training::load_pictures(train_files, how, progress);
  training::TrainingData data{std::move(set.pictures),
                              training::prepare_pictures(validation_files, how, progress)};
  bar.clear();
  say_skipped(set.skipped);
  say_skipped(data.validation.skipped);
  if (data.training.empty() || data.validation.inputs.empty()) {
    throw Error(ErrorCode::options_invalid,
                "No picture is left to train or to validate on in '" + a.directory +
                    "'; see the files skipped above, or raise --validation-share.");
  }
  return data;
}

void print_epoch(const training::EpochRecord& r, int epochs) {
  std::printf(
      "epoch %2d/%d  loss %.4f  accuracy %.3f | validation loss %.4f  accuracy %.3f  AUC %.4f  %s  "
      "%.1f images/s%s\n",
      r.epoch, epochs, r.training_loss, r.training_accuracy, r.validation_loss,
      r.validation_accuracy, r.validation_auc, clock_text(r.seconds).c_str(), r.images_per_second,
      r.best ? "  *" : "");
  std::fflush(stdout);
}

void run_train(TrainArguments a) {
  a.metadata.architecture = a.architecture;
  a.metadata.preprocessing.width = a.input_size;
  a.metadata.preprocessing.height = a.input_size;
  a.metadata.date = today();
  a.options.schedule =
      a.schedule == "cosine" ? training::Schedule::cosine : training::Schedule::constant;
  a.options.head_learning_rate =
      a.head_learning_rate > 0 ? a.head_learning_rate : a.options.learning_rate;
  if (a.history.empty()) a.history = a.output + ".history.csv";
  const network::Storage storage = network::storage_named(a.storage);

  // Whatever can fail, fails before the hours of training.
  network::build_architecture(a.architecture, {a.input_size, a.input_size, 3},
                              network::outputs_for(a.metadata.classes));
  files::check_writable(a.output);
  files::check_writable(a.history);
  std::optional<network::Tensors> pretrained;
  if (!a.pretrained.empty())
    pretrained = network::read_safetensors(files::read_file(a.pretrained)).tensors;
  const training::TrainingData data = load_data(a);

  std::vector<training::EpochRecord> history;
  ProgressBar bar("epoch");
  training::Listener listener;
  listener.on_batch = [&](const training::BatchProgress& p) {
    const double left =
        static_cast<double>(p.pictures_total - p.pictures_done) / p.images_per_second;
    char note[120];
    std::snprintf(note, sizeof note, "epoch %d/%d  loss %.4f  %.1f images/s  %s left", p.epoch,
                  p.epochs, p.loss, p.images_per_second, clock_text(left).c_str());
    bar.show(p.pictures_done, p.pictures_total, note);
  };
  listener.on_epoch = [&](const training::EpochRecord& record, const network::WeightsFile* best) {
    bar.clear();
    print_epoch(record, a.options.epochs);
    history.push_back(record);
    files::write_file(a.history, training::history_csv(history));
    if (best != nullptr) files::write_file(a.output, network::write_weights(*best, storage));
  };
  const network::WeightsFile best =
      training::train(a.metadata, pretrained, data, a.options, listener);
  std::printf("kept: %s (threshold %.4f: %s)\ncurves: %s\n", a.output.c_str(),
              static_cast<double>(best.metadata.threshold), best.metadata.threshold_note.c_str(),
              a.history.c_str());
}

void add_augmentation_options(CLI::App& command, training::Augmentation& augmentation) {
  const std::string group = "Augmentation";
  const CLI::Range share(0.0, 0.9);
  command.add_option("--rotation", augmentation.rotation, "Turn by up to so many degrees")
      ->check(CLI::Range(0.0, 180.0))
      ->capture_default_str()
      ->group(group);
  command.add_option("--shift", augmentation.shift, "Shift by up to this share of the side")
      ->check(share)
      ->capture_default_str()
      ->group(group);
  command.add_option("--zoom", augmentation.zoom, "Zoom by up to this share")
      ->check(share)
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--no-horizontal-flip{false}", augmentation.horizontal_flip,
                "Do not mirror half of the pictures left to right")
      ->group(group);
  command
      .add_flag("--vertical-flip", augmentation.vertical_flip,
                "Mirror half of the pictures top to bottom")
      ->group(group);
  command.add_option("--brightness", augmentation.brightness, "Change by up to this share")
      ->check(share)
      ->capture_default_str()
      ->group(group);
  command.add_option("--contrast", augmentation.contrast, "Change by up to this share")
      ->check(share)
      ->capture_default_str()
      ->group(group);
  command.add_option("--saturation", augmentation.saturation, "Change by up to this share")
      ->check(share)
      ->capture_default_str()
      ->group(group);
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<TrainArguments>();
  CLI::App* command = app.add_subcommand("train", "Train a network on a folder of pictures");
  command->footer(
      "DIR holds train/benign and train/malignant, and perhaps validation/benign and "
      "validation/malignant; without\n"
      "them a share of train/ is split off, by picture: if your data shows a lesion more than "
      "once, set validation/\n"
      "apart by lesion yourself. test/ is not touched. The epoch with the best validation AUC is "
      "kept.");
  command->add_option("DIR", a->directory, "Data folder")->required();
  command->add_option("--architecture", a->architecture, "Network: " + network::catalogue_names())
      ->required();
  command->add_option("--output", a->output, "Weights file to write (.safetensors)")->required();
  command->add_option(
      "--pretrained", a->pretrained,
      "Start from these weights (.safetensors); a last layer of other classes is drawn anew");
  command->add_option("--history", a->history,
                      "Learning curves to write (CSV); default: OUTPUT.history.csv");
  command->add_option("--epochs", a->options.epochs, "Most epochs to train")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->add_option("--batch-size", a->options.batch_size, "Pictures a step")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  command->add_option("--learning-rate", a->options.learning_rate, "Of Adam")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--head-learning-rate", a->head_learning_rate,
                   "Of the last layer; default: as --learning-rate")
      ->check(CLI::PositiveNumber);
  command->add_option("--weight-decay", a->options.weight_decay, "Of kernels, decoupled (AdamW)")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--schedule", a->schedule,
                   "Of the learning rate: constant, or cosine with a warm-up")
      ->check(CLI::IsMember({"constant", "cosine"}))
      ->capture_default_str();
  command
      ->add_option("--clip-norm", a->options.clip_norm,
                   "Scale gradients down to this norm; 0 is off")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--average", a->options.average,
                   "Keep a moving average of the weights with this memory, e.g. 0.998; 0 is off")
      ->check(CLI::Range(0.0, 0.99999))
      ->capture_default_str();
  command->add_option("--patience", a->options.patience, "Stop after so many epochs without gain")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->add_option("--train-from", a->options.train_from,
                      "Layers before the one of this name keep their weights, e.g. features.4");
  command->add_option("--validation-share", a->validation_share, "Share of train/ to split off")
      ->check(CLI::Range(0.01, 0.5))
      ->capture_default_str();
  command->add_option("--input-size", a->input_size, "Side of the network's input in pixels")
      ->check(CLI::Range(32, 1024))
      ->capture_default_str();
  command->add_option("--seed", a->options.seed, "Of everything that is drawn")
      ->capture_default_str();
  command
      ->add_option("--storage", a->storage,
                   "Numbers in the weights file; see lesionlens convert --help")
      ->check(CLI::IsMember(network::storage_names()))
      ->capture_default_str();
  command->add_option("--name", a->metadata.name, "Name to write into the weights file")
      ->capture_default_str();
  command
      ->add_option("--weights-version", a->metadata.version,
                   "Version to write into the weights file")
      ->capture_default_str();
  command->add_option("--training-data", a->metadata.training_data,
                      "What it is trained on, to write into the weights file");
  command->add_option("--licence", a->metadata.licence,
                      "Licence of the weights, to write into the weights file");
  add_augmentation_options(*command, a->options.augmentation);
  command->callback([a, &exit_code] {
    run_train(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
