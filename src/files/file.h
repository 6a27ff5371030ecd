// Reading and writing whole files; native programs only, the core knows nothing of files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lesionlens::files {

// Throws file_unreadable with a sentence that names the file and the reason.
std::vector<std::uint8_t> read_file(const std::filesystem::path& path);

// Writes aside and renames, so that the file is either whole or as it was before. Throws
// file_unwritable.
void write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
void write_file(const std::filesystem::path& path, std::string_view text);

// Throws file_unwritable unless a file can be created beside `path`: to know it before an hour of
// training, not after.
void check_writable(const std::filesystem::path& path);

// With the folders above it; nothing happens where it is there. Throws file_unwritable.
void create_folder(const std::filesystem::path& path);

// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
std::string sha256(std::span<const std::uint8_t> bytes);

}  // namespace lesionlens::files
