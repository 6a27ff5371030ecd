#include "files/data_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "files/file.h"
#include "support/errors.h"
#include "support/temporary_folder.h"

namespace lesionlens::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class DataFolder : public testing::Test {
 protected:
  void put(const char* name, std::string_view text = "x") const {
    fs::create_directories((folder_ / name).parent_path());
    files::write_file(folder_ / name, text);
  }

  files::DataSet read() const { return files::read_data({.source = folder_.path()}); }

  TemporaryFolder folder_;
};

TEST_F(DataFolder, PicturesOfEachClassInOrderAndNothingElse) {
  for (const char* name :
       {"test/malignant/z.jpg", "test/benign/b.JPG", "test/benign/a.png", "test/benign/sub/c.jpeg",
        "test/benign/notes.txt", "test/benign/.hidden.jpg", "test/.cache/x.jpg"})
    put(name);
  const files::DataSet data = read();
  EXPECT_THAT(data.classes, ElementsAre("benign", "malignant"));
  EXPECT_FALSE(data.has_groups);
  const auto& files = data.part("test");
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(files[0].path.filename(), "a.png");
  EXPECT_EQ(files[1].path.filename(), "b.JPG");
  EXPECT_EQ(files[2].path.filename(), "c.jpeg");
  EXPECT_EQ(files[2].label, 0);
  EXPECT_EQ(files[3].label, 1);
}

TEST_F(DataFolder, FollowsSymbolicLinks) {
  draw_data_folder(folder_ / "real", "test", 1);
  fs::create_directories(folder_ / "linked" / "test" / "benign");
  fs::create_symlink(folder_ / "real" / "test" / "benign" / "0.jpg",
                     folder_ / "linked" / "test" / "benign" / "x.jpg");
  fs::create_directory_symlink(folder_ / "real" / "test" / "malignant",
                               folder_ / "linked" / "test" / "malignant");
  EXPECT_EQ(files::read_data({.source = folder_ / "linked"}).part("test").size(), 2U);
}

TEST_F(DataFolder, AnyClassNamesWork) {
  for (const char* name : {"train/nv/1.png", "train/mel/2.png", "train/bcc/3.png", "test/nv/4.png"})
    put(name);
  const files::DataSet data = read();
  EXPECT_THAT(data.classes, ElementsAre("bcc", "mel", "nv"));
  EXPECT_EQ(data.part("test")[0].label, 2);
}

TEST_F(DataFolder, AFolderWithoutPartsIsRefusedWithTheLayout) {
  put("benign/1.png");
  expect_error(ErrorCode::file_unreadable, "train/CLASS/", [&] { read(); });
}

TEST_F(DataFolder, AnEmptyClassFolderIsRefused) {
  fs::create_directories(folder_ / "train" / "benign");
  expect_error(ErrorCode::options_invalid, "holds no", [&] { read(); });
}

TEST_F(DataFolder, AClassThatTheNetworkHasNotIsRefusedWithTheWayOut) {
  put("test/wart/1.png");
  expect_error(ErrorCode::options_invalid, "--map wart=CLASS", [&] {
    files::read_data({.source = folder_.path(), .classes = {"benign", "malignant"}});
  });
}

TEST_F(DataFolder, AMissingPartIsNamed) {
  put("test/benign/1.png");
  expect_error(ErrorCode::options_invalid, "no part 'train'; it has test",
               [&] { read().part("train"); });
}

class Manifest : public DataFolder {
 protected:
  files::DataOptions options() const {
    return {.source = folder_ / "labels.csv", .label_column = "dx", .group_column = "lesion"};
  }
};

TEST_F(Manifest, RowsBecomePicturesWithGroupsAndColumns) {
  put("labels.csv",
      "file,split,dx,lesion,site\na/1.jpg,train,nv,L1,back\na/2.jpg,train,scc,L2,\"face, "
      "left\"\nb/3.jpg,test,mel,,back\nx.jpg,ood,not_skin,,\n");
  files::DataOptions how = options();
  how.renamed = {{"scc", "akiec"}};
  how.classes = {"akiec", "mel", "nv"};
  const files::DataSet data = files::read_data(how);
  EXPECT_TRUE(data.has_groups);
  EXPECT_THAT(data.column_names, ElementsAre("file", "split", "dx", "lesion", "site"));
  ASSERT_EQ(data.part("train").size(), 2U);
  const files::LabelledFile& second = data.part("train")[1];
  EXPECT_EQ(second.path, folder_ / "a/2.jpg");
  EXPECT_EQ(second.label, 0);
  EXPECT_EQ(second.group, "L2");
  EXPECT_EQ(second.columns[4], "face, left");
  EXPECT_EQ(data.part("test")[0].group, (folder_ / "b/3.jpg").string());
  EXPECT_EQ(data.parts.size(), 2U) << "rows of other parts are passed over";
}

TEST_F(Manifest, AMissingColumnIsNamedWithTheOptionAndTheColumnsThereAre) {
  put("labels.csv", "file,split,label\na.jpg,train,nv\n");
  expect_error(ErrorCode::options_invalid,
               "no column 'dx'; it has file, split, label. Name it with "
               "--label-column",
               [&] { files::read_data(options()); });
}

TEST_F(Manifest, ClassesCanBePassedOver) {
  put("labels.csv",
      "file,split,dx,lesion\n1.jpg,train,nv,a\n2.jpg,train,wart,b\n3.jpg,train,mel,c\n");
  files::DataOptions how = options();
  how.left_out = {"wart"};
  EXPECT_THAT(files::read_data(how).classes, ElementsAre("mel", "nv"));
}

TEST_F(Manifest, GroupsInSeveralPartsAreFound) {
  put("labels.csv",
      "file,split,dx,lesion\n1.jpg,train,nv,a\n2.jpg,test,nv,a\n3.jpg,train,mel,b\n4.jpg,train,mel,"
      "b\n");
  EXPECT_THAT(files::groups_in_several_parts(files::read_data(options())), ElementsAre("a"));
}

std::vector<files::LabelledFile> pictures(int benign, int malignant, int pictures_a_lesion) {
  std::vector<files::LabelledFile> files;
  for (int i = 0; i < benign + malignant; ++i) {
    const int label = i < benign ? 0 : 1;
    files.push_back({"p" + std::to_string(i),
                     label,
                     std::to_string(label) + "/" + std::to_string(i / pictures_a_lesion),
                     {}});
  }
  return files;
}

TEST(SplitOff, TakesItsShareOfEachClassAndLosesNothing) {
  const auto files = pictures(100, 20, 1);
  auto rest = files;
  const auto taken = files::split_off(rest, 0.15, 1);
  EXPECT_EQ(taken.size(), 18U);
  EXPECT_EQ(std::count_if(taken.begin(), taken.end(), [](const auto& f) { return f.label == 1; }),
            3);
  std::set<std::string> all;
  for (const auto& f : taken) all.insert(f.path);
  for (const auto& f : rest) all.insert(f.path);
  EXPECT_EQ(all.size(), 120U);

  auto again = files;
  EXPECT_EQ(files::split_off(again, 0.15, 1)[0].path, taken[0].path)
      << "the same seed, the same split";
}

TEST(SplitOff, NeverTearsALesionApart) {
  auto rest = pictures(90, 30, 3);
  const auto taken = files::split_off(rest, 0.2, 1);
  EXPECT_EQ(taken.size(), 24U);
  std::set<std::string> lesions;
  for (const auto& f : taken) lesions.insert(f.group);
  for (const auto& f : rest) EXPECT_FALSE(lesions.contains(f.group));
}

}  // namespace
}  // namespace lesionlens::tests
