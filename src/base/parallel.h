// A loop on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace lesionlens {

inline unsigned processor_cores() { return std::max(1U, std::thread::hardware_concurrency()); }

// Calls work(i) for i in 0..count-1 on `threads` threads, in no order. `work` must not throw.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto worker = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(worker);
  worker();
}

}  // namespace lesionlens
