// The one resampler of the project, for training, evaluation and the page alike: stb_image_resize2
// with a triangle filter that widens when the picture shrinks (antialiasing), edges clamped, on
// sRGB values as they are. Browsers' own resizers differ from one another, so none of them is used.
#pragma once

#include <string_view>
#include <vector>

#include "image/image.h"

namespace lesionlens::image {

enum class Crop {
  centre_square,  // the largest square in the middle; the sides beyond it are not seen
  stretch,        // the whole picture, its aspect ratio given up
};

std::string_view name_of(Crop crop);     // "centre-square", "stretch"
Crop crop_named(std::string_view name);  // throws options_invalid

// A part of a picture, in pixels.
struct Region {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  bool operator==(const Region&) const = default;
};

Region region_of(const Image& image, Crop crop);

// Of a region that somebody names, in pixels: as of a whole picture.
inline constexpr int least_side = 16;

// Throws region_invalid where `region` is no square, smaller than that, or not wholly inside.
void check_square(const Region& region, const Image& image);

// (height, width, 3), values in [0, 1].
std::vector<float> resize_to_floats(const Image& image, const Region& region, int width,
                                    int height);

// (height, width, 3), 8 bits a channel.
Image resize(const Image& image, const Region& region, int width, int height);

}  // namespace lesionlens::image
