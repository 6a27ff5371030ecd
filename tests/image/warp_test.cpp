#include "image/warp.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/pictures.h"

namespace lesionlens::tests {
namespace {

using image::Affine;
using image::Image;

TEST(Warp, IdentityKeepsEveryPixel) {
  const Image drawn = draw_lesion(20, 14);
  const std::vector<float> values = image::warp(drawn, Affine{}, 20, 14);
  for (std::size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i] * 255, drawn.pixels[i], 1e-3);
}

TEST(Warp, QuarterTurnMovesCornersAround) {
  const Image drawn = draw_lesion(16, 16);
  const Affine turn{.xx = 0, .xy = 1, .x0 = 0, .yx = -1, .yy = 0, .y0 = 0};  // source = (y, -x)
  const std::vector<float> values = image::warp(drawn, turn, 16, 16);
  EXPECT_NEAR(values[0] * 255, drawn.at(0, 15)[0], 1e-3);
  EXPECT_NEAR(values[15 * 3] * 255, drawn.at(0, 0)[0], 1e-3);
}

TEST(Warp, MirrorSwapsLeftAndRight) {
  const Image drawn = draw_lesion(16, 8);
  const std::vector<float> values = image::warp(drawn, Affine{.xx = -1}, 16, 8);
  EXPECT_NEAR(values[0] * 255, drawn.at(15, 0)[0], 1e-3);
}

TEST(Warp, HalfAPixelOfShiftIsTheMeanOfTwo) {
  Image two(2, 1);
  two.at(1, 0)[0] = 100;
  const std::vector<float> values = image::warp(two, Affine{.x0 = 0.5F}, 2, 1);
  EXPECT_NEAR(values[0] * 255, 50, 1e-3);
  EXPECT_NEAR(values[3] * 255, 100, 1e-3);  // half the last pixel, half its mirror image
}

TEST(Warp, FarOutsideIsStillAMirrorImage) {
  const Image drawn = draw_lesion(16, 16);
  const std::vector<float> values =
      image::warp(drawn, Affine{.x0 = 32 * 1000, .y0 = -32 * 1000}, 16, 16);  // whole periods
  for (std::size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i] * 255, drawn.pixels[i], 1e-2);
}

}  // namespace
}  // namespace lesionlens::tests
