#include "training/kernels.h"

#include <algorithm>
#include <cmath>

#include "training/vector_widths.h"

namespace lesionlens::training {
namespace {

using c10::BFloat16;

// Sums of so many rows are float, and added up in double: as exact as pairwise summation, and as
// fast as one float sum.
constexpr std::size_t block_rows = 64;

LESIONLENS_INLINE float within(float value, const Limits& limits) {
  value = value < limits.low ? limits.low : value;
  return value > limits.high ? limits.high : value;
}

// The gradient of what `within` gives, taken back through it.
LESIONLENS_INLINE float passed_on(float gradient, float value, const Limits& limits) {
  return (value > limits.low) & (value < limits.high) ? gradient : 0.0F;
}

// Calls row(r, first, second) for the rows of each block, and adds the float sums to `sums`.
template <class Row>
LESIONLENS_INLINE void sum_in_blocks(std::size_t rows, ChannelSums& sums, const Row& row) {
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

template <class T>
LESIONLENS_INLINE void moments_of(const T* values, std::size_t rows,
                                  const std::vector<float>& pivot, ChannelSums& sums) {
  const std::size_t channels = pivot.size();
  const float* zero = pivot.data();
  sum_in_blocks(rows, sums,
                [=](std::size_t r, float* __restrict first, float* __restrict second)
                    __attribute__((always_inline)) {
                      const T* row = values + r * channels;
                      for (std::size_t c = 0; c < channels; ++c) {
                        const float value = as_float(row[c]) - zero[c];
                        first[c] += value;
                        second[c] += value * value;
                      }
                    });
}

template <class T>
LESIONLENS_INLINE void normalise(const T* values, std::size_t rows, std::size_t channels,
                                 const Normalisation& how, T* result) {
  const auto [mean, factor, shift, limits] = how;
  for (std::size_t r = 0; r < rows; ++r) {
    const T* row = values + r * channels;
    T* __restrict out = result + r * channels;
    for (std::size_t c = 0; c < channels; ++c)
      store(within((as_float(row[c]) - mean[c]) * factor[c] + shift[c], limits), out[c]);
  }
}

template <class T>
LESIONLENS_INLINE void gradient_sums_of(const T* values, const T* gradient, std::size_t rows,
                                        const Normalisation& how, ChannelSums& sums) {
  const std::size_t channels = sums.first.size();
  const auto [mean, factor, shift, limits] = how;
  sum_in_blocks(rows, sums,
                [=](std::size_t r, float* __restrict first, float* __restrict second)
                    __attribute__((always_inline)) {
                      const T* row = values + r * channels;
                      const T* pull = gradient + r * channels;
                      for (std::size_t c = 0; c < channels; ++c) {
                        const float centred = as_float(row[c]) - mean[c];
                        const float passed =
                            passed_on(as_float(pull[c]), centred * factor[c] + shift[c], limits);
                        first[c] += passed;
                        second[c] += passed * centred;
                      }
                    });
}

template <class T>
LESIONLENS_INLINE void gradient_of_values(const T* values, const T* gradient, std::size_t rows,
                                          std::size_t channels, const Normalisation& how,
                                          const float* constant, const float* slope, T* result) {
  const auto [mean, factor, shift, limits] = how;
  for (std::size_t r = 0; r < rows; ++r) {
    const T* row = values + r * channels;
    const T* pull = gradient + r * channels;
    T* __restrict in = result + r * channels;
    for (std::size_t c = 0; c < channels; ++c) {
      const float centred = as_float(row[c]) - mean[c];
      const float passed = passed_on(as_float(pull[c]), centred * factor[c] + shift[c], limits);
      store(factor[c] * (passed - constant[c]) - slope[c] * centred, in[c]);
    }
  }
}

}  // namespace

LESIONLENS_VECTOR_WIDTHS
void add_moments(const float* values, std::size_t rows, const std::vector<float>& pivot,
                 ChannelSums& sums) {
  moments_of(values, rows, pivot, sums);
}

LESIONLENS_VECTOR_WIDTHS
void add_moments(const BFloat16* values, std::size_t rows, const std::vector<float>& pivot,
                 ChannelSums& sums) {
  moments_of(values, rows, pivot, sums);
}

LESIONLENS_VECTOR_WIDTHS
void normalise_channels(const float* values, std::size_t rows, std::size_t channels,
                        const Normalisation& how, float* result) {
  normalise(values, rows, channels, how, result);
}

LESIONLENS_VECTOR_WIDTHS
void normalise_channels(const BFloat16* values, std::size_t rows, std::size_t channels,
                        const Normalisation& how, BFloat16* result) {
  normalise(values, rows, channels, how, result);
}

LESIONLENS_VECTOR_WIDTHS
void add_gradient_sums(const float* values, const float* gradient, std::size_t rows,
                       const Normalisation& how, ChannelSums& sums) {
  gradient_sums_of(values, gradient, rows, how, sums);
}

LESIONLENS_VECTOR_WIDTHS
void add_gradient_sums(const BFloat16* values, const BFloat16* gradient, std::size_t rows,
                       const Normalisation& how, ChannelSums& sums) {
  gradient_sums_of(values, gradient, rows, how, sums);
}

LESIONLENS_VECTOR_WIDTHS
void gradient_through_norm(const float* values, const float* gradient, std::size_t rows,
                           std::size_t channels, const Normalisation& how, const float* constant,
                           const float* slope, float* result) {
  gradient_of_values(values, gradient, rows, channels, how, constant, slope, result);
}

LESIONLENS_VECTOR_WIDTHS
void gradient_through_norm(const BFloat16* values, const BFloat16* gradient, std::size_t rows,
                           std::size_t channels, const Normalisation& how, const float* constant,
                           const float* slope, BFloat16* result) {
  gradient_of_values(values, gradient, rows, channels, how, constant, slope, result);
}

LESIONLENS_VECTOR_WIDTHS
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
