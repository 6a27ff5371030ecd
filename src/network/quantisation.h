// Weights as small integers: a matrix or kernel is stored as whole numbers of 8 or 4 bits, with one
// scale for each output channel (its first axis). Symmetric, so that zero stays zero: value = scale
// * number (Jacob et al. 2018, section 2; per channel as in Krishnamoorthi 2018, section 3.1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "network/tensor.h"

namespace lesionlens::network {

struct QuantisedTensor {
  std::vector<std::int64_t> shape;
  std::vector<std::int8_t> numbers;  // row-major; those of 4 bits lie in [-8, 7]
  std::vector<float> scales;         // (shape[0]), in smallest_scale..largest_scale
};

// Numbers that are read have room for so many more: XNNPACK wants some bytes behind the end, and a
// vector that has to move holds twice its memory.
inline constexpr std::size_t spare_room = 256;

using QuantisedTensors = std::map<std::string, QuantisedTensor>;

// Of a scale: neither a value nor a bias divided by its scale, as XNNPACK wants it, may become
// infinite.
inline constexpr float smallest_scale = 1e-30F;
inline constexpr float largest_scale = std::numeric_limits<float>::max() / 128;

inline constexpr int largest_of_8_bits = 127;
inline constexpr int largest_of_4_bits = 7;

// Numbers in [-largest, largest]; the largest magnitude of a channel becomes `largest`. What
// rounding takes from one value is given to the next (error diffusion, Floyd and Steinberg 1976,
// along the channel), so that the errors of neighbours cancel: they are multiplied with inputs that
// are alike, the pixels under a kernel. It costs up to a whole step for one value instead of half
// of one, and the network's answer moves by about half as much. A scale that leaves the least
// squared error by cutting off large values moved it more. `tensor` has at least one axis and
// finite values.
QuantisedTensor quantise(const Tensor& tensor, int largest);

Tensor dequantise(const QuantisedTensor& tensor);

// Two numbers a byte: each plus 8, the first in the low half. An even count of numbers in [-8, 7].
std::vector<std::uint8_t> pack_nibbles(const std::vector<std::int8_t>& numbers);
std::vector<std::int8_t> unpack_nibbles(std::span<const std::uint8_t> bytes);

}  // namespace lesionlens::network
