#include "training/trainer.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "files/data_set.h"
#include "inference/classifier.h"
#include "inference/xnnpack_network.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "training/history.h"

namespace lesionlens::tests {
namespace {

using nlohmann::json;
using training::EpochRecord;
using training::TrainingOptions;

struct Trained {
  network::WeightsFile weights;
  std::vector<EpochRecord> history;
  training::Checkpoint checkpoint;  // of the last epoch
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
    listener.on_checkpoint = [&](const training::Checkpoint& checkpoint) {
      result.checkpoint = checkpoint;
    };
    training::Outcome outcome = training::train({.metadata = metadata_, .pretrained = pretrained},
                                                data_, options_, listener);
    result.weights = std::move(outcome.weights);
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
  const auto weights = training::train({.metadata = metadata_}, data_, options_, listener).weights;
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(weights.tensors.at("dense_1.bias").values[0], static_cast<float>(kept[0]));
}

TEST_F(Trainer, ARefitLearnsAllPicturesAndTakesTheOperatingPointOfTheTrainingWithoutThem) {
  const network::Metadata judged = run().weights.metadata;
  data_.training = training::load_pictures(list("train"), metadata_.preprocessing).pictures;
  auto more = training::load_pictures(list("validation"), metadata_.preprocessing).pictures;
  for (training::Picture& picture : more) data_.training.push_back(std::move(picture));
  data_.validation = {};
  options_.patience = 1;  // nothing is there to lose patience over
  training::Listener listener;
  std::vector<EpochRecord> history;
  std::vector<float> last;
  listener.on_epoch = [&](const EpochRecord& record, const network::WeightsFile* weights) {
    history.push_back(record);
    ASSERT_NE(weights, nullptr);
    last = weights->tensors.at("dense.weight").values;
  };
  training::Checkpoint checkpoint;
  listener.on_checkpoint = [&](const training::Checkpoint& saved) { checkpoint = saved; };
  const training::Beginning refit{.metadata = metadata_, .refit_of = judged};
  const network::WeightsFile weights = training::train(refit, data_, options_, listener).weights;
  ASSERT_EQ(history.size(), 4U);
  EXPECT_TRUE(std::isnan(history[0].validation_loss));
  EXPECT_EQ(weights.tensors.at("dense.weight").values, last);
  EXPECT_EQ(weights.metadata.threshold, judged.threshold);
  EXPECT_EQ(weights.metadata.temperature, judged.temperature);
  EXPECT_EQ(weights.metadata.abstain_to, judged.abstain_to);
  EXPECT_EQ(weights.metadata.threshold_note,
            judged.threshold_note + " (by the same training without these pictures)");
  EXPECT_TRUE(weights.metadata.learnt_validation);
  EXPECT_FALSE(judged.learnt_validation);

  training::Beginning on = refit;
  on.checkpoint = checkpoint;
  EXPECT_EQ(training::train(on, data_, options_, {}).weights.tensors.at("dense.weight").values,
            last);
  on.refit_of->threshold = 0.123F;
  expect_error(ErrorCode::options_invalid, "begun with another 'refit_of'",
               [&] { training::train(on, data_, options_, {}); });
}

TEST_F(Trainer, ARefitOfAnotherTrainingIsRefused) {
  const auto refit = [&](const network::Metadata& judged) {
    training::train({.metadata = metadata_, .refit_of = judged}, data_, options_, {});
  };
  network::Metadata judged = metadata_;
  judged.preprocessing.width = 64;
  expect_error(ErrorCode::weights_mismatch, "another input: 64 x 32 pixels, centre-square, now 32",
               [&] { refit(judged); });
  judged = metadata_;
  judged.classes = {"mole", "malignant"};
  expect_error(ErrorCode::weights_mismatch, "list of classes: mole, malignant, now benign",
               [&] { refit(judged); });
  options_.schedule = training::Schedule::plateau;
  expect_error(ErrorCode::options_invalid, "give --schedule constant or cosine",
               [&] { refit(metadata_); });
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

// Runs the first epochs, writes and reads the checkpoint as a file, and goes on to the end.
Trained stopped_and_resumed(const network::Metadata& metadata, const training::TrainingData& data,
                            const TrainingOptions& options, int stop_after) {
  struct Stopped {};
  Trained result;
  std::vector<std::uint8_t> file;
  training::Listener listener;
  listener.on_epoch = [&](const EpochRecord& record, const network::WeightsFile*) {
    if (record.epoch == stop_after + 1) throw Stopped{};  // as if killed in this epoch
    result.history.push_back(record);
  };
  listener.on_checkpoint = [&](const training::Checkpoint& checkpoint) {
    file = training::write_checkpoint(checkpoint);
  };
  try {
    training::train({.metadata = metadata}, data, options, listener);
    ADD_FAILURE() << "the run was not stopped";
  } catch (const Stopped&) {
  }
  listener = {};
  const training::Outcome outcome =
      training::train({.metadata = metadata, .checkpoint = training::read_checkpoint(file)}, data,
                      options, listener);
  result.weights = outcome.weights;
  result.history = outcome.history;
  return result;
}

TEST_F(Trainer, AResumedRunGivesTheSameWeightsAndCurveAsAnUnbrokenOne) {
  options_.epochs = 5;
  options_.average = 0.9F;
  options_.balance = 0.5F;
  options_.label_smoothing = 0.1F;
  for (const auto schedule : {training::Schedule::cosine, training::Schedule::plateau}) {
    options_.schedule = schedule;
    options_.plateau.patience = 1;
    const Trained whole = run();
    const Trained resumed = stopped_and_resumed(metadata_, data_, options_, 2);
    ASSERT_EQ(resumed.history.size(), whole.history.size());
    for (std::size_t i = 0; i < whole.history.size(); ++i) {
      EXPECT_NEAR(resumed.history[i].training_loss, whole.history[i].training_loss, 1e-6);
      EXPECT_NEAR(resumed.history[i].validation_auc, whole.history[i].validation_auc, 1e-6);
      EXPECT_NEAR(resumed.history[i].learning_rate, whole.history[i].learning_rate, 1e-9);
    }
    for (const auto& [name, tensor] : whole.weights.tensors)
      EXPECT_EQ(resumed.weights.tensors.at(name).values, tensor.values) << name;
    EXPECT_EQ(resumed.weights.metadata.threshold, whole.weights.metadata.threshold);
  }
}

TEST_F(Trainer, AResumedRunMustHaveTheSameOptionsAndData) {
  options_.epochs = 2;
  const training::Checkpoint checkpoint = run().checkpoint;
  const auto resumed = [&] {
    training::train({.metadata = metadata_, .checkpoint = checkpoint}, data_, options_, {});
  };
  options_.batch_size = 4;
  expect_error(ErrorCode::options_invalid, "another 'batch_size': 8, now 4", resumed);
  options_.batch_size = 8;
  data_.training.pop_back();
  expect_error(ErrorCode::options_invalid, "another 'training_pictures': 32, now 31", resumed);
}

TEST_F(Trainer, AnOlderRunThatDidNotKnowAnOptionGoesOnWithItsDefault) {
  options_.epochs = 2;
  training::Checkpoint checkpoint = run().checkpoint;
  json state = json::parse(checkpoint.state);
  state["identity"].erase("mixup");
  checkpoint.state = state.dump();
  const auto resumed = [&] {
    training::train({.metadata = metadata_, .checkpoint = checkpoint}, data_, options_, {});
  };
  EXPECT_NO_THROW(resumed());
  options_.mixup = 0.5F;
  expect_error(ErrorCode::options_invalid, "another 'mixup': 0.0, now 0.5", resumed);
}

TEST_F(Trainer, AWeightsFileIsNoCheckpoint) {
  const auto bytes = network::write_weights(run().weights, network::Storage::float32);
  expect_error(ErrorCode::weights_mismatch, "no checkpoint",
               [&] { training::read_checkpoint(bytes); });
}

image::Image blue(image::Image picture) {
  for (std::size_t at = 0; at < picture.pixels.size(); at += 3) {
    picture.pixels[at] = picture.pixels[at + 1] = 30;
    picture.pixels[at + 2] = 220;
  }
  return picture;
}

TEST_F(Trainer, ManyClassesAreLearntAndTheVerdictFollowsFromTheMalignantOnes) {
  for (std::size_t i = 0; i < data_.training.size(); ++i) {
    // Every third picture gets a class of its own: it is drawn wholly blue.
    if (i % 3 != 0) continue;
    data_.training[i] = training::Picture(blue(data_.training[i].image()), 2);
  }
  metadata_.classes = {"benign", "malignant", "blue"};
  options_.epochs = 12;
  options_.patience = 12;
  options_.label_smoothing = 0.05F;
  options_.balance = 0.5F;
  const Trained r = run();
  inference::Classifier classifier(r.weights);
  const inference::Verdict verdict = classifier.classify(blue(draw_lesion(40, 40, 3)));
  EXPECT_EQ(verdict.named_class, 2U);
  EXPECT_FALSE(verdict.malignant);
  EXPECT_TRUE(classifier.classify(draw_lesion(48, 40, 77)).malignant);
  EXPECT_EQ(r.weights.metadata.decision_weights.size(), 3U);
}

TEST_F(Trainer, MixupBlendsPicturesAndWhatTheyAreAlike) {
  options_.epochs = 1;
  const double plain = run().history[0].training_loss;
  options_.mixup = 1;
  EXPECT_GT(std::abs(run().history[0].training_loss - plain), 1e-3);
  // Where all pictures are one, a blend is that one, and the blended losses of two partners have
  // the sum of their own. Without dropout, which would tell partners apart.
  metadata_.architecture = "resnet-18";
  for (training::Picture& picture : data_.training)
    picture = training::Picture(data_.training[0].image(), picture.label);
  options_.augmentation = {.rotation = 0,
                           .width_shift = 0,
                           .height_shift = 0,
                           .shear = 0,
                           .zoom = 0,
                           .horizontal_flip = false,
                           .brightness = 0,
                           .contrast = 0,
                           .saturation = 0};
  const double blended = run().history[0].training_loss;
  options_.mixup = 0;
  EXPECT_NEAR(run().history[0].training_loss, blended, 1e-4);
}

TEST_F(Trainer, InBFloat16EveryArchitectureLearnsAlmostTheSame) {
  options_.epochs = 1;
  // Large enough that batch norm has more than a handful of numbers to even out in the last layers.
  metadata_.preprocessing.width = metadata_.preprocessing.height = 64;
  data_.training = training::load_pictures(list("train"), metadata_.preprocessing).pictures;
  data_.validation = training::prepare_pictures(list("validation"), metadata_.preprocessing);
  // Small steps: what is compared is how the network answers and learns, not where noise leads it.
  options_.learning_rate = options_.head_learning_rate = 1e-5F;
  for (const network::CatalogueEntry& entry : network::catalogue()) {
    const std::string name(entry.name);
    SCOPED_TRACE(name);
    metadata_.architecture = name;
    options_.precision = training::Precision::float32;
    const Trained precise = run();
    options_.precision = training::Precision::bfloat16;
    const Trained half = run();
    EXPECT_NE(half.history[0].training_loss, precise.history[0].training_loss);
    EXPECT_NEAR(half.history[0].training_loss, precise.history[0].training_loss, 0.1);
    // What is kept is float, not what was computed in.
    bool finer = false;
    for (const float value : half.weights.tensors.begin()->second.values)
      finer = finer || (std::bit_cast<std::uint32_t>(value) & 0xFFFFU) != 0;
    EXPECT_TRUE(finer);
  }
}

TEST_F(Trainer, FrozenLayersLearnOnceTheyAreUnfrozen) {
  const Trained first = run();
  options_.train_from = "dense";
  options_.unfreeze_after = 1;
  options_.monitor = training::Monitor::loss;
  options_.learning_rate = options_.head_learning_rate = 1e-4F;
  std::vector<std::vector<float>> kernels;
  training::Listener listener;
  listener.on_checkpoint = [&](const training::Checkpoint& checkpoint) {
    kernels.push_back(checkpoint.tensors.at("network.conv2d.weight").values);
  };
  training::train({.metadata = metadata_, .pretrained = first.weights.tensors}, data_, options_,
                  listener);
  EXPECT_EQ(kernels.at(0), first.weights.tensors.at("conv2d.weight").values);
  EXPECT_NE(kernels.at(1), kernels.at(0));
}

TEST_F(Trainer, ShowingRareClassesMoreOftenDoesNotMakeThemLikelier) {
  // A quarter is malignant and nothing can be learnt, so all that is left is the prior.
  for (std::size_t i = 0; i < data_.training.size(); ++i) {
    data_.training[i] = training::Picture(draw_lesion(32, 32), i % 4 == 0 ? 1 : 0);
  }
  options_.epochs = 15;
  options_.balance = 1;
  options_.monitor = training::Monitor::loss;
  options_.average = 0.9F;
  const Trained r = run();
  const std::vector<float> photo = image::preprocess(draw_lesion(32, 32), metadata_.preprocessing);
  inference::XnnpackNetwork network(r.weights.architecture, r.weights.tensors);
  EXPECT_NEAR(inference::class_probabilities(network.run(photo), 1)[1], 0.25, 0.1);
}

TEST_F(Trainer, AClassWithoutPicturesIsNamed) {
  for (training::Picture& picture : data_.training) picture.label = 0;
  expect_error(ErrorCode::options_invalid, "no picture of the class 'malignant'", [&] { run(); });
}

TEST_F(Trainer, TheOperatingPointReachesTheSensitivityOnValidation) {
  options_.sensitivity = 0.9;
  const network::WeightsFile weights = run().weights;
  inference::XnnpackNetwork network(weights.architecture, weights.tensors);
  int found = 0;
  int malignant = 0;
  for (std::size_t i = 0; i < data_.validation.inputs.size(); ++i) {
    if (data_.validation.labels[i] != 1) continue;
    ++malignant;
    const double probability = inference::class_probabilities(
        network.run(data_.validation.inputs[i].get()), weights.metadata.temperature)[1];
    found += probability >= static_cast<double>(weights.metadata.threshold) ? 1 : 0;
  }
  EXPECT_GE(found, 0.9 * malignant);
  EXPECT_NE(weights.metadata.threshold_note.find("12 validation pictures (6 malignant)"),
            std::string::npos)
      << weights.metadata.threshold_note;
}

TEST(History, WhatIsWrittenIsRead) {
  const std::string csv = training::history_csv(
      {{.epoch = 1, .training_loss = 0.5, .best = true},
       {.epoch = 2, .validation_auc = std::nan(""), .waiting_seconds = 0.25}});
  const auto read = training::read_history_csv(csv);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].training_loss, 0.5);
  EXPECT_TRUE(read[0].best);
  EXPECT_EQ(read[1].epoch, 2);
  EXPECT_TRUE(std::isnan(read[1].validation_auc));
  EXPECT_EQ(read[1].waiting_seconds, 0.25);
  expect_error(ErrorCode::options_invalid, "no learning curves",
               [] { training::read_history_csv("a,b\n1,2\n"); });
}

TEST(History, IsOneCsvRowAnEpoch) {
  const std::string csv = training::history_csv(
      {{.epoch = 1, .learning_rate = 0.001, .training_loss = 0.5, .validation_auc = 0.75}});
  EXPECT_EQ(csv.substr(0, 6), "epoch,");
  EXPECT_NE(csv.find("\n1,0.001,0.5,"), std::string::npos) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2);
}

}  // namespace
}  // namespace lesionlens::tests
