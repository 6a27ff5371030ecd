#include "training/augmentation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "support/pictures.h"
#include "training/contact_sheet.h"

namespace lesionlens::tests {
namespace {

using training::Augmentation;
using training::augmented_view;

constexpr Augmentation nothing{.rotation = 0,
                               .width_shift = 0,
                               .height_shift = 0,
                               .shear = 0,
                               .zoom = 0,
                               .horizontal_flip = false,
                               .vertical_flip = false,
                               .brightness = 0,
                               .contrast = 0,
                               .saturation = 0};
const image::Preprocessing sixteen{.width = 16, .height = 16};

TEST(Augmentation, NothingAskedGivesThePictureItself) {
  const image::Image picture = draw_lesion(16, 16);
  const std::vector<float> plain = image::preprocess(picture, sixteen);
  const std::vector<float> view = augmented_view(picture, sixteen, nothing, 7);
  ASSERT_EQ(view.size(), plain.size());
  for (std::size_t i = 0; i < view.size(); ++i) ASSERT_NEAR(view[i], plain[i], 1e-4);
}

TEST(Augmentation, TheSameSeedGivesTheSameViewAndAnotherSeedAnother) {
  const image::Image picture = draw_lesion(24, 20);
  const auto view = augmented_view(picture, sixteen, Augmentation{}, 7);
  EXPECT_EQ(augmented_view(picture, sixteen, Augmentation{}, 7), view);
  EXPECT_NE(augmented_view(picture, sixteen, Augmentation{}, 8), view);
}

TEST(Augmentation, HorizontalFlipHappensAboutHalfOfTheTime) {
  const image::Image picture = draw_lesion(16, 16);
  Augmentation flips = nothing;
  flips.horizontal_flip = true;
  const auto plain = augmented_view(picture, sixteen, nothing, 0);
  int kept = 0;
  int mirrored = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto view = augmented_view(picture, sixteen, flips, seed);
    const auto equals = [&](bool mirror) {
      for (std::size_t y = 0; y < 16; ++y) {
        for (std::size_t x = 0; x < 16; ++x) {
          if (std::abs(view[(y * 16 + x) * 3] - plain[(y * 16 + (mirror ? 15 - x : x)) * 3]) >
              1e-3F)
            return false;
        }
      }
      return true;
    };
    kept += equals(false) ? 1 : 0;
    mirrored += equals(true) ? 1 : 0;
  }
  EXPECT_EQ(kept + mirrored, 200);
  EXPECT_GT(kept, 70);
  EXPECT_GT(mirrored, 70);
}

// Where the dark spot's middle lies in a view, in pixels.
std::pair<double, double> spot(const std::vector<float>& view) {
  double sum = 0;
  double x_sum = 0;
  double y_sum = 0;
  for (std::size_t y = 0; y < 16; ++y) {
    for (std::size_t x = 0; x < 16; ++x) {
      const double darkness = std::max(0.0, -0.2 - static_cast<double>(view[(y * 16 + x) * 3]));
      sum += darkness;
      x_sum += darkness * static_cast<double>(x);
      y_sum += darkness * static_cast<double>(y);
    }
  }
  return {x_sum / sum, y_sum / sum};
}

TEST(Augmentation, EachShiftMovesAlongItsOwnAxisOnly) {
  const image::Image picture = draw_lesion(16, 16);
  const auto [x0, y0] = spot(augmented_view(picture, sixteen, nothing, 0));
  double moved_across = 0;
  double moved_along = 0;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    Augmentation across = nothing;
    across.width_shift = 0.1F;
    const auto [x1, y1] = spot(augmented_view(picture, sixteen, across, seed));
    EXPECT_NEAR(y1, y0, 0.3);
    moved_across = std::max(moved_across, std::abs(x1 - x0));
    Augmentation along = nothing;
    along.height_shift = 0.1F;
    const auto [x2, y2] = spot(augmented_view(picture, sixteen, along, seed));
    EXPECT_NEAR(x2, x0, 0.3);
    moved_along = std::max(moved_along, std::abs(y2 - y0));
  }
  EXPECT_GT(moved_across, 0.8);
  EXPECT_GT(moved_along, 0.8);
}

TEST(Augmentation, ShearSlantsAndStretchWidensAndWhiteBalanceKeepsGreen) {
  const image::Image picture = draw_lesion(16, 16);
  const auto plain = augmented_view(picture, sixteen, nothing, 3);
  Augmentation shear = nothing;
  shear.shear = 40;
  Augmentation stretch = nothing;
  stretch.stretch = 0.8F;
  EXPECT_NE(augmented_view(picture, sixteen, shear, 3), plain);
  EXPECT_NE(augmented_view(picture, sixteen, stretch, 3), plain);
  Augmentation balance = nothing;
  balance.white_balance = 0.3F;
  const auto view = augmented_view(picture, sixteen, balance, 3);
  EXPECT_NE(view[0], plain[0]);
  EXPECT_NEAR(view[1], plain[1], 1e-6);
}

TEST(Augmentation, EraseTakesARectangleOfHalfOfTheViews) {
  const image::Image picture = draw_lesion(16, 16);
  const auto plain = augmented_view(picture, sixteen, nothing, 0);
  Augmentation erase = nothing;
  erase.erase = 0.4F;
  int erased = 0;
  std::size_t most = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto view = augmented_view(picture, sixteen, erase, seed);
    std::size_t left = 16, right = 0, top = 16, bottom = 0, changed = 0;
    for (std::size_t i = 0; i < 16 * 16; ++i) {
      if (std::equal(&view[i * 3], &view[i * 3] + 3, &plain[i * 3])) continue;
      ++changed;
      left = std::min(left, i % 16);
      right = std::max(right, i % 16 + 1);
      top = std::min(top, i / 16);
      bottom = std::max(bottom, i / 16 + 1);
    }
    if (changed == 0) continue;
    ++erased;
    most = std::max(most, changed);
    ASSERT_EQ(changed, (right - left) * (bottom - top)) << "a whole rectangle";
    ASSERT_LE(changed, 120U) << "0.4 of 256 is 102, and its sides are rounded";
  }
  EXPECT_GT(erased, 70);
  EXPECT_LT(erased, 130);
  EXPECT_GT(most, 70U);
}

TEST(ContactSheet, HoldsThePictureItselfFirstAndThenDifferentViews) {
  const image::Image picture = draw_lesion(16, 16);
  const image::Image sheet = training::contact_sheet(picture, sixteen, Augmentation{}, 3, 1, 5);
  ASSERT_EQ(sheet.width, 3 * 16 + 2 * 4);
  image::Image first(16, 16);
  image::Image second(16, 16);
  for (int y = 0; y < 16; ++y) {
    std::copy_n(sheet.at(0, y), 16 * 3, first.at(0, y));
    std::copy_n(sheet.at(20, y), 16 * 3, second.at(0, y));
  }
  EXPECT_LT(mean_difference(first, picture), 0.01);
  EXPECT_GT(mean_difference(second, picture), 1);
  EXPECT_EQ(*sheet.at(17, 3), 255) << "a line of white between them";
}

TEST(Augmentation, ValuesStayInTheRangeOfAPicture) {
  Augmentation strong;
  strong.rotation = 180;
  strong.shear = 40;
  strong.stretch = 1;
  strong.brightness = strong.contrast = strong.saturation = strong.white_balance = 0.9F;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    for (const float value : augmented_view(draw_lesion(20, 20), sixteen, strong, seed)) {
      ASSERT_GE(value, -1);  // mean and deviation 0.5: 0..1 becomes -1..1
      ASSERT_LE(value, 1);
    }
  }
}

}  // namespace
}  // namespace lesionlens::tests
