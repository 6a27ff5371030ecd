// A loop on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace lesionlens {

inline unsigned processor_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

// Calls work(i) for i in 0..count-1 on `threads` threads, in no order. What `work` throws first is
// thrown again when all threads have ended; the rest of the work is left undone.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr first_failure;
  std::mutex failing;
  const auto worker = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::scoped_lock lock(failing);
      if (!first_failure) first_failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(worker);
    worker();
  }
  if (first_failure) std::rethrow_exception(first_failure);
}

}  // namespace lesionlens
