// A nameless file for what does not fit into memory: it vanishes with the object, or with the
// program, however that ends.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <span>

namespace lesionlens::files {

class SpillFile {
 public:
  // On the disk of `folder`. Throws file_unwritable.
  explicit SpillFile(const std::filesystem::path& folder);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  // Where the bytes begin. For several threads at once. Throws file_unwritable, e.g. on a full
  // disk.
  std::uint64_t append(std::span<const std::uint8_t> bytes);

  // What was appended there. For several threads at once. Throws file_unreadable.
  void read(std::uint64_t from, std::span<std::uint8_t> into) const;

  std::uint64_t size() const { return end_; }

 private:
  std::filesystem::path folder_;  // for sentences
  int descriptor_ = -1;
  std::atomic<std::uint64_t> end_ = 0;
};

}  // namespace lesionlens::files
