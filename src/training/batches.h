// What a network is shown while it learns: batches of augmented pictures, and what is to be learnt
// of each.
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "image/preprocess.h"
#include "training/options.h"
#include "training/pictures.h"
#include "training/teachers.h"

namespace lesionlens::training {

// Rows of a batch, or pictures of a set: from `first` up to `last`, not included.
struct Range {
  std::size_t first, last;
};

// One process's share of a batch.
struct Batch {
  torch::Tensor photos;        // (N, 3, H, W), channels last
  torch::Tensor labels;        // (N), indices of classes
  torch::Tensor other_labels;  // (N), of the pictures that are mixed in; undefined without mixup
  torch::Tensor own_shares;    // (N), of a picture in its mixture; likewise
  torch::Tensor taught;        // (N, classes), what the teachers say; undefined without
  std::size_t first = 0;       // row of the batch that is the first here
  std::size_t count = 0;       // rows of the batch
};

// (N, H, W, 3), one after the other -> (N, 3, H, W), channels last in memory.
torch::Tensor as_photos(const std::vector<float>& interleaved, std::int64_t count,
                        const image::Preprocessing& how);

class BatchMaker {
 public:
  // All are only referred to. teachers: may be nullptr.
  BatchMaker(const std::vector<Picture>& pictures, const image::Preprocessing& how,
             const TrainingOptions& options, const Teachers* teachers)
      : pictures_(pictures), how_(how), options_(options), teachers_(teachers) {}

  // Rows `share` of the batch of `count` pictures that begins at `first` in `order`. What is shown
  // depends on the epoch's seed and the place in the order alone, not on threads or shares.
  Batch make(const std::vector<std::size_t>& order, std::size_t first, std::size_t count,
             Range share, std::uint64_t epoch_seed) const;

 private:
  const std::vector<Picture>& pictures_;
  const image::Preprocessing& how_;
  const TrainingOptions& options_;
  const Teachers* teachers_;
};

}  // namespace lesionlens::training
