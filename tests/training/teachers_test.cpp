#include "training/teachers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "files/data_set.h"
#include "inference/classifier.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "support/weights.h"
#include "training/trainer.h"

namespace lesionlens::tests {
namespace {

using training::Teachers;

const std::vector<std::string> two = {"benign", "malignant"};

TEST(TeachersAnswer, IsTheMeanOfWhatEachSaysAtItsOwnSize) {
  const network::WeightsFile small = random_weights("skin-cancer-cnn", 32, 1);
  const network::WeightsFile large = random_weights("mobilenet-v2", 64, 2);
  const Teachers teachers({small, large}, two);
  const image::Image photo = draw_lesion(80, 80, 3);
  const std::vector<double> answer = teachers.answer(
      [&](const image::Preprocessing& how) { return image::preprocess(photo, how); });
  const double first = inference::Classifier(small).classify(photo).probability_malignant;
  const double second = inference::Classifier(large).classify(photo).probability_malignant;
  ASSERT_GT(std::abs(first - second), 1e-3);
  EXPECT_NEAR(answer.at(1), (first + second) / 2, 1e-6);
  EXPECT_NEAR(answer.at(0), 1 - answer.at(1), 1e-6);
}

TEST(TeachersOf, OtherClassesAreRefused) {
  expect_error(ErrorCode::options_invalid, "tells other classes apart: benign, malignant",
               [] { Teachers({random_weights("skin-cancer-cnn", 32)}, {"malignant", "benign"}); });
}

// What a network learns from labels that say the contrary of its teacher.
class Pupil : public testing::Test {
 protected:
  Pupil() {
    draw_data_folder(folder_.path(), "train", 16);
    draw_data_folder(folder_.path(), "validation", 6, 40);
    metadata_.architecture = "skin-cancer-cnn";
    metadata_.preprocessing.width = metadata_.preprocessing.height = 32;
    const files::DataSet set = files::read_data({.source = folder_.path()});
    data_.training = training::load_pictures(set.part("train"), metadata_.preprocessing).pictures;
    data_.validation = training::prepare_pictures(set.part("validation"), metadata_.preprocessing);
    options_.epochs = options_.patience = 12;
    options_.batch_size = 8;
  }

  network::WeightsFile learn(const Teachers* teachers) const {
    return training::train({.metadata = metadata_, .teachers = teachers}, data_, options_, {})
        .weights;
  }

  void contradict_labels() {
    for (training::Picture& picture : data_.training) picture.label = 1 - picture.label;
  }

  static double probability_of_a_spot(const network::WeightsFile& weights) {
    return inference::Classifier(weights).classify(draw_lesion(48, 40, 77)).probability_malignant;
  }

  TemporaryFolder folder_;
  network::Metadata metadata_;
  training::TrainingData data_;
  training::TrainingOptions options_;
};

TEST_F(Pupil, BelievesItsTeacherAsFarAsItsShareOfTheLoss) {
  const Teachers teacher({learn(nullptr)}, two);
  contradict_labels();
  options_.monitor = training::Monitor::loss;
  options_.mixup = 0.2F;
  options_.teachers_share = 1;
  const double believing = probability_of_a_spot(learn(&teacher));
  options_.teachers_share = 0;
  const double not_believing = probability_of_a_spot(learn(&teacher));
  EXPECT_GT(believing, not_believing + 0.2);
}

TEST_F(Pupil, GoesOnWithNoOtherTeachers) {
  options_.epochs = 1;
  training::Checkpoint checkpoint;
  training::Listener listener;
  listener.on_checkpoint = [&](const training::Checkpoint& saved) { checkpoint = saved; };
  const Teachers teacher({random_weights(metadata_, 1)}, two);
  const Teachers other({random_weights(metadata_, 2)}, two);
  training::train({.metadata = metadata_, .teachers = &teacher}, data_, options_, listener);
  const auto resume = [&](const Teachers* teachers) {
    training::train({.metadata = metadata_, .checkpoint = checkpoint, .teachers = teachers}, data_,
                    options_, {});
  };
  EXPECT_NO_THROW(resume(&teacher));
  expect_error(ErrorCode::options_invalid, "another 'teachers'", [&] { resume(&other); });
  expect_error(ErrorCode::options_invalid, "another 'teachers'", [&] { resume(nullptr); });
}

}  // namespace
}  // namespace lesionlens::tests
