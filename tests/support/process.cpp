#include "support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "files/file.h"

namespace lesionlens::tests {

Process::Process(const std::vector<std::string>& command, const std::filesystem::path& output)
    : output_(output) {
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  const int failure = posix_spawn(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error("cannot start " + command[0]);
}

Process::~Process() {
  if (exit_code_) return;
  send(SIGKILL);
  waitpid(id_, nullptr, 0);
}

void Process::send(int signal) const { kill(id_, signal); }

std::optional<int> Process::wait(std::chrono::seconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!exit_code_ && std::chrono::steady_clock::now() < end) {
    int status = 0;
    if (waitpid(id_, &status, WNOHANG) == id_)
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    else
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return exit_code_;
}

std::string Process::output() const {
  const auto bytes = files::read_file(output_);
  return {bytes.begin(), bytes.end()};
}

}  // namespace lesionlens::tests
