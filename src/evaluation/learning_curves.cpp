#include "evaluation/learning_curves.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

#include "base/error.h"
#include "files/csv.h"

namespace lesionlens::evaluation {
namespace {

double number(const std::string& field, const std::string& column, std::size_t row) {
  if (field.empty()) return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  const char* end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, value);
  if (error == std::errc() && stop == end) return value;
  throw Error(ErrorCode::options_invalid, "'" + field.substr(0, 40) + "' in row " +
                                              std::to_string(row) + " of the history's column '" +
                                              column + "' is no number.");
}

}  // namespace

LearningCurves read_learning_curves(std::string_view csv) {
  const std::vector<std::vector<std::string>> rows = files::parse_csv(csv);
  if (rows.size() < 2 || std::find(rows[0].begin(), rows[0].end(), "epoch") == rows[0].end()) {
    throw Error(ErrorCode::options_invalid,
                "The history needs a column 'epoch' and at least one row, as lesionlens train "
                "writes it.");
  }
  LearningCurves curves;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    const std::string& name = rows[0][column];
    const bool loss = name.ends_with("_loss");
    const bool share = name.ends_with("_accuracy") || name.ends_with("_auc");
    if (!loss && !share && name != "epoch") continue;
    LearningCurve curve{name, {}};
    for (std::size_t row = 1; row < rows.size(); ++row)
      curve.values.push_back(number(rows[row][column], name, row));
    if (name == "epoch") {
      curves.epochs = std::move(curve.values);
    } else {
      (loss ? curves.losses : curves.shares).push_back(std::move(curve));
    }
  }
  return curves;
}

}  // namespace lesionlens::evaluation
