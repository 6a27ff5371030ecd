#include "training/familiarity_fit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "files/file.h"
#include "inference/classifier.h"
#include "network/weights_file.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using training::fit_familiarity;
using training::Statistics;

// Points of a plane through (3, 3, 3, 3), a little thickened: (1, 1, 1, 1) and (1, -1, 1, -1) span
// it.
Statistics points_of_a_plane(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> wide(0, 1);
  std::normal_distribution<float> thin(0, 0.01F);
  Statistics points;
  for (std::size_t i = 0; i < count; ++i) {
    const float a = wide(random);
    const float b = wide(random);
    points.push_back({3 + a + b, 3 + a - b, 3 + a + b, 3 + a - b});
    for (float& value : points.back()) value += thin(random);
  }
  return points;
}

TEST(FitFamiliarity, FindsThePlaneThatTrainingPicturesLieIn) {
  const network::Familiarity fitted =
      fit_familiarity(points_of_a_plane(400, 1), points_of_a_plane(400, 2), {.components = 2});
  EXPECT_NEAR(fitted.mean[0], 3, 0.2);
  ASSERT_EQ(fitted.components.size(), 8U);
  const auto limit = static_cast<double>(fitted.limit);
  EXPECT_LT(network::distance_of(fitted, std::vector<float>{8, 4, 8, 4}), limit) << "in the plane";
  EXPECT_GT(network::distance_of(fitted, std::vector<float>{3.5F, 3, 2.5F, 3}), limit) << "off it";
}

TEST(FitFamiliarity, TheLimitLeavesOutTheWantedShareOfValidation) {
  const Statistics validation = points_of_a_plane(1000, 3);
  const network::Familiarity fitted =
      fit_familiarity(points_of_a_plane(400, 1), validation, {.refused = 0.05, .components = 2});
  int refused = 0;
  for (const auto& one : validation)
    refused += network::distance_of(fitted, one) > static_cast<double>(fitted.limit) ? 1 : 0;
  EXPECT_NEAR(refused, 50, 1);
}

TEST(FitFamiliarity, AStatisticThatNeverChangesDoesNoHarm) {
  Statistics training = points_of_a_plane(100, 1);
  Statistics validation = points_of_a_plane(100, 2);
  for (Statistics* all : {&training, &validation}) {
    for (auto& one : *all) one.push_back(7);
  }
  const network::Familiarity fitted = fit_familiarity(training, validation);
  for (const float deviation : fitted.deviation) EXPECT_GT(deviation, 0);
  EXPECT_TRUE(std::isfinite(fitted.limit));
}

TEST(FitFamiliarity, NeedsPicturesOfBothParts) {
  const Statistics some = points_of_a_plane(20, 1);
  expect_error(ErrorCode::options_invalid, "fewer than two",
               [&] { fit_familiarity({some[0]}, some); });
  expect_error(ErrorCode::options_invalid, "fewer than two", [&] { fit_familiarity(some, {}); });
}

TEST(WithFittedFamiliarity, RefusesNoiseAndCountsIt) {
  const TemporaryFolder folder;
  training::FamiliarityPictures pictures;
  const auto write = [&](const std::string& name, const image::Image& photo) {
    files::write_file(folder / name, encode_png(photo));
    return files::LabelledFile{.path = folder / name};
  };
  for (int i = 0; i < 40; ++i) {
    auto& part = i < 30 ? pictures.training : pictures.validation;
    part.push_back(write(std::to_string(i) + ".png", draw_lesion(80, 80, i)));
  }
  image::Image noise(80, 80);
  std::mt19937 random(1);
  for (std::uint8_t& value : noise.pixels) value = static_cast<std::uint8_t>(random());
  pictures.others = {{"pictures of noise", {write("noise.png", noise)}}};
  files::write_file(folder / "broken.png", std::vector<std::uint8_t>{1, 2, 3});
  pictures.training.push_back({.path = folder / "broken.png"});

  const auto weights =
      network::write_weights(random_weights("mobilenet-v2", 48), network::Storage::int8);
  std::size_t told = 0;
  const auto fitted = training::with_fitted_familiarity(weights, pictures, {.components = 8},
                                                        [&](std::size_t done, std::size_t total) {
                                                          EXPECT_EQ(total, 42U);
                                                          told = std::max(told, done);
                                                        });
  EXPECT_EQ(told, 42U);
  const auto familiarity = network::read_weights(fitted).familiarity;
  ASSERT_TRUE(familiarity);
  ASSERT_EQ(familiarity->measured.size(), 2U);
  EXPECT_EQ(familiarity->measured[0].pictures, 10);
  EXPECT_EQ(familiarity->measured[1].what, "pictures of noise");
  EXPECT_EQ(familiarity->measured[1].refused, 1);
  EXPECT_FALSE(inference::Classifier(fitted).classify(noise).familiarity->familiar);
  EXPECT_EQ(training::with_fitted_familiarity(weights, pictures, {.components = 8}), fitted)
      << "the same pictures give the same file";
}

}  // namespace
}  // namespace lesionlens::tests
