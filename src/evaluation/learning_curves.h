// The history that `lesionlens train` writes, read for drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lesionlens::evaluation {

struct LearningCurve {
  std::string name;            // the column: "training_loss", "validation_auc", ...
  std::vector<double> values;  // by epoch
};

struct LearningCurves {
  std::vector<double> epochs;
  std::vector<LearningCurve> losses;  // columns that end in _loss
  std::vector<LearningCurve> shares;  // columns that end in _accuracy or _auc
};

// CSV with a column `epoch`. Throws options_invalid where there is none, no row, or a field of
// these columns is no number; a field may be empty where nothing was measured.
LearningCurves read_learning_curves(std::string_view csv);

}  // namespace lesionlens::evaluation
