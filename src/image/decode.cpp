#include "image/decode.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "base/error.h"
#include "image/jpeg_structure.h"
#include "image/orientation.h"

// The implementation lives in this one file, so nothing else can decode around the checks above it.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_FAILURE_USERMSG
#include <stb_image.h>

namespace lesionlens::image {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::array<std::uint8_t, 8> png_signature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

bool looks_like_png(Bytes bytes) {
  return bytes.size() >= png_signature.size() &&
         std::equal(png_signature.begin(), png_signature.end(), bytes.begin());
}

struct Header {
  std::int64_t width = 0;
  std::int64_t height = 0;
  int exif_orientation = 1;
};

Header read_png_header(Bytes bytes) {
  constexpr std::size_t end_of_size = 24;  // signature, chunk length, "IHDR", width, height
  if (bytes.size() < end_of_size)
    throw Error(ErrorCode::image_damaged, "The PNG picture is cut off inside its header.");
  const auto u32 = [&](std::size_t at) {
    return static_cast<std::int64_t>(bytes[at]) << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 |
           bytes[at + 3];
  };
  return {u32(16), u32(20), 1};
}

Header read_jpeg_header(Bytes bytes) {
  const JpegStructure structure = read_jpeg_structure(bytes);
  if (!structure.complete) {
    throw Error(ErrorCode::image_damaged,
                "The JPEG picture is cut off: its end is missing. Copy or download it again.");
  }
  return {structure.width, structure.height, structure.exif_orientation};
}

struct StbiFree {
  void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

Image decode_stored(Bytes bytes, const char* format) {
  int width = 0;
  int height = 0;
  int channels = 0;
  const int length = static_cast<int>(bytes.size());
  const bool readable =
      stbi_info_from_memory(bytes.data(), length, &width, &height, &channels) != 0;
  const bool transparent = readable && (channels == 2 || channels == 4);
  const int wanted = transparent ? 4 : 3;
  const std::unique_ptr<stbi_uc, StbiFree> decoded(
      readable ? stbi_load_from_memory(bytes.data(), length, &width, &height, &channels, wanted)
               : nullptr);
  if (!decoded) {
    const std::string reason = stbi_failure_reason() ? stbi_failure_reason() : "unknown reason";
    if (reason == "Out of memory") {
      throw Error(ErrorCode::out_of_memory,
                  "There is not enough memory to decode this picture. Take a smaller one.");
    }
    throw Error(ErrorCode::image_damaged,
                std::string("The ") + format +
                    " picture is damaged or of a kind that is not supported (" + reason +
                    "). Save it again as a plain JPEG or PNG.");
  }
  const std::span<const std::uint8_t> pixels(decoded.get(), static_cast<std::size_t>(width) *
                                                                static_cast<std::size_t>(height) *
                                                                static_cast<std::size_t>(wanted));
  if (transparent) return over_white(pixels, width, height);
  Image image(width, height);
  std::copy(pixels.begin(), pixels.end(), image.pixels.begin());
  return image;
}

}  // namespace

Image over_white(Bytes rgba, int width, int height) {
  Image image(width, height);
  const std::size_t count = image.pixels.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    const int alpha = rgba[i * 4 + 3];
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const int value = rgba[i * 4 + channel];
      image.pixels[i * 3 + channel] =
          static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
  return image;
}

void check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits) {
  const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width < limits.min_side || height < limits.min_side) {
    throw Error(ErrorCode::image_too_small, "The picture has only " + size + "; at least " +
                                                std::to_string(limits.min_side) +
                                                " on each side are needed. Take a larger one.");
  }
  if (width > limits.max_side || height > limits.max_side || width * height > limits.max_pixels) {
    throw Error(ErrorCode::image_too_large, "The picture has " + size + "; at most " +
                                                std::to_string(limits.max_pixels / 1'000'000) +
                                                " million pixels and " +
                                                std::to_string(limits.max_side) +
                                                " on a side are read. Make it smaller first.");
  }
}

Image decode(Bytes bytes, const DecodeLimits& limits) {
  if (bytes.empty())
    throw Error(ErrorCode::image_empty, "The file is empty: it has no picture in it.");
  if (bytes.size() > limits.max_bytes) {
    throw Error(ErrorCode::image_too_large,
                "The file has " + std::to_string(bytes.size() >> 20) + " MiB; at most " +
                    std::to_string(limits.max_bytes >> 20) + " MiB are read.");
  }
  const bool jpeg = looks_like_jpeg(bytes);
  if (!jpeg && !looks_like_png(bytes)) {
    throw Error(ErrorCode::image_unknown_format,
                "The file is not a picture in JPEG or PNG format.");
  }
  const Header header = jpeg ? read_jpeg_header(bytes) : read_png_header(bytes);
  if (header.width == 0 || header.height == 0) {
    throw Error(ErrorCode::image_damaged,
                "The picture's header gives no size: the file is damaged.");
  }
  check_size(header.width, header.height, limits);
  Image stored = decode_stored(bytes, jpeg ? "JPEG" : "PNG");
  if (stored.width != header.width || stored.height != header.height) {
    throw Error(ErrorCode::image_damaged,
                "The picture's header contradicts itself about its size: the file is damaged.");
  }
  return upright(std::move(stored), header.exif_orientation);
}

}  // namespace lesionlens::image
