#include "training/history.h"

#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "files/csv.h"

namespace lesionlens::training {
namespace {

struct Column {
  const char* name;
  double EpochRecord::* value;
};

// All but the first, `epoch`, and the last, `best`.
constexpr Column columns[] = {
    {"learning_rate", &EpochRecord::learning_rate},
    {"training_loss", &EpochRecord::training_loss},
    {"training_accuracy", &EpochRecord::training_accuracy},
    {"validation_loss", &EpochRecord::validation_loss},
    {"validation_accuracy", &EpochRecord::validation_accuracy},
    {"validation_auc", &EpochRecord::validation_auc},
    {"validation_balanced_accuracy", &EpochRecord::validation_balanced_accuracy},
    {"seconds", &EpochRecord::seconds},
    {"images_per_second", &EpochRecord::images_per_second},
    {"waiting_seconds", &EpochRecord::waiting_seconds},
};

std::string header() {
  std::string text = "epoch";
  for (const Column& column : columns) text += std::string(",") + column.name;
  return text + ",best\n";
}

}  // namespace

std::string history_csv(const std::vector<EpochRecord>& history) {
  std::string text = header();
  for (const EpochRecord& record : history) {
    text += std::to_string(record.epoch);
    for (const Column& column : columns) {
      char field[32];
      std::snprintf(field, sizeof field, ",%.7g", record.*column.value);
      text += field;
    }
    text += record.best ? ",1\n" : ",0\n";
  }
  return text;
}

std::vector<EpochRecord> read_history_csv(std::string_view csv) {
  if (!csv.starts_with(header()))
    throw Error(ErrorCode::options_invalid, "These are no learning curves of this version.");
  std::vector<EpochRecord> history;
  const auto rows = files::parse_csv(csv);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    EpochRecord record;
    record.epoch = std::atoi(rows[row][0].c_str());
    for (std::size_t i = 0; i < std::size(columns); ++i)
      record.*columns[i].value = std::strtod(rows[row][i + 1].c_str(), nullptr);
    record.best = rows[row].back() == "1";
    history.push_back(record);
  }
  return history;
}

}  // namespace lesionlens::training
