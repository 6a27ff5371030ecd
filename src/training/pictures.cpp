#include "training/pictures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "files/file.h"
#include "image/decode.h"

namespace lesionlens::training {
namespace {

// Decodes every file and hands it to `use(index, image)`; returns why files were skipped, by index.
template <class Use>
std::map<std::size_t, std::string> decode_all(const std::vector<files::LabelledFile>& files,
                                              const ReadingProgress& progress, const Use& use) {
  std::vector<std::optional<std::string>> failures(files.size());
  std::mutex telling;
  std::size_t done = 0;
  in_parallel(files.size(), processor_cores(), [&](std::size_t i) {
    try {
      use(i, image::decode(files::read_file(files[i].path)));
    } catch (const Error& error) {
      // A full disk is not this picture's fault.
      if (error.code() == ErrorCode::file_unwritable) throw;
      failures[i] = "'" + files[i].path.string() + "': " + error.what();
    } catch (const std::exception& error) {
      failures[i] = "'" + files[i].path.string() + "': " + error.what();
    }
    if (!progress) return;
    const std::scoped_lock lock(telling);
    progress(++done, files.size());
  });
  std::map<std::size_t, std::string> result;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i]) result[i] = *failures[i];
  }
  return result;
}

// Half as fine again as the network sees at most: enough for zooming in, cheap to keep, and safe to
// sample bilinearly.
image::Image shrunk(image::Image picture, const image::Preprocessing& how) {
  const image::Region seen = image::region_of(picture, how.crop);
  constexpr double spare = 1.25;
  const double factor = std::max(how.width * spare / seen.width, how.height * spare / seen.height);
  if (factor >= 1) return picture;
  const image::Region whole = {0, 0, picture.width, picture.height};
  return image::resize(picture, whole, static_cast<int>(std::lround(picture.width * factor)),
                       static_cast<int>(std::lround(picture.height * factor)));
}

}  // namespace

MemoryBudget& Picture::unbounded() {
  static MemoryBudget budget;
  return budget;
}

image::Image Picture::image() const {
  image::Image image;
  image.width = width_;
  image.height = height_;
  image.pixels = pixels_.get();
  return image;
}

PictureSet load_pictures(const std::vector<files::LabelledFile>& files,
                         const image::Preprocessing& how, const ReadingProgress& progress,
                         MemoryBudget* budget) {
  MemoryBudget unbounded;
  MemoryBudget& kept_in = budget != nullptr ? *budget : unbounded;
  std::vector<Picture> pictures(files.size());
  std::vector<image::PerceptualHash> hashes(files.size());
  const auto failures = decode_all(files, progress, [&](std::size_t i, image::Image picture) {
    hashes[i] = image::perceptual_hash(picture);
    pictures[i] = Picture(shrunk(std::move(picture), how), files[i].label, kept_in);
  });
  PictureSet set;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto failure = failures.find(i);
    if (failure == failures.end()) {
      set.pictures.push_back(std::move(pictures[i]));
      set.hashed.push_back({files[i].path.string(), hashes[i]});
    } else {
      set.skipped.push_back({failure->second});
    }
  }
  return set;
}

PreparedSet prepare_pictures(const std::vector<files::LabelledFile>& files,
                             const image::Preprocessing& how, const ReadingProgress& progress,
                             MemoryBudget* budget) {
  MemoryBudget unbounded;
  MemoryBudget& kept_in = budget != nullptr ? *budget : unbounded;
  std::vector<Kept<float>> inputs(files.size());
  std::vector<image::PerceptualHash> hashes(files.size());
  const auto failures =
      decode_all(files, progress, [&](std::size_t i, const image::Image& picture) {
        inputs[i] = Kept<float>(image::preprocess(picture, how), kept_in);
        hashes[i] = image::perceptual_hash(picture);
      });
  PreparedSet set;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto failure = failures.find(i);
    if (failure == failures.end()) {
      set.inputs.push_back(std::move(inputs[i]));
      set.labels.push_back(files[i].label);
      set.hashed.push_back({files[i].path.string(), hashes[i]});
    } else {
      set.skipped.push_back({failure->second});
    }
  }
  return set;
}

}  // namespace lesionlens::training
