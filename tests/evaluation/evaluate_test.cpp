#include "evaluation/evaluate.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "files/file.h"
#include "image/orientation.h"
#include "inference/classifier.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)

class Evaluate : public testing::Test {
 protected:
  Evaluate() {
    for (int i = 0; i < 6; ++i) {
      const std::string file = (folder_ / (std::to_string(i) + ".png")).string();
      files::write_file(file, encode_png(draw_lesion(64, 48, i)));
      data_.parts["test"].push_back({file, i % 2, "lesion", {std::to_string(i)}});
    }
    data_.classes = {"nv", "mel"};
    data_.column_names = {"number"};
    options_.data = "drawn";
    options_.malignant_classes = {"mel"};
  }

  std::vector<std::uint8_t> file() const {
    return network::write_weights(weights_, network::Storage::float32);
  }

  TemporaryFolder folder_;
  network::WeightsFile weights_ = random_weights("mobilenet-v2", 32);
  files::DataSet data_;
  EvaluationOptions options_;
};

TEST_F(Evaluate, SaysOfEachFileWhatTheClassifierSays) {
  std::size_t told = 0;
  options_.progress = [&told](std::size_t done, std::size_t total) {
    EXPECT_EQ(done, ++told);
    EXPECT_EQ(total, 6U);
  };
  weights_.metadata.abstain_from = 0.25F;
  const Evaluation result = evaluate(file(), data_, options_);
  EXPECT_EQ(told, 6U);
  ASSERT_EQ(result.table.rows.size(), 6U);
  inference::Classifier classifier(file());
  for (int i = 0; i < 6; ++i) {
    const PredictionRow& row = result.table.rows[static_cast<std::size_t>(i)];
    const inference::Verdict verdict = classifier.classify(draw_lesion(64, 48, i));
    EXPECT_EQ(row.probability_malignant, verdict.probability_malignant);
    EXPECT_EQ(row.probabilities, verdict.probabilities);
    EXPECT_EQ(row.malignant, i % 2 == 1);
    EXPECT_EQ(row.true_class, i % 2 == 1 ? "mel" : "nv");
    EXPECT_EQ(row.group, "lesion");
    EXPECT_EQ(row.columns, std::vector<std::string>{std::to_string(i)});
  }
  EXPECT_EQ(result.table.weights_sha256, files::sha256(file()));
  EXPECT_EQ(result.table.abstain_from, 0.25);
  EXPECT_EQ(result.table.data_classes, data_.classes);
  EXPECT_EQ(result.hashed.size(), 6U);
}

TEST_F(Evaluate, EightViewsDoNotCareHowThePictureLies) {
  options_.views = 8;
  const Evaluation as_it_is = evaluate(file(), data_, options_);
  for (std::size_t i = 0; i < 6; ++i) {
    files::write_file(data_.parts["test"][i].path,
                      encode_png(image::upright(draw_lesion(64, 48, static_cast<int>(i)), 5)));
  }
  const Evaluation turned = evaluate(file(), data_, options_);
  options_.views = 1;
  const Evaluation one_view = evaluate(file(), data_, options_);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(as_it_is.table.rows[i].probability_malignant,
                turned.table.rows[i].probability_malignant, 1e-6);
  }
  EXPECT_NE(turned.table.rows[0].probability_malignant,
            one_view.table.rows[0].probability_malignant);
}

TEST_F(Evaluate, SkipsWhatCannotBeReadAndSaysWhy) {
  files::write_file(data_.parts["test"][2].path, std::string_view("no picture"));
  const Evaluation result = evaluate(file(), data_, options_);
  EXPECT_EQ(result.table.rows.size(), 5U);
  EXPECT_EQ(result.table.skipped, 1);
  ASSERT_EQ(result.skipped.size(), 1U);
  EXPECT_NE(result.skipped[0].find("2.png"), std::string::npos);
}

TEST_F(Evaluate, RefusesAPartThatIsNotThereOrCannotBeRead) {
  options_.part = "validation";
  expect_error(ErrorCode::options_invalid, "no part 'validation'",
               [&] { evaluate(file(), data_, options_); });
  options_.part = "test";
  for (const files::LabelledFile& file : data_.parts["test"])
    files::write_file(file.path, std::string_view("no picture"));
  expect_error(ErrorCode::options_invalid, "No picture in part 'test'",
               [&] { evaluate(file(), data_, options_); });
}

TEST_F(Evaluate, WeightsThatGiveNoNumberAreNoSkippedPicture) {
  for (auto& [name, tensor] : weights_.tensors) {
    if (name.ends_with(".weight") && tensor.shape.size() == 2)
      for (float& value : tensor.values) value = 3e38F;
  }
  expect_error(ErrorCode::weights_mismatch, "not a finite number",
               [&] { evaluate(file(), data_, options_); });
}

}  // namespace
}  // namespace lesionlens::tests
