// Pictures that the tests draw themselves, and the files they make of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "image/image.h"

namespace lesionlens::tests {

// A skin-coloured gradient with a dark spot off the middle: no symmetry, so a turned picture is
// another picture.
image::Image draw_lesion(int width, int height, int variant = 0);

std::vector<std::uint8_t> encode_jpeg(const image::Image& image, int quality = 92);  // baseline
std::vector<std::uint8_t> encode_png(const image::Image& image);

// RGBA pixels, (height, width, 4).
std::vector<std::uint8_t> encode_png_with_alpha(const std::vector<std::uint8_t>& rgba, int width,
                                                int height);

// The JPEG file with an EXIF block behind its first marker that says `orientation`; byte order as
// asked.
std::vector<std::uint8_t> with_exif_orientation(const std::vector<std::uint8_t>& jpeg,
                                                int orientation, bool little_endian = true);

// The signature and header of a PNG picture of this size, and nothing behind them.
std::vector<std::uint8_t> png_header_only(std::uint32_t width, std::uint32_t height);

// Mean absolute difference over all values, on the scale 0..255. Infinite where the sizes differ.
double mean_difference(const image::Image& a, const image::Image& b);

}  // namespace lesionlens::tests
