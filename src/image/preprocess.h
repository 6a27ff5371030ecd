// Upright picture -> the numbers that a network reads. What to do stands in the weights file, so a
// network is always fed as it was trained.
#pragma once

#include <array>
#include <vector>

#include "image/image.h"
#include "image/resize.h"

namespace lesionlens::image {

struct Preprocessing {
  int width = 224;  // of the network's input, in pixels
  int height = 224;
  Crop crop = Crop::centre_square;
  std::array<float, 3> mean = {0.5F, 0.5F, 0.5F};       // of R, G, B, on the scale 0..1
  std::array<float, 3> deviation = {0.5F, 0.5F, 0.5F};  // of R, G, B, on the scale 0..1
};

// (pixels of R, G, B interleaved, values in [0, 1]) -> (value - mean) / deviation, in place.
void normalise(std::vector<float>& interleaved, const Preprocessing& how);

// -> (1, height, width, 3), normalised. Of what `how.crop` says, or of `region`, wholly inside.
std::vector<float> preprocess(const Image& image, const Preprocessing& how);
std::vector<float> preprocess(const Image& image, const Region& region, const Preprocessing& how);

}  // namespace lesionlens::image
