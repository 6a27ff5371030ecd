// lesionlens train: labelled pictures -> a weights file, its learning curves and a run to go on
// with.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/augmentation_options.h"
#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/overrides.h"
#include "cli/progress_bar.h"
#include "cli/version.h"
#include "files/file.h"
#include "network/catalogue.h"
#include "training/familiarity_fit.h"
#include "training/history.h"
#include "training/peers.h"
#include "training/refit.h"
#include "training/trainer.h"

namespace lesionlens::cli {
namespace {

using training::TrainingOptions;

// What the command line says; what it leaves out comes from the recipe.
struct Overrides {
  std::optional<int> epochs, batch_size, patience, unfreeze_after, plateau_patience;
  std::optional<float> learning_rate, head_learning_rate, weight_decay, clip_norm, average,
      label_smoothing, mixup, teachers_share, balance;
  std::optional<double> plateau_factor, sensitivity;
  std::optional<std::string> schedule, monitor, train_from;
  std::optional<bool> class_weights;
  std::optional<std::uint64_t> seed;
  AugmentationOverrides augmentation;
};

struct TrainArguments {
  DataArguments data;
  std::string architecture;
  std::string output;
  std::string run_folder;
  std::string pretrained;
  std::vector<std::string> teachers;
  std::string refit;  // weights file of the training to repeat on all pictures; empty: none
  std::string recipe;
  std::string storage = "float16";
  std::string crop = "centre-square";
  std::string device = "auto";
  std::string precision = "float32";
  ValidationSplit validation;
  int input_size = 224;
  bool resume = false;
  bool strict = false;
  bool familiarity = true;
  std::size_t memory_megabytes = 0;  // 0: half of the machine's memory
  network::Metadata metadata;
  Overrides overrides;
  training::PeerOptions peers;
  int peer_timeout = 300;  // seconds
};

// Ctrl-C: the epoch under way is given up, the last whole one stays.
volatile std::sig_atomic_t interrupted = 0;
struct Interrupted {};

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

// ---- options ----

TrainingOptions options_of(const TrainArguments& a) {
  const Overrides& o = a.overrides;
  const std::string recipe =
      !a.recipe.empty() ? a.recipe : (a.pretrained.empty() ? "scratch" : "transfer");
  TrainingOptions options =
      recipe == "transfer" ? training::recipe_for_transfer() : training::recipe_from_scratch();
  take(options.epochs, o.epochs);
  take(options.batch_size, o.batch_size);
  take(options.learning_rate, o.learning_rate);
  // One rate given is meant for all layers.
  if (o.learning_rate) options.head_learning_rate = options.learning_rate;
  take(options.head_learning_rate, o.head_learning_rate);
  take(options.weight_decay, o.weight_decay);
  take(options.clip_norm, o.clip_norm);
  take(options.average, o.average);
  take(options.label_smoothing, o.label_smoothing);
  take(options.mixup, o.mixup);
  take(options.teachers_share, o.teachers_share);
  take(options.balance, o.balance);
  take(options.class_weights, o.class_weights);
  take(options.patience, o.patience);
  take(options.train_from, o.train_from);
  take(options.unfreeze_after, o.unfreeze_after);
  take(options.plateau.factor, o.plateau_factor);
  take(options.plateau.patience, o.plateau_patience);
  take(options.sensitivity, o.sensitivity);
  take(options.seed, o.seed);
  if (o.schedule) {
    options.schedule = *o.schedule == "cosine"    ? training::Schedule::cosine
                       : *o.schedule == "plateau" ? training::Schedule::plateau
                                                  : training::Schedule::constant;
  }
  if (o.monitor) {
    options.monitor = *o.monitor == "loss"  ? training::Monitor::loss
                      : *o.monitor == "auc" ? training::Monitor::auc
                                            : training::Monitor::balanced_accuracy;
  }
  if (a.precision == "bfloat16") options.precision = training::Precision::bfloat16;
  override_augmentation(options.augmentation, o.augmentation);
  return options;
}

// ---- data ----

std::string class_counts(const std::vector<files::LabelledFile>& part,
                         const std::vector<std::string>& classes) {
  std::vector<std::size_t> counts(classes.size());
  for (const files::LabelledFile& file : part) ++counts[static_cast<std::size_t>(file.label)];
  std::string text;
  for (std::size_t i = 0; i < classes.size(); ++i)
    text += (text.empty() ? "" : ", ") + std::to_string(counts[i]) + " " + classes[i];
  return text;
}

void warn_of_imbalance(const std::vector<files::LabelledFile>& part,
                       const std::vector<std::string>& classes, const TrainingOptions& options) {
  std::vector<std::size_t> counts(classes.size());
  for (const files::LabelledFile& file : part) ++counts[static_cast<std::size_t>(file.label)];
  const auto [rarest, commonest] = std::minmax_element(counts.begin(), counts.end());
  if (options.balance > 0 || options.class_weights || *rarest * 3 >= *commonest) return;
  std::fprintf(stderr,
               "warning: the class '%s' has %zu pictures, '%s' %zu; --balance 0.5 shows rare "
               "classes more often.\n",
               classes[static_cast<std::size_t>(rarest - counts.begin())].c_str(), *rarest,
               classes[static_cast<std::size_t>(commonest - counts.begin())].c_str(), *commonest);
}

void say_skipped(const std::vector<training::Skipped>& skipped, bool strict) {
  for (const training::Skipped& one : skipped)
    std::fprintf(stderr, "skipped %s\n", one.sentence.c_str());
  if (skipped.empty()) return;
  if (strict) {
    throw Error(ErrorCode::file_unreadable,
                std::to_string(skipped.size()) +
                    " pictures could not be read (named above), and --strict stops there.");
  }
  std::fprintf(stderr, "%zu pictures were skipped.\n", skipped.size());
}

struct RunFiles {
  std::filesystem::path folder, options, history, checkpoint;
};

RunFiles run_files(const TrainArguments& a) {
  const std::filesystem::path folder = a.run_folder.empty() ? a.output + ".run" : a.run_folder;
  return {folder, folder / "run.json", folder / "history.csv", folder / "checkpoint.safetensors"};
}

training::MemoryBound memory_bound(const TrainArguments& a) {
  constexpr std::size_t megabyte = 1 << 20;
  const std::size_t machine = static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) *
                              static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return {a.memory_megabytes > 0 ? a.memory_megabytes * megabyte : machine / 2,
          run_files(a).folder};
}

struct LoadedData {
  training::TrainingData pictures;
  nlohmann::ordered_json counts;  // for the run's record
};

LoadedData load_data(const TrainArguments& a, files::DataSet& data_set,
                     const TrainingOptions& options) {
  const image::Preprocessing& how = a.metadata.preprocessing;
  const std::string origin = ensure_validation_part(data_set, a.validation);
  std::vector<files::LabelledFile> train_files = data_set.part("train");
  std::vector<files::LabelledFile> validation_files = data_set.part("validation");
  const bool refits = !a.refit.empty();
  if (refits) {
    train_files.insert(train_files.end(), validation_files.begin(), validation_files.end());
    validation_files.clear();
  }
  const std::string validation =
      refits ? "none, its pictures are learnt, too"
             : class_counts(validation_files, data_set.classes) + " (" + origin + ")";
  std::printf("training:   %s\nvalidation: %s\n",
              class_counts(train_files, data_set.classes).c_str(), validation.c_str());
  std::fflush(stdout);
  warn_of_imbalance(train_files, data_set.classes, options);
  ProgressBar bar("reading");
  const auto progress = [&bar](std::size_t done, std::size_t total) {
    bar.show(done, total);
    if (interrupted != 0) std::_Exit(130);  // nothing has been written yet
  };
  training::MemoryBudget budget(memory_bound(a));
  training::PictureSet set = training::load_pictures(train_files, how, progress, &budget);
  LoadedData loaded{{std::move(set.pictures),
                     training::prepare_pictures(validation_files, how, progress, &budget)},
                    {}};
  bar.clear();
  warn_of_near_duplicates("the validation part", loaded.pictures.validation.hashed,
                          "the training part", set.hashed);
  std::vector<training::Skipped> skipped = std::move(set.skipped);
  const auto& others = loaded.pictures.validation.skipped;
  skipped.insert(skipped.end(), others.begin(), others.end());
  say_skipped(skipped, a.strict);
  if (budget.spilled_bytes() > 0) {
    std::printf("%.0f MB of pictures did not fit into memory and lie in '%s'\n",
                static_cast<double>(budget.spilled_bytes()) / 1e6, run_files(a).folder.c_str());
  }
  if (loaded.pictures.training.empty() || (!refits && loaded.pictures.validation.inputs.empty())) {
    throw Error(ErrorCode::options_invalid,
                "No picture is left to train or to validate on in '" +
                    a.data.options.source.string() +
                    "'; see the files skipped above, or raise --validation-share.");
  }
  loaded.counts = {{"training", class_counts(train_files, data_set.classes)},
                   {"validation", class_counts(validation_files, data_set.classes)},
                   {"validation_is", refits ? "learnt, too: " + origin : origin},
                   {"skipped", skipped.size()}};
  return loaded;
}

// ---- the run ----

void print_epoch(const training::EpochRecord& r, const TrainArguments& a, int epochs) {
  std::printf("epoch %2d/%d  loss %.4f  accuracy %.3f", r.epoch, epochs, r.training_loss,
              r.training_accuracy);
  if (a.refit.empty()) {
    std::printf(" | validation loss %.4f  accuracy %.3f  balanced %.3f  AUC %.4f",
                r.validation_loss, r.validation_accuracy, r.validation_balanced_accuracy,
                r.validation_auc);
  }
  std::printf("  %s  %.1f images/s%s\n", clock_text(r.seconds).c_str(), r.images_per_second,
              r.best && a.refit.empty() ? "  *" : "");
  std::fflush(stdout);
}

std::string record_of(const TrainArguments& a, const TrainingOptions& options,
                      const LoadedData& data) {
  const nlohmann::ordered_json record = {
      {"program", std::string("lesionlens ") + std::string(version)},
      {"date", a.metadata.date},
      {"data", a.data.options.source.string()},
      {"counts", data.counts},
      {"architecture", a.architecture},
      {"width", a.metadata.options.width},
      {"input_size", a.input_size},
      {"crop", a.crop},
      {"classes", a.metadata.classes},
      {"malignant", a.metadata.malignant_classes},
      {"pretrained", a.pretrained},
      {"teachers", a.teachers},
      {"refit", a.refit},
      {"output", a.output},
      {"storage", a.storage},
      {"options", nlohmann::ordered_json::parse(training::options_json(options))},
  };
  return record.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// All that a rank does that leaves writing to rank 0.
training::Listener batch_listener(ProgressBar& bar) {
  training::Listener listener;
  listener.on_batch = [&bar](const training::BatchProgress& p) {
    if (interrupted != 0) throw Interrupted{};
    const double left =
        static_cast<double>(p.pictures_total - p.pictures_done) / p.images_per_second;
    char note[160];
    std::snprintf(note, sizeof note,
                  "epoch %d/%d  loss %.4f  accuracy %.3f  %.1f images/s  %s left", p.epoch,
                  p.epochs, p.loss, p.accuracy, p.images_per_second, clock_text(left).c_str());
    bar.show(p.pictures_done, p.pictures_total, note);
  };
  return listener;
}

training::Listener writing_listener(const TrainArguments& a, const TrainingOptions& options,
                                    const RunFiles& run, network::Storage storage,
                                    std::vector<training::EpochRecord>& history, ProgressBar& bar) {
  training::Listener listener = batch_listener(bar);
  listener.on_epoch = [&, storage](const training::EpochRecord& record,
                                   const network::WeightsFile* best) {
    bar.clear();
    print_epoch(record, a, options.epochs);
    history.push_back(record);
    if (best != nullptr) files::write_file(a.output, network::write_weights(*best, storage));
  };
  // Last, so that what it leads back to has been written.
  listener.on_checkpoint = [&](const training::Checkpoint& checkpoint) {
    files::write_file(run.history, training::history_csv(history));
    files::write_file(run.checkpoint, training::write_checkpoint(checkpoint));
  };
  return listener;
}

training::Device device_named(const std::string& name) {
  return name == "cpu"    ? training::Device::cpu
         : name == "cuda" ? training::Device::cuda
                          : training::Device::automatic;
}

// Whatever can fail, fails before the hours of training.
void check_writing(const TrainArguments& a, const RunFiles& run) {
  files::check_writable(a.output);
  files::create_folder(run.folder);
  files::check_writable(run.history);
}

std::unique_ptr<training::Peers> meet_peers(TrainArguments& a) {
  if (a.peers.size == 1) return nullptr;
  a.peers.timeout = std::chrono::seconds(a.peer_timeout);
  std::printf("rank %d of %d: waiting for the others at %s\n", a.peers.rank, a.peers.size,
              a.peers.rendezvous.c_str());
  std::fflush(stdout);
  return training::meet_peers(a.peers);
}

network::WeightsFile read_named(const std::string& what, const std::string& path) {
  try {
    return network::read_weights(files::read_file(path));
  } catch (const Error& error) {
    throw Error(error.code(), what + " '" + path + "': " + error.what());
  }
}

training::Teachers read_teachers(const TrainArguments& a) {
  std::vector<network::WeightsFile> files;
  files.reserve(a.teachers.size());
  for (const std::string& path : a.teachers) files.push_back(read_named("Teacher", path));
  return {std::move(files), a.metadata.classes};
}

// What rank 0, or the only process, begins with.
void read_beginning(const TrainArguments& a, const RunFiles& run, training::Beginning& beginning,
                    std::vector<training::EpochRecord>& history) {
  if (!a.pretrained.empty())
    beginning.pretrained = network::read_safetensors(files::read_file(a.pretrained)).tensors;
  if (!a.resume || !std::filesystem::exists(run.checkpoint)) return;
  beginning.checkpoint = training::read_checkpoint(files::read_file(run.checkpoint));
  const auto curves = files::read_file(run.history);
  history =
      training::read_history_csv({reinterpret_cast<const char*>(curves.data()), curves.size()});
}

// Of the file as it is stored. Its classes may have been told apart well by pictures of any kind,
// but only of these is it known how well.
void tell_familiar(const TrainArguments& a, const std::vector<std::uint8_t>& weights,
                   const files::DataSet& data_set) {
  ProgressBar bar("familiarity");
  const std::vector<std::uint8_t> fitted = training::with_fitted_familiarity(
      weights, {data_set.part("train"), data_set.part("validation"), {}}, {},
      [&bar](std::size_t done, std::size_t total) {
        bar.show(done, total);
        if (interrupted != 0) throw Interrupted{};
      });
  bar.clear();
  files::write_file(a.output, fitted);
}

void print_outcome(const TrainArguments& a, const training::Outcome& outcome, const RunFiles& run) {
  const network::Metadata& m = outcome.weights.metadata;
  std::printf("kept: %s\nthreshold %.4f: %s\ntemperature %.3f: %s\ncurves and checkpoint: %s\n",
              a.output.c_str(), static_cast<double>(m.threshold), m.threshold_note.c_str(),
              static_cast<double>(m.temperature), m.temperature_note.c_str(), run.folder.c_str());
}

int run_train(TrainArguments a) {
  const TrainingOptions options = options_of(a);
  files::DataSet data_set = files::read_data(data_options(a.data));
  warn_of_leaks(data_set);
  a.metadata.architecture = a.architecture;
  a.metadata.preprocessing.width = a.input_size;
  a.metadata.preprocessing.height = a.input_size;
  a.metadata.preprocessing.crop = image::crop_named(a.crop);
  a.metadata.classes = data_set.classes;
  a.metadata.malignant_classes = malignant_among(data_set.classes, a.data);
  a.metadata.date = today();
  const network::Storage storage = network::storage_named(a.storage);
  network::architecture_of(a.metadata);
  const RunFiles run = run_files(a);
  const bool writes = a.peers.rank == 0;
  training::Beginning beginning{a.metadata, {}, {}, device_named(a.device), nullptr, nullptr};
  const training::Teachers teachers = read_teachers(a);
  if (!teachers.empty()) beginning.teachers = &teachers;
  if (!a.refit.empty()) {
    beginning.refit_of = read_named("Weights to refit", a.refit).metadata;
    training::check_refit(*beginning.refit_of, a.metadata);  // before the pictures are read
  }
  std::vector<training::EpochRecord> history;
  if (writes) {
    check_writing(a, run);
    read_beginning(a, run, beginning, history);
  }
  std::signal(SIGINT, [](int) { interrupted = 1; });
  const std::unique_ptr<training::Peers> peers = meet_peers(a);
  beginning.peers = peers.get();
  const LoadedData data = load_data(a, data_set, options);
  if (beginning.checkpoint) std::printf("going on after epoch %zu\n", history.size());
  if (writes && !beginning.checkpoint) files::write_file(run.options, record_of(a, options, data));

  ProgressBar bar("epoch");
  try {
    const training::Listener listener =
        writes ? writing_listener(a, options, run, storage, history, bar) : batch_listener(bar);
    const training::Outcome outcome = training::train(beginning, data.pictures, options, listener);
    if (writes) {
      // Again, for a run that had come to its end before it was resumed.
      const std::vector<std::uint8_t> weights = network::write_weights(outcome.weights, storage);
      files::write_file(a.output, weights);
      if (a.familiarity) tell_familiar(a, weights, data_set);
      print_outcome(a, outcome, run);
    }
    return ExitCode::success;
  } catch (const Interrupted&) {
    bar.clear();
    std::fprintf(stderr,
                 "lesionlens: stopped in the middle of an epoch; whole epochs are kept in '%s'. Go "
                 "on with the same command and --resume.\n",
                 run.folder.c_str());
    return ExitCode::interrupted;
  }
}

// ---- the command line ----

void add_learning_options(CLI::App& command, TrainArguments& a) {
  const char* group = "Learning (default: by recipe)";
  Overrides& o = a.overrides;
  command
      .add_option("--recipe", a.recipe,
                  "Defaults of all that follows: scratch (30 epochs, Adam 1e-3, early stopping, "
                  "smaller rate on plateaus) or transfer (AdamW, warm-up and cosine, moving "
                  "average, ...); default: transfer with --pretrained, else scratch")
      ->check(CLI::IsMember({"scratch", "transfer"}))
      ->group(group);
  number(command, "--epochs", o.epochs, "Most epochs to train", 1, 10000, group);
  number(command, "--batch-size", o.batch_size, "Pictures a step", 1, 4096, group);
  number(command, "--learning-rate", o.learning_rate, "Of Adam", 1e-12, 1e30, group);
  number(command, "--head-learning-rate", o.head_learning_rate,
         "Of the last layer; as --learning-rate where that is given", 1e-12, 1e30, group);
  number(command, "--weight-decay", o.weight_decay, "Of kernels, decoupled (AdamW)", 0, 10, group);
  command
      .add_option("--schedule", o.schedule,
                  "Of the learning rate: constant, cosine (with a warm-up) or plateau")
      ->check(CLI::IsMember({"constant", "cosine", "plateau"}))
      ->group(group);
  number(command, "--plateau-factor", o.plateau_factor, "The rate is multiplied with it", 1e-6, 1,
         group);
  number(command, "--plateau-patience", o.plateau_patience,
         "Epochs without a better validation loss before that", 1, 10000, group);
  number(command, "--clip-norm", o.clip_norm, "Scale gradients down to this norm; 0 is off", 0, 1e9,
         group);
  number(command, "--average", o.average,
         "Keep a moving average of the weights with this memory, e.g. 0.998; 0 is off", 0, 0.99999,
         group);
  number(command, "--label-smoothing", o.label_smoothing,
         "Share of the truth that is spread over all classes", 0, 0.9, group);
  number(
      command, "--mixup", o.mixup,
      "Blend pictures with others of their batch: shares are drawn from Beta of this twice; 0 is "
      "off",
      0, 1, group);
  command
      .add_option("--teacher", a.teachers,
                  "Weights file of the same classes whose answers are learnt besides the labels "
                  "(distillation); of several the mean")
      ->group(group);
  number(command, "--teachers-share", o.teachers_share,
         "Of the loss, where there are teachers; the labels have the rest; default 0.7", 0, 1,
         group);
  number(command, "--balance", o.balance,
         "How far rare classes are shown more often: 0 as they are, 1 all classes alike", 0, 1,
         group);
  yes_or_no(command, "--class-weights,!--no-class-weights", o.class_weights,
            "Rare classes count more in the loss", group);
  command
      .add_option("--monitor", o.monitor,
                  "What tells a better epoch: auc, loss or balanced-accuracy, on validation")
      ->check(CLI::IsMember({"auc", "loss", "balanced-accuracy"}))
      ->group(group);
  number(command, "--patience", o.patience, "Stop after so many epochs without gain", 1, 10000,
         group);
  command
      .add_option("--train-from", o.train_from,
                  "Layers before the one of this name keep their weights, e.g. features.4")
      ->group(group);
  number(command, "--unfreeze-after", o.unfreeze_after,
         "Train those layers too after so many epochs; 0: never", 0, 10000, group);
  number(command, "--sensitivity", o.sensitivity,
         "Wanted on validation: the threshold is chosen for it", 0.01, 1, group);
  command.add_option("--seed", o.seed, "Of everything that is drawn; default 1")->group(group);
}

void add_peer_options(CLI::App& command, TrainArguments& a) {
  const char* group = "Several machines (the same command on each, with another --rank)";
  CLI::Option* size = command.add_option("--world-size", a.peers.size, "Number of processes")
                          ->check(CLI::Range(2, 1024))
                          ->group(group);
  CLI::Option* rank =
      command
          .add_option("--rank", a.peers.rank, "Of this process, from 0; rank 0 writes the files")
          ->check(CLI::Range(0, 1023))
          ->needs(size)
          ->group(group);
  CLI::Option* rendezvous =
      command
          .add_option("--rendezvous", a.peers.rendezvous,
                      "Where they find one another: tcp://HOST:PORT of rank 0, or file:///PATH, a "
                      "new file that all see. Nothing is encrypted and nobody is asked who he is: "
                      "for networks that you trust")
          ->needs(size)
          ->group(group);
  size->needs(rank)->needs(rendezvous);
  command
      .add_option("--address", a.peers.address,
                  "Of this machine, for the others; default: the one towards HOST")
      ->needs(size)
      ->group(group);
  command
      .add_option("--peer-timeout", a.peer_timeout,
                  "Seconds without an answer after which another process counts as lost")
      ->check(CLI::Range(1, 86400))
      ->needs(size)
      ->capture_default_str()
      ->group(group);
}

}  // namespace

void add_train(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<TrainArguments>();
  CLI::App* command = app.add_subcommand("train", "Train a network on labelled pictures");
  command->footer(
      "DATA is a folder with train/CLASS/ and perhaps validation/CLASS/, e.g. train/benign and\n"
      "train/malignant, or a CSV manifest. Without a validation part a share of the training part\n"
      "is split off: by lesion where --group-column names the column, else by picture. The test\n"
      "part is not touched. The best epoch is kept. OUTPUT.run/ holds run.json (options, seed,\n"
      "version, counts), history.csv and checkpoint.safetensors for --resume.");
  add_data_options(*command, a->data);
  command->add_option("--architecture", a->architecture, "Network: " + network::catalogue_names())
      ->required();
  command
      ->add_option("--width", a->metadata.options.width,
                   "Channels of mobilenet-v2, as a share of the published ones")
      ->check(CLI::Range(network::width_range[0], network::width_range[1]))
      ->capture_default_str();
  command->add_option("--output", a->output, "Weights file to write (.safetensors)")->required();
  command->add_option("--run-folder", a->run_folder,
                      "Where the run keeps its record; default: OUTPUT.run");
  command->add_flag("--resume", a->resume,
                    "Go on where the run in the run folder was stopped, or begin if there is none");
  command->add_option(
      "--pretrained", a->pretrained,
      "Start from these weights (.safetensors); a last layer of other classes is drawn anew");
  add_validation_options(*command, a->validation);
  command->add_option("--refit", a->refit,
                      "Weights file that the same options without --refit gave: train once more, "
                      "on the validation pictures, too, keep the last epoch, and take threshold, "
                      "temperature and decision weights from that file");
  command
      ->add_option("--memory-limit", a->memory_megabytes,
                   "Megabytes of pictures to keep in memory; the others go to a file in the run "
                   "folder that vanishes with the run. Default: half of the machine's memory")
      ->check(CLI::Range(1, 1 << 30));
  command->add_flag("--strict", a->strict, "Stop where a picture cannot be read");
  command->add_option("--input-size", a->input_size, "Side of the network's input in pixels")
      ->check(CLI::Range(32, 1024))
      ->capture_default_str();
  command->add_option("--crop", a->crop, "What the network sees of a photo")
      ->check(CLI::IsMember({"centre-square", "stretch"}))
      ->capture_default_str();
  command->add_option("--device", a->device, "auto (CUDA where it is), cpu or cuda")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command
      ->add_option("--precision", a->precision,
                   "What the network computes in while it is trained; bfloat16 is faster where the "
                   "processor knows it (AVX-512 BF16, AMX) and slower elsewhere")
      ->check(CLI::IsMember({"float32", "bfloat16"}))
      ->capture_default_str();
  command
      ->add_option("--storage", a->storage,
                   "Numbers in the weights file; see lesionlens convert --help")
      ->check(CLI::IsMember(network::storage_names()))
      ->capture_default_str();
  command->add_flag("--no-familiarity{false}", a->familiarity,
                    "Do not fit what tells photos unlike the training pictures, which takes a look "
                    "at all of them: for weights that only teach, or are converted (see lesionlens "
                    "familiarity)");
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
  add_learning_options(*command, *a);
  add_peer_options(*command, *a);
  add_augmentation_options(*command, a->overrides.augmentation);
  command->callback([a, &exit_code] { exit_code = run_train(*a); });
}

}  // namespace lesionlens::cli
