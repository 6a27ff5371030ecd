// Pictures that have one value in one column of the manifest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/prediction_table.h"

namespace lesionlens::evaluation {

struct SliceRows {
  std::string value;              // "(not stated)" where the field is empty
  std::vector<std::size_t> rows;  // of the table
};

// Whether numbers in it are years of age: "age", "age_approx".
bool is_age_column(std::string_view column);

// Sorted by value, what is not stated last. Years of age become bands of 20: "20-39". Throws
// options_invalid where the table has no such column, or one with more than 40 values.
std::vector<SliceRows> slice_rows(const PredictionTable& table, const std::string& column);

}  // namespace lesionlens::evaluation
