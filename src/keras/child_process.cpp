#include "keras/child_process.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <span>

#include "base/error.h"

namespace lesionlens::keras {
namespace {

// First in the pipe: an ErrorCode as a number, or this where all went well.
constexpr std::uint8_t went_well = 0xFF;

[[noreturn]] void no_memory() {
  throw Error(ErrorCode::out_of_memory, "There is not enough memory to read the Keras file.");
}

void write_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;  // nobody listens any more
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

std::vector<std::uint8_t> read_all(int descriptor) {
  std::vector<std::uint8_t> result;
  std::array<std::uint8_t, 65536> part{};
  while (true) {
    const ssize_t count = ::read(descriptor, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return result;
    result.insert(result.end(), part.begin(), part.begin() + count);
  }
}

void report(int descriptor, ErrorCode code, const std::string& sentence) {
  const auto first = static_cast<std::uint8_t>(code);
  write_all(descriptor, std::span(&first, 1));
  std::vector<std::uint8_t> text(sentence.begin(), sentence.end());
  write_all(descriptor, text);
}

void work_and_report(const std::function<std::vector<std::uint8_t>()>& work, int descriptor) {
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  constexpr rlim_t seconds = 300;
  const rlimit time = {seconds, seconds};
  setrlimit(RLIMIT_CPU, &time);
  try {
    const std::vector<std::uint8_t> result = work();
    write_all(descriptor, std::span(&went_well, 1));
    write_all(descriptor, result);
  } catch (const Error& error) {
    report(descriptor, error.code(), error.what());
  } catch (const std::bad_alloc&) {
    report(descriptor, ErrorCode::out_of_memory,
           "There is not enough memory to read the Keras file.");
  } catch (const std::exception& error) {
    report(descriptor, ErrorCode::internal, error.what());
  }
}

}  // namespace

std::vector<std::uint8_t> in_child_process(const std::function<std::vector<std::uint8_t>()>& work,
                                           const std::string& if_it_dies) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) no_memory();
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    work_and_report(work, ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    no_memory();
  }
  std::vector<std::uint8_t> answer = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || answer.empty())
    throw Error(ErrorCode::weights_damaged, if_it_dies);
  const std::uint8_t first = answer.front();
  answer.erase(answer.begin());
  if (first == went_well) return answer;
  throw Error(static_cast<ErrorCode>(first), std::string(answer.begin(), answer.end()));
}

}  // namespace lesionlens::keras
