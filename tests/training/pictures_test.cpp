#include "training/pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

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

TEST(SplitOff, TakesItsShareOfEachClassAndLosesNothing) {
  std::vector<files::LabelledFile> files;
  for (int i = 0; i < 100; ++i) files.push_back({"b" + std::to_string(i), 0});
  for (int i = 0; i < 20; ++i) files.push_back({"m" + std::to_string(i), 1});
  auto rest = files;
  const auto taken = training::split_off(rest, 0.15, 1);
  EXPECT_EQ(taken.size(), 18U);
  EXPECT_EQ(std::count_if(taken.begin(), taken.end(), [](const auto& f) { return f.label == 1; }),
            3);
  std::set<std::string> all;
  for (const auto& f : taken) all.insert(f.path);
  for (const auto& f : rest) all.insert(f.path);
  EXPECT_EQ(all.size(), 120U);

  auto again = files;
  EXPECT_EQ(training::split_off(again, 0.15, 1)[0].path, taken[0].path)
      << "the same seed, the same split";
}

}  // namespace
}  // namespace lesionlens::tests
