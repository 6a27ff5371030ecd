// How a network is trained: every choice, with the recipes that suit a catalogue entry.
#pragma once

#include <cstdint>
#include <string>

#include "training/augmentation.h"
#include "training/precision.h"
#include "training/schedule.h"

namespace lesionlens::training {

// What tells a better epoch from a worse one, on the validation part.
enum class Monitor { auc, loss, balanced_accuracy };

struct TrainingOptions {
  int epochs = 30;
  int batch_size = 32;
  float learning_rate = 1e-3F;
  float head_learning_rate = 1e-3F;  // of the last dense layer
  float weight_decay = 0;  // of kernels, decoupled (Loshchilov and Hutter 2019); 0 is plain Adam
                           // (Kingma and Ba 2015)
  Schedule schedule = Schedule::constant;
  PlateauOptions plateau;
  float clip_norm = 0;  // gradients are scaled down to this norm; 0 is off
  float average = 0;    // share that a moving average of the weights keeps at each step; 0: off
  float label_smoothing = 0;    // share of the truth that is spread over all classes
  float mixup = 0;              // see mixup.h; 0 is off, at most 1
  float teachers_share = 0.7F;  // of the loss, where there are teachers: the labels have the rest
  float balance = 0;  // how far rare classes are shown more often: 0 as they are, 1 all alike
  bool class_weights =
      false;         // rare classes count more in the loss: N / (classes * N of the class)
  int patience = 5;  // stop after so many epochs without a better one
  Monitor monitor = Monitor::auc;
  std::string train_from;     // layers before this name keep their weights; empty: all are trained
  int unfreeze_after = 0;     // epochs after which they are trained too; 0: never
  double sensitivity = 0.95;  // wanted on validation; the threshold is chosen for it
  std::uint64_t seed = 1;
  Precision precision = Precision::float32;
  Augmentation augmentation;
};

// The strategy of the Keras project that Lesionlens grew from: 30 epochs of Adam at 1e-3, early
// stopping on the validation loss, a smaller rate on plateaus.
TrainingOptions recipe_from_scratch();

// What works for networks that begin with ImageNet's weights: AdamW, warm-up and cosine, a moving
// average, label smoothing, rare classes more often, any rotation.
TrainingOptions recipe_for_transfer();

// All of them as one line of JSON, to be stored beside a run and compared when it is resumed.
std::string options_json(const TrainingOptions& options);

}  // namespace lesionlens::training
