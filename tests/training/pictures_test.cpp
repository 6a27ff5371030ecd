#include "training/pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "files/file.h"
#include "support/errors.h"
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
  EXPECT_EQ(set.pictures[0].width(), 80);
  EXPECT_EQ(set.pictures[0].height(), 40);
  EXPECT_EQ(set.pictures[0].label, 1);
  EXPECT_EQ(set.pictures[1].width(), 30);
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
  EXPECT_EQ(set.inputs[0].get(), image::preprocess(drawn, small));
}

TEST(Pictures, BeyondTheMemoryBoundLieInAFileThatNobodySees) {
  const TemporaryFolder folder;
  std::vector<files::LabelledFile> list;
  for (int i = 0; i < 6; ++i) {
    const std::string name = std::to_string(i) + ".png";
    files::write_file(folder / name, encode_png(draw_lesion(32, 32, i)));
    list.push_back({folder / name, 0});
  }
  const std::size_t picture_bytes = 32 * 32 * 3;
  training::MemoryBudget budget({.bytes = 2 * picture_bytes + 5, .folder = folder.path()});
  const auto bounded = training::load_pictures(list, small, {}, &budget);
  const auto prepared = training::prepare_pictures(list, small, {}, &budget);
  EXPECT_EQ(budget.spilled_bytes(), 4 * picture_bytes + 6 * picture_bytes * sizeof(float));
  const auto whole = training::load_pictures(list, small);
  const auto whole_prepared = training::prepare_pictures(list, small);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(bounded.pictures[i].image().pixels, whole.pictures[i].image().pixels);
    EXPECT_EQ(prepared.inputs[i].get(), whole_prepared.inputs[i].get());
  }
  std::ptrdiff_t names = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
    ++names;
  EXPECT_EQ(names, 6);
}

TEST(Pictures, AFolderThatCannotTakeTheFileEndsInASentence) {
  const TemporaryFolder folder;
  files::write_file(folder / "a.png", encode_png(draw_lesion(32, 32)));
  training::MemoryBudget budget({.bytes = 1, .folder = "/no/such/folder"});
  expect_error(ErrorCode::file_unwritable, "/no/such/folder",
               [&] { training::load_pictures({{folder / "a.png", 0}}, small, {}, &budget); });
}

}  // namespace
}  // namespace lesionlens::tests
