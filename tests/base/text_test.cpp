#include "base/text.h"

#include <gtest/gtest.h>

namespace lesionlens::tests {
namespace {

TEST(Text, ControlCharactersCannotSteerATerminal) {
  EXPECT_EQ(without_control_characters("a\x1B[2Jb\n\x7F"), "a?[2Jb??");
  EXPECT_EQ(printable(std::string(61, 'x')), "'" + std::string(60, 'x') + "...'");
  EXPECT_EQ(printable("conv\a"), "'conv?'");
}

TEST(Text, ListsAndShapesReadAsPeopleWriteThem) {
  EXPECT_EQ(listed({"akiec", "bcc"}), "akiec, bcc");
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(shape_text({32, 3}), "(32, 3)");
  EXPECT_EQ(shape_text({}), "()");
}

TEST(Text, LargeNumbersAreGrouped) {
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(12345678), "12,345,678");
  EXPECT_EQ(grouped(-123), "-123");
  EXPECT_EQ(grouped(-1234), "-1,234");
}

TEST(Text, LowerCaseLeavesOtherLettersAlone) {
  EXPECT_EQ(lower_case("JPEG-\xC3\x84"), "jpeg-\xC3\x84");
}

}  // namespace
}  // namespace lesionlens::tests
