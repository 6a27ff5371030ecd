#include "evaluation/near_duplicates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "files/file.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

// A hash with its first `count` bits set.
HashedPicture with_bits(const std::string& file, int count) {
  HashedPicture picture{file, {}};
  for (int i = 0; i < count; ++i) {
    picture.hash.bits[static_cast<std::size_t>(i / 64)] |= std::uint64_t{1} << (i % 64);
  }
  return picture;
}

TEST(NearDuplicates, FindsTheMostAlikeWithinTheLimit) {
  const std::vector<NearDuplicate> found =
      near_duplicates({with_bits("far", 200), with_bits("near", 90), with_bits("same", 10)},
                      {with_bits("a", 10), with_bits("b", 70), with_bits("c", 58)});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].file, "same");
  EXPECT_EQ(found[0].other, "a");
  EXPECT_EQ(found[0].distance, 0);
  EXPECT_EQ(found[1].file, "near");
  EXPECT_EQ(found[1].other, "b");
  EXPECT_EQ(found[1].distance, 20);
}

TEST(NearDuplicates, TheLimitItselfIsIn) {
  const auto at = [](int bits) {
    return near_duplicates({with_bits("x", 0)}, {with_bits("y", bits)}).size();
  };
  EXPECT_EQ(at(near_duplicate_bits), 1U);
  EXPECT_EQ(at(near_duplicate_bits + 1), 0U);
}

TEST(NearDuplicates, HashesFilesInTheirOrderAndPassesOverBrokenOnes) {
  const TemporaryFolder folder;
  files::write_file(folder / "a.jpg", encode_jpeg(draw_lesion(80, 60)));
  files::write_file(folder / "b.jpg", std::string_view("no picture"));
  files::write_file(folder / "c.png", encode_png(draw_lesion(80, 60)));
  const std::vector<HashedPicture> hashed = hash_pictures(
      {{folder / "a.jpg"}, {folder / "b.jpg"}, {folder / "c.png"}, {folder / "missing.jpg"}});
  ASSERT_EQ(hashed.size(), 2U);
  EXPECT_EQ(hashed[1].file, (folder / "c.png").string());
  EXPECT_EQ(near_duplicates({hashed[0]}, {hashed[1]}).size(), 1U) << "the same picture twice";
}

}  // namespace
}  // namespace lesionlens::tests
