// A network run over labelled pictures: the prediction table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "evaluation/near_duplicates.h"
#include "evaluation/prediction_table.h"
#include "files/data_set.h"

namespace lesionlens::evaluation {

struct EvaluationOptions {
  std::string data;  // as it is to be named in the table
  std::string part = "test";
  std::vector<std::string> malignant_classes;  // of the data's classes
  int views = 1;  // 1: as it is; 8: also its flips and quarter turns, probabilities averaged
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct Evaluation {
  PredictionTable table;              // a row for each file that could be read, in the files' order
  std::vector<HashedPicture> hashed;  // of each row: for near_duplicates
  std::vector<std::string> skipped;   // a sentence for each file that could not
};

// Takes the bytes of a weights file. Runs on all cores; the result does not depend on their number.
// Throws what a Classifier throws for weights that do not fit, options_invalid where the data has
// no such part or none of its pictures can be read.
Evaluation evaluate(std::span<const std::uint8_t> weights_file, const files::DataSet& data,
                    const EvaluationOptions& options);

}  // namespace lesionlens::evaluation
