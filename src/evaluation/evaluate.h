// A network judged on a part of a data folder.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "evaluation/metrics.h"
#include "files/data_set.h"
#include "inference/classifier.h"

namespace lesionlens::evaluation {

struct Evaluation {
  std::vector<Prediction> predictions;  // in the order of the files that could be read
  std::vector<std::string> skipped;     // a sentence for each file that could not
};

// Label 1 of a file means malignant. `progress(done, total)` is called after each picture.
Evaluation evaluate(inference::Classifier& classifier,
                    const std::vector<files::LabelledFile>& files,
                    const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace lesionlens::evaluation
