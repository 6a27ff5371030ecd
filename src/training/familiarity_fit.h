// Fits network::Familiarity: principal components of what a network's feature maps give of its
// training pictures, and the limit from validation pictures, which they were not fitted to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "files/data_set.h"
#include "network/familiarity.h"

namespace lesionlens::training {

using Statistics = std::vector<std::vector<float>>;  // (pictures, F)

struct FamiliarityOptions {
  double refused = 0.015;  // of the validation pictures: the limit is that quantile, in (0, 1)
  int components = 48;     // at most; fewer where there are few training pictures
};

// Throws options_invalid where there are fewer than two training pictures or no validation picture.
network::Familiarity fit_familiarity(const Statistics& training, const Statistics& validation,
                                     const FamiliarityOptions& options = {});

struct FamiliarityPictures {
  std::vector<files::LabelledFile> training;
  std::vector<files::LabelledFile> validation;
  // What to count refusals of besides, by the name that the weights file is to give it.
  struct Others {
    std::string what;
    std::vector<files::LabelledFile> files;
  };
  std::vector<Others> others;
};

// Told how many pictures are done; never from two threads at once.
using FamiliarityProgress = std::function<void(std::size_t done, std::size_t total)>;

// The same weights file, able to tell familiar photos, with how many pictures it refuses. Files
// that cannot be read are passed over. Runs on all cores; the result does not depend on their
// number. Throws options_invalid for an architecture that watches no layers, what read_weights
// throws, and what fit_familiarity throws.
std::vector<std::uint8_t> with_fitted_familiarity(std::span<const std::uint8_t> weights_file,
                                                  const FamiliarityPictures& pictures,
                                                  const FamiliarityOptions& options,
                                                  const FamiliarityProgress& progress = {});

}  // namespace lesionlens::training
