#include "image/resize.h"

#include <gtest/gtest.h>

#include <vector>

#include "image/preprocess.h"
#include "support/errors.h"
#include "support/pictures.h"

namespace lesionlens::tests {
namespace {

using image::Crop;
using image::Image;

TEST(Resize, SameSizeKeepsEveryPixel) {
  const Image drawn = draw_lesion(40, 30);
  EXPECT_EQ(image::resize(drawn, {0, 0, 40, 30}, 40, 30).pixels, drawn.pixels);
}

TEST(Resize, AnEvenColourStaysThatColour) {
  Image even(97, 53);
  for (std::size_t i = 0; i < even.pixels.size(); i += 3) {
    even.pixels[i] = 10;
    even.pixels[i + 1] = 128;
    even.pixels[i + 2] = 250;
  }
  for (const int side : {7, 224}) {
    const std::vector<float> values = image::resize_to_floats(even, {0, 0, 97, 53}, side, side);
    for (std::size_t i = 0; i < values.size(); i += 3) {
      ASSERT_NEAR(values[i] * 255, 10, 1e-3);
      ASSERT_NEAR(values[i + 1] * 255, 128, 1e-3);
      ASSERT_NEAR(values[i + 2] * 255, 250, 1e-3);
    }
  }
}

// A resizer without antialiasing would pick black or white.
TEST(Resize, FineStripesBecomeGreyWhenShrunk) {
  Image stripes(256, 256);
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) {
      for (int channel = 0; channel < 3; ++channel)
        stripes.at(x, y)[channel] = x % 2 == 0 ? 255 : 0;
    }
  }
  const std::vector<float> values = image::resize_to_floats(stripes, {0, 0, 256, 256}, 32, 32);
  for (int row = 0; row < 32; ++row) {
    for (int column = 1; column < 31;
         ++column) {  // the outermost columns lean on the repeated edge
      ASSERT_NEAR(values[static_cast<std::size_t>(row * 32 + column) * 3], 0.5F, 0.01F);
    }
  }
}

// Twice as large by a triangle filter: weights 3/4 and 1/4 between neighbours, edges repeated.
TEST(Resize, EnlargingInterpolatesLinearly) {
  Image two(2, 1);
  two.at(1, 0)[0] = 200;
  const std::vector<float> values = image::resize_to_floats(two, {0, 0, 2, 1}, 4, 1);
  EXPECT_NEAR(values[0] * 255, 0, 1e-3);
  EXPECT_NEAR(values[3] * 255, 50, 1e-3);
  EXPECT_NEAR(values[6] * 255, 150, 1e-3);
  EXPECT_NEAR(values[9] * 255, 200, 1e-3);
}

TEST(Crop, CentreSquareIsTheLargestSquareInTheMiddle) {
  const image::Region wide = image::region_of(Image(100, 40), Crop::centre_square);
  EXPECT_EQ(wide.left, 30);
  EXPECT_EQ(wide.top, 0);
  EXPECT_EQ(wide.width, 40);
  EXPECT_EQ(wide.height, 40);
  EXPECT_EQ(image::region_of(Image(40, 100), Crop::centre_square).top, 30);
}

TEST(Crop, StretchIsTheWholePicture) {
  const image::Region whole = image::region_of(Image(100, 40), Crop::stretch);
  EXPECT_EQ(whole.width, 100);
  EXPECT_EQ(whole.height, 40);
}

TEST(Crop, NamesRoundTripAndOthersAreRefused) {
  EXPECT_EQ(image::crop_named("centre-square"), Crop::centre_square);
  EXPECT_EQ(image::crop_named("stretch"), Crop::stretch);
  expect_error(ErrorCode::options_invalid, "'circle'", [] { image::crop_named("circle"); });
}

TEST(Preprocess, CropsResizesAndNormalises) {
  Image sides(300, 100);  // grey, with red and blue wings that the crop must not see
  for (int y = 0; y < 100; ++y) {
    for (int x = 0; x < 300; ++x) {
      for (int channel = 0; channel < 3; ++channel) sides.at(x, y)[channel] = 51;
      if (x < 90) sides.at(x, y)[0] = 255;
      if (x >= 210) sides.at(x, y)[2] = 255;
    }
  }
  const image::Preprocessing how{.width = 10,
                                 .height = 10,
                                 .crop = Crop::centre_square,
                                 .mean = {0.1F, 0.2F, 0.3F},
                                 .deviation = {0.5F, 0.25F, 1.0F}};
  const std::vector<float> tensor = image::preprocess(sides, how);
  ASSERT_EQ(tensor.size(), 300U);
  for (std::size_t i = 0; i < tensor.size(); i += 3) {  // 51 / 255 = 0.2
    ASSERT_NEAR(tensor[i], (0.2 - 0.1) / 0.5, 1e-5);
    ASSERT_NEAR(tensor[i + 1], 0, 1e-5);
    ASSERT_NEAR(tensor[i + 2], (0.2 - 0.3) / 1.0, 1e-5);
  }
}

}  // namespace
}  // namespace lesionlens::tests
