// What has to be known of a JPEG file before stb_image decodes it: its size, its EXIF orientation,
// and whether it is all there.
#pragma once

#include <cstdint>
#include <span>

namespace lesionlens::image {

struct JpegStructure {
  int width = 0;  // in pixels as stored, before turning upright; 0 where no frame header was found
  int height = 0;
  int exif_orientation = 1;  // 1..8 as in EXIF 2.3, tag 0x0112; 1 is upright
  bool complete = false;     // the end-of-image marker follows the last scan
};

bool looks_like_jpeg(std::span<const std::uint8_t> bytes);

// Walks the markers; never reads past the end, never throws, whatever the bytes are.
JpegStructure read_jpeg_structure(std::span<const std::uint8_t> bytes);

}  // namespace lesionlens::image
