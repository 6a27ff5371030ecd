#include "training/augmentation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "image/warp.h"

namespace lesionlens::training {
namespace {

// Draws of its own, because the distributions of the standard library differ between libraries.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  // In [-1, 1).
  float even() { return static_cast<float>(engine_() >> 40) * 0x1p-23F - 1.0F; }
  // In [0, 1).
  float share() { return (even() + 1) / 2; }
  bool coin() { return (engine_() >> 63) != 0; }

 private:
  std::mt19937_64 engine_;
};

constexpr float radians = std::numbers::pi_v<float> / 180;

image::Affine draw_affine(Draw& draw, const image::Image& stored, const image::Preprocessing& how,
                          const Augmentation& a) {
  const image::Region region = image::region_of(stored, how.crop);
  const float zoom = 1 + a.zoom * draw.even();
  const float scale_x = static_cast<float>(region.width) / static_cast<float>(how.width) * zoom;
  const float scale_y = static_cast<float>(region.height) / static_cast<float>(how.height) * zoom;
  const float wider = std::pow(1 + a.stretch, draw.even() / 2);
  const float angle = a.rotation * draw.even() * radians;
  const float slant = std::tan(a.shear * draw.even() * radians);
  const float mirror_x = a.horizontal_flip && draw.coin() ? -1.0F : 1.0F;
  const float mirror_y = a.vertical_flip && draw.coin() ? -1.0F : 1.0F;
  // From the view's pixels: mirrored, slanted, turned, and last scaled, so that a picture that is
  // not square is turned as it was seen.
  const float cos = std::cos(angle);
  const float sin = std::sin(angle);
  const float to_x = scale_x * wider;
  const float to_y = scale_y / wider;
  image::Affine affine;
  affine.xx = to_x * cos * mirror_x;
  affine.xy = to_x * (cos * slant - sin) * mirror_y;
  affine.yx = to_y * sin * mirror_x;
  affine.yy = to_y * (sin * slant + cos) * mirror_y;
  affine.x0 = a.width_shift * draw.even() * static_cast<float>(region.width);
  affine.y0 = a.height_shift * draw.even() * static_cast<float>(region.height);
  return affine;
}

float grey(const float* rgb) {
  return 0.299F * rgb[0] + 0.587F * rgb[1] + 0.114F * rgb[2];
}  // ITU-R BT.601

void vary_colour(Draw& draw, std::vector<float>& view, const Augmentation& a) {
  const float brightness = 1 + a.brightness * draw.even();
  const float contrast = 1 + a.contrast * draw.even();
  const float saturation = 1 + a.saturation * draw.even();
  const std::array<float, 3> gain = {1 + a.white_balance * draw.even(), 1,
                                     1 + a.white_balance * draw.even()};
  double sum = 0;
  for (std::size_t i = 0; i < view.size(); i += 3) sum += grey(&view[i]);
  const float mean = static_cast<float>(sum / (static_cast<double>(view.size()) / 3));
  for (std::size_t i = 0; i < view.size(); i += 3) {
    const float own_grey = grey(&view[i]);
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const float saturated = own_grey + (view[i + channel] - own_grey) * saturation;
      view[i + channel] = std::clamp(
          (mean + (saturated - mean) * contrast) * brightness * gain[channel], 0.0F, 1.0F);
    }
  }
}

// The mean over a view's pixels, red, green and blue.
std::array<float, 3> mean_colour(const std::vector<float>& view) {
  std::array<double, 3> sums = {};
  for (std::size_t i = 0; i < view.size(); ++i) sums[i % 3] += static_cast<double>(view[i]);
  std::array<float, 3> mean = {};
  for (std::size_t channel = 0; channel < 3; ++channel)
    mean[channel] = static_cast<float>(sums[channel] / (static_cast<double>(view.size()) / 3));
  return mean;
}

// Its place and size go by shares of the view, so that all networks that look at this view, of
// whatever input size, miss the same of it.
void erase_rectangle(Draw& draw, std::vector<float>& view, const image::Preprocessing& how,
                     float most) {
  if (most <= 0 || !draw.coin()) return;
  const float area = most * draw.share();
  const float wider = std::pow(3.0F, draw.even() / 2);
  const float width = std::min(1.0F, std::sqrt(area) * wider);
  const float height = std::min(1.0F, std::sqrt(area) / wider);
  const float left = (1 - width) * draw.share();
  const float top = (1 - height) * draw.share();
  const auto pixel = [](float share, int side) {
    return static_cast<int>(std::lround(share * static_cast<float>(side)));
  };
  const std::array<float, 3> mean = mean_colour(view);
  for (int y = pixel(top, how.height); y < pixel(top + height, how.height); ++y) {
    for (int x = pixel(left, how.width); x < pixel(left + width, how.width); ++x)
      std::copy_n(mean.begin(), 3,
                  view.begin() + (static_cast<std::ptrdiff_t>(y) * how.width + x) * 3);
  }
}

}  // namespace

std::vector<float> augmented_view(const image::Image& stored, const image::Preprocessing& how,
                                  const Augmentation& augmentation, std::uint64_t seed) {
  Draw draw(seed);
  std::vector<float> view =
      image::warp(stored, draw_affine(draw, stored, how, augmentation), how.width, how.height);
  vary_colour(draw, view, augmentation);
  erase_rectangle(draw, view, how, augmentation.erase);
  image::normalise(view, how);
  return view;
}

}  // namespace lesionlens::training
