#include "evaluation/model_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

// Ten malignant pictures of which eight are found, ten benign of which one alarms.
evaluation::PredictionTable table() {
  evaluation::PredictionTable t;
  t.part = "test";
  t.classes = t.data_classes = {"benign", "malignant"};
  t.malignant_classes = {"malignant"};
  t.abstain_from = t.abstain_to = 0.5;
  t.column_names = {"site"};
  for (int i = 0; i < 20; ++i) {
    const bool malignant = i < 10;
    const bool called = malignant ? i < 8 : i == 10;
    const double probability = called ? 0.9 : 0.2;
    t.rows.push_back({"picture " + std::to_string(i),
                      "lesion " + std::to_string(i / 2),
                      malignant ? "malignant" : "benign",
                      malignant,
                      probability,
                      {1 - probability, probability},
                      {i % 2 == 0 ? "back | front" : "face"}});
  }
  return t;
}

std::string card(const std::string& how_made = {},
                 const std::optional<network::Familiarity>& familiarity = {}) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 32);
  weights.metadata.name = "spots";
  weights.metadata.version = "7";
  weights.metadata.threshold_note = "chosen on 12 pictures";
  weights.metadata.training_data = "drawn pictures";
  weights.metadata.licence = "CC0";
  const evaluation::PredictionTable t = table();
  return evaluation::model_card({"spots.safetensors", 4'700'000, "abc123", weights.metadata,
                                 weights.architecture, familiarity},
                                t, evaluation::judge(t, {{100, 1}, {"site"}}), how_made);
}

TEST(ModelCard, SaysWhatTheNetworkIsAndHowItFails) {
  const std::string text = card();
  for (const char* part :
       {"# Model card: spots 7", "`spots.safetensors`, 4,700,000 bytes, SHA-256 `abc123`",
        "A decision aid, not a diagnosis",
        "Of 10 malignant test pictures it misses 2; of 10 benign ones it is alarmed by 1",
        "`mobilenet-v2`, 2.2 million parameters in 4.7 MB", "chosen on 12 pictures",
        "drawn pictures", "Licence of the weights: CC0", "dark skin",
        "20 pictures (10 benign of 5 lesions, 10 malignant of 5 lesions)"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(ModelCard, HoldsTheFiguresTheConfusionMatrixAndTheSlices) {
  const std::string text = card();
  EXPECT_THAT(text, HasSubstr("| benign | 9 | 1 |"));
  EXPECT_THAT(text, HasSubstr("| malignant | 2 | 8 |"));
  EXPECT_THAT(text, HasSubstr("0.800 ("));
  EXPECT_THAT(text, HasSubstr("too few to conclude from"));
  EXPECT_THAT(text, HasSubstr("back \\| front")) << "a stroke in a value does not break the table";
}

TEST(ModelCard, EndsWithHowItWasMadeWhereThatIsTold) {
  EXPECT_THAT(card(), Not(HasSubstr("How to make it again")));
  EXPECT_THAT(card("run this\n"), HasSubstr("## How to make it again\n\nrun this\n"));
}

TEST(ModelCard, SaysHowManyLesionsAndEverydayPhotosAreRefused) {
  EXPECT_THAT(card(), HasSubstr("a photo without a lesion is not refused"));
  network::Familiarity familiarity;
  familiarity.limit = 1.25F;
  familiarity.measured = {{"test pictures", 2000, 30}, {"everyday photos", 100, 97}};
  const std::string text = card({}, familiarity);
  EXPECT_THAT(text, HasSubstr("| test pictures | 30 | 2,000 | 1.5 % |"));
  EXPECT_THAT(text, HasSubstr("| everyday photos | 97 | 100 | 97.0 % |"));
  EXPECT_THAT(text, Not(HasSubstr("is not refused by the network")));
}

}  // namespace
}  // namespace lesionlens::tests
