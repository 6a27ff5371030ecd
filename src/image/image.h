// A decoded picture: 8-bit RGB, rows from the top, no padding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lesionlens::image {

struct Image {
  int width = 0;                     // in pixels
  int height = 0;                    // in pixels
  std::vector<std::uint8_t> pixels;  // (height, width, 3), sRGB, 0..255

  Image() = default;
  Image(int width_, int height_)
      : width(width_),
        height(height_),
        pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 3) {}

  // The first of the three bytes of the pixel in column x and row y.
  std::uint8_t* at(int x, int y) { return pixels.data() + offset(x, y); }
  const std::uint8_t* at(int x, int y) const { return pixels.data() + offset(x, y); }

 private:
  std::size_t offset(int x, int y) const {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
            static_cast<std::size_t>(x)) *
           3;
  }
};

}  // namespace lesionlens::image
