#include "image/lesion_outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace lesionlens::image {
namespace {

constexpr int levels = 256;

// Spots stand out by green and blue light, which both pigment and blood take away.
std::vector<std::uint8_t> shades(const Image& picture) {
  std::vector<std::uint8_t> result;
  for (std::size_t i = 0; i < picture.pixels.size(); i += 3)
    result.push_back(
        static_cast<std::uint8_t>((picture.pixels[i + 1] + picture.pixels[i + 2]) / 2));
  return result;
}

struct Separation {
  int threshold = 0;      // shades below it are the dark class
  double difference = 0;  // of the classes' means, in shades
  double explained = 0;   // of the variance, by the two classes, in [0, 1]
};

// Otsu 1979: the threshold between the two classes that explain most of the variance.
Separation separate(const std::vector<std::uint8_t>& shades) {
  std::array<double, levels> counts{};
  double total = 0;
  double squares = 0;
  for (const std::uint8_t shade : shades) {
    ++counts[shade];
    total += shade;
    squares += static_cast<double>(shade) * shade;
  }
  const auto all = static_cast<double>(shades.size());
  const double variance = squares / all - (total / all) * (total / all);
  Separation best;
  double dark = 0;
  double dark_total = 0;
  for (int threshold = 1; threshold < levels; ++threshold) {
    const auto below = static_cast<std::size_t>(threshold) - 1;
    dark += counts[below];
    dark_total += counts[below] * static_cast<double>(below);
    if (dark == 0 || dark == all) continue;
    const double difference = (total - dark_total) / (all - dark) - dark_total / dark;
    const double explained =
        variance > 0 ? dark / all * (1 - dark / all) * difference * difference / variance : 0;
    if (explained > best.explained) best = {threshold, difference, explained};
  }
  return best;
}

// The indices of the largest set of dark places that hang together by their sides.
std::vector<int> largest_part(const std::vector<std::uint8_t>& shades, int threshold, int width) {
  const int count = static_cast<int>(shades.size());
  std::vector<bool> open(shades.size());
  for (std::size_t i = 0; i < shades.size(); ++i) open[i] = shades[i] < threshold;
  const auto take = [&](int place, std::vector<int>& part) {
    if (!open[static_cast<std::size_t>(place)]) return;
    open[static_cast<std::size_t>(place)] = false;
    part.push_back(place);
  };
  std::vector<int> largest;
  for (int start = 0; start < count; ++start) {
    std::vector<int> part;
    take(start, part);
    for (std::size_t next = 0; next < part.size(); ++next) {
      const int place = part[next];
      if (place % width > 0) take(place - 1, part);
      if (place % width < width - 1) take(place + 1, part);
      if (place >= width) take(place - width, part);
      if (place + width < count) take(place + width, part);
    }
    if (part.size() > largest.size()) largest = std::move(part);
  }
  return largest;
}

}  // namespace

std::optional<LesionOutline> find_lesion(const Image& square) {
  const std::vector<std::uint8_t> shade = shades(square);
  const Separation separation = separate(shade);
  // Shades; below it, skin's own unevenness is as strong.
  constexpr double least_difference = 18;
  constexpr double least_explained = 0.5;
  if (separation.difference < least_difference || separation.explained < least_explained)
    return std::nullopt;
  const std::vector<int> part = largest_part(shade, separation.threshold, square.width);
  const auto size = static_cast<double>(part.size());
  double x_sum = 0;
  double y_sum = 0;
  double on_edge = 0;
  for (const int place : part) {
    const int x = place % square.width;
    const int y = place / square.width;
    x_sum += x + 0.5;
    y_sum += y + 0.5;
    if (x == 0 || y == 0 || x == square.width - 1 || y == square.height - 1) ++on_edge;
  }
  const double x_offset = 2 * x_sum / size / square.width - 1;
  const double y_offset = 2 * y_sum / size / square.height - 1;
  return LesionOutline{size / static_cast<double>(shade.size()),
                       std::max(std::abs(x_offset), std::abs(y_offset)), on_edge / std::sqrt(size)};
}

}  // namespace lesionlens::image
