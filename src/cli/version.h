// The version of the program, as in CHANGELOG.md; CMake passes it in.
#pragma once

#include <string_view>

namespace lesionlens::cli {

inline constexpr std::string_view version = LESIONLENS_VERSION;

}  // namespace lesionlens::cli
