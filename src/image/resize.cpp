#include "image/resize.h"

#include <algorithm>
#include <string>

#include "base/error.h"

#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb_image_resize2.h>

namespace lesionlens::image {
namespace {

void resample(const Image& image, const Region& region, void* output, int width, int height,
              stbir_datatype type) {
  STBIR_RESIZE job;
  stbir_resize_init(&job, image.at(region.left, region.top), region.width, region.height,
                    image.width * 3, output, width, height, 0, STBIR_RGB, STBIR_TYPE_UINT8);
  stbir_set_datatypes(&job, STBIR_TYPE_UINT8, type);
  stbir_set_filters(&job, STBIR_FILTER_TRIANGLE, STBIR_FILTER_TRIANGLE);
  stbir_set_edgemodes(&job, STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP);
  if (stbir_resize_extended(&job) == 0) {
    throw Error(ErrorCode::out_of_memory,
                "There is not enough memory to resize this picture. Take a smaller one.");
  }
}

}  // namespace

std::string_view name_of(Crop crop) { return crop == Crop::stretch ? "stretch" : "centre-square"; }

Crop crop_named(std::string_view name) {
  for (const Crop crop : {Crop::centre_square, Crop::stretch}) {
    if (name_of(crop) == name) return crop;
  }
  throw Error(ErrorCode::options_invalid,
              "The crop policy '" + std::string(name) +
                  "' is not known; it is 'centre-square' or 'stretch'.");
}

Region region_of(const Image& image, Crop crop) {
  if (crop == Crop::stretch) return {0, 0, image.width, image.height};
  const int side = std::min(image.width, image.height);
  return {(image.width - side) / 2, (image.height - side) / 2, side, side};
}

void check_square(const Region& region, const Image& image) {
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorCode::region_invalid, "The region of " + std::to_string(region.width) + " x " +
                                               std::to_string(region.height) + " pixels at " +
                                               std::to_string(region.left) + ", " +
                                               std::to_string(region.top) + " " + why);
  };
  if (region.width != region.height) refuse("is no square; give it one side.");
  if (region.width < least_side)
    refuse("is too small; it needs at least " + std::to_string(least_side) + " pixels a side.");
  // Not left + width, which may be more than an int holds.
  if (region.left < 0 || region.top < 0 || region.width > image.width ||
      region.height > image.height || region.left > image.width - region.width ||
      region.top > image.height - region.height) {
    refuse("does not lie inside the photo of " + std::to_string(image.width) + " x " +
           std::to_string(image.height) + " pixels; move it, or make it smaller.");
  }
}

std::vector<float> resize_to_floats(const Image& image, const Region& region, int width,
                                    int height) {
  std::vector<float> result(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  resample(image, region, result.data(), width, height, STBIR_TYPE_FLOAT);
  return result;
}

Image resize(const Image& image, const Region& region, int width, int height) {
  Image result(width, height);
  resample(image, region, result.pixels.data(), width, height, STBIR_TYPE_UINT8);
  return result;
}

}  // namespace lesionlens::image
