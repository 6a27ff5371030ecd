// The errors of which the network was the surest, as small pictures to look at.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/judgement.h"

namespace lesionlens::evaluation {

struct ErrorPicture {
  std::size_t row = 0;   // of the table
  std::string data_url;  // a small JPEG, "data:image/jpeg;base64,..."; empty where the file cannot
                         // be read any more
  int width = 0;         // of the small picture, in pixels
  int height = 0;
};

struct WorstErrors {
  std::vector<ErrorPicture> missed;  // malignant called benign, the surest first
  std::vector<ErrorPicture> alarms;  // benign called malignant, the surest first
};

// At most `most` of each kind.
WorstErrors worst_errors(const PredictionTable& table, const Judgement& judgement,
                         std::size_t most = 12);

// "mel, said 3.1 %": what is true and the probability of malignant that was said.
std::string caption_of(const PredictionRow& row);

// All of them as one SVG sheet.
std::string error_sheet(const PredictionTable& table, const WorstErrors& errors);

}  // namespace lesionlens::evaluation
