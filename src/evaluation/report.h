// A judgement as one HTML file that holds everything: no script, no request, light and dark, for
// screen and paper.
#pragma once

#include <optional>
#include <string>

#include "evaluation/judgement.h"
#include "evaluation/learning_curves.h"
#include "evaluation/worst_errors.h"

namespace lesionlens::evaluation {

struct ReportParts {
  BootstrapOptions bootstrap;
  std::optional<LearningCurves> history;
  WorstErrors errors;
};

std::string report_html(const PredictionTable& table, const Judgement& judgement,
                        const ReportParts& parts);

}  // namespace lesionlens::evaluation
