// What a network's answers on the validation part say: how good an epoch is, and where to draw the
// lines.
#pragma once

#include <vector>

#include "network/weights_file.h"

namespace lesionlens::training {

struct ValidationAnswers {
  std::vector<std::vector<float>> logits;  // (N, outputs)
  std::vector<int> labels;                 // (N)
};

struct ValidationFigures {
  double loss = 0;  // mean cross-entropy, in nats
  double accuracy = 0;
  double balanced_accuracy = 0;  // mean recall of the classes that are there
  double auc = 0;                // malignant against benign; not a number where one is missing
};

// Adds `shift`, one number an output, to each picture's logits.
void move_prior(std::vector<std::vector<float>>& logits, const std::vector<float>& shift);

ValidationFigures judge(const ValidationAnswers& answers, const network::Metadata& metadata);

// Fits the temperature, the threshold with at least this sensitivity, the band of uncertainty and
// the decision weights, and writes them into `metadata` with what they reach. `shares` are those of
// the classes in the training data.
void choose_operating_point(const ValidationAnswers& answers, const std::vector<double>& shares,
                            double sensitivity, network::Metadata& metadata);

}  // namespace lesionlens::training
