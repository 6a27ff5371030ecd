#include "image/perceptual_hash.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "image/resize.h"

namespace lesionlens::image {
namespace {

constexpr std::size_t side = 32;         // of the small picture, in pixels
constexpr std::size_t frequencies = 16;  // kept, along each axis

using Small = std::array<float, side * side>;
using Spectrum = std::array<float, frequencies * frequencies>;

// Brightness (ITU-R BT.601 luma), rows from the top.
Small small_grey(const Image& picture) {
  const std::vector<float> pixels =
      resize_to_floats(picture, {0, 0, picture.width, picture.height}, static_cast<int>(side),
                       static_cast<int>(side));
  Small grey{};
  for (std::size_t i = 0; i < grey.size(); ++i)
    grey[i] = 0.299F * pixels[3 * i] + 0.587F * pixels[3 * i + 1] + 0.114F * pixels[3 * i + 2];
  return grey;
}

// cos(pi / side * (x + 1/2) * k), by k and x.
const std::array<float, frequencies * side>& cosines() {
  static const auto table = [] {
    std::array<float, frequencies * side> values{};
    for (std::size_t k = 0; k < frequencies; ++k) {
      for (std::size_t x = 0; x < side; ++x) {
        values[k * side + x] = static_cast<float>(std::cos(
            std::numbers::pi / side * (static_cast<double>(x) + 0.5) * static_cast<double>(k)));
      }
    }
    return values;
  }();
  return table;
}

// The lowest frequencies of the discrete cosine transform (type II), along rows, then columns.
Spectrum spectrum_of(const Small& grey) {
  const auto& cosine = cosines();
  std::array<float, side * frequencies> by_row{};
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t k = 0; k < frequencies; ++k) {
      for (std::size_t x = 0; x < side; ++x)
        by_row[y * frequencies + k] += grey[y * side + x] * cosine[k * side + x];
    }
  }
  Spectrum spectrum{};
  for (std::size_t k = 0; k < frequencies; ++k) {
    for (std::size_t y = 0; y < side; ++y) {
      for (std::size_t j = 0; j < frequencies; ++j)
        spectrum[k * frequencies + j] += by_row[y * frequencies + j] * cosine[k * side + y];
    }
  }
  return spectrum;
}

}  // namespace

PerceptualHash perceptual_hash(const Image& picture) {
  const Spectrum spectrum = spectrum_of(small_grey(picture));
  // The first is the mean brightness: it says nothing of what is to be seen.
  std::vector<float> sorted(spectrum.begin() + 1, spectrum.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  PerceptualHash hash;
  for (std::size_t i = 1; i < spectrum.size(); ++i) {
    if (spectrum[i] > *middle) hash.bits[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  return hash;
}

int distance(const PerceptualHash& a, const PerceptualHash& b) {
  int count = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i) count += std::popcount(a.bits[i] ^ b.bits[i]);
  return count;
}

}  // namespace lesionlens::image
