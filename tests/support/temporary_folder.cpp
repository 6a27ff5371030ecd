#include "support/temporary_folder.h"

#include <stdlib.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "files/file.h"
#include "support/pictures.h"

namespace lesionlens::tests {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "lesionlens-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void draw_data_folder(const fs::path& directory, const std::string& part, int each,
                      int first_variant) {
  for (const bool malignant : {false, true}) {
    const fs::path folder = directory / part / (malignant ? "malignant" : "benign");
    fs::create_directories(folder);
    for (int i = 0; i < each; ++i) {
      image::Image picture = draw_lesion(48, 40, first_variant + i);
      if (!malignant) {
        // Nothing darker than skin.
        for (std::size_t at = 0; at < picture.pixels.size(); ++at)
          picture.pixels[at] = std::max<std::uint8_t>(picture.pixels[at], 150);
      }
      files::write_file(folder / (std::to_string(i) + ".jpg"), encode_jpeg(picture));
    }
  }
}

}  // namespace lesionlens::tests
