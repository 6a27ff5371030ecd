// The training loop: Adam on binary cross-entropy over augmented batches, a look at the validation
// part after each epoch, the best epoch kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "network/weights_file.h"
#include "training/augmentation.h"
#include "training/pictures.h"

namespace lesionlens::training {

enum class Schedule {
  constant,  // the same learning rate throughout
  cosine,    // a linear warm-up over the first 4 % of the steps, then half a cosine down to zero
};

struct TrainingOptions {
  int epochs = 30;
  int batch_size = 32;
  float learning_rate = 1e-3F;
  float head_learning_rate = 1e-3F;  // of the last dense layer
  float weight_decay = 0;  // of kernels, decoupled (Loshchilov and Hutter 2019); 0 is plain Adam
                           // (Kingma and Ba 2015)
  Schedule schedule = Schedule::constant;
  float clip_norm = 0;  // gradients are scaled down to this norm; 0 is off
  float average = 0;    // share that a moving average of the weights keeps at each step; 0 is off
  int patience = 5;     // stop after so many epochs without a better validation AUC
  std::string train_from;  // layers before this name keep their weights; empty: all are trained
  std::uint64_t seed = 1;
  Augmentation augmentation;
};

struct EpochRecord {
  int epoch = 0;  // from 1
  double learning_rate = 0;
  double training_loss = 0;  // mean over the epoch, with dropout and augmentation on
  double training_accuracy = 0;
  double validation_loss = 0;
  double validation_accuracy = 0;
  double validation_auc = 0;
  double seconds = 0;
  double images_per_second = 0;  // while training, validation apart
  bool best = false;             // the best validation AUC so far
};

struct BatchProgress {
  int epoch = 0;
  int epochs = 0;
  std::size_t pictures_done = 0;  // of this epoch
  std::size_t pictures_total = 0;
  double loss = 0;  // mean so far in this epoch
  double images_per_second = 0;
};

struct Listener {
  std::function<void(const BatchProgress&)> on_batch;
  // The second is set where this epoch is the best so far: the weights as they would be shipped,
  // threshold chosen.
  std::function<void(const EpochRecord&, const network::WeightsFile*)> on_epoch;
};

struct TrainingData {
  std::vector<Picture> training;
  PreparedSet validation;
};

// `start` holds the metadata to write and the architecture; `pretrained` the tensors to begin with,
// if any (a last layer of another shape is drawn anew). Returns the weights of the best epoch;
// their threshold is the point of the validation ROC with the highest sensitivity + specificity.
network::WeightsFile train(const network::Metadata& start,
                           const std::optional<network::Tensors>& pretrained,
                           const TrainingData& data, const TrainingOptions& options,
                           const Listener& listener);

}  // namespace lesionlens::training
