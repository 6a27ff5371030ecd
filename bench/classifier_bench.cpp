// Milliseconds of each step from a JPEG file to its verdict, natively, one thread; and the
// process's peak memory at the end.
//
//   classifier_bench FOLDER [Google Benchmark's options]
//
// Writes the photos it draws into FOLDER/photos and the networks that it runs, whose weights are
// drawn, into FOLDER/weights, so that the browser can be measured on the same bytes (see
// bench/run).

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "files/file.h"
#include "image/decode.h"
#include "image/preprocess.h"
#include "inference/classifier.h"
#include "support/pictures.h"
#include "support/reference_network.h"
#include "support/weights.h"

namespace {

using namespace lesionlens;  // NOLINT(google-build-using-namespace): a program of one file
using Bytes = std::vector<std::uint8_t>;

struct Size {
  int width, height;
};
constexpr Size sizes[] = {{224, 224}, {1024, 768}, {4032, 3024}};

// Grain as of a sensor: a smooth drawing would decode faster than a photo does.
Bytes draw_photo(Size size) {
  image::Image photo = tests::draw_lesion(size.width, size.height);
  std::uint32_t state = 1;
  for (std::uint8_t& value : photo.pixels) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<std::uint8_t>(
        std::clamp(static_cast<int>(value) + static_cast<int>(state >> 28) - 8, 0, 255));
  }
  return tests::encode_jpeg(photo, 90);
}

void decode(benchmark::State& state, const Bytes& photo) {
  for (auto _ : state) benchmark::DoNotOptimize(image::decode(photo));
}

void resize(benchmark::State& state, const Bytes& photo) {
  const image::Image decoded = image::decode(photo);
  for (auto _ : state) benchmark::DoNotOptimize(image::preprocess(decoded, {}));
}

void run_network(benchmark::State& state, const Bytes& bytes) {
  const network::WeightsFile weights =
      network::read_weights(bytes, network::Reading::keep_quantised_matrices);
  inference::XnnpackNetwork network(weights.architecture, weights.tensors, weights.quantised);
  const std::vector<float> input = tests::random_values(224 * 224 * 3, 1);
  for (auto _ : state) benchmark::DoNotOptimize(network.run(input));
}

void load(benchmark::State& state, const Bytes& weights) {
  for (auto _ : state) benchmark::DoNotOptimize(inference::Classifier(weights));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: classifier_bench FOLDER [options of Google Benchmark]\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  std::filesystem::create_directories(folder / "photos");
  std::filesystem::create_directories(folder / "weights");
  arguments[1] = arguments[0];
  int rest = count - 1;
  benchmark::Initialize(&rest, arguments + 1);

  for (const Size size : sizes) {
    const std::string name = std::to_string(size.width) + "x" + std::to_string(size.height);
    const Bytes photo = draw_photo(size);
    files::write_file(folder / "photos" / (name + ".jpg"), photo);
    benchmark::RegisterBenchmark(("decode/" + name).c_str(), [photo](benchmark::State& s) {
      decode(s, photo);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("resize/" + name).c_str(), [photo](benchmark::State& s) {
      resize(s, photo);
    })->Unit(benchmark::kMillisecond);
  }
  for (const std::string architecture : {"mobilenet-v2", "efficientnet-lite0", "skin-cancer-cnn"}) {
    // As the networks in model/ are stored.
    const Bytes stored = network::write_weights(tests::random_weights(architecture, 224),
                                                network::Storage::int8_dense4);
    files::write_file(folder / "weights" / (architecture + ".safetensors"), stored);
    benchmark::RegisterBenchmark(("network/" + architecture).c_str(), [stored](
                                                                          benchmark::State& s) {
      run_network(s, stored);
    })->Unit(benchmark::kMillisecond);
  }
  const Bytes weights = files::read_file(std::filesystem::path(LESIONLENS_MODEL_DIRECTORY) /
                                         "lesionlens-default.safetensors");
  benchmark::RegisterBenchmark("load/lesionlens-default", [&](benchmark::State& s) {
    load(s, weights);
  })->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::fprintf(stderr, "peak memory of this program: %.0f MB\n",
               static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
