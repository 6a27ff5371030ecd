#include "image/jpeg_structure.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace lesionlens::image {
namespace {

using Bytes = std::span<const std::uint8_t>;

// A TIFF block as EXIF carries it: byte order mark, then image file directory 0 with the
// orientation tag. Returns nothing where the block is damaged or has no such tag.
std::optional<int> orientation_of_tiff(Bytes tiff) {
  if (tiff.size() < 8) return std::nullopt;
  const bool little = tiff[0] == 'I' && tiff[1] == 'I';
  if (!little && !(tiff[0] == 'M' && tiff[1] == 'M')) return std::nullopt;
  const auto u16 = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = tiff[at];
    const std::uint32_t second = tiff[at + 1];
    return little ? first | second << 8 : first << 8 | second;
  };
  const auto u32 = [&](std::size_t at) -> std::uint32_t {
    return little ? u16(at) | u16(at + 2) << 16 : u16(at) << 16 | u16(at + 2);
  };
  if (u16(2) != 42) return std::nullopt;
  const std::size_t directory = u32(4);
  if (directory > tiff.size() || tiff.size() - directory < 2) return std::nullopt;
  const std::size_t entries = u16(directory);
  constexpr std::size_t entry_bytes = 12;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * entry_bytes;
    if (entry + entry_bytes > tiff.size()) return std::nullopt;
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::uint32_t type_short = 3;
    if (u16(entry) != orientation_tag || u16(entry + 2) != type_short) continue;
    const std::uint32_t value = u16(entry + 8);
    if (value < 1 || value > 8) return std::nullopt;
    return static_cast<int>(value);
  }
  return std::nullopt;
}

// Skips entropy-coded data: to the next marker that is neither a stuffed zero nor a restart marker.
std::size_t end_of_scan(Bytes bytes, std::size_t at) {
  while (at + 1 < bytes.size()) {
    const bool marker = bytes[at] == 0xFF && bytes[at + 1] != 0x00 && bytes[at + 1] != 0xFF &&
                        !(bytes[at + 1] >= 0xD0 && bytes[at + 1] <= 0xD7);
    if (marker) return at;
    ++at;
  }
  return bytes.size();
}

}  // namespace

bool looks_like_jpeg(Bytes bytes) {
  return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
}

JpegStructure read_jpeg_structure(Bytes bytes) {
  JpegStructure structure;
  bool orientation_known = false;
  bool scan_seen = false;
  std::size_t at = 2;
  while (at + 1 < bytes.size()) {
    if (bytes[at] != 0xFF) {
      ++at;  // padding that some writers leave between segments
      continue;
    }
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {
      ++at;  // fill byte
      continue;
    }
    if (marker == 0xD9) {
      structure.complete = scan_seen;
      return structure;
    }
    const bool standalone = marker == 0x01 || marker == 0x00 || (marker >= 0xD0 && marker <= 0xD8);
    if (standalone) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.size()) return structure;
    const std::size_t length = static_cast<std::size_t>(bytes[at + 2]) << 8 | bytes[at + 3];
    if (length < 2 || length > bytes.size() - at - 2) return structure;
    const Bytes payload = bytes.subspan(at + 4, length - 2);
    constexpr std::array<std::uint8_t, 6> exif_signature = {'E', 'x', 'i', 'f', 0, 0};
    const bool exif = marker == 0xE1 && payload.size() > exif_signature.size() &&
                      std::equal(exif_signature.begin(), exif_signature.end(), payload.begin());
    if (exif && !orientation_known) {
      if (const auto value = orientation_of_tiff(payload.subspan(exif_signature.size()))) {
        structure.exif_orientation = *value;
        orientation_known = true;
      }
    }
    const bool frame_header =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame_header && payload.size() >= 5) {
      structure.height = payload[1] << 8 | payload[2];
      structure.width = payload[3] << 8 | payload[4];
    }
    at += 2 + length;
    if (marker == 0xDA) {
      scan_seen = true;
      at = end_of_scan(bytes, at);
    }
  }
  return structure;
}

}  // namespace lesionlens::image
