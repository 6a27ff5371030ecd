// Figures of any number of classes: confusion matrix, precision, recall and F1 of each, averages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

struct ConfusionMatrix {
  std::size_t classes = 0;
  std::vector<std::int64_t> counts;  // (true class, predicted class), row-major

  std::int64_t at(std::size_t truth, std::size_t predicted) const {
    return counts[truth * classes + predicted];
  }
  std::int64_t support(std::size_t truth) const;          // pictures that are of this class
  std::int64_t predictions(std::size_t predicted) const;  // pictures that are called this class
};

// Indices of classes, both of one length.
ConfusionMatrix confusion_matrix(const std::vector<std::size_t>& truths,
                                 const std::vector<std::size_t>& predicted, std::size_t classes,
                                 Multiplicities times = {});

// Benign first, malignant second.
ConfusionMatrix matrix_of(const Confusion& counts);

// Shares in [0, 1]; 0 where nothing was counted, as scikit-learn has it.
struct ClassFigures {
  double precision = 0;  // of those called this class, the share that is
  double recall = 0;     // of those that are of this class, the share called so
  double f1 = 0;         // harmonic mean of the two
  std::int64_t support = 0;
};

struct ClassificationReport {
  std::vector<ClassFigures> classes;
  double accuracy = 0;
  ClassFigures macro;     // means over the classes that were there or were called
  ClassFigures weighted;  // means weighted by support
};

ClassificationReport classification_report(const ConfusionMatrix& matrix);

// Mean recall over the classes that are there; not a number where none is.
double balanced_accuracy(const ConfusionMatrix& matrix);

// The table that scikit-learn's classification_report prints with this many digits.
std::string text_of(const ClassificationReport& report, const std::vector<std::string>& names,
                    int digits = 3);

}  // namespace lesionlens::evaluation
