// Writes drawn photos and the native answers to them, for the tests in `web` to hold WebAssembly
// and ONNX Runtime against.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "files/file.h"
#include "image/preprocess.h"
#include "inference/classifier.h"
#include "inference/xnnpack_network.h"
#include "onnx/onnx_export.h"
#include "support/pictures.h"
#include "support/progressive_jpeg.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

namespace fs = std::filesystem;

nlohmann::ordered_json quality_numbers(const image::Quality& q) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const image::QualityFinding finding : q.findings)
    findings.push_back(image::name_of(finding));
  return {{"brightness", q.brightness}, {"contrast", q.contrast},
          {"sharpness", q.sharpness},   {"side", q.side},
          {"darkShare", q.dark_share},  {"brightShare", q.bright_share},
          {"findings", findings}};
}

// A square in the upper left and one in the lower right of the upright photo.
nlohmann::ordered_json answers_to_parts(inference::Classifier& classifier,
                                        const std::vector<std::uint8_t>& bytes,
                                        const inference::Verdict& whole) {
  nlohmann::ordered_json answers = nlohmann::ordered_json::array();
  const int side = 2 * std::min(whole.image_width, whole.image_height) / 3;
  if (side < image::least_side) return answers;
  for (const auto& [x, y] :
       {std::pair{0, 0}, std::pair{whole.image_width - side, whole.image_height - side}}) {
    const inference::Verdict verdict = classifier.classify(bytes, image::Region{x, y, side, side});
    answers.push_back({{"region", {{"x", x}, {"y", y}, {"side", side}}},
                       {"probabilityMalignant", verdict.probability_malignant}});
  }
  return answers;
}

using Photos = std::vector<std::pair<std::string, std::vector<std::uint8_t>>>;

// Weights to which half of the photos are familiar, how far off each is, and where something in it
// spoke for malignant. (To the default weights nothing in a drawing may.)
nlohmann::ordered_json answers_of_familiar_weights(const fs::path& folder, const Photos& photos) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 64);
  const std::size_t count = network::statistics_count(weights.architecture);
  network::Familiarity familiarity;
  familiarity.mean.assign(count, 0.5F);
  familiarity.deviation.assign(count, 0.25F);
  familiarity.components.assign(count, 1 / std::sqrt(static_cast<float>(count)));
  familiarity.limit = 1;
  weights.familiarity = familiarity;
  std::vector<double> distances;
  std::vector<std::vector<float>> maps;
  inference::Classifier measuring(weights);
  for (const auto& [name, bytes] : photos) {
    distances.push_back(measuring.classify(bytes).familiarity.value().distance);
    maps.push_back(measuring.activation_map().values);
  }
  EXPECT_TRUE(std::any_of(maps.begin(), maps.end(), [](const std::vector<float>& map) {
    return *std::max_element(map.begin(), map.end()) == 1;
  }));
  std::vector<double> sorted = distances;
  std::sort(sorted.begin(), sorted.end());
  weights.familiarity->limit =
      static_cast<float>((sorted[sorted.size() / 2 - 1] + sorted[sorted.size() / 2]) / 2);
  files::write_file(folder / "familiar.safetensors",
                    network::write_weights(weights, network::Storage::float32));
  nlohmann::ordered_json answers = {{"weights", "familiar.safetensors"},
                                    {"limit", weights.familiarity->limit}};
  for (std::size_t i = 0; i < photos.size(); ++i) {
    answers["photos"].push_back(
        {{"file", photos[i].first}, {"distance", distances[i]}, {"activationMap", maps[i]}});
  }
  return answers;
}

// What the networks of model/ besides the default one say.
nlohmann::ordered_json answers_of_other_networks(const Photos& photos) {
  nlohmann::ordered_json answers = nlohmann::ordered_json::array();
  for (const fs::directory_entry& entry : fs::directory_iterator(LESIONLENS_MODEL_DIRECTORY)) {
    const fs::path& file = entry.path();
    if (file.extension() != ".safetensors" || file.stem() == "lesionlens-default") continue;
    inference::Classifier classifier(files::read_file(file));
    nlohmann::ordered_json own = {{"weights", file.filename().string()}};
    for (const auto& [name, bytes] : photos) {
      own["photos"].push_back(
          {{"file", name},
           {"probabilityMalignant", classifier.classify(bytes).probability_malignant}});
    }
    answers.push_back(own);
  }
  return answers;
}

TEST(Golden, NativeVerdictsForTheBrowser) {
  const fs::path folder = LESIONLENS_GOLDEN_DIRECTORY;
  fs::create_directories(folder);
  const auto weights =
      files::read_file(fs::path(LESIONLENS_MODEL_DIRECTORY) / "lesionlens-default.safetensors");
  files::write_file(folder / "weights.safetensors", weights);

  Photos photos = {
      {"square.jpg", encode_jpeg(draw_lesion(224, 224, 1))},
      {"phone.jpg", encode_jpeg(draw_lesion(1200, 1600, 2))},
      {"turned.jpg", with_exif_orientation(encode_jpeg(draw_lesion(640, 480, 3)), 6)},
      {"small.png", encode_png(draw_lesion(97, 61, 4))},
      {"tiny-progressive.jpg", progressive_jpeg},
  };
  for (int variant = 5; variant < 15; ++variant) {
    photos.emplace_back("spot-" + std::to_string(variant) + ".jpg",
                        encode_jpeg(draw_lesion(400, 300, variant), 80));
  }
  inference::Classifier classifier(weights);
  nlohmann::ordered_json golden = {{"weights", "weights.safetensors"},
                                   {"photos", nlohmann::ordered_json::array()}};
  for (const auto& [name, bytes] : photos) {
    files::write_file(folder / name, bytes);
    const inference::Verdict verdict = classifier.classify(bytes);
    const inference::ActivationMap map = classifier.activation_map();
    golden["photos"].push_back({{"file", name},
                                {"probabilityMalignant", verdict.probability_malignant},
                                {"activationMap", map.values},
                                {"quality", quality_numbers(verdict.quality)},
                                {"parts", answers_to_parts(classifier, bytes, verdict)}});
  }
  // For the page: seven classes, and a band that no probability leaves.
  network::WeightsFile unsure = random_weights("mobilenet-v2", 32);
  unsure.metadata.classes = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"};
  unsure.metadata.malignant_classes = {"akiec", "bcc", "mel"};
  unsure.metadata.abstain_from = 0;
  unsure.metadata.abstain_to = 1;
  files::write_file(
      folder / "unsure.safetensors",
      network::write_weights(random_weights(unsure.metadata), network::Storage::float16));
  golden["familiar"] = answers_of_familiar_weights(folder, photos);
  golden["others"] = answers_of_other_networks(photos);
  files::write_file(folder / "golden.json", golden.dump(2));
  EXPECT_EQ(golden["photos"].size(), photos.size());
}

// (1, H, W, 3) -> (1, 3, H, W)
std::vector<float> channels_first(const std::vector<float>& interleaved) {
  const std::size_t area = interleaved.size() / 3;
  std::vector<float> planes(interleaved.size());
  for (std::size_t i = 0; i < interleaved.size(); ++i)
    planes[i % 3 * area + i / 3] = interleaved[i];
  return planes;
}

// An ONNX file beside what we compute of the same photos with the same weights.
nlohmann::ordered_json exported_network(const fs::path& file, network::WeightsFile weights,
                                        const std::vector<image::Image>& photos) {
  inference::XnnpackNetwork network(weights.architecture, weights.tensors);
  nlohmann::ordered_json answers = {{"file", file.filename().string()}};
  float largest = 0;
  for (const image::Image& photo : photos) {
    const auto logits = network.run(image::preprocess(photo, weights.metadata.preprocessing));
    answers["logits"].push_back(logits);
    for (const float logit : logits) largest = std::max(largest, std::abs(logit));
  }
  weights.metadata.temperature = std::max(1.0F, largest / 2);  // no probability is all but 0 or 1
  inference::Classifier classifier(weights);
  for (const image::Image& photo : photos) {
    const inference::Verdict verdict = classifier.classify(photo);
    answers["probabilities"].push_back(verdict.probabilities);
    answers["probability"].push_back(verdict.probability_malignant);
  }
  files::write_file(file, onnx::export_network(weights));
  return answers;
}

TEST(Golden, NativeAnswersForOnnxRuntime) {
  const fs::path folder = fs::path(LESIONLENS_GOLDEN_DIRECTORY) / "onnx";
  fs::create_directories(folder);
  constexpr int side = 64;
  const std::vector<image::Image> photos = {draw_lesion(side, side, 1), draw_lesion(side, side, 2)};
  std::vector<float> planes;
  for (const image::Image& photo : photos) {
    const auto tensor = channels_first(image::resize_to_floats(
        photo, image::region_of(photo, image::Crop::centre_square), side, side));
    planes.insert(planes.end(), tensor.begin(), tensor.end());
  }
  nlohmann::ordered_json golden = {{"shape", {photos.size(), 3, side, side}}, {"photos", planes}};
  for (const std::string& name : architecture_names()) {
    golden["networks"].push_back(
        exported_network(folder / (name + ".onnx"), random_weights(name, side), photos));
  }
  network::WeightsFile other = random_weights("mobilenet-v2", side);
  other.metadata.classes = {"malignant", "benign"};
  golden["networks"].push_back(exported_network(folder / "malignant-first.onnx", other, photos));
  network::Metadata seven = other.metadata;
  seven.classes = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"};
  seven.malignant_classes = {"akiec", "bcc", "mel"};
  golden["networks"].push_back(
      exported_network(folder / "seven-classes.onnx", random_weights(seven), photos));
  files::write_file(folder / "onnx.json", golden.dump());
  EXPECT_EQ(golden["networks"].size(), architecture_names().size() + 2);
}

}  // namespace
}  // namespace lesionlens::tests
