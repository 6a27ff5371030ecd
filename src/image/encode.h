// Pixels -> the bytes of a JPEG file, for pictures that go into a report. Native only.
#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace lesionlens::image {

// Baseline JPEG (ITU-T T.81); quality 1..100.
std::vector<std::uint8_t> encode_jpeg(const Image& picture, int quality);

}  // namespace lesionlens::image
