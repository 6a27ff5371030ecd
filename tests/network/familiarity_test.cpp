#include "network/familiarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "network/weights_file.h"
#include "support/errors.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using network::Familiarity;
using network::WeightsFile;

TEST(Familiarity, StatisticsAreTwoForEachChannelOfTheWatchedLayers) {
  const auto count = [](const char* name) {
    return network::statistics_count(network::build_architecture(name, {64, 64, 3}, 1));
  };
  EXPECT_EQ(count("skin-cancer-cnn"), 2U * (32 + 64 + 128));
  EXPECT_EQ(count("mobilenet-v2"), 2U * (24 + 32 + 96));
  EXPECT_EQ(count("efficientnet-lite0"), 2U * (24 + 40 + 112));
  EXPECT_EQ(count("resnet-18"), 2U * (64 + 128 + 256));
  EXPECT_EQ(count("resnet-50"), 2U * (256 + 512 + 1024));
  network::Architecture none = network::build_architecture("mobilenet-v2", {64, 64, 3}, 1);
  none.watched.clear();
  EXPECT_EQ(network::statistics_count(none), 0U);
}

// By hand: standardised (3, 4, 12); along the component lies (0, 0, 12); 3 and 4 are left.
TEST(Familiarity, TheDistanceIsWhatTheComponentsLeaveOver) {
  const Familiarity familiarity = {{1, 1, 1}, {1, 2, 0.5F}, {0, 0, 1}, 1, {}};
  EXPECT_NEAR(network::distance_of(familiarity, std::vector<float>{4, 9, 7}), std::sqrt(25.0 / 3),
              1e-6);
  EXPECT_EQ(network::distance_of(familiarity, std::vector<float>{1, 1, 7}), 0);
}

Familiarity some_familiarity(const network::Architecture& architecture) {
  const std::size_t count = network::statistics_count(architecture);
  Familiarity f;
  f.mean = random_values(count, 1);
  f.deviation.assign(count, 0.5F);
  f.components = random_values(20 * count, 2);
  f.limit = 1.25F;
  f.measured = {{"validation pictures", 200, 3}, {"everyday \"photos\"", 100, 97}};
  return f;
}

WeightsFile with_some() {
  WeightsFile weights = random_weights("mobilenet-v2", 32);
  weights.familiarity = some_familiarity(weights.architecture);
  return weights;
}

TEST(Familiarity, ComesBackFromAFileOfEveryStorage) {
  const WeightsFile weights = with_some();
  const Familiarity& expected = *weights.familiarity;
  for (const std::string& storage : network::storage_names()) {
    const auto bytes = network::write_weights(weights, network::storage_named(storage));
    for (const auto reading :
         {network::Reading::all_as_float32, network::Reading::keep_quantised_matrices}) {
      const WeightsFile read = network::read_weights(bytes, reading);
      ASSERT_TRUE(read.familiarity) << storage;
      EXPECT_EQ(read.familiarity->mean, expected.mean);
      EXPECT_EQ(read.familiarity->deviation, expected.deviation);
      EXPECT_EQ(read.familiarity->limit, expected.limit);
      ASSERT_EQ(read.familiarity->components.size(), expected.components.size());
      for (std::size_t i = 0; i < expected.components.size(); ++i)
        EXPECT_NEAR(read.familiarity->components[i], expected.components[i], 0.01) << storage;
      ASSERT_EQ(read.familiarity->measured.size(), 2U);
      EXPECT_EQ(read.familiarity->measured[1].what, "everyday \"photos\"");
      EXPECT_EQ(read.familiarity->measured[1].refused, 97);
    }
  }
}

TEST(Familiarity, IsPutIntoAFileWhoseTensorsStayAsTheyAreStored) {
  const WeightsFile weights = random_weights("mobilenet-v2", 32);
  const auto bytes = network::write_weights(weights, network::Storage::int8);
  Familiarity familiarity = some_familiarity(weights.architecture);
  const auto once = network::with_familiarity(bytes, familiarity);
  familiarity.limit = 2;
  const auto twice = network::with_familiarity(once, familiarity);
  const WeightsFile before = network::read_weights(bytes);
  const WeightsFile after = network::read_weights(twice);
  EXPECT_FALSE(before.familiarity);
  EXPECT_EQ(after.familiarity->limit, 2);
  ASSERT_EQ(after.tensors.size(), before.tensors.size());
  for (const auto& [name, tensor] : before.tensors)
    EXPECT_EQ(after.tensors.at(name).values, tensor.values) << name;
  EXPECT_EQ(once.size(), twice.size()) << "what it had is replaced";
}

TEST(FamiliarityRefuses, WhatDoesNotFitTheArchitecture) {
  const auto refused = [](const std::string& why, const auto& spoil) {
    WeightsFile weights = with_some();
    spoil(*weights.familiarity);
    expect_error(ErrorCode::weights_mismatch, why,
                 [&] { network::write_weights(weights, network::Storage::float32); });
  };
  constexpr float infinite = std::numeric_limits<float>::infinity();
  refused("not those of mobilenet-v2", [](Familiarity& f) { f.mean.pop_back(); });
  refused("not those of mobilenet-v2", [](Familiarity& f) { f.deviation.push_back(1); });
  refused("not those of mobilenet-v2", [](Familiarity& f) { f.components.clear(); });
  refused("not those of mobilenet-v2", [](Familiarity& f) { f.components.pop_back(); });
  refused("not finite", [](Familiarity& f) { f.mean[3] = infinite; });
  refused("not finite", [](Familiarity& f) { f.components[3] = NAN; });
  refused("deviations must be above 0", [](Familiarity& f) { f.deviation[3] = 0; });
  refused("limit must be above 0", [](Familiarity& f) { f.limit = 0; });
  refused("limit must be above 0", [](Familiarity& f) { f.limit = NAN; });
  refused("more refused pictures", [](Familiarity& f) { f.measured[0].refused = 201; });
}

TEST(FamiliarityRefuses, AFileThatLacksAPartOrHasItInAnotherForm) {
  const auto bytes = network::write_weights(with_some(), network::Storage::float32);
  const network::SafetensorsFile whole = network::read_safetensors(bytes);
  const auto refused = [&](const std::string& why, const auto& spoil) {
    network::SafetensorsFile file = whole;
    spoil(file);
    const auto spoilt = network::write_safetensors(file, network::Storage::float32);
    expect_error(ErrorCode::weights_mismatch, why, [&] { network::read_weights(spoilt); });
  };
  refused("'familiarity.mean' is missing", [](auto& f) { f.tensors.erase("familiarity.mean"); });
  refused("does not have: 'familiarity.", [](auto& f) { f.metadata.erase("familiarity_limit"); });
  refused("'familiarity_limit' has the wrong form",
          [](auto& f) { f.metadata["familiarity_limit"] = "[]"; });
  refused("'familiarity_measured' has the wrong form",
          [](auto& f) { f.metadata["familiarity_measured"] = R"([{"what": 3}])"; });
}

}  // namespace
}  // namespace lesionlens::tests
