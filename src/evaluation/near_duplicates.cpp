#include "evaluation/near_duplicates.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "files/file.h"
#include "image/decode.h"

namespace lesionlens::evaluation {

std::vector<HashedPicture> hash_pictures(
    const std::vector<files::LabelledFile>& files,
    const std::function<void(std::size_t done, std::size_t total)>& progress) {
  std::vector<std::optional<image::PerceptualHash>> hashes(files.size());
  std::mutex telling;
  std::size_t done = 0;
  in_parallel(files.size(), processor_cores(), [&](std::size_t i) {
    try {
      hashes[i] = image::perceptual_hash(image::decode(files::read_file(files[i].path)));
    } catch (const std::exception&) {
      // Whoever needs this picture will be told why it cannot be read.
    }
    const std::scoped_lock lock(telling);
    if (progress) progress(++done, files.size());
  });
  std::vector<HashedPicture> hashed;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto& hash = hashes[i]) hashed.push_back({files[i].path.string(), *hash});
  }
  return hashed;
}

std::vector<NearDuplicate> near_duplicates(const std::vector<HashedPicture>& pictures,
                                           const std::vector<HashedPicture>& others) {
  std::vector<NearDuplicate> found;
  for (const HashedPicture& picture : pictures) {
    int nearest = near_duplicate_bits + 1;
    const HashedPicture* like = nullptr;
    for (const HashedPicture& other : others) {
      const int bits = image::distance(picture.hash, other.hash);
      if (bits >= nearest) continue;
      nearest = bits;
      like = &other;
    }
    if (like != nullptr) found.push_back({picture.file, like->file, nearest});
  }
  std::stable_sort(found.begin(), found.end(), [](const NearDuplicate& a, const NearDuplicate& b) {
    return a.distance < b.distance;
  });
  return found;
}

}  // namespace lesionlens::evaluation
