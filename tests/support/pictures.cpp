#include "support/pictures.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace lesionlens::tests {
namespace {

void append(void* context, void* data, int size) {
  const auto* bytes = static_cast<const std::uint8_t*>(data);
  auto* target = static_cast<std::vector<std::uint8_t>*>(context);
  target->insert(target->end(), bytes, bytes + size);
}

}  // namespace

image::Image draw_lesion(int width, int height, int variant) {
  image::Image picture(width, height);
  const double centre_x = width * (0.35 + 0.05 * (variant % 5));
  const double centre_y = height * (0.60 - 0.04 * (variant % 7));
  const double radius = std::min(width, height) * (0.18 + 0.03 * (variant % 4));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double dx = (x - centre_x) / radius;
      const double dy = (y - centre_y) / (radius * 0.7);
      const double inside =
          1 / (1 + std::exp(8 * (dx * dx + dy * dy - 1 -
                                 0.2 * std::sin(5 * std::atan2(dy, dx) + variant))));
      const double right = static_cast<double>(x) / width;
      const double down = static_cast<double>(y) / height;
      const std::array<double, 3> skin = {225 - 30 * down, 180 - 25 * right,
                                          150 + 20 * right - 20 * down};
      const std::array<double, 3> spot = {90.0 + 10 * (variant % 3), 55, 45};
      for (std::size_t channel = 0; channel < 3; ++channel) {
        picture.at(x, y)[channel] = static_cast<std::uint8_t>(
            std::lround(skin[channel] * (1 - inside) + spot[channel] * inside));
      }
    }
  }
  return picture;
}

std::vector<std::uint8_t> encode_jpeg(const image::Image& image, int quality) {
  std::vector<std::uint8_t> bytes;
  stbi_write_jpg_to_func(append, &bytes, image.width, image.height, 3, image.pixels.data(),
                         quality);
  return bytes;
}

std::vector<std::uint8_t> encode_png(const image::Image& image) {
  std::vector<std::uint8_t> bytes;
  stbi_write_png_to_func(append, &bytes, image.width, image.height, 3, image.pixels.data(),
                         image.width * 3);
  return bytes;
}

std::vector<std::uint8_t> encode_png_with_alpha(const std::vector<std::uint8_t>& rgba, int width,
                                                int height) {
  std::vector<std::uint8_t> bytes;
  stbi_write_png_to_func(append, &bytes, width, height, 4, rgba.data(), width * 4);
  return bytes;
}

std::vector<std::uint8_t> with_exif_orientation(const std::vector<std::uint8_t>& jpeg,
                                                int orientation, bool little_endian) {
  const auto o = static_cast<std::uint8_t>(orientation);
  // APP1, its length, "Exif", then TIFF: byte order, 42, offset of the directory, one entry, no
  // further directory.
  std::vector<std::uint8_t> block = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0};
  const std::vector<std::uint8_t> little = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3,
                                            0,   1,   0,  0, 0, o, 0, 0, 0, 0, 0,    0,    0};
  const std::vector<std::uint8_t> big = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                                         3,   0,   0, 0,  1, 0, o, 0, 0, 0, 0,    0,    0};
  const std::vector<std::uint8_t>& tiff = little_endian ? little : big;
  block.insert(block.end(), tiff.begin(), tiff.end());
  block.insert(block.begin(), {jpeg.at(0), jpeg.at(1)});  // behind the start-of-image marker
  block.insert(block.end(), jpeg.begin() + 2, jpeg.end());
  return block;
}

std::vector<std::uint8_t> png_header_only(std::uint32_t width, std::uint32_t height) {
  std::vector<std::uint8_t> bytes = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                                     0,    0,   0,   13,  'I',  'H',  'D',  'R'};
  for (const std::uint32_t value : {width, height}) {
    for (const int shift : {24, 16, 8, 0})
      bytes.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  bytes.insert(bytes.end(),
               {8, 2, 0, 0, 0, 0, 0, 0, 0});  // 8-bit RGB; the checksum is not looked at
  return bytes;
}

double mean_difference(const image::Image& a, const image::Image& b) {
  if (a.width != b.width || a.height != b.height) return std::numeric_limits<double>::infinity();
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i)
    sum += std::abs(static_cast<int>(a.pixels[i]) - static_cast<int>(b.pixels[i]));
  return sum / static_cast<double>(a.pixels.size());
}

}  // namespace lesionlens::tests
