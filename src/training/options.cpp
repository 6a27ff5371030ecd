#include "training/options.h"

#include <nlohmann/json.hpp>

namespace lesionlens::training {
namespace {

const char* name_of(Schedule schedule) {
  switch (schedule) {
    case Schedule::constant:
      return "constant";
    case Schedule::cosine:
      return "cosine";
    case Schedule::plateau:
      return "plateau";
  }
  return "";
}

const char* name_of(Monitor monitor) {
  switch (monitor) {
    case Monitor::auc:
      return "auc";
    case Monitor::loss:
      return "loss";
    case Monitor::balanced_accuracy:
      return "balanced-accuracy";
  }
  return "";
}

}  // namespace

TrainingOptions recipe_from_scratch() {
  TrainingOptions options;
  options.schedule = Schedule::plateau;
  options.monitor = Monitor::loss;
  return options;
}

TrainingOptions recipe_for_transfer() {
  TrainingOptions options;
  options.epochs = 20;
  options.learning_rate = 6e-4F;
  options.head_learning_rate = 2e-3F;
  options.weight_decay = 0.05F;
  options.schedule = Schedule::cosine;
  options.clip_norm = 5;
  options.average = 0.998F;
  options.label_smoothing = 0.05F;
  options.balance = 0.5F;
  options.patience = 10000;  // a cosine is worth its end
  options.augmentation = {.rotation = 180,
                          .width_shift = 0.08F,
                          .height_shift = 0.08F,
                          .shear = 5,
                          .zoom = 0.2F,
                          .stretch = 0.2F,
                          .horizontal_flip = true,
                          .vertical_flip = true,
                          .brightness = 0.2F,
                          .contrast = 0.2F,
                          .saturation = 0.2F,
                          .white_balance = 0.08F};
  return options;
}

std::string options_json(const TrainingOptions& o) {
  const Augmentation& a = o.augmentation;
  const nlohmann::ordered_json json = {
      {"epochs", o.epochs},
      {"batch_size", o.batch_size},
      {"learning_rate", o.learning_rate},
      {"head_learning_rate", o.head_learning_rate},
      {"weight_decay", o.weight_decay},
      {"schedule", name_of(o.schedule)},
      {"plateau_factor", o.plateau.factor},
      {"plateau_patience", o.plateau.patience},
      {"clip_norm", o.clip_norm},
      {"average", o.average},
      {"label_smoothing", o.label_smoothing},
      {"mixup", o.mixup},
      {"teachers_share", o.teachers_share},
      {"balance", o.balance},
      {"class_weights", o.class_weights},
      {"patience", o.patience},
      {"monitor", name_of(o.monitor)},
      {"train_from", o.train_from},
      {"unfreeze_after", o.unfreeze_after},
      {"sensitivity", o.sensitivity},
      {"seed", o.seed},
      {"precision", o.precision == Precision::bfloat16 ? "bfloat16" : "float32"},
      {"rotation", a.rotation},
      {"width_shift", a.width_shift},
      {"height_shift", a.height_shift},
      {"shear", a.shear},
      {"zoom", a.zoom},
      {"stretch", a.stretch},
      {"horizontal_flip", a.horizontal_flip},
      {"vertical_flip", a.vertical_flip},
      {"brightness", a.brightness},
      {"contrast", a.contrast},
      {"saturation", a.saturation},
      {"white_balance", a.white_balance},
      {"erase", a.erase},
  };
  return json.dump();
}

}  // namespace lesionlens::training
