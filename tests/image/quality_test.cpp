// Pictures drawn to be good, and spoilt one way at a time. How many real ones are refused:
// docs/quality.md.
#include "image/quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "support/pictures.h"

namespace lesionlens::tests {
namespace {

using image::Image;
using image::Quality;
using image::QualityFinding;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Skin with a dark disc; sizes are shares of the side.
struct Spot {
  double x = 0.5, y = 0.5;
  double radius = 0.2;
};

// Fine lines, as of skin's furrows and hair, run through all of it.
Image skin_with(const Spot& spot, int side = 300) {
  Image picture(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double u = (x + 0.5) / side;
      const double v = (y + 0.5) / side;
      const bool inside = std::hypot(u - spot.x, v - spot.y) < spot.radius;
      const double furrow = std::fmod(u + 0.37 * v, 0.06) < 0.012 ? -25 : 0;
      const auto value = [&](double skin, double lesion) {
        return static_cast<std::uint8_t>((inside ? lesion : skin) + furrow);
      };
      std::uint8_t* pixel = picture.at(x, y);
      pixel[0] = value(220, 110);
      pixel[1] = value(170, 70);
      pixel[2] = value(150, 55);
    }
  }
  return picture;
}

Quality whole(const Image& picture) {
  return image::assess(picture, {0, 0, picture.width, picture.height});
}

Image times(Image picture, double gain) {
  for (std::uint8_t& value : picture.pixels)
    value = static_cast<std::uint8_t>(std::min(255.0, value * gain));
  return picture;
}

// Down to so few pixels and up again.
Image blurred(const Image& picture, int pixels) {
  const image::Region all = {0, 0, picture.width, picture.height};
  const Image small = image::resize(picture, all, pixels, pixels);
  return image::resize(small, {0, 0, pixels, pixels}, picture.width, picture.height);
}

TEST(Quality, AGoodPictureHasNoFindings) { EXPECT_THAT(whole(skin_with({})).findings, IsEmpty()); }

TEST(Quality, ADarkPictureIsTooDark) {
  EXPECT_THAT(whole(times(skin_with({}), 0.2)).findings, Contains(QualityFinding::too_dark));
}

TEST(Quality, AnOverExposedPictureIsTooBright) {
  EXPECT_THAT(whole(times(skin_with({}), 3)).findings, Contains(QualityFinding::too_bright));
}

TEST(Quality, ABlurredPictureIsBlurred) {
  EXPECT_THAT(whole(blurred(skin_with({}), 20)).findings, ElementsAre(QualityFinding::blurred));
}

TEST(Quality, APlainSurfaceIsBlurredForThereIsNothingToSee) {
  Image plain(200, 200);
  std::fill(plain.pixels.begin(), plain.pixels.end(), std::uint8_t{150});
  EXPECT_THAT(whole(plain).findings, ElementsAre(QualityFinding::blurred));
}

TEST(Quality, AFewPixelsAreTooFew) {
  const Quality quality = whole(skin_with({}, 60));
  EXPECT_EQ(quality.side, 60);
  EXPECT_THAT(quality.findings, Contains(QualityFinding::too_small));
}

TEST(Quality, ALesionMostlyOutsideIsOutOfFrameOnEverySide) {
  for (const Spot& spot : {Spot{-0.1, 0.5, 0.3}, Spot{1.1, 0.5, 0.3}, Spot{0.5, -0.1, 0.3},
                           Spot{0.5, 1.1, 0.3}, Spot{1.1, 1.1, 0.4}})
    EXPECT_THAT(whole(skin_with(spot)).findings, ElementsAre(QualityFinding::lesion_out_of_frame))
        << spot.x << ", " << spot.y;
}

TEST(Quality, ALesionThatOnlyComesNearTheEdgeIsInFrame) {
  EXPECT_THAT(whole(skin_with({0.7, 0.5, 0.2})).findings, IsEmpty());
}

TEST(Quality, ALesionThatFillsTheFrameIsNotOutOfIt) {
  EXPECT_THAT(whole(skin_with({0.5, 0.5, 0.55})).findings, IsEmpty());
}

TEST(Quality, SkinWithoutALesionHasNoOutline) {
  const Quality quality = whole(skin_with({5, 5, 0.1}));
  EXPECT_FALSE(quality.lesion);
  EXPECT_THAT(quality.findings, Not(Contains(QualityFinding::lesion_out_of_frame)));
}

TEST(Quality, MeasuresDoNotDependOnTheNumberOfPixels) {
  const Quality small = whole(skin_with({}, 300));
  const Quality large = whole(skin_with({}, 1500));
  EXPECT_NEAR(large.brightness, small.brightness, 0.01);
  EXPECT_NEAR(large.contrast, small.contrast, 0.01);
  EXPECT_NEAR(large.sharpness, small.sharpness, 0.15 * small.sharpness);
}

TEST(Quality, SharpnessFallsWithBlurAndNotWithLight) {
  const Image sharp = skin_with({});
  const double before = whole(sharp).sharpness;
  EXPECT_LT(whole(blurred(sharp, 100)).sharpness, before);
  EXPECT_LT(whole(blurred(sharp, 50)).sharpness, whole(blurred(sharp, 100)).sharpness);
  EXPECT_NEAR(whole(times(sharp, 0.6)).sharpness, before, 0.1 * before);
}

TEST(Quality, OnlyTheRegionCounts) {
  Image picture(400, 200);  // black, but for the right half
  const Image good = skin_with({}, 200);
  for (int y = 0; y < 200; ++y) std::copy_n(good.at(0, y), 600, picture.at(200, y));
  EXPECT_THAT(image::assess(picture, {200, 0, 200, 200}).findings, IsEmpty());
  EXPECT_THAT(image::assess(picture, {0, 0, 200, 200}).findings,
              Contains(QualityFinding::too_dark));
}

// By hand: half the pixels are black, half white.
TEST(Quality, LightIsMeasuredInShares) {
  Image picture(200, 200);
  std::fill_n(picture.at(0, 100), 3 * 200 * 100, std::uint8_t{255});
  const Quality quality = whole(picture);
  EXPECT_NEAR(quality.brightness, 0.5, 0.01);
  EXPECT_NEAR(quality.contrast, 0.5, 0.01);
  EXPECT_NEAR(quality.dark_share, 0.5, 0.01);
  EXPECT_NEAR(quality.bright_share, 0.5, 0.01);
}

}  // namespace
}  // namespace lesionlens::tests
