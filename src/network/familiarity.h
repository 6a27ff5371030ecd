// Whether a photo looks like those that the network learnt from; an everyday photo does not.
//
// The statistics of a photo are mean and deviation of each channel of the feature maps that the
// architecture watches (inference/map_statistics.h). Those of the training pictures, standardised,
// lie near a subspace of few dimensions: their principal components. A photo's distance is what is
// left of its statistics outside that subspace (the residual of Wang et al. 2022, "ViM", taken in
// the middle of the network instead of at its end). Only training pictures are needed to fit it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "network/architecture.h"

namespace lesionlens::network {

// How many of some pictures were refused as unfamiliar.
struct Refusals {
  std::string what;  // for people: "test pictures"
  std::int64_t pictures = 0;
  std::int64_t refused = 0;
};

struct Familiarity {
  std::vector<float> mean;        // (F), F as statistics_count says: of the training pictures
  std::vector<float> deviation;   // (F), above 0: likewise
  std::vector<float> components;  // (K, F) row by row, 1 <= K <= F: orthonormal
  float limit = 0;                // distances above it are unfamiliar; above 0
  std::vector<Refusals> measured;
};

// How many numbers are known of each photo: twice the watched layers' channels; 0 where an
// architecture watches none.
std::size_t statistics_count(const Architecture& architecture);

// Root mean square, over the F statistics, of what the components leave over, in standard
// deviations of the training pictures. `statistics` has as many numbers as `mean`.
double distance_of(const Familiarity& familiarity, std::span<const float> statistics);

}  // namespace lesionlens::network
