// Where the weights of `model/` lie, for commands that are given none.
#pragma once

#include <filesystem>

namespace lesionlens::cli {

// Beside the program (as an installation lays it out), else in the source tree it was built from.
// Throws file_unreadable with the way out where neither holds them.
std::filesystem::path default_weights();

}  // namespace lesionlens::cli
