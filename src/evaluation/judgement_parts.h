// The pieces that `judge` puts together; for judgement.cpp alone.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evaluation/judgement.h"

namespace lesionlens::evaluation {

BinaryJudgement judge_binary(const std::vector<Prediction>& predictions,
                             const std::vector<std::string>& groups, double threshold,
                             const BootstrapOptions& options);

std::pair<BinaryJudgement, Curves> judge_with_curves(const std::vector<Prediction>& predictions,
                                                     const std::vector<std::string>& groups,
                                                     double threshold,
                                                     const BootstrapOptions& options);

// None where the network or the data has two classes alone.
std::optional<ClassesJudgement> judge_classes(const PredictionTable& table,
                                              const BootstrapOptions& options);

}  // namespace lesionlens::evaluation
