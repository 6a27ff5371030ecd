// The pictures of a training run: decoded once, shrunk to what the network can see, and kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/near_duplicates.h"
#include "files/data_set.h"
#include "image/image.h"
#include "image/preprocess.h"
#include "training/kept_pixels.h"

namespace lesionlens::training {

// Upright, no finer than augmentation needs.
class Picture {
 public:
  Picture() = default;
  Picture(image::Image image, int label_) : Picture(std::move(image), label_, unbounded()) {}
  Picture(image::Image image, int label_, MemoryBudget& budget)
      : label(label_),
        width_(image.width),
        height_(image.height),
        pixels_(std::move(image.pixels), budget) {}

  int label = 0;
  int width() const { return width_; }
  int height() const { return height_; }

  // A copy. Throws file_unreadable.
  image::Image image() const;

 private:
  static MemoryBudget& unbounded();

  int width_ = 0;
  int height_ = 0;
  Kept<std::uint8_t> pixels_;
};

struct Skipped {
  std::string sentence;  // names the file and says why
};

struct PictureSet {
  std::vector<Picture> pictures;
  std::vector<evaluation::HashedPicture> hashed;  // of each picture: to find copies of it
  std::vector<Skipped> skipped;
};

// Told how many of the files are done; never from two threads at once.
using ReadingProgress = std::function<void(std::size_t done, std::size_t total)>;

// Decodes in parallel; the result does not depend on the number of threads. A file that cannot be
// read is skipped. What the budget does not hold goes to its file; without one, all is in memory.
PictureSet load_pictures(const std::vector<files::LabelledFile>& files,
                         const image::Preprocessing& how, const ReadingProgress& progress = {},
                         MemoryBudget* budget = nullptr);

// What the classifier would feed the network for each file, (N, height, width, 3) one after the
// other, for validation.
struct PreparedSet {
  std::vector<Kept<float>> inputs;
  std::vector<int> labels;
  std::vector<evaluation::HashedPicture> hashed;
  std::vector<Skipped> skipped;
};
PreparedSet prepare_pictures(const std::vector<files::LabelledFile>& files,
                             const image::Preprocessing& how, const ReadingProgress& progress = {},
                             MemoryBudget* budget = nullptr);

}  // namespace lesionlens::training
