#include "network/quantisation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "support/reference_network.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)

double squared_error(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::pow(double{a[i]} - double{b[i]}, 2);
  return sum;
}

// What most programs do: the largest magnitude becomes the largest number.
std::vector<float> by_largest_magnitude(const std::vector<float>& values, int largest) {
  float magnitude = 0;
  for (const float value : values) magnitude = std::max(magnitude, std::abs(value));
  const float scale = magnitude / static_cast<float>(largest);
  std::vector<float> result;
  for (const float value : values) result.push_back(scale * std::round(value / scale));
  return result;
}

TEST(Quantise, WhatIsOnTheGridAlreadyStaysAsItIs) {
  const Tensor tensor{{2, 3}, {127, -64, 1, 0.5F, -63.5F, 0}};
  const QuantisedTensor quantised = quantise(tensor, largest_of_8_bits);
  EXPECT_EQ(quantised.shape, tensor.shape);
  EXPECT_EQ(quantised.numbers, (std::vector<std::int8_t>{127, -64, 1, 1, -127, 0}));
  EXPECT_EQ(quantised.scales, (std::vector<float>{1, 0.5F}));
  EXPECT_EQ(dequantise(quantised).values, tensor.values);
}

TEST(Quantise, EveryChannelKeepsItsOwnDigits) {
  Tensor tensor{{2, 200}, random_values(400, 1)};
  for (std::size_t i = 200; i < 400; ++i) tensor.values[i] *= 1e-6F;
  const Tensor back = dequantise(quantise(tensor, largest_of_8_bits));
  for (std::size_t i = 0; i < 400; ++i) {
    const double half_a_step = 0.5 / 127 * (i < 200 ? 1 : 1e-6);
    EXPECT_NEAR(back.values[i], tensor.values[i], 1.01 * half_a_step) << i;
  }
}

TEST(Quantise, LosesLessThanWithTheLargestMagnitudeAsTheScale) {
  // One value far out, as trained networks have them; the others must not pay for it.
  std::vector<float> values = random_values(1000, 2);
  values[500] = 4;
  for (const int largest : {largest_of_8_bits, largest_of_4_bits}) {
    const Tensor back = dequantise(quantise({{1, 1000}, values}, largest));
    EXPECT_LT(squared_error(back.values, values),
              squared_error(by_largest_magnitude(values, largest), values))
        << largest;
  }
  const Tensor coarse = dequantise(quantise({{1, 1000}, values}, largest_of_4_bits));
  EXPECT_LT(squared_error(coarse.values, values),
            0.5 * squared_error(by_largest_magnitude(values, largest_of_4_bits), values));
}

TEST(Quantise, AChannelOfZerosStaysZeroWithAScaleThatIsAllowed) {
  const QuantisedTensor quantised = quantise({{2, 2}, {0, 0, 1, -1}}, largest_of_4_bits);
  EXPECT_EQ(quantised.scales[0], 1);
  EXPECT_EQ(dequantise(quantised).values[0], 0);
}

TEST(Quantise, ExtremeMagnitudesGiveScalesThatAreAllowed) {
  constexpr float huge = std::numeric_limits<float>::max();
  constexpr float tiny = std::numeric_limits<float>::denorm_min();
  for (const int largest : {largest_of_8_bits, largest_of_4_bits}) {
    const QuantisedTensor quantised = quantise({{2, 2}, {huge, -huge, tiny, 0}}, largest);
    for (const float scale : quantised.scales) {
      EXPECT_GE(scale, smallest_scale);
      EXPECT_LE(scale, largest_scale);
    }
    for (const float value : dequantise(quantised).values) EXPECT_TRUE(std::isfinite(value));
  }
}

// By hand: -8 and 7 are 0 and 15, the first in the low half.
TEST(Nibbles, LieTwoInAByteTheFirstInTheLowHalf) {
  const std::vector<std::int8_t> numbers = {-8, 7, 1, -1, 0, 0};
  const std::vector<std::uint8_t> bytes = {0xF0, 0x79, 0x88};
  EXPECT_EQ(pack_nibbles(numbers), bytes);
  EXPECT_EQ(unpack_nibbles(bytes), numbers);
}

}  // namespace
}  // namespace lesionlens::tests
