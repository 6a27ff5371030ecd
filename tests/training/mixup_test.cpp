#include "training/mixup.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lesionlens::tests {
namespace {

using training::own_share;
using training::partner_of;

TEST(Mixup, PartnersAreOneAnothers) {
  for (const std::size_t count : {1U, 2U, 7U, 32U}) {
    for (std::size_t row = 0; row < count; ++row) {
      const std::size_t partner = partner_of(row, count);
      ASSERT_LT(partner, count);
      EXPECT_EQ(partner_of(partner, count), row);
      EXPECT_EQ(own_share(0.4F, row, count, 5), own_share(0.4F, partner, count, 5));
    }
  }
}

TEST(Mixup, TheMiddleOfAnOddBatchStaysAsItIs) { EXPECT_EQ(own_share(0.4F, 3, 7, 1), 1.0F); }

TEST(Mixup, SharesAreTheLargerPartOfABetaDistribution) {
  for (const double strength : {0.1, 0.4, 1.0}) {
    constexpr int draws = 20000;
    double squares = 0;
    for (int i = 0; i < draws; ++i) {
      const double share =
          own_share(static_cast<float>(strength), 0, 2, static_cast<std::uint64_t>(i));
      ASSERT_GE(share, 0.5);
      ASSERT_LE(share, 1);
      squares += (share - 0.5) * (share - 0.5);
    }
    // The variance of Beta(s, s) is 1 / (4 (2 s + 1)), and folding at the mean does not change it.
    EXPECT_NEAR(squares / draws, 1 / (4 * (2 * strength + 1)), 0.002) << strength;
  }
}

TEST(Mixup, EveryBatchDrawsAnew) {
  EXPECT_NE(own_share(0.4F, 0, 8, 1), own_share(0.4F, 0, 8, 2));
  EXPECT_NE(own_share(0.4F, 0, 8, 1), own_share(0.4F, 1, 8, 1));
}

}  // namespace
}  // namespace lesionlens::tests
