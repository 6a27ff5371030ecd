#include "image/encode.h"

#include "base/error.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>

namespace lesionlens::image {

namespace {

void append(void* context, void* data, int size) {
  auto& all = *static_cast<std::vector<std::uint8_t>*>(context);
  const auto* first = static_cast<const std::uint8_t*>(data);
  all.insert(all.end(), first, first + size);
}

}  // namespace

std::vector<std::uint8_t> encode_jpeg(const Image& picture, int quality) {
  std::vector<std::uint8_t> bytes;
  if (stbi_write_jpg_to_func(append, &bytes, picture.width, picture.height, 3,
                             picture.pixels.data(), quality) == 0) {
    throw Error(ErrorCode::internal, "A picture could not be written as JPEG.");
  }
  return bytes;
}

std::vector<std::uint8_t> encode_png(const Image& picture) {
  std::vector<std::uint8_t> bytes;
  if (stbi_write_png_to_func(append, &bytes, picture.width, picture.height, 3,
                             picture.pixels.data(), picture.width * 3) == 0) {
    throw Error(ErrorCode::internal, "A picture could not be written as PNG.");
  }
  return bytes;
}

}  // namespace lesionlens::image
