// The training loop: Adam over augmented batches, a look at the validation part after each epoch,
// the best epoch kept, a checkpoint to go on from.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "network/weights_file.h"
#include "training/options.h"
#include "training/pictures.h"
#include "training/teachers.h"

namespace lesionlens::training {

struct EpochRecord {
  int epoch = 0;  // from 1
  double learning_rate = 0;
  double training_loss = 0;  // mean over the epoch, with dropout and augmentation on
  double training_accuracy = 0;
  // The next four stay not a number in a refit.
  double validation_loss = std::nan("");  // cross-entropy without label smoothing, in nats
  double validation_accuracy = std::nan("");
  double validation_auc = std::nan("");                // malignant against benign
  double validation_balanced_accuracy = std::nan("");  // mean recall of the classes
  double seconds = 0;
  double images_per_second = 0;  // while training, validation apart
  double waiting_seconds = 0;    // of `seconds`, spent waiting for pictures
  bool best = false;             // the best so far, by what is monitored; in a refit the last
};

struct BatchProgress {
  int epoch = 0;
  int epochs = 0;
  std::size_t pictures_done = 0;  // of this epoch
  std::size_t pictures_total = 0;
  double loss = 0;      // mean so far in this epoch
  double accuracy = 0;  // likewise
  double images_per_second = 0;
};

// All that a run needs to go on after an epoch as if it had not been stopped.
struct Checkpoint {
  std::string state;  // JSON
  network::Tensors tensors;
};

std::vector<std::uint8_t> write_checkpoint(const Checkpoint& checkpoint);

// Throws weights_damaged, or weights_mismatch where it is no checkpoint.
Checkpoint read_checkpoint(std::span<const std::uint8_t> bytes);

struct Listener {
  std::function<void(const BatchProgress&)> on_batch;
  // The second is set where this epoch is the best so far: the weights as they would be shipped.
  std::function<void(const EpochRecord&, const network::WeightsFile*)> on_epoch;
  std::function<void(const Checkpoint&)> on_checkpoint;  // after on_epoch
};

struct TrainingData {
  std::vector<Picture> training;
  PreparedSet validation;
};

struct Outcome {
  network::WeightsFile weights;      // of the best epoch
  std::vector<EpochRecord> history;  // of all epochs, those before a resumption included
};

class Peers;

enum class Device { automatic, cpu, cuda };

// Begins a run, or goes on with one.
struct Beginning {
  network::Metadata metadata = {};                  // to write, with the architecture's name
  std::optional<network::Tensors> pretrained = {};  // a last layer of another shape is drawn anew
  std::optional<Checkpoint> checkpoint = {};        // instead of all that: where to go on
  Device device = Device::automatic;  // CUDA where LibTorch has it, else the processor

  // Where the run is spread over several processes. Each computes its share of every batch, and the
  // result is that of one process up to the order of summation. The others begin, or go on, with
  // what rank 0 has: their `pretrained` and `checkpoint` are not looked at.
  Peers* peers = nullptr;

  // Whose answers are learnt besides the labels. Each process has its own, of the same files.
  const Teachers* teachers = nullptr;

  // Set, this is a refit (see refit.h) of the training that wrote these metadata: all pictures are
  // in the training part, the validation part is not looked at, every epoch is run and the last
  // one is kept.
  std::optional<network::Metadata> refit_of = {};
};

// Temperature, threshold, band of uncertainty and decision weights are chosen on the validation
// part and stored with what they reach there. Where rare classes were shown more often, the head's
// bias is moved so that the probabilities are those of the data as it is (Saerens et al. 2002).
// The same beginning, data and options give the same weights on one machine, resumed or not. Throws
// options_invalid where the loss explodes, a checkpoint or rank 0 is of another run, or a refit has
// a schedule that follows validation; weights_mismatch where tensors or the weights to refit do not
// fit; peers_unreachable where a rank is lost.
Outcome train(const Beginning& beginning, const TrainingData& data, const TrainingOptions& options,
              const Listener& listener);

}  // namespace lesionlens::training
