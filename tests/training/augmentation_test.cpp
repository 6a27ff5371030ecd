#include "training/augmentation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "support/pictures.h"

namespace lesionlens::tests {
namespace {

using training::Augmentation;
using training::augmented_view;

constexpr Augmentation nothing{.rotation = 0,
                               .shift = 0,
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

TEST(Augmentation, ValuesStayInTheRangeOfAPicture) {
  Augmentation strong;
  strong.rotation = 180;
  strong.brightness = strong.contrast = strong.saturation = 0.9F;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    for (const float value : augmented_view(draw_lesion(20, 20), sixteen, strong, seed)) {
      ASSERT_GE(value, -1);  // mean and deviation 0.5: 0..1 becomes -1..1
      ASSERT_LE(value, 1);
    }
  }
}

}  // namespace
}  // namespace lesionlens::tests
