#include "training/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "files/data_set.h"
#include "inference/classifier.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "training/history.h"

namespace lesionlens::tests {
namespace {

using training::EpochRecord;
using training::TrainingOptions;

struct Trained {
  network::WeightsFile weights;
  std::vector<EpochRecord> history;
};

class Trainer : public testing::Test {
 protected:
  Trainer() {
    draw_data_folder(folder_.path(), "train", 16);
    draw_data_folder(folder_.path(), "validation", 6, 40);
    metadata_.architecture = "skin-cancer-cnn";
    metadata_.preprocessing.width = 32;
    metadata_.preprocessing.height = 32;
    data_.training = training::load_pictures(list("train"), metadata_.preprocessing).pictures;
    data_.validation = training::prepare_pictures(list("validation"), metadata_.preprocessing);
    options_.epochs = 4;
    options_.batch_size = 8;
  }

  std::vector<files::LabelledFile> list(const char* part) const {
    return files::read_data({.source = folder_.path()}).part(part);
  }

  Trained run(const std::optional<network::Tensors>& pretrained = {}) const {
    Trained result;
    training::Listener listener;
    listener.on_epoch = [&](const EpochRecord& record, const network::WeightsFile*) {
      result.history.push_back(record);
    };
    result.weights = training::train(metadata_, pretrained, data_, options_, listener);
    return result;
  }

  TemporaryFolder folder_;
  network::Metadata metadata_;
  training::TrainingData data_;
  TrainingOptions options_;
};

TEST_F(Trainer, LearnsToTellDarkSpotsFromNone) {
  options_.epochs = 12;
  options_.patience = 12;
  const Trained r = run();
  EXPECT_LT(r.history.back().training_loss, r.history.front().training_loss);
  inference::Classifier classifier(r.weights);
  EXPECT_GT(classifier.classify(draw_lesion(48, 40, 77)).probability_malignant,
            r.weights.metadata.threshold);
}

TEST_F(Trainer, TheSameSeedGivesTheSameWeightsAndAnotherSeedOthers) {
  const Trained first = run();
  const Trained second = run();
  for (const auto& [name, tensor] : first.weights.tensors)
    EXPECT_EQ(second.weights.tensors.at(name).values, tensor.values) << name;
  options_.seed = 2;
  EXPECT_NE(run().weights.tensors.at("dense.weight").values,
            first.weights.tensors.at("dense.weight").values);
}

TEST_F(Trainer, TheBestEpochIsKept) {
  std::vector<double> kept;
  double best = -1;
  training::Listener listener;
  listener.on_epoch = [&](const EpochRecord& record, const network::WeightsFile* weights) {
    EXPECT_EQ(weights != nullptr, record.validation_auc > best);
    EXPECT_EQ(record.best, weights != nullptr);
    best = std::max(best, record.validation_auc);
    if (weights != nullptr) kept = {weights->tensors.at("dense_1.bias").values[0]};
  };
  const auto weights = training::train(metadata_, {}, data_, options_, listener);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(weights.tensors.at("dense_1.bias").values[0], static_cast<float>(kept[0]));
}

TEST_F(Trainer, StopsEarlyWithoutGain) {
  options_.epochs = 50;
  options_.patience = 2;
  options_.learning_rate = options_.head_learning_rate = 1e-12F;  // nothing moves, so nothing gains
  EXPECT_EQ(run().history.size(), 3U);
}

TEST_F(Trainer, CosineWarmsUpAndEndsAtZero) {
  options_.schedule = training::Schedule::cosine;
  options_.epochs = 10;
  options_.patience = 100;
  const auto history = run().history;
  EXPECT_LT(history.back().learning_rate, 0.01 * options_.learning_rate);
  EXPECT_GT(history[1].learning_rate, 0.9 * options_.learning_rate);
}

TEST_F(Trainer, StartsFromPretrainedWeightsAndKeepsFrozenLayers) {
  const Trained first = run();
  options_.train_from = "dense";
  const Trained second = run(first.weights.tensors);
  EXPECT_EQ(second.weights.tensors.at("conv2d_2.weight").values,
            first.weights.tensors.at("conv2d_2.weight").values);
  EXPECT_NE(second.weights.tensors.at("dense.weight").values,
            first.weights.tensors.at("dense.weight").values);
}

TEST_F(Trainer, AHeadOfOtherClassesIsDrawnAnew) {
  network::Tensors pretrained = run().weights.tensors;
  pretrained["dense_1.weight"] = {{1000, 512}, std::vector<float>(512000)};
  pretrained["dense_1.bias"] = {{1000}, std::vector<float>(1000)};
  options_.epochs = 1;
  EXPECT_EQ(run(pretrained).weights.tensors.at("dense_1.weight").shape,
            (std::vector<std::int64_t>{1, 512}));
}

TEST_F(Trainer, AMovingAverageIsJudgedAndKept) {
  options_.average = 0.9F;
  options_.epochs = 2;
  const Trained averaged = run();
  options_.average = 0;
  EXPECT_NE(averaged.weights.tensors.at("dense.weight").values,
            run().weights.tensors.at("dense.weight").values);
}

TEST_F(Trainer, ALossThatExplodesEndsInASentence) {
  options_.learning_rate = options_.head_learning_rate = 1e30F;
  expect_error(ErrorCode::options_invalid, "--learning-rate", [&] { run(); });
}

TEST(History, IsOneCsvRowAnEpoch) {
  const std::string csv = training::history_csv(
      {{.epoch = 1, .learning_rate = 0.001, .training_loss = 0.5, .validation_auc = 0.75}});
  EXPECT_EQ(csv.substr(0, 6), "epoch,");
  EXPECT_NE(csv.find("\n1,0.001,0.500000,"), std::string::npos) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2);
}

}  // namespace
}  // namespace lesionlens::tests
