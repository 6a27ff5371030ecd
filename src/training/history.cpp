#include "training/history.h"

#include <cstdio>

namespace lesionlens::training {

std::string history_csv(const std::vector<EpochRecord>& history) {
  std::string text =
      "epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy,"
      "validation_auc,seconds,"
      "images_per_second\n";
  for (const EpochRecord& r : history) {
    char row[320];
    std::snprintf(row, sizeof row, "%d,%.6g,%.6f,%.6f,%.6f,%.6f,%.6f,%.2f,%.2f\n", r.epoch,
                  r.learning_rate, r.training_loss, r.training_accuracy, r.validation_loss,
                  r.validation_accuracy, r.validation_auc, r.seconds, r.images_per_second);
    text += row;
  }
  return text;
}

}  // namespace lesionlens::training
