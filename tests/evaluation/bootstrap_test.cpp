// How resampling behaves where the answer is known from theory.

#include "evaluation/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

// 100 lesions of `pictures` pictures each, all pictures of every other lesion being "right".
struct Sample {
  std::vector<std::string> groups;
  std::vector<double> right;
};
Sample sample(int pictures) {
  Sample s;
  for (int lesion = 0; lesion < 100; ++lesion) {
    for (int i = 0; i < pictures; ++i) {
      s.groups.push_back("lesion " + std::to_string(lesion));
      s.right.push_back(lesion % 2);
    }
  }
  return s;
}

FiguresOfResample share_of(const Sample& s) {
  return [&s](Multiplicities times) {
    double sum = 0;
    double count = 0;
    for (std::size_t i = 0; i < s.right.size(); ++i) {
      const double weight = times.empty() ? 1 : times[i];
      sum += weight * s.right[i];
      count += weight;
    }
    return std::vector<double>{sum / count};
  };
}

TEST(Bootstrap, AShareMovesAsTheBinomialDistributionSays) {
  // Half of 100 lesions: standard error 0.05, so 0.5 +- 1.96 * 0.05.
  const Sample s = sample(1);
  const Interval interval = bootstrap_intervals(s.groups, {4000, 1}, share_of(s))[0];
  EXPECT_NEAR(interval.low, 0.402, 0.012);
  EXPECT_NEAR(interval.high, 0.598, 0.012);
}

TEST(Bootstrap, MorePicturesOfTheSameLesionsMakeNothingSurer) {
  // 400 pictures taken one by one would give 0.5 +- 0.049.
  const Sample s = sample(4);
  const Interval interval = bootstrap_intervals(s.groups, {4000, 1}, share_of(s))[0];
  EXPECT_NEAR(interval.low, 0.402, 0.012);
  EXPECT_NEAR(interval.high, 0.598, 0.012);
}

TEST(Bootstrap, TheSeedDecides) {
  const Sample s = sample(1);
  const Interval first = bootstrap_intervals(s.groups, {50, 7}, share_of(s))[0];
  const Interval again = bootstrap_intervals(s.groups, {50, 7}, share_of(s))[0];
  const Interval other = bootstrap_intervals(s.groups, {50, 8}, share_of(s))[0];
  EXPECT_EQ(first.low, again.low);
  EXPECT_EQ(first.high, again.high);
  EXPECT_FALSE(first.low == other.low && first.high == other.high);
}

TEST(Bootstrap, EachResampleDrawsAsManyLesionsAsThereAre) {
  const std::vector<std::string> groups = {"a", "a", "b", "c", "c", "c"};
  bootstrap_intervals(groups, {100, 1}, [](Multiplicities times) {
    if (!times.empty()) {
      EXPECT_EQ(times[0], times[1]);
      EXPECT_EQ(times[3], times[5]);
      EXPECT_EQ(times[0] + times[2] + times[3], 3U);
    }
    return std::vector<double>{1};
  });
}

TEST(Bootstrap, NoIntervalWhereTheFigureIsOftenUndefinedOrNothingIsResampled) {
  const std::vector<std::string> groups = {"a", "b"};
  // Undefined in about a quarter of the resamples: those without "a".
  const auto figure = [](Multiplicities times) {
    const bool there = times.empty() || times[0] > 0;
    return std::vector<double>{there ? 1 : std::numeric_limits<double>::quiet_NaN(), 2};
  };
  const std::vector<Interval> intervals = bootstrap_intervals(groups, {200, 1}, figure);
  EXPECT_TRUE(std::isnan(intervals[0].low));
  EXPECT_EQ(intervals[1].low, 2);
  EXPECT_TRUE(std::isnan(bootstrap_intervals(groups, {0, 1}, figure)[1].high));
}

}  // namespace
}  // namespace lesionlens::tests
