#include "training/kernels.h"

#include <algorithm>
#include <cmath>

namespace lesionlens::training {
namespace {

// Sums of so many rows are float, and added up in double: as exact as pairwise summation, and as
// fast as one float sum.
constexpr std::size_t block_rows = 64;

float within(float value, const Limits& limits) {
  value = value < limits.low ? limits.low : value;
  return value > limits.high ? limits.high : value;
}

// The gradient of what `within` gives, taken back through it.
float passed_on(float gradient, float value, const Limits& limits) {
  return (value > limits.low) & (value < limits.high) ? gradient : 0.0F;
}

// Calls row(r, first, second) for the rows of each block, and adds the float sums to `sums`.
template <class Row>
void sum_in_blocks(std::size_t rows, ChannelSums& sums, const Row& row) {
  const std::size_t channels = sums.first.size();
  std::vector<float> first(channels);
  std::vector<float> second(channels);
  for (std::size_t begin = 0; begin < rows; begin += block_rows) {
    std::fill(first.begin(), first.end(), 0.0F);
    std::fill(second.begin(), second.end(), 0.0F);
    const std::size_t end = std::min(rows, begin + block_rows);
    for (std::size_t r = begin; r < end; ++r) row(r, first.data(), second.data());
    for (std::size_t c = 0; c < channels; ++c) {
      sums.first[c] += static_cast<double>(first[c]);
      sums.second[c] += static_cast<double>(second[c]);
    }
  }
}

}  // namespace

void add_moments(const float* values, std::size_t rows, const std::vector<float>& pivot,
                 ChannelSums& sums) {
  const std::size_t channels = pivot.size();
  const float* zero = pivot.data();
  sum_in_blocks(rows, sums, [=](std::size_t r, float* __restrict first, float* __restrict second) {
    const float* row = values + r * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      const float value = row[c] - zero[c];
      first[c] += value;
      second[c] += value * value;
    }
  });
}

void normalise_channels(const float* values, std::size_t rows, std::size_t channels,
                        const Normalisation& how, float* result) {
  const auto [mean, factor, shift, limits] = how;
  for (std::size_t r = 0; r < rows; ++r) {
    const float* row = values + r * channels;
    float* __restrict out = result + r * channels;
    for (std::size_t c = 0; c < channels; ++c)
      out[c] = within((row[c] - mean[c]) * factor[c] + shift[c], limits);
  }
}

void add_gradient_sums(const float* values, const float* gradient, std::size_t rows,
                       const Normalisation& how, ChannelSums& sums) {
  const std::size_t channels = sums.first.size();
  const auto [mean, factor, shift, limits] = how;
  sum_in_blocks(rows, sums, [=](std::size_t r, float* __restrict first, float* __restrict second) {
    const float* row = values + r * channels;
    const float* pull = gradient + r * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      const float centred = row[c] - mean[c];
      const float passed = passed_on(pull[c], centred * factor[c] + shift[c], limits);
      first[c] += passed;
      second[c] += passed * centred;
    }
  });
}

void gradient_through_norm(const float* values, const float* gradient, std::size_t rows,
                           std::size_t channels, const Normalisation& how, const float* constant,
                           const float* slope, float* result) {
  const auto [mean, factor, shift, limits] = how;
  for (std::size_t r = 0; r < rows; ++r) {
    const float* row = values + r * channels;
    const float* pull = gradient + r * channels;
    float* __restrict in = result + r * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      const float centred = row[c] - mean[c];
      const float passed = passed_on(pull[c], centred * factor[c] + shift[c], limits);
      in[c] = factor[c] * (passed - constant[c]) - slope[c] * centred;
    }
  }
}

void adam_step(const AdamStep& step, const float* gradient, std::size_t count, float* first,
               float* second, float* weight) {
  for (std::size_t i = 0; i < count; ++i) {
    const float g = gradient[i];
    first[i] += step.first_share * (g - first[i]);
    second[i] = step.second_memory * second[i] + step.second_share * (g * g);
    weight[i] = step.keep * weight[i] -
                step.rate * first[i] / (step.size_factor * std::sqrt(second[i]) + step.epsilon);
  }
}

}  // namespace lesionlens::training
