#include "training/contact_sheet.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lesionlens::training {
namespace {

constexpr int gap = 4;  // pixels

// view: (height, width, 3), values in [0, 1].
void paste(image::Image& sheet, const std::vector<float>& view, int left, int top, int width,
           int height) {
  for (int y = 0; y < height; ++y) {
    const float* row = view.data() + static_cast<std::ptrdiff_t>(y) * width * 3;
    std::transform(row, row + static_cast<std::ptrdiff_t>(width) * 3, sheet.at(left, top + y),
                   [](float value) { return static_cast<std::uint8_t>(std::lround(value * 255)); });
  }
}

}  // namespace

image::Image contact_sheet(const image::Image& stored, const image::Preprocessing& how,
                           const Augmentation& augmentation, int columns, int rows,
                           std::uint64_t seed) {
  image::Preprocessing plain = how;
  plain.mean = {0, 0, 0};
  plain.deviation = {1, 1, 1};
  image::Image sheet(columns * (how.width + gap) - gap, rows * (how.height + gap) - gap);
  std::fill(sheet.pixels.begin(), sheet.pixels.end(), std::uint8_t{255});
  for (int i = 0; i < columns * rows; ++i) {
    const std::vector<float> view =
        i == 0 ? image::preprocess(stored, plain)
               : augmented_view(stored, plain, augmentation, seed + static_cast<std::uint64_t>(i));
    paste(sheet, view, i % columns * (how.width + gap), i / columns * (how.height + gap), how.width,
          how.height);
  }
  return sheet;
}

}  // namespace lesionlens::training
