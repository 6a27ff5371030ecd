// A judgement for programs.
#pragma once

#include <string>

#include "evaluation/judgement.h"

namespace lesionlens::evaluation {

// One JSON object, a line for each of its keys. A figure is {"value", "low", "high"}; what is
// undefined is null. Curves are lists of [x, y, low, high].
std::string judgement_json(const PredictionTable& table, const Judgement& judgement,
                           const BootstrapOptions& bootstrap);

// What a weights file carries of it (network::Metadata::figures): data, counts and figures, on one
// line.
std::string summary_json(const PredictionTable& table, const Judgement& judgement);

}  // namespace lesionlens::evaluation
