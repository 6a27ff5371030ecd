#include "training/pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "files/file.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace lesionlens::tests {
namespace {

const image::Preprocessing small{.width = 32, .height = 32};

TEST(Pictures, AreShrunkToAQuarterMoreThanTheNetworkSees) {
  const TemporaryFolder folder;
  files::write_file(folder / "large.png", encode_png(draw_lesion(400, 200)));
  files::write_file(folder / "small.png", encode_png(draw_lesion(30, 20)));
  const auto set =
      training::load_pictures({{folder / "large.png", 1}, {folder / "small.png", 0}}, small);
  ASSERT_EQ(set.pictures.size(), 2U);
  EXPECT_EQ(set.pictures[0].stored.width, 80);
  EXPECT_EQ(set.pictures[0].stored.height, 40);
  EXPECT_EQ(set.pictures[0].label, 1);
  EXPECT_EQ(set.pictures[1].stored.width, 30);
}

TEST(Pictures, UnreadableFilesAreNamedAndSkipped) {
  const TemporaryFolder folder;
  files::write_file(folder / "good.png", encode_png(draw_lesion(40, 40)));
  files::write_file(folder / "bad.jpg", std::string_view("no picture"));
  const auto set = training::load_pictures(
      {{folder / "bad.jpg", 0}, {folder / "good.png", 1}, {folder / "gone.jpg", 0}}, small);
  ASSERT_EQ(set.pictures.size(), 1U);
  EXPECT_EQ(set.pictures[0].label, 1);
  ASSERT_EQ(set.skipped.size(), 2U);
  EXPECT_THAT(set.skipped[0].sentence, testing::HasSubstr("bad.jpg"));
  EXPECT_THAT(set.skipped[1].sentence, testing::HasSubstr("gone.jpg"));
}

TEST(Pictures, ValidationSeesWhatTheClassifierSees) {
  const TemporaryFolder folder;
  const image::Image drawn = draw_lesion(90, 70);
  files::write_file(folder / "a.png", encode_png(drawn));
  const auto set = training::prepare_pictures({{folder / "a.png", 1}}, small);
  ASSERT_EQ(set.inputs.size(), 1U);
  EXPECT_EQ(set.inputs[0], image::preprocess(drawn, small));
}

}  // namespace
}  // namespace lesionlens::tests
