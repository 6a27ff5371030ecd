#include "image/perceptual_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "image/decode.h"
#include "image/orientation.h"
#include "image/resize.h"
#include "support/pictures.h"

namespace lesionlens::tests {
namespace {

using image::distance;
using image::Image;
using image::perceptual_hash;

constexpr int alike = 32;  // as evaluation::near_duplicate_bits

TEST(PerceptualHash, IsTheSameForTheSamePicture) {
  const Image picture = draw_lesion(200, 150);
  EXPECT_EQ(perceptual_hash(picture), perceptual_hash(draw_lesion(200, 150)));
  EXPECT_EQ(distance(perceptual_hash(picture), perceptual_hash(picture)), 0);
}

TEST(PerceptualHash, BearsCompressionSizeAndBrightness) {
  const Image picture = draw_lesion(200, 150);
  const image::PerceptualHash hash = perceptual_hash(picture);
  const Image compressed = image::decode(encode_jpeg(picture, 40));
  EXPECT_LE(distance(hash, perceptual_hash(compressed)), alike);
  const Image smaller = image::resize(picture, {0, 0, 200, 150}, 120, 90);
  EXPECT_LE(distance(hash, perceptual_hash(smaller)), alike);
  Image darker = picture;
  for (std::uint8_t& value : darker.pixels) value = static_cast<std::uint8_t>(value * 0.8);
  EXPECT_LE(distance(hash, perceptual_hash(darker)), alike);
}

TEST(PerceptualHash, TellsPicturesAndTurnsApart) {
  const Image picture = draw_lesion(200, 150);
  const image::PerceptualHash hash = perceptual_hash(picture);
  EXPECT_GT(distance(hash, perceptual_hash(draw_lesion(200, 150, 5))), alike);
  EXPECT_GT(distance(hash, perceptual_hash(image::upright(picture, 3))), alike);
}

TEST(PerceptualHash, FollowsTheSignOfAFrequency) {
  // A single cosine along x: frequency 3 is far above the median, its negative far below.
  const auto wave = [](double sign) {
    Image picture(64, 64);
    for (int y = 0; y < 64; ++y) {
      for (int x = 0; x < 64; ++x) {
        const double value = 128 + sign * 100 * std::cos(3.14159265358979 / 64 * (x + 0.5) * 3);
        std::fill_n(picture.at(x, y), 3, static_cast<std::uint8_t>(value));
      }
    }
    return perceptual_hash(picture);
  };
  EXPECT_EQ(wave(1).bits[0] >> 3 & 1U, 1U);
  EXPECT_EQ(wave(-1).bits[0] >> 3 & 1U, 0U);
}

}  // namespace
}  // namespace lesionlens::tests
