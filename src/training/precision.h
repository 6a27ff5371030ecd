// What a network computes in while it is trained. Weights, statistics, pooled features and the last
// layer are float all the same, and so is what is judged and kept.
#pragma once

namespace lesionlens::training {

enum class Precision {
  float32,
  bfloat16,  // mixed, as in Micikevicius et al. 2018 (arXiv:1710.03740): half of the memory to
             // move, and fast where the processor computes it (AVX-512 BF16, AMX, CUDA)
};

}  // namespace lesionlens::training
