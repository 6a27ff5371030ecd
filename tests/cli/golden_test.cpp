// Writes drawn photos and the native verdicts on them, for the browser tests to hold WebAssembly
// against.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "files/file.h"
#include "inference/classifier.h"
#include "support/pictures.h"
#include "support/progressive_jpeg.h"

namespace lesionlens::tests {
namespace {

namespace fs = std::filesystem;

TEST(Golden, NativeVerdictsForTheBrowser) {
  const fs::path folder = LESIONLENS_GOLDEN_DIRECTORY;
  fs::create_directories(folder);
  const auto weights =
      files::read_file(fs::path(LESIONLENS_MODEL_DIRECTORY) / "lesionlens-default.safetensors");
  files::write_file(folder / "weights.safetensors", weights);

  std::vector<std::pair<std::string, std::vector<std::uint8_t>>> photos = {
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
    golden["photos"].push_back(
        {{"file", name},
         {"probabilityMalignant", classifier.classify(bytes).probability_malignant}});
  }
  files::write_file(folder / "golden.json", golden.dump(2));
  EXPECT_EQ(golden["photos"].size(), photos.size());
}

}  // namespace
}  // namespace lesionlens::tests
