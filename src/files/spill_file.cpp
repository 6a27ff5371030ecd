#include "files/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace lesionlens::files {
namespace {

[[noreturn]] void fail(ErrorCode code, const std::filesystem::path& folder, const char* what) {
  const int number = errno;
  throw Error(code, std::string("A file for what does not fit into memory cannot be ") + what +
                        " in '" + folder.string() + "': " + std::strerror(number) + ".");
}

}  // namespace

SpillFile::SpillFile(const std::filesystem::path& folder) : folder_(folder) {
  std::string name = (folder / "spill-XXXXXX").string();
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) fail(ErrorCode::file_unwritable, folder_, "made");
  ::unlink(name.c_str());
}

SpillFile::~SpillFile() { ::close(descriptor_); }

std::uint64_t SpillFile::append(std::span<const std::uint8_t> bytes) {
  const std::uint64_t from = end_.fetch_add(bytes.size());
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(from + done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(ErrorCode::file_unwritable, folder_, "written");
    done += static_cast<std::size_t>(written);
  }
  return from;
}

void SpillFile::read(std::uint64_t from, std::span<std::uint8_t> into) const {
  for (std::size_t done = 0; done < into.size();) {
    const ssize_t got = ::pread(descriptor_, into.data() + done, into.size() - done,
                                static_cast<off_t>(from + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail(ErrorCode::file_unreadable, folder_, "read");
    done += static_cast<std::size_t>(got);
  }
}

}  // namespace lesionlens::files
