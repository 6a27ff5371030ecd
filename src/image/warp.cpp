#include "image/warp.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace lesionlens::image {
namespace {

// ... 2 1 0 | 0 1 2 ... n-1 | n-1 n-2 ...
int mirrored(int index, int size) {
  const int period = 2 * size;
  int folded = index % period;
  if (folded < 0) folded += period;
  return folded < size ? folded : period - 1 - folded;
}

}  // namespace

std::vector<float> warp(const Image& image, const Affine& a, int width, int height) {
  std::vector<float> result(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  float* out = result.data();
  for (int row = 0; row < height; ++row) {
    const float y = static_cast<float>(row) + 0.5F - static_cast<float>(height) / 2;
    for (int column = 0; column < width; ++column, out += 3) {
      const float x = static_cast<float>(column) + 0.5F - static_cast<float>(width) / 2;
      const float source_x =
          a.xx * x + a.xy * y + a.x0 + static_cast<float>(image.width) / 2 - 0.5F;
      const float source_y =
          a.yx * x + a.yy * y + a.y0 + static_cast<float>(image.height) / 2 - 0.5F;
      const float left = std::floor(source_x);
      const float top = std::floor(source_y);
      const float fx = source_x - left;
      const float fy = source_y - top;
      const int x0 = mirrored(static_cast<int>(left), image.width);
      const int x1 = mirrored(static_cast<int>(left) + 1, image.width);
      const int y0 = mirrored(static_cast<int>(top), image.height);
      const int y1 = mirrored(static_cast<int>(top) + 1, image.height);
      const std::array<const std::uint8_t*, 4> corner = {image.at(x0, y0), image.at(x1, y0),
                                                         image.at(x0, y1), image.at(x1, y1)};
      for (std::size_t channel = 0; channel < 3; ++channel) {
        const float upper = static_cast<float>(corner[0][channel]) * (1 - fx) +
                            static_cast<float>(corner[1][channel]) * fx;
        const float lower = static_cast<float>(corner[2][channel]) * (1 - fx) +
                            static_cast<float>(corner[3][channel]) * fx;
        out[channel] = (upper * (1 - fy) + lower * fy) / 255;
      }
    }
  }
  return result;
}

}  // namespace lesionlens::image
