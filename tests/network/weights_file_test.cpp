#include "network/weights_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <string>

#include "support/errors.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)
using Bytes = std::vector<std::uint8_t>;

WeightsFile sample() {
  WeightsFile weights = random_weights("mobilenet-v2", 64);
  weights.metadata.name = "sample";
  weights.metadata.preprocessing.mean = {0.1F, 0.2F, 0.3F};
  weights.metadata.temperature = 1.25F;
  weights.metadata.threshold = 0.3F;
  weights.metadata.threshold_note = "measured";
  weights.metadata.learnt_validation = true;
  weights.metadata.training_data = "drawn spots";
  weights.metadata.licence = "CC BY-NC 4.0";
  weights.metadata.date = "2026-01-31";
  return weights;
}

// The sample as a plain safetensors file, changed, and written without the checks of write_weights.
Bytes altered(const std::function<void(SafetensorsFile&)>& change) {
  SafetensorsFile file = read_safetensors(write_weights(sample(), Storage::float32));
  change(file);
  return write_safetensors(file, Storage::float32);
}

void expect_mismatch(const std::string& part, const std::function<void(SafetensorsFile&)>& change) {
  expect_error(ErrorCode::weights_mismatch, part, [&] { read_weights(altered(change)); });
}

TEST(WeightsFile, AllThatAVerdictDependsOnSurvivesTheFile) {
  const WeightsFile written = sample();
  const WeightsFile read = read_weights(write_weights(written, Storage::float32));
  EXPECT_EQ(read.metadata.name, "sample");
  EXPECT_EQ(read.metadata.architecture, "mobilenet-v2");
  EXPECT_EQ(read.metadata.preprocessing.width, 64);
  EXPECT_EQ(read.metadata.preprocessing.mean, written.metadata.preprocessing.mean);
  EXPECT_EQ(read.metadata.classes, written.metadata.classes);
  EXPECT_EQ(read.metadata.malignant_classes, written.metadata.malignant_classes);
  EXPECT_EQ(read.metadata.temperature, 1.25F);
  EXPECT_EQ(read.metadata.threshold, 0.3F);
  EXPECT_EQ(read.metadata.threshold_note, "measured");
  EXPECT_TRUE(read.metadata.learnt_validation);
  EXPECT_EQ(read.metadata.training_data, "drawn spots");
  EXPECT_EQ(read.metadata.licence, "CC BY-NC 4.0");
  EXPECT_EQ(read.metadata.date, "2026-01-31");
  for (const auto& [name, tensor] : written.tensors)
    EXPECT_EQ(read.tensors.at(name).values, tensor.values) << name;
}

TEST(WeightsFile, ItsNetworkHasTheWidthThatItWasWrittenWith) {
  WeightsFile written = sample();
  written.metadata.options.width = 0.35;
  written.architecture = architecture_of(written.metadata);
  written.tensors = random_tensors(written.architecture, 1);
  const WeightsFile read = read_weights(write_weights(written, Storage::float16));
  EXPECT_EQ(read.metadata.options.width, 0.35);
  EXPECT_EQ(read.tensors.at("features.1.conv.1.0.weight").shape,
            (std::vector<std::int64_t>{8, 16, 1, 1}));
}

TEST(WeightsFile, AFileThatTellsNoWidthHasWidthOne) {
  const Bytes bytes = altered([](SafetensorsFile& f) { f.metadata.erase("width"); });
  EXPECT_EQ(read_weights(bytes).metadata.options.width, 1);
}

TEST(WeightsFile, TakesFiguresInWithoutTouchingTheTensors) {
  for (const Storage storage : {Storage::float16, Storage::int8}) {
    const Bytes before = write_weights(sample(), storage);
    const Bytes after = with_figures(before, R"({"auc": {"value": 0.9}})");
    const WeightsFile weights = read_weights(after);
    EXPECT_EQ(weights.metadata.figures, R"({"auc": {"value": 0.9}})");
    EXPECT_EQ(weights.metadata.name, read_weights(before).metadata.name);
    // The data lies at the end of both.
    const auto data_begin = [](const Bytes& file) {
      std::uint64_t header = 0;
      std::memcpy(&header, file.data(), sizeof header);
      return static_cast<std::ptrdiff_t>(header + sizeof header);
    };
    EXPECT_EQ(Bytes(before.begin() + data_begin(before), before.end()),
              Bytes(after.begin() + data_begin(after), after.end()));
    EXPECT_EQ(data_begin(after) % 8, 0);
  }
  expect_error(ErrorCode::weights_mismatch, "no JSON",
               [] { with_figures(write_weights(sample(), Storage::float16), "very good"); });
}
TEST(WeightsFileRefuses, AWidthThatIsNone) {
  expect_mismatch("0.1..2", [](SafetensorsFile& f) { f.metadata["width"] = "1e9"; });
  expect_mismatch("'width'", [](SafetensorsFile& f) { f.metadata["width"] = "wide"; });
}

TEST(WeightsFile, Float16KeepsThreeDigits) {
  const WeightsFile written = sample();
  const WeightsFile read = read_weights(write_weights(written, Storage::float16));
  for (const auto& [name, tensor] : written.tensors) {
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      ASSERT_NEAR(read.tensors.at(name).values[i], tensor.values[i], 1e-3) << name;
    }
  }
}

TEST(WeightsFile, Int8KeepsEveryValueToAStep) {
  const WeightsFile written = sample();
  const WeightsFile read = read_weights(write_weights(written, Storage::int8));
  for (const auto& [name, tensor] : written.tensors) {
    float magnitude = 0;
    for (const float value : tensor.values) magnitude = std::max(magnitude, std::abs(value));
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      ASSERT_NEAR(read.tensors.at(name).values[i], tensor.values[i], 1.01F / 127 * magnitude)
          << name;
    }
  }
}

TEST(WeightsFile, DenseWeightsCanStaySmall) {
  const WeightsFile written = random_weights("skin-cancer-cnn", 64);
  const WeightsFile read =
      read_weights(write_weights(written, Storage::int8_dense4), Reading::keep_quantised_matrices);
  EXPECT_EQ(read.quantised.size(), 1U);
  EXPECT_EQ(read.quantised.at("dense.weight").shape, written.tensors.at("dense.weight").shape);
  EXPECT_FALSE(read.tensors.contains("dense.weight"));
  EXPECT_TRUE(read.tensors.contains("conv2d_2.weight"));
}

TEST(WeightsFile, TwoClassesNeedOneLogitAndSevenNeedSeven) {
  EXPECT_EQ(outputs_for({"benign", "malignant"}), 1);
  EXPECT_EQ(outputs_for({"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"}), 7);
}

TEST(WeightsFileRefuses, ASafetensorsFileOfSomebodyElse) {
  expect_mismatch("not one of Lesionlens", [](SafetensorsFile& f) { f.metadata.clear(); });
}
TEST(WeightsFileRefuses, AFormatOfTheFuture) {
  expect_mismatch("version is '2'", [](SafetensorsFile& f) { f.metadata["format_version"] = "2"; });
}
TEST(WeightsFileRefuses, AnUnknownArchitecture) {
  expect_mismatch("'vgg'", [](SafetensorsFile& f) { f.metadata["architecture"] = "vgg"; });
}
TEST(WeightsFileRefuses, MissingMetadata) {
  expect_mismatch("'threshold'", [](SafetensorsFile& f) { f.metadata.erase("threshold"); });
}
TEST(WeightsFileRefuses, MetadataOfTheWrongForm) {
  expect_mismatch("'classes'",
                  [](SafetensorsFile& f) { f.metadata["classes"] = "benign, malignant"; });
  expect_mismatch("'mean'", [](SafetensorsFile& f) { f.metadata["mean"] = "[0.5]"; });
  expect_mismatch("'circle'", [](SafetensorsFile& f) { f.metadata["crop"] = "circle"; });
}
TEST(WeightsFileRefuses, AThresholdThatCallsEverythingBenign) {
  for (const char* value : {"1", "0", "-1", "2", "1e999", "null"}) {
    expect_mismatch("threshold", [&](SafetensorsFile& f) { f.metadata["threshold"] = value; });
  }
}
TEST(WeightsFileRefuses, ATemperatureOfZero) {
  expect_mismatch("temperature", [](SafetensorsFile& f) { f.metadata["temperature"] = "0"; });
}
TEST(WeightsFileRefuses, MalignantClassesThatAreNoClasses) {
  expect_mismatch("malignant",
                  [](SafetensorsFile& f) { f.metadata["malignant_classes"] = R"(["melanoma"])"; });
  expect_mismatch("malignant", [](SafetensorsFile& f) { f.metadata["malignant_classes"] = "[]"; });
  expect_mismatch("malignant", [](SafetensorsFile& f) {
    f.metadata["malignant_classes"] = R"(["benign","malignant"])";
  });
}
TEST(WeightsFileRefuses, ClassesOfTheSameName) {
  expect_mismatch("different names", [](SafetensorsFile& f) {
    f.metadata["classes"] = R"(["malignant","malignant"])";
  });
}
TEST(WeightsFileRefuses, AnInputSizeThatWouldEatTheMemory) {
  for (const char* size : {"0", "-5", "100000"}) {
    expect_mismatch("input size", [&](SafetensorsFile& f) { f.metadata["input_width"] = size; });
  }
}
TEST(WeightsFileRefuses, ADeviationOfZero) {
  expect_mismatch("deviations",
                  [](SafetensorsFile& f) { f.metadata["deviation"] = "[0.5,0,0.5]"; });
}
TEST(WeightsFileRefuses, AMissingTensor) {
  expect_mismatch("'classifier.bias'",
                  [](SafetensorsFile& f) { f.tensors.erase("classifier.bias"); });
}
TEST(WeightsFileRefuses, ATensorTooMany) {
  expect_mismatch("'backdoor'", [](SafetensorsFile& f) { f.tensors["backdoor"] = {{1}, {1}}; });
}
TEST(WeightsFileRefuses, ATensorOfAnotherShape) {
  expect_mismatch("(2, 1280)", [](SafetensorsFile& f) {
    f.tensors["classifier.weight"] = {{2, 1280}, std::vector<float>(2560)};
  });
}
TEST(WeightsFileRefuses, QuantisedTensorsOfAnotherShape) {
  const WeightsFile weights = random_weights("skin-cancer-cnn", 64);
  for (const std::int64_t width : {4606, 4609}) {
    SafetensorsFile file = read_safetensors(write_weights(weights, Storage::float32));
    file.tensors["dense.weight"] = {{512, width},
                                    std::vector<float>(static_cast<std::size_t>(512 * width), 1)};
    const Bytes bytes = write_safetensors(file, Storage::int8_dense4);
    for (const Reading reading : {Reading::all_as_float32, Reading::keep_quantised_matrices}) {
      expect_error(ErrorCode::weights_mismatch, "needs (512, 4608)",
                   [&] { read_weights(bytes, reading); });
    }
  }
}
TEST(WeightsFileRefuses, AQuantisedTensorTooMany) {
  SafetensorsFile file = read_safetensors(write_weights(sample(), Storage::float32));
  file.tensors["backdoor"] = {{2, 4096}, std::vector<float>(8192, 1)};
  const Bytes bytes = write_safetensors(file, Storage::int8);
  expect_error(ErrorCode::weights_mismatch, "'backdoor'",
               [&] { read_weights(bytes, Reading::keep_quantised_matrices); });
}
TEST(WeightsFileRefuses, NumbersThatAreNotFinite) {
  for (const float value :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    expect_mismatch("not finite", [&](SafetensorsFile& f) {
      f.tensors["features.0.0.weight"].values[5] = value;
    });
  }
}
TEST(WeightsFileRefuses, ANegativeVariance) {
  expect_mismatch("negative variance",
                  [](SafetensorsFile& f) { f.tensors["features.0.1.running_var"].values[0] = -1; });
}
TEST(WeightsFileRefuses, ToWriteWhatItCouldNotRead) {
  WeightsFile weights = sample();
  weights.tensors["features.0.0.weight"].values[0] = std::numeric_limits<float>::quiet_NaN();
  expect_error(ErrorCode::weights_mismatch, "not finite",
               [&] { write_weights(weights, Storage::float32); });
}

}  // namespace
}  // namespace lesionlens::tests
