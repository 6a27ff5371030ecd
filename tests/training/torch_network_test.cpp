// The two interpreters of one description, held against each other; and the gradients against
// finite differences.

#include "training/torch_network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "files/file.h"
#include "image/preprocess.h"
#include "inference/xnnpack_network.h"
#include "network/catalogue.h"
#include "network/float16.h"
#include "network/weights_file.h"
#include "support/errors.h"
#include "support/pictures.h"
#include "support/reference_network.h"
#include "support/temporary_folder.h"
#include "support/weights.h"
#include "training/trainer.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)
using training::TorchNetwork;

torch::Tensor as_photos(const std::vector<float>& interleaved, Shape shape) {
  return torch::from_blob(const_cast<float*>(interleaved.data()), {1, shape.height, shape.width, 3})
      .clone()
      .permute({0, 3, 1, 2});
}

std::vector<double> torch_logits(TorchNetwork& network, const std::vector<float>& photo) {
  const torch::NoGradGuard no_gradients;
  const torch::Tensor logits =
      network.forward(as_photos(photo, network.architecture().input), false)
          .to(torch::kDouble)
          .contiguous();
  return {logits.data_ptr<double>(), logits.data_ptr<double>() + logits.numel()};
}

class EveryArchitecture : public testing::TestWithParam<std::string> {};

TEST_P(EveryArchitecture, XnnpackEqualsLibTorchWithRandomWeightsAtFullSize) {
  const Architecture architecture = build_architecture(GetParam(), {224, 224, 3}, 1);
  const Tensors tensors = random_tensors(architecture, 4);
  TorchNetwork torch_network(architecture, 1);
  torch_network.import_tensors(tensors);
  inference::XnnpackNetwork xnnpack(architecture, tensors);
  for (unsigned seed = 0; seed < 3; ++seed) {
    const auto photo = random_values(224 * 224 * 3, seed);
    EXPECT_LT(largest_relative_difference(xnnpack.run(photo), torch_logits(torch_network, photo)),
              1e-4);
  }
}

TEST_P(EveryArchitecture, LibTorchEqualsThePlainComputation) {
  const Architecture architecture = build_architecture(GetParam(), {45, 37, 3}, 2);
  const Tensors tensors = random_tensors(architecture, 8);
  TorchNetwork network(architecture, 1);
  network.import_tensors(tensors);
  const auto photo = random_values(45 * 37 * 3, 8);
  const auto expected = reference_logits(architecture, tensors, photo);
  const auto logits = torch_logits(network, photo);
  EXPECT_LT(largest_relative_difference(std::vector<float>(logits.begin(), logits.end()), expected),
            1e-4);
}

// XNNPACK computes from the small integers, LibTorch from the float32 values they stand for; sums
// are float32 in both, so the tolerance is that of two orders of summation.
TEST_P(EveryArchitecture, XnnpackFromAQuantisedFileEqualsLibTorchOnItsValues) {
  const WeightsFile weights = random_weights(GetParam(), 96, 5);
  for (const Storage storage : {Storage::int8, Storage::int8_dense4}) {
    const auto bytes = write_weights(weights, storage);
    const WeightsFile small = read_weights(bytes, Reading::keep_quantised_matrices);
    inference::XnnpackNetwork xnnpack(small.architecture, small.tensors, small.quantised);
    TorchNetwork torch_network(weights.architecture, 1);
    torch_network.import_tensors(read_weights(bytes).tensors);
    const auto photo = random_values(96 * 96 * 3, 6);
    EXPECT_LT(largest_relative_difference(xnnpack.run(photo), torch_logits(torch_network, photo)),
              1e-4);
  }
}

TEST_P(EveryArchitecture, ExportedTensorsAreWhatAWeightsFileHolds) {
  const Architecture architecture = build_architecture(GetParam(), {32, 32, 3}, 1);
  TorchNetwork network(architecture, 3);
  WeightsFile weights;
  weights.metadata.architecture = GetParam();
  weights.metadata.preprocessing.width = 32;
  weights.metadata.preprocessing.height = 32;
  weights.architecture = architecture;
  weights.tensors = network.export_tensors();
  const WeightsFile read = read_weights(write_weights(weights, Storage::float32));
  TorchNetwork other(architecture, 99);
  other.import_tensors(read.tensors);
  const auto photo = random_values(32 * 32 * 3, 1);
  EXPECT_EQ(torch_logits(other, photo), torch_logits(network, photo));
}

TEST_P(EveryArchitecture, XnnpackEqualsLibTorchWithTrainedWeights) {
  const TemporaryFolder folder;
  draw_data_folder(folder.path(), "train", 8);
  draw_data_folder(folder.path(), "validation", 2, 20);
  Metadata metadata;
  metadata.architecture = GetParam();
  metadata.preprocessing.width = 32;
  metadata.preprocessing.height = 32;
  const auto list = [&](const char* part) {
    return files::read_data({.source = folder.path()}).part(part);
  };
  training::TrainingData data;
  data.training = training::load_pictures(list("train"), metadata.preprocessing).pictures;
  data.validation = training::prepare_pictures(list("validation"), metadata.preprocessing);
  training::TrainingOptions options;
  options.epochs = 2;
  options.batch_size = 8;
  const WeightsFile trained = training::train({.metadata = metadata}, data, options, {}).weights;

  TorchNetwork torch_network(trained.architecture, 1);
  torch_network.import_tensors(trained.tensors);
  inference::XnnpackNetwork xnnpack(trained.architecture, trained.tensors);
  for (const auto& input : data.validation.inputs) {
    const std::vector<float> photo = input.get();
    EXPECT_LT(largest_relative_difference(xnnpack.run(photo), torch_logits(torch_network, photo)),
              1e-4);
  }
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryArchitecture, testing::ValuesIn(architecture_names()),
                         [](const auto& test) { return test_name(test.param); });

TEST(TrainedWeights, XnnpackEqualsLibTorchOnTheWeightsThatAreShipped) {
  const WeightsFile weights = read_weights(files::read_file(
      std::filesystem::path(LESIONLENS_MODEL_DIRECTORY) / "lesionlens-default.safetensors"));
  TorchNetwork torch_network(weights.architecture, 1);
  torch_network.import_tensors(weights.tensors);
  inference::XnnpackNetwork xnnpack(weights.architecture, weights.tensors);
  for (int variant = 0; variant < 6; ++variant) {
    const auto photo =
        image::preprocess(draw_lesion(300, 260, variant), weights.metadata.preprocessing);
    EXPECT_LT(largest_relative_difference(xnnpack.run(photo), torch_logits(torch_network, photo)),
              1e-4)
        << variant;
  }
}

Architecture small_network() {
  return {"test-net",
          {9, 9, 3},
          1,
          {{"a", Convolution{4, 3, 2, Padding::same, false}, -1},
           {"an", BatchNormalization{}, 0},
           {"", Relu6{}, 1},
           {"b", DepthwiseConvolution{3, 1, Padding::same, true}, 2},
           {"", Add{2}, 3},
           {"c", Convolution{5, 2, 1, Padding::valid, true}, 4},
           {"", Relu{}, 5},
           {"", MaxPooling{2}, 6},
           {"", Flatten{}, 7},
           {"d", Dense{1}, 8}}};
}

double loss_of(TorchNetwork& network, const torch::Tensor& photos) {
  return network.forward(photos, false).pow(2).sum().item<double>();
}

TEST(TorchNetwork, GradientsEqualFiniteDifferences) {
  TorchNetwork network(small_network(), 1);
  network.import_tensors(random_tensors(small_network(), 6));
  const torch::Tensor photos = as_photos(random_values(9 * 9 * 3, 2), {9, 9, 3});
  network.forward(photos, false).pow(2).sum().backward();
  for (const auto& parameter : network.trainable()) {
    const torch::Tensor gradient = parameter.tensor.grad();
    ASSERT_TRUE(gradient.defined()) << parameter.name;
    const torch::NoGradGuard no_gradients;
    // Along the gradient itself the loss must rise by its squared length; one direction tests every
    // entry at once.
    const double length = gradient.norm().item<double>();
    ASSERT_GT(length, 1e-6) << parameter.name << " gets no gradient";
    const torch::Tensor direction = gradient / length;
    constexpr double step = 2e-3;
    const torch::Tensor kept = parameter.tensor.clone();
    torch::Tensor moved = parameter.tensor;
    moved.copy_(kept + direction * step);
    const double above = loss_of(network, photos);
    moved.copy_(kept - direction * step);
    const double below = loss_of(network, photos);
    moved.copy_(kept);
    EXPECT_NEAR((above - below) / (2 * step) / length, 1, 0.02) << parameter.name;
  }
}

TEST(TorchNetwork, FrozenLayersGetNoGradientAndKeepTheirStatistics) {
  TorchNetwork network(small_network(), 1);
  network.freeze_before("c");
  const auto before = network.export_tensors();
  const auto photos = as_photos(random_values(9 * 9 * 3, 2), {9, 9, 3});
  network.forward(photos, true).sum().backward();
  for (const auto& parameter : network.trainable()) {
    const bool behind = parameter.name[0] == 'c' || parameter.name[0] == 'd';
    EXPECT_EQ(parameter.tensor.grad().defined(), behind) << parameter.name;
  }
  EXPECT_EQ(network.export_tensors().at("an.running_mean").values,
            before.at("an.running_mean").values);
  network.unfreeze();
  network.forward(photos, true).sum().backward();
  for (const auto& parameter : network.trainable())
    EXPECT_TRUE(parameter.tensor.grad().defined()) << parameter.name;
  expect_error(ErrorCode::options_invalid, "'x'", [&] { network.freeze_before("x"); });
}

TEST(TorchNetwork, TrainingTracksStatisticsAndEvaluationDoesNot) {
  TorchNetwork network(small_network(), 1);
  const auto photos = as_photos(random_values(9 * 9 * 3, 2), {9, 9, 3});
  const auto before = network.export_tensors().at("an.running_mean").values;
  network.forward(photos, false);
  EXPECT_EQ(network.export_tensors().at("an.running_mean").values, before);
  network.forward(photos, true);
  EXPECT_NE(network.export_tensors().at("an.running_mean").values, before);
}

TEST(TorchNetwork, GlorotDrawsStayInsideTheirBound) {
  const Architecture cnn = build_architecture("skin-cancer-cnn", {32, 32, 3}, 1);
  const Tensors tensors = TorchNetwork(cnn, 5).export_tensors();
  const double bound =
      std::sqrt(6.0 / (3 * 9 + 32 * 9));  // the first kernel: 3 x 3 over 3 channels, 32 filters
  double highest = 0;
  for (const float value : tensors.at("conv2d.weight").values)
    highest = std::max(highest, static_cast<double>(std::abs(value)));
  EXPECT_LE(highest, bound);
  EXPECT_GT(highest, 0.9 * bound);
  for (const float value : tensors.at("conv2d.bias").values) EXPECT_EQ(value, 0);
}

TEST(TorchNetwork, ResNetKernelsHaveHesDeviationByFanOut) {
  const Tensors tensors =
      TorchNetwork(build_architecture("resnet-18", {32, 32, 3}, 1), 5).export_tensors();
  const auto deviation_of = [&](const char* name) {
    double squares = 0;
    const std::vector<float>& values = tensors.at(name).values;
    for (const float value : values) squares += static_cast<double>(value) * value;
    return std::sqrt(squares / static_cast<double>(values.size()));
  };
  EXPECT_NEAR(deviation_of("conv1.weight") / std::sqrt(2.0 / (64 * 7 * 7)), 1, 0.03);
  EXPECT_NEAR(deviation_of("layer2.0.downsample.0.weight") / std::sqrt(2.0 / 128), 1, 0.03);
}

TEST(TorchNetwork, PaddedPoolingEqualsThePlainComputation) {
  for (const Padding padding : {Padding::same, Padding::symmetric}) {
    const Architecture net = {
        "test-net",
        {6, 5, 3},
        2,
        {{"", MaxPooling{3, 2, padding}, -1}, {"", Flatten{}, 0}, {"d", Dense{2}, 1}}};
    const Tensors tensors = random_tensors(net, 4);
    TorchNetwork network(net, 1);
    network.import_tensors(tensors);
    const auto photo = random_values(6 * 5 * 3, 4);
    const auto logits = torch_logits(network, photo);
    EXPECT_LT(largest_relative_difference(std::vector<float>(logits.begin(), logits.end()),
                                          reference_logits(net, tensors, photo)),
              1e-4);
  }
}

TEST(TorchNetwork, ABlendIsTheWeightedMean) {
  TorchNetwork network(small_network(), 1);
  TorchNetwork average = network.clone();
  TorchNetwork other(small_network(), 2);
  average.blend_towards(other, 0.25);
  const float a = network.export_tensors().at("d.weight").values[0];
  const float b = other.export_tensors().at("d.weight").values[0];
  EXPECT_NEAR(average.export_tensors().at("d.weight").values[0], 0.75F * a + 0.25F * b, 1e-6);
  for (const auto& parameter : average.trainable()) EXPECT_FALSE(parameter.tensor.requires_grad());
}

TEST(TorchNetwork, WeightsOfAnotherNetworkAreRefused) {
  TorchNetwork network(small_network(), 1);
  Tensors tensors = random_tensors(small_network(), 1);
  tensors.erase("c.bias");
  expect_error(ErrorCode::weights_mismatch, "'c.bias'", [&] { network.import_tensors(tensors); });
  tensors["c.bias"] = {{7}, std::vector<float>(7)};
  expect_error(ErrorCode::weights_mismatch, "another shape",
               [&] { network.import_tensors(tensors); });
  network.import_tensors(tensors, "c");  // the layer that is not taken over may differ
}

TEST(Float16, EveryHalfReadsAsLibTorchReadsIt) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const float expected =
        static_cast<float>(c10::Half(static_cast<std::uint16_t>(bits), c10::Half::from_bits()));
    const float value = float_from_half(static_cast<std::uint16_t>(bits));
    ASSERT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected))) << bits;
  }
}

TEST(Float16, RandomFloatsRoundAsLibTorchRoundsThem) {
  std::uint32_t state = 3;
  for (int i = 0; i < 200000; ++i) {
    state = state * 1664525U + 1013904223U;
    const float value = std::bit_cast<float>(state);
    if (std::isnan(value)) continue;
    ASSERT_EQ(half_from_float(value), c10::Half(value).x) << value;
  }
}

}  // namespace
}  // namespace lesionlens::tests
