// How good a network was measured to be, out of the figures in its weights file.
#pragma once

#include <cstdint>
#include <optional>

#include "network/weights_file.h"

namespace lesionlens::network {

// Of the call at the weights' threshold, on labelled pictures that they had not learnt from.
struct Measured {
  double sensitivity = 0;  // each in [0, 1]
  double specificity = 0;
  double auc = 0;
  std::int64_t pictures = 0;
  std::int64_t malignant_pictures = 0;  // of these
};

// Nothing where the file does not say, or says it of another threshold.
std::optional<Measured> measured_of(const Metadata& metadata);

}  // namespace lesionlens::network
