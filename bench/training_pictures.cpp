// training_pictures FOLDER: FOLDER/train and FOLDER/validation of drawn photos, for bench/training.

#include <cstdio>
#include <filesystem>
#include <string>

#include "files/file.h"
#include "support/pictures.h"

namespace {

void draw_part(const std::filesystem::path& folder, int each) {
  for (const char* name : {"benign", "malignant"}) {
    std::filesystem::create_directories(folder / name);
    for (int i = 0; i < each; ++i) {
      using namespace lesionlens;
      files::write_file(folder / name / (std::to_string(i) + ".jpg"),
                        tests::encode_jpeg(tests::draw_lesion(600, 450, i)));
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: training_pictures FOLDER\n");
    return 2;
  }
  draw_part(std::filesystem::path(arguments[1]) / "train", 128);  // eight batches of 32
  draw_part(std::filesystem::path(arguments[1]) / "validation", 4);
  return 0;
}
