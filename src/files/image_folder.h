// The directory form of a data set: DIR/<part>/<class>/<picture>, the class being the folder's
// name.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lesionlens::files {

struct LabelledFile {
  std::filesystem::path path;
  int label = 0;  // index into the classes
};

// Whether DIR has the folder DIR/part.
bool has_part(const std::filesystem::path& directory, std::string_view part);

// Every file named .jpg, .jpeg or .png below DIR/part/<class>, for each class in the order given,
// sorted by name. Throws file_unreadable where a class folder is missing, options_invalid where one
// holds no picture.
std::vector<LabelledFile> list_part(const std::filesystem::path& directory, std::string_view part,
                                    const std::vector<std::string>& classes);

}  // namespace lesionlens::files
