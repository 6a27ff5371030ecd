// Bytes of a JPEG (baseline or progressive, ITU-T T.81) or PNG (ISO/IEC 15948) file -> upright RGB
// pixels.
//
// All limits are checked on the header, before a single pixel is allocated. A file that ends before
// its picture does is refused: stb_image would fill the missing part with grey, and a verdict on
// grey would be a silent wrong answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "image/image.h"

namespace lesionlens::image {

struct DecodeLimits {
  std::size_t max_bytes = 128u << 20;  // of the file
  std::int64_t max_pixels =
      64'000'000;         // width times height; phones of today make 48 to 50 million
  int max_side = 32'768;  // in pixels
  int min_side = 16;      // in pixels; below it there is nothing to judge
};

// Throws Error: image_empty, image_unknown_format, image_damaged, image_too_large, image_too_small.
// EXIF orientation is honoured: what comes back is upright. Transparent pixels are laid over white.
Image decode(std::span<const std::uint8_t> bytes, const DecodeLimits& limits = {});

// RGBA pixels, (height, width, 4), not premultiplied -> RGB as a viewer shows them on a white page.
Image over_white(std::span<const std::uint8_t> rgba, int width, int height);

// The same limits for pixels that somebody else decoded. Throws image_too_large or image_too_small.
void check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits = {});

}  // namespace lesionlens::image
