// Learning curves as CSV (RFC 4180), one row an epoch.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "training/trainer.h"

namespace lesionlens::training {

std::string history_csv(const std::vector<EpochRecord>& history);

// What history_csv wrote, to the digits that it writes. Throws options_invalid for anything else.
std::vector<EpochRecord> read_history_csv(std::string_view csv);

}  // namespace lesionlens::training
