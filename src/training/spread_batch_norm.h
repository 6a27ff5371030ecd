// Batch normalisation (Ioffe and Szegedy 2015) of a batch that is spread over several processes:
// the statistics are those of the whole batch, so that the result is that of one process.
#pragma once

#include <torch/types.h>

#include "training/peers.h"

namespace lesionlens::training {

// photos: (N, C, H, W), this process's part, which may be empty. The other tensors: (C). Updates
// the running statistics with `momentum`, the share of the newest batch. Gradients flow through the
// statistics of all ranks, so each rank must go backward too; those of scale and shift are of this
// part alone, to be summed with all other gradients.
torch::Tensor spread_batch_norm(Peers& peers, const torch::Tensor& photos,
                                const torch::Tensor& scale, const torch::Tensor& shift,
                                const torch::Tensor& running_mean,
                                const torch::Tensor& running_variance, double momentum,
                                double epsilon);

}  // namespace lesionlens::training
