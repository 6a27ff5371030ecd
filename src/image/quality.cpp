#include "image/quality.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lesionlens::image {
namespace {

// ---- the limits, all of them: see docs/quality.md ----

constexpr int least_region_side = 100;  // pixels; the smallest training pictures have 150
constexpr double darkest = 0.22;        // mean luma
constexpr double largest_dark_share = 0.45;
constexpr double largest_bright_share = 0.25;
constexpr double least_sharpness = 0.4;
// A lesion is cut off where much of its rim lies on the edge and its centre is far off the middle:
// large lesions reach the edges, too, but on all sides.
constexpr double largest_cut = 0.8;
constexpr double largest_offset = 0.75;

constexpr int assessed_side = 144;  // below that of the smallest training pictures
constexpr int outlined_side = 48;

constexpr double black = 0.06;  // luma below it holds no detail
constexpr double white = 0.97;  // values above it hold none, in the darkest of the three channels

using Plane = std::vector<float>;  // (assessed_side, assessed_side)

// One pass of the binomial filter (1 4 6 4 1) / 16, whose variance is one pixel's, along an axis
// whose neighbours lie `step` apart.
Plane smoothed_along(const Plane& plane, int step) {
  constexpr int side = assessed_side;
  Plane result(plane.size());
  for (int i = 0; i < side * side; ++i) {
    const int place = i / step % side;
    const auto at = [&](int offset) {
      const int moved = std::clamp(place + offset, 0, side - 1);
      return plane[static_cast<std::size_t>(i + (moved - place) * step)];
    };
    result[static_cast<std::size_t>(i)] = (at(-2) + at(2) + 4 * (at(-1) + at(1)) + 6 * at(0)) / 16;
  }
  return result;
}

Plane smoothed(const Plane& plane, int passes) {
  Plane result = plane;
  for (int pass = 0; pass < passes; ++pass)
    result = smoothed_along(smoothed_along(result, 1), assessed_side);
  return result;
}

double energy_between(const Plane& a, const Plane& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto difference = static_cast<double>(a[i] - b[i]);
    sum += difference * difference;
  }
  return sum / static_cast<double>(a.size());
}

// Bands between Gaussians of deviation 0 and 1, and of 1 and 2 pixels.
double sharpness_of(const Plane& luma) {
  const Plane once = smoothed(luma, 1);
  const double fine = energy_between(luma, once);
  const double coarse = energy_between(once, smoothed(once, 3));
  // Of a plain surface there is nothing to tell; rounding to 8 bits makes as much as this.
  constexpr double nothing = 1e-6;
  return fine / (coarse + nothing);
}

}  // namespace

std::string_view name_of(QualityFinding finding) {
  switch (finding) {
    case QualityFinding::too_dark:
      return "too-dark";
    case QualityFinding::too_bright:
      return "too-bright";
    case QualityFinding::blurred:
      return "blurred";
    case QualityFinding::too_small:
      return "too-small";
    case QualityFinding::lesion_out_of_frame:
      return "lesion-out-of-frame";
  }
  return "";
}

Quality assess(const Image& image, const Region& region) {
  const std::vector<float> pixels = resize_to_floats(image, region, assessed_side, assessed_side);
  Quality q;
  q.side = std::min(region.width, region.height);
  Plane luma;
  double squares = 0;
  for (std::size_t i = 0; i < pixels.size(); i += 3) {
    const float value = 0.2126F * pixels[i] + 0.7152F * pixels[i + 1] + 0.0722F * pixels[i + 2];
    const float darkest_channel = std::min({pixels[i], pixels[i + 1], pixels[i + 2]});
    luma.push_back(value);
    q.brightness += static_cast<double>(value);
    squares += static_cast<double>(value) * static_cast<double>(value);
    q.dark_share += static_cast<double>(value) < black ? 1 : 0;
    q.bright_share += static_cast<double>(darkest_channel) > white ? 1 : 0;
  }
  const auto count = static_cast<double>(luma.size());
  q.brightness /= count;
  q.contrast = std::sqrt(std::max(0.0, squares / count - q.brightness * q.brightness));
  q.dark_share /= count;
  q.bright_share /= count;
  q.sharpness = sharpness_of(luma);
  q.lesion = find_lesion(resize(image, region, outlined_side, outlined_side));
  q.findings = findings_of(q);
  return q;
}

std::vector<QualityFinding> findings_of(const Quality& q) {
  const auto found = [&](QualityFinding finding) {
    switch (finding) {
      case QualityFinding::too_dark:
        return q.brightness < darkest || q.dark_share > largest_dark_share;
      case QualityFinding::too_bright:
        return q.bright_share > largest_bright_share;
      case QualityFinding::blurred:
        return q.sharpness < least_sharpness;
      case QualityFinding::too_small:
        return q.side < least_region_side;
      case QualityFinding::lesion_out_of_frame:
        return q.lesion && q.lesion->cut > largest_cut && q.lesion->offset > largest_offset;
    }
    return false;
  };
  std::vector<QualityFinding> findings;
  std::copy_if(all_findings.begin(), all_findings.end(), std::back_inserter(findings), found);
  return findings;
}

}  // namespace lesionlens::image
