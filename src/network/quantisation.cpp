#include "network/quantisation.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace lesionlens::network {
namespace {

using Channel = std::span<const float>;

float scale_of(Channel channel, float largest) {
  float magnitude = 0;
  for (const float value : channel) magnitude = std::max(magnitude, std::abs(value));
  return magnitude == 0 ? 1 : std::clamp(magnitude / largest, smallest_scale, largest_scale);
}

}  // namespace

QuantisedTensor quantise(const Tensor& tensor, int largest) {
  QuantisedTensor result{tensor.shape, std::vector<std::int8_t>(tensor.values.size()), {}};
  const auto channels = static_cast<std::size_t>(tensor.shape.front());
  const std::size_t size = channels == 0 ? 0 : tensor.values.size() / channels;
  const auto limit = static_cast<float>(largest);
  for (std::size_t c = 0; c < channels; ++c) {
    const Channel channel = Channel(tensor.values).subspan(c * size, size);
    const float scale = scale_of(channel, limit);
    result.scales.push_back(scale);
    float carried = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const float wanted = channel[i] + carried;
      const float number = std::clamp(std::round(wanted / scale), -limit, limit);
      carried = wanted - scale * number;
      result.numbers[c * size + i] = static_cast<std::int8_t>(number);
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
  std::vector<std::int8_t> numbers;
  numbers.reserve(2 * bytes.size() + spare_room);
  numbers.resize(2 * bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    numbers[2 * i] = static_cast<std::int8_t>((bytes[i] & 15) - 8);
    numbers[2 * i + 1] = static_cast<std::int8_t>((bytes[i] >> 4) - 8);
  }
  return numbers;
}

}  // namespace lesionlens::network
