// A folder of its own for one test, gone when the test is over.
#pragma once

#include <filesystem>
#include <string>

namespace lesionlens::tests {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// DIR/<part>/{benign,malignant} with `each` drawn pictures a class: benign without a spot's dark
// colours, malignant with a dark spot, so that a network can learn the difference within a few
// steps.
void draw_data_folder(const std::filesystem::path& directory, const std::string& part, int each,
                      int first_variant = 0);

}  // namespace lesionlens::tests
