#include "inference/map_statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "inference/classifier.h"
#include "support/pictures.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using inference::Classifier;
using testing::ElementsAre;
using testing::FloatNear;

// A convolution of one pixel hands the photo's red and twice its green on, so both can be worked
// out by hand: red is 1, 2, 3, 4; green 0, 0, 1, 1.
TEST(MapStatistics, AreMeansAndThenDeviationsOfEachChannel) {
  network::Architecture architecture{"test-net",
                                     {2, 2, 3},
                                     1,
                                     {{"c", network::Convolution{2, 1}, -1},
                                      {"", network::GlobalAveragePooling{}, 0},
                                      {"d", network::Dense{1}, 1}}};
  architecture.watched = {0};
  const network::Tensors tensors = {{"c.weight", {{2, 3, 1, 1}, {1, 0, 0, 0, 2, 0}}},
                                    {"c.bias", {{2}, {0, 0}}},
                                    {"d.weight", {{1, 2}, {1, 1}}},
                                    {"d.bias", {{1}, {0}}}};
  inference::XnnpackNetwork network(architecture, tensors);
  network.run(std::vector<float>{1, 0, 9, 2, 0, 9, 3, 1, 9, 4, 1, 9});
  EXPECT_THAT(inference::map_statistics(architecture, network),
              ElementsAre(FloatNear(2.5F, 1e-6F), FloatNear(1, 1e-6F),
                          FloatNear(std::sqrt(1.25F), 1e-6F), FloatNear(1, 1e-6F)));
}

TEST(MapStatistics, OfEveryArchitectureAreAsManyAsItIsSaidToHave) {
  for (const std::string& name : architecture_names()) {
    const network::WeightsFile weights = random_weights(name, 48);
    inference::XnnpackNetwork network(weights.architecture, weights.tensors);
    network.run(random_values(48 * 48 * 3, 1));
    const auto statistics = inference::map_statistics(weights.architecture, network);
    EXPECT_EQ(statistics.size(), network::statistics_count(weights.architecture)) << name;
    for (const float value : statistics) EXPECT_TRUE(std::isfinite(value)) << name;
  }
}

// One component along the difference of two photos: both are familiar, and a third is not.
network::WeightsFile that_knows(const image::Image& one, const image::Image& other) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  inference::XnnpackNetwork network(weights.architecture, weights.tensors);
  const auto statistics_of = [&](const image::Image& photo) {
    network.run(image::preprocess(photo, weights.metadata.preprocessing));
    return inference::map_statistics(weights.architecture, network);
  };
  network::Familiarity f;
  f.mean = statistics_of(one);
  f.deviation.assign(f.mean.size(), 1);
  f.components = statistics_of(other);
  double squares = 0;
  for (std::size_t i = 0; i < f.mean.size(); ++i) {
    f.components[i] -= f.mean[i];
    squares += static_cast<double>(f.components[i]) * static_cast<double>(f.components[i]);
  }
  for (float& value : f.components) value /= static_cast<float>(std::sqrt(squares));
  f.limit = 1e-3F;
  weights.familiarity = f;
  return weights;
}

TEST(ClassifierFamiliarity, TellsAPhotoThatItDoesNotKnow) {
  const image::Image one = draw_lesion(100, 100, 1);
  const image::Image other = draw_lesion(100, 100, 2);
  Classifier classifier(that_knows(one, other));
  for (const image::Image& photo : {one, other}) {
    const auto familiarity = classifier.classify(photo).familiarity;
    ASSERT_TRUE(familiarity);
    EXPECT_TRUE(familiarity->familiar) << familiarity->distance;
  }
  image::Image noise(100, 100);
  for (std::size_t i = 0; i < noise.pixels.size(); ++i)
    noise.pixels[i] = static_cast<std::uint8_t>(i * 2654435761U >> 13);
  const auto familiarity = classifier.classify(noise).familiarity;
  ASSERT_TRUE(familiarity);
  EXPECT_FALSE(familiarity->familiar);
  EXPECT_GT(familiarity->distance, familiarity->limit);
}

TEST(ClassifierFamiliarity, IsNotToldByWeightsThatCannotTell) {
  Classifier classifier(random_weights("mobilenet-v2", 64));
  EXPECT_FALSE(classifier.classify(draw_lesion(100, 100)).familiarity);
}

TEST(ClassifierFamiliarity, ChangesNoVerdict) {
  network::WeightsFile weights = that_knows(draw_lesion(100, 100, 1), draw_lesion(100, 100, 2));
  const image::Image photo = draw_lesion(100, 100, 3);
  const double watched = Classifier(weights).classify(photo).probability_malignant;
  weights.familiarity.reset();
  EXPECT_EQ(Classifier(weights).classify(photo).probability_malignant, watched);
}

}  // namespace
}  // namespace lesionlens::tests
