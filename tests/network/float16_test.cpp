#include "network/float16.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lesionlens::tests {
namespace {

using network::float_from_half;
using network::half_from_float;

TEST(Float16, EveryHalfSurvivesTheWayThereAndBack) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    const float value = float_from_half(half);
    if (std::isnan(value)) {
      EXPECT_TRUE(std::isnan(float_from_half(half_from_float(value))));
    } else {
      EXPECT_EQ(half_from_float(value), half) << value;
    }
  }
}

// Values from IEEE 754-2008, binary16.
TEST(Float16, KnownValues) {
  EXPECT_EQ(float_from_half(0x3C00), 1.0F);
  EXPECT_EQ(float_from_half(0xC000), -2.0F);
  EXPECT_EQ(float_from_half(0x7BFF), 65504.0F);
  EXPECT_EQ(float_from_half(0x0001), 0x1p-24F);
  EXPECT_EQ(float_from_half(0x0400), 0x1p-14F);
  EXPECT_TRUE(std::signbit(float_from_half(0x8000)));
}

TEST(Float16, RoundsToNearestTiesToEven) {
  EXPECT_EQ(half_from_float(1 + 0x1p-11F),
            0x3C00);  // half way between 1 and the next: even is below
  EXPECT_EQ(half_from_float(1 + 3 * 0x1p-11F), 0x3C02);         // half way: even is above
  EXPECT_EQ(half_from_float(1 + 0x1p-11F + 0x1p-20F), 0x3C01);  // just above half way
  EXPECT_EQ(half_from_float(0x1p-25F), 0x0000);  // half the least subnormal: even is zero
  EXPECT_EQ(half_from_float(0x1p-25F * 1.5F), 0x0001);
}

TEST(Float16, WhatIsTooLargeBecomesInfinity) {
  EXPECT_EQ(half_from_float(65519.0F), 0x7BFF);
  EXPECT_EQ(half_from_float(65520.0F), 0x7C00);
  EXPECT_EQ(half_from_float(-1e30F), 0xFC00);
  EXPECT_EQ(half_from_float(std::numeric_limits<float>::infinity()), 0x7C00);
}

}  // namespace
}  // namespace lesionlens::tests
