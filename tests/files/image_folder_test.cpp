#include "files/image_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "files/file.h"
#include "support/errors.h"
#include "support/temporary_folder.h"

namespace lesionlens::tests {
namespace {

namespace fs = std::filesystem;

TEST(ImageFolder, ListsPicturesOfEachClassInOrderAndNothingElse) {
  const TemporaryFolder folder;
  for (const char* name : {"benign/b.JPG", "benign/a.png", "benign/sub/c.jpeg", "malignant/z.jpg",
                           "benign/notes.txt", "benign/.hidden.jpg"}) {
    fs::create_directories((folder / "test" / name).parent_path());
    files::write_file(folder / "test" / name, std::string_view("x"));
  }
  const auto files = files::list_part(folder.path(), "test", {"benign", "malignant"});
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(files[0].path.filename(), "a.png");
  EXPECT_EQ(files[1].path.filename(), "b.JPG");
  EXPECT_EQ(files[2].path.filename(), "c.jpeg");
  EXPECT_EQ(files[2].label, 0);
  EXPECT_EQ(files[3].label, 1);
}

TEST(ImageFolder, FollowsSymbolicLinks) {
  const TemporaryFolder folder;
  draw_data_folder(folder / "real", "test", 1);
  fs::create_directories(folder / "linked" / "test" / "benign");
  fs::create_symlink(folder / "real" / "test" / "benign" / "0.jpg",
                     folder / "linked" / "test" / "benign" / "x.jpg");
  fs::create_directory_symlink(folder / "real" / "test" / "malignant",
                               folder / "linked" / "test" / "malignant");
  EXPECT_EQ(files::list_part(folder / "linked", "test", {"benign", "malignant"}).size(), 2U);
}

TEST(ImageFolder, AMissingClassFolderIsNamedWithTheLayout) {
  const TemporaryFolder folder;
  expect_error(ErrorCode::file_unreadable, "train/benign",
               [&] { files::list_part(folder.path(), "train", {"benign", "malignant"}); });
}

TEST(ImageFolder, AnEmptyClassFolderIsRefused) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "train" / "benign");
  expect_error(ErrorCode::options_invalid, "holds no",
               [&] { files::list_part(folder.path(), "train", {"benign"}); });
}

}  // namespace
}  // namespace lesionlens::tests
