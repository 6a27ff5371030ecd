#include "files/file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "support/errors.h"
#include "support/temporary_folder.h"

namespace lesionlens::tests {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

std::ptrdiff_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(File, WhatIsWrittenIsRead) {
  const TemporaryFolder folder;
  files::write_file(folder / "a", std::string_view("hello\n\0world", 12));
  EXPECT_EQ(files::read_file(folder / "a"), bytes_of(std::string("hello\n\0world", 12)));
  files::write_file(folder / "a", std::string_view("shorter"));
  EXPECT_EQ(files::read_file(folder / "a"), bytes_of("shorter"));
  EXPECT_EQ(entries(folder.path()), 1) << "nothing is left beside the file";
}

TEST(File, AMissingFileIsNamed) {
  expect_error(ErrorCode::file_unreadable, "/no/such/file.jpg",
               [] { files::read_file("/no/such/file.jpg"); });
}

TEST(File, AFolderIsNotAFile) {
  const TemporaryFolder folder;
  expect_error(ErrorCode::file_unreadable, "is a folder", [&] { files::read_file(folder.path()); });
  expect_error(ErrorCode::file_unwritable, "folder", [&] { files::check_writable(folder.path()); });
  expect_error(ErrorCode::file_unwritable, folder.path().string(),
               [&] { files::write_file(folder.path(), std::string_view("x")); });
  EXPECT_EQ(entries(folder.path().parent_path() / folder.path().filename()), 0);
}

TEST(File, AFolderThatIsNotThereCannotBeWrittenTo) {
  expect_error(ErrorCode::file_unwritable, "/no/such",
               [] { files::write_file("/no/such/a", std::string_view("x")); });
  expect_error(ErrorCode::file_unwritable, "/no/such", [] { files::check_writable("/no/such/a"); });
}

TEST(File, CheckingLeavesNothingBehindAndAnOldFileAlone) {
  const TemporaryFolder folder;
  files::check_writable(folder / "new");
  EXPECT_EQ(entries(folder.path()), 0);
  files::write_file(folder / "old", std::string_view("kept"));
  files::check_writable(folder / "old");
  EXPECT_EQ(files::read_file(folder / "old"), bytes_of("kept"));
}

// FIPS 180-4 examples.
TEST(Sha256, KnownDigests) {
  EXPECT_EQ(files::sha256({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(files::sha256(bytes_of("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace lesionlens::tests
