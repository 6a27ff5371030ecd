// Another program that runs beside the test.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lesionlens::tests {

class Process {
 public:
  // What it prints goes to `output`, standard error and all.
  Process(const std::vector<std::string>& command, const std::filesystem::path& output);
  ~Process();  // kills it where it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void send(int signal) const;

  // Its exit code, or 128 + the signal that ended it; nothing where it still runs after that time.
  std::optional<int> wait(std::chrono::seconds longest);

  std::string output() const;

 private:
  std::filesystem::path output_;
  pid_t id_ = 0;
  std::optional<int> exit_code_;
};

}  // namespace lesionlens::tests
