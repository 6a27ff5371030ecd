#include "image/decode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/errors.h"
#include "support/pictures.h"
#include "support/progressive_jpeg.h"

namespace lesionlens::tests {
namespace {

using image::decode;
using image::Image;
using Bytes = std::vector<std::uint8_t>;

TEST(Decode, PngGivesTheVeryPixelsThatWereWritten) {
  const Image drawn = draw_lesion(61, 47);
  const Image decoded = decode(encode_png(drawn));
  EXPECT_EQ(decoded.width, 61);
  EXPECT_EQ(decoded.height, 47);
  EXPECT_EQ(decoded.pixels, drawn.pixels);
}

TEST(Decode, BaselineJpegComesCloseToTheDrawing) {
  const Image drawn = draw_lesion(120, 80);
  EXPECT_LT(mean_difference(decode(encode_jpeg(drawn)), drawn), 2.0);
}

TEST(Decode, ProgressiveJpegEqualsLibjpegsPixels) {
  const Image decoded = decode(progressive_jpeg);
  ASSERT_EQ(decoded.width, 24);
  ASSERT_EQ(decoded.height, 16);
  for (const ProgressivePixel& pixel : progressive_pixels) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      EXPECT_NEAR(decoded.at(pixel.x, pixel.y)[channel], pixel.rgb[channel], 4)
          << pixel.x << ", " << pixel.y;
    }
  }
}

TEST(Decode, TransparentPixelsAreLaidOverWhite) {
  constexpr int side = 16;
  Bytes rgba(side * side * 4);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    rgba[i] = 200;
    rgba[i + 3] = i % 8 == 0 ? 0 : 255;
  }
  const Image decoded = decode(encode_png_with_alpha(rgba, side, side));
  EXPECT_EQ(decoded.at(0, 0)[0], 255);
  EXPECT_EQ(decoded.at(0, 0)[1], 255);
  EXPECT_EQ(decoded.at(1, 0)[0], 200);
  EXPECT_EQ(decoded.at(1, 0)[1], 0);
}

// Where the drawing's top-left corner must lie in the stored picture so that `orientation` brings
// it upright: the stored picture is made by asking each stored pixel where EXIF says it is shown.
Image stored_for(const Image& upright, int orientation) {
  const bool swapped = orientation >= 5;
  Image stored(swapped ? upright.height : upright.width, swapped ? upright.width : upright.height);
  for (int row = 0; row < stored.height; ++row) {
    for (int column = 0; column < stored.width; ++column) {
      // EXIF 2.3, table of tag 0x0112: which side of the shown picture the stored rows and columns
      // start from.
      const int w = upright.width - 1;
      const int h = upright.height - 1;
      const std::array<std::array<int, 2>, 8> shown = {{{column, row},
                                                        {w - column, row},
                                                        {w - column, h - row},
                                                        {column, h - row},
                                                        {row, column},
                                                        {w - row, column},
                                                        {w - row, h - column},
                                                        {row, h - column}}};
      const auto& [x, y] = shown[static_cast<std::size_t>(orientation - 1)];
      std::copy_n(upright.at(x, y), 3, stored.at(column, row));
    }
  }
  return stored;
}

class ExifOrientation : public testing::TestWithParam<int> {};

TEST_P(ExifOrientation, EveryOrientationIsShownUpright) {
  const Image drawn = draw_lesion(96, 64);
  const Bytes jpeg = encode_jpeg(stored_for(drawn, GetParam()));
  for (const bool little_endian : {true, false}) {
    const Image decoded = decode(with_exif_orientation(jpeg, GetParam(), little_endian));
    EXPECT_LT(mean_difference(decoded, drawn), 2.0) << "little endian: " << little_endian;
  }
}
INSTANTIATE_TEST_SUITE_P(All, ExifOrientation, testing::Range(1, 9));

TEST(Decode, OrientationBeyondEightIsTakenAsUpright) {
  const Image drawn = draw_lesion(96, 64);
  EXPECT_LT(mean_difference(decode(with_exif_orientation(encode_jpeg(drawn), 9)), drawn), 2.0);
}

TEST(DecodeRefuses, AnEmptyFile) {
  expect_error(ErrorCode::image_empty, "empty", [] { decode({}); });
}

TEST(DecodeRefuses, TextThatIsCalledAPicture) {
  const std::string text = "Dear doctor, please find my photo attached.";
  expect_error(ErrorCode::image_unknown_format, "JPEG or PNG",
               [&] { decode(Bytes(text.begin(), text.end())); });
}

TEST(DecodeRefuses, AJpegThatIsCutOffAnywhere) {
  const Bytes whole = encode_jpeg(draw_lesion(64, 64));
  for (std::size_t length = 3; length < whole.size(); length += 7) {
    expect_error(ErrorCode::image_damaged, "JPEG", [&] { decode(std::span(whole).first(length)); });
  }
}

TEST(DecodeRefuses, APngThatIsCutOffAnywhere) {
  const Bytes whole = encode_png(draw_lesion(64, 64));
  // The last 12 bytes are the end chunk, which holds nothing.
  for (std::size_t length = 8; length + 12 < whole.size(); length += 101) {
    EXPECT_THROW(decode(std::span(whole).first(length)), Error) << length;
  }
}

TEST(DecodeRefuses, AGiantPngHeaderBeforeAnythingIsAllocated) {
  expect_error(ErrorCode::image_too_large, "30000 x 30000",
               [] { decode(png_header_only(30'000, 30'000)); });
  expect_error(ErrorCode::image_too_large, "4294967295",
               [] { decode(png_header_only(0xFFFFFFFF, 0xFFFFFFFF)); });
}

TEST(DecodeRefuses, AGiantJpegHeaderBeforeAnythingIsAllocated) {
  Bytes jpeg = encode_jpeg(draw_lesion(32, 32));
  const std::array<std::uint8_t, 2> start_of_frame = {0xFF, 0xC0};
  const auto frame =
      std::search(jpeg.begin(), jpeg.end(), start_of_frame.begin(), start_of_frame.end());
  ASSERT_NE(frame, jpeg.end());
  for (const int offset : {5, 6, 7, 8}) frame[offset] = 0xFF;
  expect_error(ErrorCode::image_too_large, "65535 x 65535", [&] { decode(jpeg); });
}

TEST(DecodeRefuses, APictureOfOnePixel) {
  expect_error(ErrorCode::image_too_small, "1 x 1", [] { decode(encode_png(Image(1, 1))); });
}

TEST(DecodeRefuses, AFileWithTooManyBytes) {
  const image::DecodeLimits limits{.max_bytes = 1000};
  expect_error(ErrorCode::image_too_large, "MiB", [&] { decode(Bytes(1001), limits); });
}

TEST(DecodeRefuses, APngHeaderWithoutASize) {
  expect_error(ErrorCode::image_damaged, "damaged", [] { decode(png_header_only(0, 100)); });
}

// Neither a crash nor an endless loop, whatever the bytes; run under the sanitizers this is a small
// fuzzer.
TEST(Decode, SurvivesFilesWithDamageAnywhere) {
  const std::array<Bytes, 4> files = {
      encode_jpeg(draw_lesion(40, 40)), encode_png(draw_lesion(40, 40)),
      with_exif_orientation(encode_jpeg(draw_lesion(40, 40)), 6), progressive_jpeg};
  std::uint32_t state = 1;
  const auto random = [&state] { return (state = state * 1664525U + 1013904223U) >> 8; };
  for (const Bytes& file : files) {
    for (int round = 0; round < 300; ++round) {
      Bytes damaged = file;
      for (int hits = 0; hits < 3; ++hits)
        damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
      try {
        const Image picture = decode(damaged);
        EXPECT_EQ(picture.pixels.size(), static_cast<std::size_t>(picture.width) *
                                             static_cast<std::size_t>(picture.height) * 3);
      } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::internal);
      }
    }
  }
}

}  // namespace
}  // namespace lesionlens::tests
