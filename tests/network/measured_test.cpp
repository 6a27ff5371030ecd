#include "network/measured.h"

#include <gtest/gtest.h>

#include <string>

namespace lesionlens::tests {
namespace {

// As `lesionlens evaluate --record` writes it, shortened.
std::string figures(const std::string& threshold, const std::string& sensitivity) {
  return R"({"part":"test","threshold":)" + threshold +
         R"(,"pictures":{"benign":30,"malignant":12},"figures":{"auc":{"value":0.9},"sensitivity":{"value":)" +
         sensitivity + R"(},"specificity":{"value":0.6}}})";
}

network::Metadata metadata_with(const std::string& figures) {
  network::Metadata metadata;
  metadata.threshold = 0.1F;
  metadata.figures = figures;
  return metadata;
}

TEST(Measured, IsReadFromTheFigures) {
  const auto measured = network::measured_of(metadata_with(figures("0.10000000149011612", "0.95")));
  ASSERT_TRUE(measured);
  EXPECT_EQ(measured->sensitivity, 0.95);
  EXPECT_EQ(measured->specificity, 0.6);
  EXPECT_EQ(measured->auc, 0.9);
  EXPECT_EQ(measured->pictures, 42);
  EXPECT_EQ(measured->malignant_pictures, 12);
}

TEST(Measured, IsMissingWhereTheFileDoesNotSayOrSaysNonsense) {
  EXPECT_FALSE(network::measured_of(metadata_with("")));
  EXPECT_FALSE(network::measured_of(metadata_with("[1, 2]")));
  EXPECT_FALSE(network::measured_of(metadata_with(R"({"figures": 3, "threshold": 0.1})")));
  EXPECT_FALSE(network::measured_of(metadata_with(figures("0.1", "null"))));
  EXPECT_FALSE(network::measured_of(metadata_with(figures("0.1", "\"0.95\""))));
  EXPECT_FALSE(network::measured_of(metadata_with(figures("0.1", "1.5"))));
}

TEST(Measured, OfAnotherThresholdDoesNotCount) {
  EXPECT_FALSE(network::measured_of(metadata_with(figures("0.2", "0.95"))));
}

}  // namespace
}  // namespace lesionlens::tests
