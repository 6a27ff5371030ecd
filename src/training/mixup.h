// Mixup (Zhang et al. 2018, arXiv:1710.09412): a picture is blended with another of its batch, and
// the loss is the same blend of what both are. Keeps a network from learning a small set by heart.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lesionlens::training {

// Row i of a batch of `count` is blended with the row that is as far from the end as it is from the
// start: the batch has been shuffled, so that is any picture.
inline std::size_t partner_of(std::size_t row, std::size_t count) { return count - 1 - row; }

// The row's own share in the blend, 0.5 .. 1, drawn from Beta(strength, strength); the larger part
// is the row's own, so that its label stays its label. The same for both partners. strength: above
// 0, at most 1. A row that is its own partner stays as it is.
float own_share(float strength, std::size_t row, std::size_t count, std::uint64_t batch_seed);

}  // namespace lesionlens::training
