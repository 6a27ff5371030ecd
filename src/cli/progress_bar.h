// A line that tells how far a long piece of work is: redrawn in place on a terminal, silent
// elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace lesionlens::cli {

class ProgressBar {
 public:
  // Draws on standard error, so that standard output holds results alone.
  explicit ProgressBar(std::string title);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // `note` stands behind the bar. Draws at most ten times a second.
  void show(std::size_t done, std::size_t total, const std::string& note = {});

  // Takes the line away, so that something else can be printed.
  void clear();

 private:
  std::string title_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

// "1:05" for 65 seconds, "2:00:05" from an hour on.
std::string clock_text(double seconds);

}  // namespace lesionlens::cli
