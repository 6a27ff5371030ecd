// A shuffle that gives the same order everywhere; std::shuffle differs between standard libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace lesionlens {

// Fisher and Yates, with a 64-bit Mersenne twister.
template <class T>
void shuffle(std::vector<T>& items, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  for (std::size_t left = items.size(); left > 1; --left)
    std::swap(items[left - 1], items[engine() % left]);
}

}  // namespace lesionlens
