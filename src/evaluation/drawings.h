// The pictures of a judgement: confusion matrix, ROC, precision-recall, reliability, decision
// curve, learning curves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluation/judgement.h"
#include "evaluation/learning_curves.h"

namespace lesionlens::evaluation {

struct Drawing {
  std::string name;     // of the file, without ".svg": "roc"
  std::string caption;  // how to read it, in a sentence or two
  std::string svg;      // see plot.h; `standalone` makes a file of it
};

// Those that can be drawn: a curve needs both classes.
std::vector<Drawing> drawings(const PredictionTable& table, const Judgement& judgement,
                              const std::optional<LearningCurves>& history);

}  // namespace lesionlens::evaluation
