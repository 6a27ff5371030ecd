// How a picture is varied while training: a new look at it in each epoch.
#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"
#include "image/preprocess.h"

namespace lesionlens::training {

// Each value is the greatest change; what is drawn lies evenly between minus and plus that, unless
// said otherwise. All that moves pixels is one affine warp with one resampling.
struct Augmentation {
  float rotation = 20;        // in degrees; 180 means any
  float width_shift = 0.1F;   // share of the width
  float height_shift = 0.1F;  // share of the height
  float shear = 10;           // in degrees
  float zoom = 0.15F;  // the part of the picture that is seen: side times 1 - zoom .. 1 + zoom
  float stretch = 0;   // width against height: times 1 / (1 + stretch) .. 1 + stretch
  bool horizontal_flip = true;  // half of the time
  bool vertical_flip = false;   // half of the time; a lesion has no up or down
  float brightness = 0.1F;      // every value times 1 - b .. 1 + b
  float contrast = 0.1F;        // distance from the picture's mean, likewise
  float saturation = 0.1F;      // distance from the pixel's own grey, likewise
  float white_balance = 0;      // red and blue, each times 1 - w .. 1 + w
  // Half of the views lose a rectangle of up to this share of their area, 1:3 to 3:1, wherever it
  // fits, to their mean colour (random erasing, Zhong et al. 2017); 0: none.
  float erase = 0;
};

// One view of `stored` for the network, (height, width, 3), normalised. The same `seed` gives the
// same view.
std::vector<float> augmented_view(const image::Image& stored, const image::Preprocessing& how,
                                  const Augmentation& augmentation, std::uint64_t seed);

}  // namespace lesionlens::training
