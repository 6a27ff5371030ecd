#include "cli/default_weights.h"

#include <array>
#include <system_error>

#include "base/error.h"

namespace lesionlens::cli {

namespace fs = std::filesystem;

fs::path default_weights() {
  constexpr const char* name = "lesionlens-default.safetensors";
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const std::array<fs::path, 2> places = {program.parent_path() / "../share/lesionlens" / name,
                                          fs::path(LESIONLENS_MODEL_DIRECTORY) / name};
  for (const fs::path& place : places) {
    if (fs::exists(place, error)) return fs::weakly_canonical(place);
  }
  throw Error(ErrorCode::file_unreadable,
              "The default weights '" + std::string(name) +
                  "' are not where the program was built; name a file with --weights.");
}

}  // namespace lesionlens::cli
