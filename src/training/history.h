// Learning curves as CSV (RFC 4180), one row an epoch.
#pragma once

#include <string>
#include <vector>

#include "training/trainer.h"

namespace lesionlens::training {

std::string history_csv(const std::vector<EpochRecord>& history);

}  // namespace lesionlens::training
