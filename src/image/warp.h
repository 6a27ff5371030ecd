// One affine look at a picture with one bilinear resampling: turn, mirror, zoom and shift at once.
#pragma once

#include <vector>

#include "image/image.h"

namespace lesionlens::image {

// From the output's pixels to the source's, both with their origin in the middle of the picture:
// source_x = xx * x + xy * y + x0, source_y = yx * x + yy * y + y0.
struct Affine {
  float xx = 1, xy = 0, x0 = 0;
  float yx = 0, yy = 1, y0 = 0;
};

// -> (height, width, 3), values in [0, 1]. What lies outside the picture is its mirror image. There
// is no antialiasing: the source should be no more than about one and a half times as fine as the
// output.
std::vector<float> warp(const Image& image, const Affine& to_source, int width, int height);

}  // namespace lesionlens::image
