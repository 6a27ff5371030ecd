#include "training/sampler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace lesionlens::tests {
namespace {

using training::epoch_order;
using training::shown_shares;

std::vector<int> labels(std::size_t common, std::size_t rare) {
  std::vector<int> all(common, 0);
  all.insert(all.end(), rare, 1);
  return all;
}

TEST(Sampler, WithoutBalanceEachPictureIsShownOnceInAnotherOrder) {
  auto order = epoch_order(labels(30, 10), 2, 0, 1);
  EXPECT_NE(order, epoch_order(labels(30, 10), 2, 0, 2));
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(order[i], i);
}

TEST(Sampler, SharesAreCountsToAPower) {
  // 900 : 100 -> 30 : 10 with balance 0.5.
  EXPECT_THAT(shown_shares({900, 100}, 0.5),
              testing::ElementsAre(testing::DoubleEq(0.75), testing::DoubleEq(0.25)));
  EXPECT_THAT(shown_shares({900, 100}, 1),
              testing::ElementsAre(testing::DoubleEq(0.5), testing::DoubleEq(0.5)));
  EXPECT_EQ(shown_shares({5, 0}, 1)[1], 0);
}

TEST(Sampler, RareClassesAreShownTheirShareEachPictureAboutAsOften) {
  const auto order = epoch_order(labels(90, 10), 2, 1, 5);
  ASSERT_EQ(order.size(), 100U);
  std::map<std::size_t, int> times;
  for (const std::size_t i : order) ++times[i];
  int rare = 0;
  for (std::size_t i = 90; i < 100; ++i) {
    EXPECT_EQ(times[i], 5);
    rare += times[i];
  }
  EXPECT_EQ(rare, 50);
  for (std::size_t i = 0; i < 90; ++i) EXPECT_LE(times[i], 1);
}

TEST(Sampler, ASmallClassIsNotForgottenAndTheTotalHolds) {
  std::vector<int> seven(97, 0);
  for (int label = 1; label < 7; ++label) seven.push_back(label);
  const auto order = epoch_order(seven, 7, 0.5, 1);
  EXPECT_EQ(order.size(), seven.size());
  for (std::size_t i = 97; i < 103; ++i) EXPECT_THAT(order, testing::Contains(i));
}

}  // namespace
}  // namespace lesionlens::tests
