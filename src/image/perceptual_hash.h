// 256 bits that say how a picture looks from afar, so that copies are found again: recompressed,
// resized, a little brighter. Another crop, a turn or a flip gives another hash.
#pragma once

#include <array>
#include <cstdint>

#include "image/image.h"

namespace lesionlens::image {

struct PerceptualHash {
  std::array<std::uint64_t, 4> bits{};
  bool operator==(const PerceptualHash&) const = default;
};

// The signs, about their median, of the 16 x 16 lowest frequencies of the picture's brightness at
// 32 x 32 (discrete cosine transform; Zauner 2010, with 256 bits instead of 64, since photos of
// lesions resemble one another).
PerceptualHash perceptual_hash(const Image& picture);

// Bits that differ, 0 to 256; about 128 for pictures that have nothing in common.
int distance(const PerceptualHash& a, const PerceptualHash& b);

}  // namespace lesionlens::image
