#include "files/csv.h"

#include <gtest/gtest.h>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsQuotesCommasAndLineBreaks) {
  EXPECT_EQ(files::parse_csv("\xEF\xBB\xBF"
                             "a,b\r\n\"1,5\",\"say \"\"no\"\"\"\n\n\"two\nlines\",\n"),
            (Rows{{"a", "b"}, {"1,5", "say \"no\""}, {"two\nlines", ""}}));
  EXPECT_EQ(files::parse_csv("last,line"), (Rows{{"last", "line"}}));
  EXPECT_TRUE(files::parse_csv("").empty());
}

TEST(Csv, WhatIsWrittenIsRead) {
  for (const std::string value : {"plain", "a,b", "\"", "line\nbreak", "", " space "}) {
    const Rows rows = files::parse_csv("x," + files::csv_field(value) + "\n");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][1], value);
  }
}

TEST(Csv, RefusesBrokenFilesAndNamesTheLine) {
  const auto refused = [](const char* text, const char* sentence) {
    expect_error(ErrorCode::options_invalid, sentence, [&] { files::parse_csv(text); });
  };
  refused("a,b\n1\n", "Line 2 has 1 fields where the first has 2");
  refused("a,b\n1,\"2\n3\n", "Line 2 opens a quote that is never closed");
  refused("a,b\n1,2\"\n", "Line 2 has a quote inside");
  refused("a,b\n\"1\"x,2\n", "Line 2 has text after a closing quote");
}

}  // namespace
}  // namespace lesionlens::tests
