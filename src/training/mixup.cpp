#include "training/mixup.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace lesionlens::training {
namespace {

// Jöhnk's method (1964), for strength <= 1. Not the standard library's gamma distribution, which
// draws other numbers in each library.
double draw_beta(double strength, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto above_0 = [&engine] { return (static_cast<double>(engine() >> 11) + 0.5) * 0x1p-53; };
  for (;;) {
    const double log_x = std::log(above_0()) / strength;
    const double log_y = std::log(above_0()) / strength;
    if (std::exp(log_x) + std::exp(log_y) <= 1) return 1 / (1 + std::exp(log_y - log_x));
  }
}

}  // namespace

float own_share(float strength, std::size_t row, std::size_t count, std::uint64_t batch_seed) {
  const std::size_t partner = partner_of(row, count);
  if (partner == row) return 1;
  const std::uint64_t pair = std::min(row, partner);
  const double share =
      draw_beta(static_cast<double>(strength), batch_seed * 0x9E3779B97F4A7C15U + pair);
  return static_cast<float>(std::max(share, 1 - share));
}

}  // namespace lesionlens::training
