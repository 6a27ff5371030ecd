#include "evaluation/prediction_table.h"

#include <gtest/gtest.h>

#include <string>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

PredictionTable small_table() {
  PredictionTable t;
  t.data = "photos/\"new\"";
  t.part = "test";
  t.skipped = 2;
  t.near_duplicates = 4;
  t.views = 8;
  t.weights_name = "spots";
  t.weights_version = "3";
  t.weights_sha256 = "abc";
  t.classes = {"mel", "nv", "other, or unknown"};
  t.malignant_classes = {"mel"};
  t.threshold = 0.30000001192092896;
  t.threshold_note = "a note";
  t.abstain_from = 0.2;
  t.abstain_to = 0.4;
  t.decision_weights = {1.5F, 0.1F, 1};
  t.data_classes = {"mel", "nv"};
  t.column_names = {"file", "remark"};
  t.rows = {{"a.jpg", "lesion 1", "mel", true, 1.0 / 3, {1.0 / 3, 0.5, 1.0 / 6}, {"a.jpg", ""}},
            {"b,\"c\".jpg", "lesion 2", "nv", false, 0.1, {0.1, 0.9, 1e-17}, {"x", "two\nlines"}}};
  return t;
}

TEST(PredictionTable, ReadsBackExactlyWhatWasWritten) {
  const PredictionTable t = small_table();
  const PredictionTable back = read_table(table_csv(t));
  EXPECT_EQ(back.data, t.data);
  EXPECT_EQ(back.skipped, 2);
  EXPECT_EQ(back.near_duplicates, 4);
  EXPECT_EQ(back.views, 8);
  EXPECT_EQ(back.weights_sha256, "abc");
  EXPECT_EQ(back.classes, t.classes);
  EXPECT_EQ(back.malignant_classes, t.malignant_classes);
  EXPECT_EQ(back.threshold, t.threshold);
  EXPECT_EQ(back.abstain_from, 0.2);
  EXPECT_EQ(back.abstain_to, 0.4);
  EXPECT_EQ(back.decision_weights, t.decision_weights);
  EXPECT_EQ(back.data_classes, t.data_classes);
  EXPECT_EQ(back.column_names, t.column_names);
  ASSERT_EQ(back.rows.size(), 2U);
  EXPECT_EQ(back.rows[0].probability_malignant, 1.0 / 3);
  EXPECT_EQ(back.rows[0].probabilities, t.rows[0].probabilities);
  EXPECT_TRUE(back.rows[0].malignant);
  EXPECT_EQ(back.rows[1].file, "b,\"c\".jpg");
  EXPECT_EQ(back.rows[1].group, "lesion 2");
  EXPECT_EQ(back.rows[1].true_class, "nv");
  EXPECT_EQ(back.rows[1].columns, t.rows[1].columns);
  EXPECT_EQ(table_csv(back), table_csv(t));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(PredictionTable, RefusesWhatDoesNotFitAndSaysWhere) {
  const std::string good = table_csv(small_table());
  const auto refused = [](const std::string& part, const std::string& text) {
    expect_error(ErrorCode::options_invalid, part, [&] { read_table(text); });
  };
  refused("first line", "");
  refused("first line", "file,group\n1,2\n");
  refused("first line", "# {\"format\":\"another\"}\nfile\n");
  refused("format version", replaced(good, "\"format_version\":1", "\"format_version\":9"));
  refused("lacks", replaced(good, "\"threshold\":", "\"treshold\":"));
  refused("lacks", replaced(good, "\"classes\":[", "\"classes\":[7,"));
  refused("between 0 and 1", replaced(good, "\"threshold\":0", "\"threshold\":7"));
  refused("column names", replaced(good, "true_class", "truth"));
  refused("row 2", replaced(good, ",nv,0,", ",nv,maybe,"));
  refused("'1.1' in row 2", replaced(good, ",0.9,", ",1.1,"));
  refused("'' in row 2", replaced(good, ",0.9,", ",,"));
  refused("row 1 do not add up", replaced(good, ",0.5,", ",0.6,"));
  refused("no picture", good.substr(0, good.find("a.jpg")));
}

TEST(PredictionTable, GivesPredictionsAndGroupsRowByRow) {
  const PredictionTable t = small_table();
  EXPECT_TRUE(predictions_of(t)[0].malignant);
  EXPECT_EQ(predictions_of(t)[1].probability_malignant, 0.1);
  EXPECT_EQ(groups_of(t), (std::vector<std::string>{"lesion 1", "lesion 2"}));
}

}  // namespace
}  // namespace lesionlens::tests
