// Pictures of a run, kept in memory up to a bound and beyond it in a file on the disk.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

#include "files/spill_file.h"

namespace lesionlens::training {

struct MemoryBound {
  std::size_t bytes = std::numeric_limits<std::size_t>::max();
  std::filesystem::path folder = {};  // where the file beyond it goes
};

// How much a run has in memory, and the file for the rest.
class MemoryBudget {
 public:
  explicit MemoryBudget(MemoryBound bound = {}) : bound_(std::move(bound)) {}

  // Whether so many bytes more may stay in memory; they count from now on.
  bool take(std::size_t bytes) {
    const std::size_t before = used_.fetch_add(bytes);
    if (before + bytes <= bound_.bytes) return true;
    used_.fetch_sub(bytes);
    return false;
  }

  // Made when first asked for. Throws file_unwritable.
  std::shared_ptr<files::SpillFile> spill() {
    const std::scoped_lock lock(making_);
    if (!spill_) spill_ = std::make_shared<files::SpillFile>(bound_.folder);
    return spill_;
  }

  std::uint64_t spilled_bytes() const { return spill_ ? spill_->size() : 0; }

 private:
  MemoryBound bound_;
  std::atomic<std::size_t> used_ = 0;
  std::mutex making_;
  std::shared_ptr<files::SpillFile> spill_;
};

// Numbers that are in memory or in the file.
template <class T>
class Kept {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Kept() = default;
  Kept(std::vector<T> values) : values_(std::move(values)) {}  // NOLINT: stays in memory

  // Throws file_unwritable.
  Kept(std::vector<T> values, MemoryBudget& budget) : values_(std::move(values)) {
    if (budget.take(values_.size() * sizeof(T))) return;
    file_ = budget.spill();
    count_ = values_.size();
    from_ = file_->append(
        {reinterpret_cast<const std::uint8_t*>(values_.data()), values_.size() * sizeof(T)});
    values_ = {};
  }

  // A copy. Throws file_unreadable.
  std::vector<T> get() const {
    if (!file_) return values_;
    std::vector<T> read(count_);
    file_->read(from_, {reinterpret_cast<std::uint8_t*>(read.data()), count_ * sizeof(T)});
    return read;
  }

 private:
  std::vector<T> values_;
  std::shared_ptr<files::SpillFile> file_;  // where they are, if not in memory
  std::uint64_t from_ = 0;
  std::size_t count_ = 0;
};

}  // namespace lesionlens::training
