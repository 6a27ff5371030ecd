// Batch normalisation (Ioffe and Szegedy 2015) while training, together with the activation behind
// it: on the processor in few passes over memory, and over a batch that may be spread over several
// processes.
#pragma once

#include <torch/types.h>

#include "training/kernels.h"
#include "training/peers.h"

namespace lesionlens::training {

struct BatchNorm {
  torch::Tensor scale, shift;                    // (C)
  torch::Tensor running_mean, running_variance;  // (C), updated
  double momentum = 0.1;                         // share of the newest batch in them
  double epsilon = 1e-3;
  Limits limits;  // of the result: the activation
};

// photos: (N, C, H, W), float or BFloat16 as the result, of which this process may have a part,
// even none: with `peers`, the statistics are those of all parts, and the result is that of one
// process. Gradients then flow through the statistics of all ranks, so each rank must go backward
// too; those of scale and shift are of this part alone, to be summed with all other gradients.
torch::Tensor batch_norm(const torch::Tensor& photos, const BatchNorm& norm, Peers* peers);

}  // namespace lesionlens::training
