#include "image/preprocess.h"

#include <cstddef>

namespace lesionlens::image {

void normalise(std::vector<float>& interleaved, const Preprocessing& how) {
  for (std::size_t i = 0; i < interleaved.size(); i += 3) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
      float& value = interleaved[i + channel];
      value = (value - how.mean[channel]) / how.deviation[channel];
    }
  }
}

std::vector<float> preprocess(const Image& image, const Preprocessing& how) {
  return preprocess(image, region_of(image, how.crop), how);
}

std::vector<float> preprocess(const Image& image, const Region& region, const Preprocessing& how) {
  std::vector<float> tensor = resize_to_floats(image, region, how.width, how.height);
  normalise(tensor, how);
  return tensor;
}

}  // namespace lesionlens::image
