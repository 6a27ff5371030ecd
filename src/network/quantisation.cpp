#include "network/quantisation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace lesionlens::network {
namespace {

using Channel = std::span<const float>;

// `inverse` is 1 / scale.
float nearest(float value, float inverse, float largest) {
  const float number = std::clamp(value * inverse, -largest, largest);
  return static_cast<float>(static_cast<int>(number + (number < 0 ? -0.5F : 0.5F)));
}

// In lanes, so that the compiler may compute several at once.
double squared_error(Channel channel, float scale, float largest) {
  constexpr std::size_t lanes = 8;
  std::array<float, lanes> sums{};
  const float inverse = 1 / scale;
  const auto error = [&](float value) {
    const float rest = value - scale * nearest(value, inverse, largest);
    return rest * rest;
  };
  const std::size_t whole = channel.size() - channel.size() % lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += error(channel[i + lane]);
  }
  for (std::size_t i = whole; i < channel.size(); ++i) sums[0] += error(channel[i]);
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

// With the whole numbers given, the best scale is a projection: sum(value * number) /
// sum(number^2).
float projected_scale(Channel channel, float scale, float largest) {
  const float inverse = 1 / scale;
  double products = 0;
  double squares = 0;
  for (const float value : channel) {
    const float number = nearest(value, inverse, largest);
    products += static_cast<double>(value * number);
    squares += static_cast<double>(number * number);
  }
  return squares > 0 ? static_cast<float>(products / squares) : scale;
}

// From no value cut off down to a fifth of the range, then the projection.
float best_scale(Channel channel, float largest) {
  float magnitude = 0;
  for (const float value : channel) magnitude = std::max(magnitude, std::abs(value));
  if (magnitude == 0) return 1;
  const auto usable = [](float scale) { return std::clamp(scale, smallest_scale, largest_scale); };
  float best = usable(magnitude / largest);
  double least = squared_error(channel, best, largest);
  const auto consider = [&](float scale) {
    const double error = squared_error(channel, scale, largest);
    if (error < least) {
      least = error;
      best = scale;
    }
  };
  constexpr int steps = 32;
  for (int step = 1; step <= steps; ++step) {
    const float range = 1 - 0.8F * static_cast<float>(step) / steps;
    consider(usable(range * magnitude / largest));
  }
  consider(usable(projected_scale(channel, best, largest)));
  return best;
}

}  // namespace

QuantisedTensor quantise(const Tensor& tensor, int largest) {
  QuantisedTensor result{tensor.shape, std::vector<std::int8_t>(tensor.values.size()), {}};
  const auto channels = static_cast<std::size_t>(tensor.shape.front());
  const std::size_t size = channels == 0 ? 0 : tensor.values.size() / channels;
  const auto limit = static_cast<float>(largest);
  for (std::size_t c = 0; c < channels; ++c) {
    const Channel channel = Channel(tensor.values).subspan(c * size, size);
    const float scale = best_scale(channel, limit);
    result.scales.push_back(scale);
    for (std::size_t i = 0; i < size; ++i) {
      result.numbers[c * size + i] =
          static_cast<std::int8_t>(nearest(channel[i], 1 / scale, limit));
    }
  }
  return result;
}

Tensor dequantise(const QuantisedTensor& tensor) {
  Tensor result{tensor.shape, std::vector<float>(tensor.numbers.size())};
  const std::size_t channels = tensor.scales.size();
  const std::size_t size = channels == 0 ? 0 : tensor.numbers.size() / channels;
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t i = c * size; i < (c + 1) * size; ++i)
      result.values[i] = tensor.scales[c] * static_cast<float>(tensor.numbers[i]);
  }
  return result;
}

std::vector<std::uint8_t> pack_nibbles(const std::vector<std::int8_t>& numbers) {
  std::vector<std::uint8_t> bytes(numbers.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>((numbers[2 * i] + 8) | (numbers[2 * i + 1] + 8) << 4);
  }
  return bytes;
}

std::vector<std::int8_t> unpack_nibbles(std::span<const std::uint8_t> bytes) {
  std::vector<std::int8_t> numbers(2 * bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    numbers[2 * i] = static_cast<std::int8_t>((bytes[i] & 15) - 8);
    numbers[2 * i + 1] = static_cast<std::int8_t>((bytes[i] >> 4) - 8);
  }
  return numbers;
}

}  // namespace lesionlens::network
