#include "evaluation/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/drawings.h"
#include "evaluation/judgement_json.h"
#include "evaluation/judgement_text.h"
#include "evaluation/plot.h"
#include "files/file.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "support/xml.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)
using testing::HasSubstr;
using testing::Not;

constexpr BootstrapOptions few = {50, 1};

// Three classes of the network; the data has one more, a band of "not sure" and hostile names.
PredictionTable odd_table() {
  PredictionTable t;
  t.data = "<script>alert(1)</script>";
  t.part = "test";
  t.weights_name = "spots & \"dots\"";
  t.weights_version = "1";
  t.classes = {"mel", "nv", "df"};
  t.malignant_classes = {"mel"};
  t.data_classes = {"mel", "nv", "df", "scc"};
  t.near_duplicates = 3;
  t.threshold = 0.4;
  t.abstain_from = 0.3;
  t.abstain_to = 0.5;
  t.column_names = {"source", "age"};
  const char* truths[] = {"mel", "nv", "df", "scc"};
  for (int i = 0; i < 80; ++i) {
    PredictionRow row;
    row.file = "/no/such/" + std::to_string(i) + "\xFF<.jpg";
    row.group = std::to_string(i / 2);
    row.true_class = truths[i % 4];
    row.malignant = i % 4 == 0 || i % 4 == 3;
    row.probability_malignant = (i * 37 % 80 + (row.malignant ? 30 : 0)) / 110.0;
    const double rest = 1 - row.probability_malignant;
    row.probabilities = {row.probability_malignant, rest * 0.6, rest * 0.4};
    row.columns = {i < 60 ? "clinic <A>" : "", std::to_string(i)};
    t.rows.push_back(row);
  }
  return t;
}

const LearningCurves history = {
    {1, 2}, {{"training_loss", {0.7, 0.5}}}, {{"validation_auc", {0.6, 0.8}}}};

Judgement judged(const PredictionTable& table) { return judge(table, {few, {"source", "age"}}); }

std::string report_of(const PredictionTable& table) {
  const Judgement judgement = judged(table);
  return report_html(table, judgement, {few, history, worst_errors(table, judgement)});
}

std::string without(std::string text, const std::string& part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part))
    text.erase(at, part.size());
  return text;
}

TEST(Report, IsOneWellFormedPageThatAsksForNothing) {
  const std::string html = report_of(odd_table());
  EXPECT_EQ(fault_in_xml(html, true), "");
  const std::string own = without(html, "http://www.w3.org/2000/svg");  // a name, not an address
  for (const char* foreign : {"http:", "https:", "<script", "url(h", "@import", "<link"})
    EXPECT_THAT(own, Not(HasSubstr(foreign)));
}

TEST(Report, HoldsWhatAReaderLooksFor) {
  const std::string html = report_of(odd_table());
  for (const char* words : {"A decision aid, not a diagnosis.",
                            "Receiver operating characteristic",
                            "Precision and recall",
                            "Reliability of the probability",
                            "Decision curve",
                            "Confusion matrix of the classes",
                            "When it is not sure",
                            "By diagnosis",
                            "By source",
                            "clinic &lt;A&gt;",
                            "(not stated)",
                            "20-39",
                            "<span class=\"badge\">small</span>",
                            "Loss by epoch",
                            "validation AUC",
                            "The worst errors",
                            "What cannot be concluded",
                            "3 pictures of these look like",
                            "stated for none of the pictures: nothing here supports a claim",
                            "Left out: 20 pictures"})
    EXPECT_THAT(html, HasSubstr(words));
}

TEST(Report, LeavesOutWhatThereIsNot) {
  PredictionTable table = odd_table();
  table.rows.resize(1);  // one melanoma
  table.abstain_from = table.abstain_to;
  const Judgement judgement = judge(table, {few, {}});
  const std::string html = report_html(table, judgement, {few, {}, {}});
  EXPECT_EQ(fault_in_xml(html, true), "");
  for (const char* words : {"Receiver operating", "Slices", "The worst errors", "Loss by epoch",
                            "not sure", "Confusion matrix of the classes"})
    EXPECT_THAT(html, Not(HasSubstr(words)));
  EXPECT_THAT(html, HasSubstr("n/a"));
  EXPECT_FALSE(holds_no_number(html));
}

TEST(Drawings, AreWellFormedFilesOfTheirOwn) {
  const PredictionTable table = odd_table();
  std::vector<std::string> names;
  for (const Drawing& drawing : drawings(table, judged(table), history)) {
    names.push_back(drawing.name);
    EXPECT_EQ(fault_in_xml(standalone(drawing.svg)), "") << drawing.name;
    EXPECT_FALSE(holds_no_number(drawing.svg)) << drawing.name;
  }
  EXPECT_THAT(names, testing::ElementsAre("confusion", "roc", "precision-recall", "reliability",
                                          "decision", "confusion-classes", "loss", "accuracy"));
}

TEST(Drawings, TheRocPassesThroughItsCorners) {
  // One benign picture between two malignant: (0,0) (0,0.5) (1,0.5) (1,1), in units of 366 x 268.
  PredictionTable table;
  table.classes = {"benign", "malignant"};
  for (const auto& [p, malignant] : {std::pair{0.9, true}, {0.5, false}, {0.1, true}}) {
    PredictionRow row;
    row.malignant = malignant;
    row.probability_malignant = p;
    row.probabilities = {1 - p, p};
    table.rows.push_back(row);
  }
  const auto all = drawings(table, judge(table, {{0, 1}, {}}), {});
  EXPECT_THAT(all[1].svg, HasSubstr("d=\"M0 268L0 134L366 134L366 0"));
}

TEST(WorstErrors, AreSmallJpegPicturesInTheirOrder) {
  const TemporaryFolder folder;
  PredictionTable table = odd_table();
  const std::string wide = (folder / "wide.jpg").string();
  files::write_file(wide, encode_jpeg(draw_lesion(400, 200)));
  for (PredictionRow& row : table.rows) row.file = wide;
  const Judgement judgement = judged(table);
  const WorstErrors errors = worst_errors(table, judgement, 3);
  ASSERT_EQ(errors.missed.size(), 3U);
  ASSERT_EQ(errors.alarms.size(), 3U);
  EXPECT_EQ(errors.missed[0].row, judgement.missed[0]);
  EXPECT_EQ(errors.missed[0].width, 176);
  EXPECT_EQ(errors.missed[0].height, 88);
  // FF D8 FF, a JPEG's first bytes, are "/9j/" in base64.
  EXPECT_THAT(errors.missed[0].data_url, testing::StartsWith("data:image/jpeg;base64,/9j/"));
  EXPECT_EQ((errors.missed[0].data_url.size() - 23) % 4, 0U);
  EXPECT_EQ(fault_in_xml(error_sheet(table, errors)), "");
  EXPECT_THAT(report_html(table, judgement, {few, {}, errors}), HasSubstr("<img src=\"data:"));
}

TEST(WorstErrors, AreListedWithoutPicturesWhereThereAreNone) {
  const PredictionTable table = odd_table();
  const WorstErrors errors = worst_errors(table, judged(table), 3);
  ASSERT_EQ(errors.alarms.size(), 3U);
  EXPECT_EQ(errors.alarms[0].data_url, "");
  EXPECT_EQ(fault_in_xml(error_sheet(table, errors)), "");
}

TEST(JudgementJson, HoldsEveryFigureWithItsInterval) {
  const PredictionTable table = odd_table();
  const Judgement judgement = judged(table);
  const auto object = nlohmann::json::parse(judgement_json(table, judgement, few));
  EXPECT_EQ(object["pictures"]["malignant"], 40);
  EXPECT_EQ(object["lesions"]["malignant"], 40);
  EXPECT_EQ(object["sensitivity"], object["figures"]["sensitivity"]["value"]);
  EXPECT_EQ(object["intervals"]["replicates"], 50);
  EXPECT_EQ(object["pictures"]["near_duplicates"], 3);
  for (const FigureName& name : binary_figure_names()) {
    const auto& figure = object["figures"][name.key];
    EXPECT_LT(figure["low"].get<double>(), figure["high"].get<double>()) << name.key;
  }
  EXPECT_EQ(object["classification_report"]["malignant"]["support"], 40);
  EXPECT_EQ(object["true_classes"].size(), 4U);
  EXPECT_EQ(object["classes"]["each"]["mel"]["support"], 20);
  EXPECT_EQ(object["classes"]["pictures_of_other_classes"], 20);
  EXPECT_EQ(object["slices"][0]["column"], "source");
  EXPECT_EQ(object["slices"][0]["small"], false);
  EXPECT_EQ(object["curves"]["sensitivity_over_false_alarms"].size(), 101U);
  EXPECT_EQ(object["abstention"]["from"], 0.3);
  const auto summary = nlohmann::json::parse(summary_json(table, judgement));
  EXPECT_EQ(summary["figures"]["auc"], object["figures"]["auc"]);
}

TEST(JudgementJson, SaysNullForWhatIsUndefined) {
  PredictionTable table = odd_table();
  table.rows.resize(1);
  const Judgement judgement = judge(table, {few, {}});
  const auto object = nlohmann::json::parse(judgement_json(table, judgement, few));
  EXPECT_TRUE(object["auc"].is_null());
  EXPECT_TRUE(object["figures"]["specificity"]["value"].is_null());
  EXPECT_TRUE(object["classes"].is_null());
}

TEST(JudgementText, SaysWhatWasJudgedAndMarksSmallSlices) {
  const PredictionTable table = odd_table();
  const std::string text = judgement_text(table, judged(table), few);
  for (const char* words : {"40 benign pictures", "95 % interval (50 resamples of the lesions)",
                            "predicted malignant", "weighted avg", "not sure", "called malignant",
                            "by source", "small: fewer than 30", "true \\ named"})
    EXPECT_THAT(text, HasSubstr(words));
}

}  // namespace
}  // namespace lesionlens::tests
