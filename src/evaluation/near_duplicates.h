// Pictures that look the same: a lesion that stands in two parts makes figures flatter, and copies
// may bear different names.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "files/data_set.h"
#include "image/perceptual_hash.h"

namespace lesionlens::evaluation {

struct HashedPicture {
  std::string file;
  image::PerceptualHash hash;
};

// Reads the files on all cores, in their order; those that cannot be read are passed over.
std::vector<HashedPicture> hash_pictures(
    const std::vector<files::LabelledFile>& files,
    const std::function<void(std::size_t done, std::size_t total)>& progress = {});

// Hashes that differ in at most so many of their 256 bits count as the same picture. Of 10,937
// photos of lesions (59.8 million pairs) two of different lesions differed in 40 bits at least;
// copies recompressed at quality 40, shrunk to two thirds or brightened by 15 % in 28 at most.
inline constexpr int near_duplicate_bits = 32;

struct NearDuplicate {
  std::string file;
  std::string other;  // that it looks like most
  int distance = 0;   // in bits
};

// Of `pictures` those that look like one of `others`, the most alike first. Compares all with all:
// 10,000 with 10,000 take about a second.
std::vector<NearDuplicate> near_duplicates(const std::vector<HashedPicture>& pictures,
                                           const std::vector<HashedPicture>& others);

}  // namespace lesionlens::evaluation
