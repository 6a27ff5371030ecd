#include "files/image_folder.h"

#include <algorithm>
#include <cctype>
#include <system_error>

#include "base/error.h"

namespace lesionlens::files {
namespace {

namespace fs = std::filesystem;

bool is_picture(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool hidden = path.filename().string().starts_with('.');
  return !hidden && (extension == ".jpg" || extension == ".jpeg" || extension == ".png");
}

std::vector<fs::path> pictures_below(const fs::path& folder) {
  std::vector<fs::path> found;
  try {
    for (const auto& entry : fs::recursive_directory_iterator(
             folder, fs::directory_options::follow_directory_symlink)) {
      if (is_picture(entry.path()) && !entry.is_directory()) found.push_back(entry.path());
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(
        ErrorCode::file_unreadable,
        "The folder '" + folder.string() + "' cannot be read: " + error.code().message() + ".");
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

bool has_part(const fs::path& directory, std::string_view part) {
  std::error_code ignored;
  return fs::is_directory(directory / part, ignored);
}

std::vector<LabelledFile> list_part(const fs::path& directory, std::string_view part,
                                    const std::vector<std::string>& classes) {
  std::vector<LabelledFile> files;
  for (std::size_t label = 0; label < classes.size(); ++label) {
    const fs::path folder = directory / part / classes[label];
    if (!has_part(directory / part, classes[label])) {
      throw Error(ErrorCode::file_unreadable,
                  "The folder '" + folder.string() +
                      "' is missing; a data folder holds train/, test/ and perhaps validation/, "
                      "each with benign/ and malignant/.");
    }
    const std::vector<fs::path> pictures = pictures_below(folder);
    if (pictures.empty()) {
      throw Error(ErrorCode::options_invalid,
                  "The folder '" + folder.string() + "' holds no .jpg, .jpeg or .png picture.");
    }
    for (const fs::path& picture : pictures) files.push_back({picture, static_cast<int>(label)});
  }
  return files;
}

}  // namespace lesionlens::files
