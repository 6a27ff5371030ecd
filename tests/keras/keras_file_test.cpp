// Files as Keras writes them, made with HDF5 itself, and what becomes of them.

#include "keras/keras_file.h"

#include <gtest/gtest.h>
#include <hdf5.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/file.h"
#include "image/preprocess.h"
#include "keras/child_process.h"
#include "keras/hdf5_file.h"
#include "support/errors.h"
#include "support/keras_network.h"
#include "support/reference_network.h"
#include "support/temporary_folder.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using keras::read_keras;
using keras::write_keras;

constexpr int side = 24;  // leaves one pixel for the dense layer

class KerasFile : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_ / "network.h5"; }

  static keras::Import import_of(std::vector<std::string> classes = {"benign", "malignant"},
                                 std::vector<std::string> malignant = {"malignant"}) {
    keras::Import import{keras::keras_defaults(), std::nullopt};
    import.metadata.classes = std::move(classes);
    import.metadata.malignant_classes = std::move(malignant);
    return import;
  }

  static std::vector<float> photo() {
    return random_values(static_cast<std::size_t>(side * side * 3), 77);
  }

  // Writes the network in this form, reads it, and holds the two plain computations against each
  // other.
  void expect_same_logits(const KerasNetwork& network, const KerasForm& form) {
    write_keras_file(path(), network, form);
    const network::WeightsFile weights = read_keras(path(), import_of());
    EXPECT_EQ(weights.metadata.preprocessing.width, side);
    const auto expected = keras_logits(network, photo());
    const auto logits = reference_logits(weights.architecture, weights.tensors, photo());
    ASSERT_EQ(logits.size(), 1U);
    EXPECT_NEAR(logits[0], expected[0], 1e-9 * (1 + std::abs(expected[0])));
    EXPECT_GT(std::abs(expected[0]), 1e-2);
    EXPECT_FALSE(network::write_weights(weights, network::Storage::float32).empty());
  }

  void expect_mismatch(const std::string& part, const KerasNetwork& network,
                       const KerasForm& form) {
    write_keras_file(path(), network, form);
    expect_error(ErrorCode::weights_mismatch, part, [&] { read_keras(path(), import_of()); });
  }

  TemporaryFolder folder_;
  KerasNetwork network_ = random_keras_network(side, 1, 1);
};

TEST_F(KerasFile, OfKeras2WithItsModelIsRead) {
  expect_same_logits(network_, keras2_whole_model());
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(side, 1, "sigmoid");
  expect_same_logits(network_, form);
}

TEST_F(KerasFile, OfKeras2WithWeightsAloneIsReadWhateverTheNumbering) {
  expect_same_logits(network_, keras2_weights_alone());
}

TEST_F(KerasFile, OfKeras3InTheLegacyFormIsRead) { expect_same_logits(network_, keras3_legacy()); }

TEST_F(KerasFile, OfAModelWithinAModelIsRead) { expect_same_logits(network_, nested_model()); }

TEST_F(KerasFile, WithTextsOfVariableLengthAndCompressedDoublesIsRead) {
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(side, 1, "sigmoid");
  form.variable_text = true;
  form.compressed = true;
  expect_same_logits(network_, form);
}

TEST_F(KerasFile, ActivationsAsLayersOfTheirOwnAreTheSameNetwork) {
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(side, 1, "linear");
  form.model_config.insert(form.model_config.rfind("]}}"),
                           R"(,{"class_name":"Activation","config":{"activation":"sigmoid"}})");
  expect_same_logits(network_, form);
}

TEST_F(KerasFile, TwoSoftmaxClassesBecomeOneLogit) {
  const KerasNetwork network = random_keras_network(side, 2, 3);
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(side, 2, "softmax");
  write_keras_file(path(), network, form);
  const network::WeightsFile weights = read_keras(path(), import_of());
  const auto expected = keras_logits(network, photo());
  const auto logits = reference_logits(weights.architecture, weights.tensors, photo());
  ASSERT_EQ(logits.size(), 1U);
  EXPECT_NEAR(logits[0], expected[1] - expected[0], 1e-5);
}

TEST_F(KerasFile, SeveralSoftmaxClassesKeepTheirOrder) {
  const KerasNetwork network = random_keras_network(side, 3, 4);
  write_keras_file(path(), network, keras3_legacy());
  const network::WeightsFile weights = read_keras(path(), import_of({"nv", "mel", "bkl"}, {"mel"}));
  const auto logits = reference_logits(weights.architecture, weights.tensors, photo());
  EXPECT_EQ(weights.architecture.outputs, 3);
  const auto expected = keras_logits(network, photo());
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(logits[i], expected[i], 1e-9 * 100);
  expect_error(ErrorCode::options_invalid, "3 classes", [&] { read_keras(path(), import_of()); });
}

TEST_F(KerasFile, PhotosAreSquashedAndDividedBy255AsTheKerasProjectDoes) {
  write_keras_file(path(), network_, keras2_whole_model());
  const auto how = read_keras(path(), import_of()).metadata.preprocessing;
  EXPECT_EQ(how.crop, image::Crop::stretch);
  EXPECT_EQ(how.mean, (std::array<float, 3>{0, 0, 0}));
  EXPECT_EQ(how.deviation, (std::array<float, 3>{1, 1, 1}));
}

TEST_F(KerasFile, ARescalingLayerBecomesTheNormalisation) {
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(
      side, 1, "sigmoid",
      R"({"class_name":"Rescaling","config":{"scale":0.00784313725490196,"offset":-1.0}},)");
  write_keras_file(path(), network_, form);
  const auto how = read_keras(path(), import_of()).metadata.preprocessing;
  for (std::size_t i = 0; i < 3; ++i) {  // v * 255 / 127.5 - 1 = (v - 0.5) / 0.5
    EXPECT_NEAR(how.mean[i], 0.5, 1e-6);
    EXPECT_NEAR(how.deviation[i], 0.5, 1e-6);
  }
}

TEST_F(KerasFile, TheInputSizeComesFromTheModelOrFromTheOptions) {
  const KerasNetwork network = random_keras_network(25, 1, 1);  // the same weights fit 22..29
  KerasForm form = keras2_whole_model();
  write_keras_file(path(), network, form);
  EXPECT_EQ(read_keras(path(), import_of()).metadata.preprocessing.width, 24);
  keras::Import import = import_of();
  import.input_size = 27;
  EXPECT_EQ(read_keras(path(), import).metadata.preprocessing.width, 27);
  import.input_size = 30;
  expect_error(ErrorCode::weights_mismatch, "30 x 30", [&] { read_keras(path(), import); });
  form.model_config = keras_config(25, 1, "sigmoid");
  write_keras_file(path(), network, form);
  EXPECT_EQ(read_keras(path(), import_of()).metadata.preprocessing.width, 25);
}

TEST_F(KerasFile, WrittenHereGivesKerasOurProbabilities) {
  network::WeightsFile weights = random_weights("skin-cancer-cnn", side, 6);
  weights.metadata.preprocessing.mean = {0.1F, 0.2F, 0.3F};
  weights.metadata.preprocessing.deviation = {0.4F, 0.5F, 0.6F};
  weights.metadata.temperature = 1.3F;
  files::write_file(path(), write_keras(weights));
  const KerasNetwork network =
      read_keras_arrays(path(), {"conv2d", "conv2d_1", "conv2d_2", "dense", "dense_1"}, side);
  EXPECT_EQ(network.arrays[2].shape, (std::vector<unsigned long long>{3, 3, 32, 64}));
  EXPECT_EQ(network.arrays[6].shape, (std::vector<unsigned long long>{128, 512}));

  std::vector<float> pixels = photo();
  for (float& value : pixels) value = (value + 1) / 2;
  std::vector<float> normalised = pixels;
  image::normalise(normalised, weights.metadata.preprocessing);
  const double ours = reference_logits(weights.architecture, weights.tensors, normalised)[0] / 1.3;
  EXPECT_NEAR(keras_logits(network, pixels)[0], ours, 1e-4 * (1 + std::abs(ours)));
}

TEST_F(KerasFile, WrittenHereIsAsKerasWantsIt) {
  files::write_file(path(), write_keras(random_weights("skin-cancer-cnn", side)));
  const keras::Hdf5Reader file(path());
  const auto config = nlohmann::json::parse(file.texts("/", "model_config")->at(0));
  EXPECT_EQ(config["class_name"], "Sequential");
  std::vector<std::string> names;
  std::vector<std::string> kinds;
  for (const auto& layer : config["config"]["layers"]) {
    kinds.push_back(layer["class_name"]);
    if (kinds.back() == "InputLayer") {
      EXPECT_EQ(layer["config"]["batch_input_shape"].dump(), "[null,24,24,3]");
    } else {
      names.push_back(layer["config"]["name"]);
    }
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"InputLayer", "Conv2D", "MaxPooling2D", "Conv2D",
                                             "MaxPooling2D", "Conv2D", "MaxPooling2D", "Flatten",
                                             "Dense", "Dropout", "Dense"}));
  EXPECT_EQ(config["config"]["layers"].back()["config"]["activation"], "sigmoid");
  EXPECT_EQ(file.texts("/model_weights", "layer_names"), names);
  for (const std::string& name : names)
    EXPECT_TRUE(file.texts("/model_weights/" + name, "weight_names").has_value()) << name;
  EXPECT_EQ(file.texts("/", "backend")->at(0), "tensorflow");
}

TEST_F(KerasFile, ComesBackAsItWas) {
  network::WeightsFile weights = random_weights("skin-cancer-cnn", 30, 8);
  weights.metadata.preprocessing.mean = {0, 0, 0};
  weights.metadata.preprocessing.deviation = {1, 1, 1};
  files::write_file(path(), write_keras(weights));
  const network::WeightsFile back = read_keras(path(), import_of());
  EXPECT_EQ(back.metadata.preprocessing.width, 30);
  for (const auto& [name, tensor] : weights.tensors) {
    EXPECT_EQ(back.tensors.at(name).shape, tensor.shape) << name;
    EXPECT_EQ(back.tensors.at(name).values, tensor.values) << name;
  }
}

TEST_F(KerasFile, OnlyASkinCancerCnnIsWritten) {
  expect_error(ErrorCode::weights_mismatch, "mobilenet-v2",
               [] { write_keras(random_weights("mobilenet-v2", 32)); });
}

TEST(ChildProcess, GivesBackWhatTheWorkReturns) {
  const std::vector<std::uint8_t> large(300000, 7);
  EXPECT_EQ(keras::in_child_process([&] { return large; }, "It died."), large);
  EXPECT_TRUE(keras::in_child_process([] { return std::vector<std::uint8_t>(); }, "").empty());
}

TEST(ChildProcess, ErrorsOfTheWorkAreThrownHere) {
  expect_error(ErrorCode::options_invalid, "Not so.", [] {
    keras::in_child_process(
        []() -> std::vector<std::uint8_t> { throw Error(ErrorCode::options_invalid, "Not so."); },
        "It died.");
  });
}

TEST(ChildProcess, ACrashOrAnExitIsASentenceAndNotTheEnd) {
  for (const bool crash : {true, false}) {
    expect_error(ErrorCode::weights_damaged, "It died.", [&] {
      keras::in_child_process(
          [&]() -> std::vector<std::uint8_t> {
            if (crash) ::raise(SIGKILL);
            ::_exit(1);
          },
          "It died.");
    });
  }
}

using KerasFileRefuses = KerasFile;

TEST_F(KerasFileRefuses, AFileThatIsNotThere) {
  expect_error(ErrorCode::file_unreadable, "network.h5", [&] { read_keras(path(), import_of()); });
}

TEST_F(KerasFileRefuses, AFileThatIsNoHdf5OrCutOffAnywhere) {
  files::write_file(path(), std::string_view("Dear doctor"));
  expect_error(ErrorCode::weights_damaged, "no HDF5", [&] { read_keras(path(), import_of()); });
  write_keras_file(path(), network_, keras2_whole_model());
  const auto whole = files::read_file(path());
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40) {
    files::write_file(path(), std::span(whole).first(size));
    expect_error(ErrorCode::weights_damaged, "", [&] { read_keras(path(), import_of()); });
  }
}

TEST_F(KerasFileRefuses, AnHdf5FileOfSomebodyElse) {
  const hid_t file = H5Fcreate(path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(file);
  expect_error(ErrorCode::weights_mismatch, "no list of layers",
               [&] { read_keras(path(), import_of()); });
}

TEST_F(KerasFileRefuses, TheNewFormOfKeras3WithTheWayOut) {
  const hid_t file = H5Fcreate(path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Gclose(H5Gcreate2(file, "layers", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Fclose(file);
  expect_error(ErrorCode::weights_mismatch, "model.save", [&] { read_keras(path(), import_of()); });
}

TEST_F(KerasFileRefuses, KernelsOfAnotherNetworkAndSaysWhichTheyAre) {
  KerasNetwork network = network_;
  network.arrays[0] = {{5, 5, 3, 32}, std::vector<float>(2400)};
  expect_mismatch("'conv2d/kernel:0' (5, 5, 3, 32)", network, keras2_whole_model());
  network = network_;
  network.arrays[9] = {{2}, {0, 0}};
  expect_mismatch("'dense_1/bias:0' (2)", network, keras2_whole_model());
}

TEST_F(KerasFileRefuses, ALayerTooMany) {
  KerasForm form = keras2_whole_model();
  form.layers.push_back({"batch_normalization", {"batch_normalization/gamma:0"}});
  KerasNetwork network = network_;
  network.arrays.push_back({{512}, std::vector<float>(512)});
  expect_mismatch("batch_normalization/gamma:0", network, form);
}

TEST_F(KerasFileRefuses, BiasesThatStandWhereKernelsShould) {
  KerasForm form = keras2_whole_model();
  std::swap(form.layers[0].second[0], form.layers[0].second[1]);
  expect_mismatch("found were", network_, form);
}

TEST_F(KerasFileRefuses, AnInputThatIsNotSquare) {
  KerasNetwork network = network_;
  network.arrays[6] = {{256, 512}, std::vector<float>(256 * 512)};
  expect_mismatch("256 numbers", network, keras2_whole_model());
}

TEST_F(KerasFileRefuses, ModelsThatComputeSomethingElseFromTheSameWeights) {
  const std::string good = keras_config(side, 1, "sigmoid");
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {changed(R"("relu")", R"("tanh")"), "tanh"},
      {changed(R"("padding":"valid")", R"("padding":"same")"), "padding"},
      {changed(R"("strides":[1,1])", R"("strides":[2,2])"), "strides"},
      {changed(R"("pool_size":[2,2])", R"("pool_size":[3,3])"), "pool_size"},
      {changed(R"("dilation_rate":[1,1])", R"("dilation_rate":[2,2])"), "dilation_rate"},
      {changed(R"("channels_last")", R"("channels_first")"), "data_format"},
      {changed("MaxPooling2D", "AveragePooling2D"), "AveragePooling2D"},
      {changed(R"("sigmoid")", R"("softmax")"), "softmax of one"},
      {changed(R"("sigmoid")", R"("tanh")"), "tanh"},
      {changed("[null,24,24,3]", "[null,24,32,3]"), "not square"},
      {changed("[null,24,24,3]", "[null,64,64,3]"), "64 x 64"},
  };
  for (const auto& [config, part] : cases) {
    KerasForm form = keras2_whole_model();
    form.model_config = config;
    expect_mismatch(part, network_, form);
  }
}

TEST_F(KerasFileRefuses, AModelThatIsNoJsonOrNestedWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += R"({"class_name":"Sequential","config":[)";
  for (int i = 0; i < 500; ++i) deep += "]}";
  for (const std::string& text : {std::string("{\"class_name\":"), std::string("[]"),
                                  std::string(R"({"class_name":"Sequential","config":3})"), deep}) {
    KerasForm form = keras2_whole_model();
    form.model_config = text;
    write_keras_file(path(), network_, form);
    expect_error(ErrorCode::weights_damaged, "model_config",
                 [&] { read_keras(path(), import_of()); });
  }
}

// Opens the file that write_keras_file wrote and puts another kernel in the place of the first.
class KerasFileWithAnotherKernel : public KerasFile {
 protected:
  KerasFileWithAnotherKernel() {
    write_keras_file(path(), network_, keras2_whole_model());
    file_ = H5Fopen(path().c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    H5Ldelete(file_, kernel, H5P_DEFAULT);
  }

  void create(hid_t type, std::vector<hsize_t> shape, hid_t settings = H5P_DEFAULT) {
    const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    const hid_t made = H5Dcreate2(file_, kernel, type, space, H5P_DEFAULT, settings, H5P_DEFAULT);
    ASSERT_GE(made, 0);
    H5Dclose(made);
    H5Sclose(space);
  }

  void expect_damaged(const std::string& part) {
    H5Fclose(file_);
    expect_error(ErrorCode::weights_damaged, part, [&] { read_keras(path(), import_of()); });
  }

  static constexpr const char* kernel = "/model_weights/conv2d/conv2d/kernel:0";
  hid_t file_ = -1;
};

TEST_F(KerasFileWithAnotherKernel, ThatIsMissingIsRefused) { expect_damaged("missing"); }

TEST_F(KerasFileWithAnotherKernel, OfWholeNumbersIsRefused) {
  create(H5T_STD_I32LE, {3, 3, 3, 32});
  expect_damaged("floating-point");
}

TEST_F(KerasFileWithAnotherKernel, ThatClaimsMoreThanTheFileHoldsIsRefusedBeforeAnyAllocation) {
  create(H5T_IEEE_F32LE, {3, 3, 1ULL << 40, 32});
  expect_damaged("claims");
}

TEST_F(KerasFileWithAnotherKernel, ThatOverflowsIsRefused) {
  const hid_t settings = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk[4] = {1, 1, 1, 1};
  H5Pset_chunk(settings, 4, chunk);
  create(H5T_IEEE_F32LE, {1ULL << 20, 1ULL << 20, 1ULL << 20, 1ULL << 1}, settings);
  H5Pclose(settings);
  expect_damaged("claims");
}

TEST_F(KerasFileWithAnotherKernel, InAnotherFileOnThisMachineIsNotRead) {
  const std::string secret = (folder_ / "secret").string();
  files::write_file(secret, std::string(3456, 'x'));
  const hid_t settings = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(settings, secret.c_str(), 0, 3456);
  create(H5T_IEEE_F32LE, {3, 3, 3, 32}, settings);
  H5Pclose(settings);
  expect_damaged("another file");
}

TEST_F(KerasFileWithAnotherKernel, BehindALinkToAnotherFileIsNotRead) {
  write_keras_file(folder_ / "other.h5", network_, keras2_whole_model());
  H5Lcreate_external("other.h5", kernel, file_, kernel, H5P_DEFAULT, H5P_DEFAULT);
  expect_damaged("missing");
}

TEST_F(KerasFileRefuses, DamageAnywhereWithASentenceOrNotAtAll) {
  KerasForm form = keras2_whole_model();
  form.model_config = keras_config(side, 1, "sigmoid");
  write_keras_file(path(), network_, form);
  const auto whole = files::read_file(path());
  std::uint32_t state = 11;
  const auto random = [&state] { return (state = state * 1664525U + 1013904223U) >> 8; };
  for (int round = 0; round < 100; ++round) {
    auto damaged = whole;
    // What is not weights lies mostly in front.
    damaged[random() % 20000] = static_cast<std::uint8_t>(random());
    files::write_file(path(), damaged);
    try {
      read_keras(path(), import_of());
    } catch (const Error& error) {
      EXPECT_NE(error.code(), ErrorCode::internal) << error.what();
    }
  }
}

}  // namespace
}  // namespace lesionlens::tests
