#include "image/orientation.h"

#include <algorithm>
#include <utility>

namespace lesionlens::image {

Image upright(Image stored, int exif_orientation) {
  if (exif_orientation < 2 || exif_orientation > 8) return stored;
  // EXIF names the side where the stored row 0 and column 0 lie; read as a coordinate change it is:
  // swap the axes (5..8), then mirror the columns, the rows, or both.
  const bool swap_axes = exif_orientation >= 5;
  const bool mirror_x = exif_orientation == 2 || exif_orientation == 3 || exif_orientation == 6 ||
                        exif_orientation == 7;
  const bool mirror_y = exif_orientation == 3 || exif_orientation == 4 || exif_orientation == 7 ||
                        exif_orientation == 8;
  Image result(swap_axes ? stored.height : stored.width, swap_axes ? stored.width : stored.height);
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x) {
      int source_x = mirror_x ? result.width - 1 - x : x;
      int source_y = mirror_y ? result.height - 1 - y : y;
      if (swap_axes) std::swap(source_x, source_y);
      std::copy_n(stored.at(source_x, source_y), 3, result.at(x, y));
    }
  }
  return result;
}

}  // namespace lesionlens::image
