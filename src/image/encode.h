// Pixels -> the bytes of a picture file, for reports and sheets. Native only.
#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace lesionlens::image {

// Baseline JPEG (ITU-T T.81); quality 1..100.
std::vector<std::uint8_t> encode_jpeg(const Image& picture, int quality);

// Lossless, 8 bits a channel (ISO/IEC 15948).
std::vector<std::uint8_t> encode_png(const Image& picture);

}  // namespace lesionlens::image
