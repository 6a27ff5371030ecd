// A judgement for a reader at a terminal.
#pragma once

#include <string>

#include "evaluation/judgement.h"

namespace lesionlens::evaluation {

std::string judgement_text(const PredictionTable& table, const Judgement& judgement,
                           const BootstrapOptions& bootstrap);

}  // namespace lesionlens::evaluation
