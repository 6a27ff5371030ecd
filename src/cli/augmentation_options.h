// The options that say how pictures are varied; the same for `train` and `augment`.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "training/augmentation.h"

namespace lesionlens::cli {

struct AugmentationOverrides {
  std::optional<float> rotation, width_shift, height_shift, shear, zoom, stretch, brightness,
      contrast, saturation, white_balance, erase;
  std::optional<bool> horizontal_flip, vertical_flip;
};

void add_augmentation_options(CLI::App& command, AugmentationOverrides& overrides);

void override_augmentation(training::Augmentation& augmentation,
                           const AugmentationOverrides& overrides);

}  // namespace lesionlens::cli
