// The end of a network: from its last feature map to the logits.
//
// Two things are read off there besides the logits: the last feature map, for the activation map,
// and the features, the numbers that the last dense layer decides by, for how familiar a photo is.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>

#include "network/architecture.h"

namespace lesionlens::network {

// Indices into the architecture's layers.
struct Head {
  // The last layer whose output still has places, (H, W, C): the activation of the last
  // convolution, before any pooling.
  std::size_t feature_map = 0;
  std::size_t features = 0;     // the layer whose output the last dense layer reads
  std::size_t first_dense = 0;  // reads the map, pooled or flattened
  std::size_t last_dense = 0;   // yields the logits; the first one, or the one after it
  // Where there are two: the values between which the activation between them lets a gradient
  // through.
  float passes_above = -std::numeric_limits<float>::infinity();
  float passes_below = std::numeric_limits<float>::infinity();
};

// Nothing where a network ends otherwise: in other layers than max pooling, then global average
// pooling or flattening, then one dense layer or two.
std::optional<Head> head_of(const Architecture& architecture);

}  // namespace lesionlens::network
