#include "evaluation/slices.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::evaluation {
namespace {

constexpr std::size_t most_values = 40;
constexpr int band_years = 20;
const std::string not_stated = "(not stated)";

std::string age_band(const std::string& value) {
  double years = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, years);
  const bool plausible = years >= 0 && years < 200;
  if (error != std::errc() || stop != end || !plausible) return value;
  const int from = static_cast<int>(years) / band_years * band_years;
  char text[24];
  std::snprintf(text, sizeof text, "%d-%d", from, from + band_years - 1);
  return text;
}

std::size_t column_index(const PredictionTable& table, const std::string& column) {
  const auto found = std::find(table.column_names.begin(), table.column_names.end(), column);
  if (found != table.column_names.end())
    return static_cast<std::size_t>(found - table.column_names.begin());
  std::string known;
  for (const std::string& name : table.column_names) known += (known.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::options_invalid,
              "There is no column '" + column + "' to slice by; " +
                  (known.empty() ? "a folder of pictures has none, a manifest may."
                                 : "the data has " + known + "."));
}

// Puts "100-119" behind "80-99", and what is not stated last.
std::pair<int, std::string> order_of(const std::string& value) {
  if (value == not_stated) return {1'000'000, value};
  int number = 0;
  const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
  return {result.ec == std::errc() ? number : 0, value};
}

}  // namespace

bool is_age_column(std::string_view column) {
  const std::string name = lower_case(std::string(column));
  return name == "age" || name == "age_approx";
}

std::vector<SliceRows> slice_rows(const PredictionTable& table, const std::string& column) {
  const std::size_t index = column_index(table, column);
  const bool ages = is_age_column(column);
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> found;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& field = table.rows[row].columns[index];
    const std::string value = field.empty() ? not_stated : ages ? age_band(field) : field;
    found[order_of(value)].push_back(row);
  }
  if (found.size() > most_values) {
    throw Error(ErrorCode::options_invalid, "The column '" + column + "' has " +
                                                std::to_string(found.size()) +
                                                " different values; at most " +
                                                std::to_string(most_values) + " can be sliced by.");
  }
  std::vector<SliceRows> slices;
  slices.reserve(found.size());
  for (auto& [key, rows] : found) slices.push_back({key.second, std::move(rows)});
  return slices;
}

}  // namespace lesionlens::evaluation
