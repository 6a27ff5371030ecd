// The pictures of a training run: decoded once, shrunk to what the network can see, kept in memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "evaluation/near_duplicates.h"
#include "files/data_set.h"
#include "image/image.h"
#include "image/preprocess.h"

namespace lesionlens::training {

struct Picture {
  image::Image stored;  // upright, no finer than augmentation needs
  int label = 0;
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
// read is skipped.
PictureSet load_pictures(const std::vector<files::LabelledFile>& files,
                         const image::Preprocessing& how, const ReadingProgress& progress = {});

// What the classifier would feed the network for each file, (N, height, width, 3) one after the
// other, for validation.
struct PreparedSet {
  std::vector<std::vector<float>> inputs;
  std::vector<int> labels;
  std::vector<evaluation::HashedPicture> hashed;
  std::vector<Skipped> skipped;
};
PreparedSet prepare_pictures(const std::vector<files::LabelledFile>& files,
                             const image::Preprocessing& how, const ReadingProgress& progress = {});

}  // namespace lesionlens::training
