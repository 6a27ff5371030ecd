// Which pictures an epoch shows, in which order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lesionlens::training {

// Share of each class among what is shown: its share of the pictures to the power 1 - balance.
// 0 leaves the data as it is, 1 shows all classes alike. Counts (classes), not all 0.
std::vector<double> shown_shares(const std::vector<std::size_t>& counts, double balance);

// Indices of the pictures, as many as there are labels. With balance 0 each once; otherwise each
// class has its shown share, and its pictures are taken in turn: none is seen a second time before
// all were seen once.
std::vector<std::size_t> epoch_order(const std::vector<int>& labels, std::size_t classes,
                                     double balance, std::uint64_t seed);

}  // namespace lesionlens::training
