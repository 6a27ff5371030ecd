// The same work on many things, on several cores. Native only: the page runs on one thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace lesionlens {

// How many threads are worth starting.
inline unsigned core_count() { return std::max(1U, std::thread::hardware_concurrency()); }

// Calls work(i, thread) for i in 0..count-1, thread being below `threads` and never in two calls at
// once. `work` must not throw.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> running;
  for (unsigned thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      for (std::size_t i = next++; i < count; i = next++) work(i, thread);
    });
  }
}

}  // namespace lesionlens
