#include "training/schedule.h"

#include <gtest/gtest.h>

namespace lesionlens::tests {
namespace {

using training::Plateau;
using training::Schedule;
using training::step_factor;

TEST(Schedule, CosineWarmsUpOverFourPercentAndEndsAtZero) {
  EXPECT_DOUBLE_EQ(step_factor(Schedule::cosine, 0, 100), 0.25);
  EXPECT_DOUBLE_EQ(step_factor(Schedule::cosine, 3, 100), 1);
  EXPECT_DOUBLE_EQ(step_factor(Schedule::cosine, 52, 100), 0.5);
  EXPECT_NEAR(step_factor(Schedule::cosine, 100, 100), 0, 1e-12);
  EXPECT_EQ(step_factor(Schedule::constant, 50, 100), 1);
}

TEST(Schedule, PlateauLowersAfterItsPatienceAndNotBelowTheLeast) {
  Plateau plateau({.factor = 0.1, .patience = 2, .smallest = 0.05, .least_gain = 0.01});
  EXPECT_EQ(plateau.after(1.0), 1);
  EXPECT_EQ(plateau.after(0.995), 1) << "too small a gain counts as none";
  EXPECT_DOUBLE_EQ(plateau.after(1.2), 0.1);
  EXPECT_DOUBLE_EQ(plateau.after(0.5), 0.1) << "a gain keeps the rate";
  plateau.after(0.6);
  EXPECT_DOUBLE_EQ(plateau.after(0.6), 0.05);
}

}  // namespace
}  // namespace lesionlens::tests
