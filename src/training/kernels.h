// The loops over floats that training waits for most, each in one pass over memory where LibTorch's
// operations need several. Plain arrays; the callers share the rows among threads.
#pragma once

#include <c10/util/BFloat16.h>

#include <cstddef>
#include <limits>
#include <vector>

namespace lesionlens::training {

// Values of a (rows, channels) array in memory: of an image, (N, H, W, C), the first three are
// rows.
struct ChannelSums {
  explicit ChannelSums(std::size_t channels) : first(channels), second(channels) {}
  std::vector<double> first, second;  // (C)
};

// A value is what lies between the limits, the nearer limit otherwise: an activation. NaN stays.
struct Limits {
  float low = -std::numeric_limits<float>::infinity();
  float high = std::numeric_limits<float>::infinity();
};

// What a channel's values are turned into while training: (value - mean) * factor + shift.
struct Normalisation {
  const float* mean;    // (C)
  const float* factor;  // (C)
  const float* shift;   // (C)
  Limits limits;        // of the result
};

// The tensors are float or BFloat16; all is computed in float.

// Adds the sums of values - pivot and of their squares. A pivot near the mean keeps the digits.
void add_moments(const float* values, std::size_t rows, const std::vector<float>& pivot,
                 ChannelSums& sums);
void add_moments(const c10::BFloat16* values, std::size_t rows, const std::vector<float>& pivot,
                 ChannelSums& sums);

void normalise_channels(const float* values, std::size_t rows, std::size_t channels,
                        const Normalisation& how, float* result);
void normalise_channels(const c10::BFloat16* values, std::size_t rows, std::size_t channels,
                        const Normalisation& how, c10::BFloat16* result);

// Adds the sums of `gradient`, that of the result, where the result lies between the limits, and of
// the same times values - mean.
void add_gradient_sums(const float* values, const float* gradient, std::size_t rows,
                       const Normalisation& how, ChannelSums& sums);
void add_gradient_sums(const c10::BFloat16* values, const c10::BFloat16* gradient, std::size_t rows,
                       const Normalisation& how, ChannelSums& sums);

// The gradient of the values, where the mean and the deviation that they were normalised with
// depend on them: factor * (gradient - constant) - slope * (value - mean); constant, slope: (C).
void gradient_through_norm(const float* values, const float* gradient, std::size_t rows,
                           std::size_t channels, const Normalisation& how, const float* constant,
                           const float* slope, float* result);
void gradient_through_norm(const c10::BFloat16* values, const c10::BFloat16* gradient,
                           std::size_t rows, std::size_t channels, const Normalisation& how,
                           const float* constant, const float* slope, c10::BFloat16* result);

// A step of Adam; see adam.cpp. All arrays: (count).
struct AdamStep {
  float first_share;                  // of this gradient in its running mean
  float second_memory, second_share;  // of what was and of this in the mean of its square
  float keep;                         // of the weight, 1 without decay
  float rate;                         // divided by what the first mean still lacks
  float size_factor;                  // 1 over that for the root of the second
  float epsilon;
};
void adam_step(const AdamStep& step, const float* gradient, std::size_t count, float* first,
               float* second, float* weight);

}  // namespace lesionlens::training
