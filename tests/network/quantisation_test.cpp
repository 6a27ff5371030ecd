#include "network/quantisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "support/reference_network.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)

// The largest sum of errors over a run of values that begins at the first.
double largest_drift(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += double{a[i]} - double{b[i]};
    largest = std::max(largest, std::abs(sum));
  }
  return largest;
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
    const double step = (i < 200 ? 1 : 1e-6) / 127;
    EXPECT_NEAR(back.values[i], tensor.values[i], 1.01 * step) << i;
  }
}

TEST(Quantise, ErrorsOfNeighboursCancel) {
  const std::vector<float> values = random_values(2000, 2);
  for (const int largest : {largest_of_8_bits, largest_of_4_bits}) {
    const QuantisedTensor quantised = quantise({{1, 2000}, values}, largest);
    const float scale = quantised.scales[0];
    std::vector<float> rounded;
    for (const float value : values) rounded.push_back(scale * std::round(value / scale));
    EXPECT_LT(largest_drift(dequantise(quantised).values, values), 0.51 * scale) << largest;
    EXPECT_GT(largest_drift(rounded, values), 5 * scale) << "plain rounding drifts";
  }
}

TEST(Quantise, AChannelDoesNotInheritTheErrorOfTheOneBefore) {
  const QuantisedTensor quantised = quantise({{2, 3}, {7, 0.4F, 0, 7, 0.4F, 0}}, largest_of_4_bits);
  EXPECT_EQ(quantised.numbers, (std::vector<std::int8_t>{7, 0, 0, 7, 0, 0}));
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
