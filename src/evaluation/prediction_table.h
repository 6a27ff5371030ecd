// One row a picture: what is true, what the network said. Every figure is computed from it, so that
// each can be recomputed without the pictures, by this program or another.
//
// On disk it is CSV (RFC 4180) in UTF-8, behind a first line that starts with "# " and holds, as
// JSON, what was judged on what. Columns: file, group, true_class, true_malignant (0 or 1),
// probability_malignant, one probability:<class> for each class of the network, then the columns of
// the data's manifest under their own names. Numbers are written so that they read back exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

struct PredictionRow {
  std::string file;
  std::string group;       // pictures of one lesion share it
  std::string true_class;  // as the data names it; perhaps only "benign" or "malignant"
  bool malignant = false;  // the truth
  double probability_malignant = 0;
  std::vector<double> probabilities;  // by class, in the order of the table's classes
  std::vector<std::string> columns;   // in the order of the table's column names
};

struct PredictionTable {
  std::string data;  // folder or manifest, as it was named
  std::string part;
  std::int64_t skipped = 0;  // pictures that could not be read
  // Pictures that look like one of another part; none where nobody looked.
  std::optional<std::int64_t> near_duplicates;
  int views = 1;  // of each picture, averaged
  std::string weights_name;
  std::string weights_version;
  std::string weights_sha256;
  std::vector<std::string> classes;  // of the network, in the order of the probabilities
  std::vector<std::string> malignant_classes;
  double threshold = 0.5;  // malignant from this probability on
  std::string threshold_note;
  double abstain_from = 0;  // probabilities in [from, to) are answered "not sure"; equal: none
  double abstain_to = 0;
  std::vector<float> decision_weights;    // a factor for each class; empty: all 1
  std::vector<std::string> data_classes;  // in the data's order
  std::vector<std::string> column_names;
  std::vector<PredictionRow> rows;
};

std::string table_csv(const PredictionTable& table);

// Throws options_invalid with a sentence that names the row where the text is no such table, a
// probability is outside [0, 1] or a field is missing.
PredictionTable read_table(std::string_view text);

// What the figures of two classes are computed from, row by row.
std::vector<Prediction> predictions_of(const PredictionTable& table);
std::vector<std::string> groups_of(const PredictionTable& table);

}  // namespace lesionlens::evaluation
