// Turns and mirrors a picture as its EXIF orientation asks (EXIF 2.3, tag 0x0112).
#pragma once

#include "image/image.h"

namespace lesionlens::image {

// `exif_orientation` is 1..8; anything else counts as 1 (upright already).
Image upright(Image stored, int exif_orientation);

}  // namespace lesionlens::image
