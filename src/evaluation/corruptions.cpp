#include "evaluation/corruptions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "image/resize.h"

namespace lesionlens::evaluation {
namespace {

using image::Image;

// Each value times `gain`, cut off where a camera's would be.
template <int percent>
Image exposed(const Image& square) {
  Image result = square;
  for (std::uint8_t& value : result.pixels)
    value = static_cast<std::uint8_t>(std::min(255, (value * percent + 50) / 100));
  return result;
}

// Weighted means along one axis; `step` is the distance of neighbours in `pixels`.
void smooth_line(std::uint8_t* first, int count, std::size_t step,
                 const std::vector<double>& kernel) {
  std::vector<double> line;
  for (int i = 0; i < count; ++i) line.push_back(first[static_cast<std::size_t>(i) * step]);
  const int reach = static_cast<int>(kernel.size()) / 2;
  for (int i = 0; i < count; ++i) {
    double sum = 0;
    for (int k = 0; k < static_cast<int>(kernel.size()); ++k) {
      const int at = std::clamp(i + k - reach, 0, count - 1);
      sum += kernel[static_cast<std::size_t>(k)] * line[static_cast<std::size_t>(at)];
    }
    first[static_cast<std::size_t>(i) * step] = static_cast<std::uint8_t>(std::lround(sum));
  }
}

void smooth_rows(Image& image, const std::vector<double>& kernel) {
  for (int y = 0; y < image.height; ++y) {
    for (std::size_t c = 0; c < 3; ++c) smooth_line(image.at(0, y) + c, image.width, 3, kernel);
  }
}

void smooth_columns(Image& image, const std::vector<double>& kernel) {
  const std::size_t step = 3 * static_cast<std::size_t>(image.width);
  for (int x = 0; x < image.width; ++x) {
    for (std::size_t c = 0; c < 3; ++c) smooth_line(image.at(x, 0) + c, image.height, step, kernel);
  }
}

// Out of focus: a Gaussian whose deviation is so many thousandths of the side.
template <int thousandths>
Image blurred(const Image& square) {
  const double deviation = thousandths * square.width / 1000.0;
  const int reach = static_cast<int>(std::ceil(3 * deviation));
  std::vector<double> kernel;
  double sum = 0;
  for (int i = -reach; i <= reach; ++i) {
    kernel.push_back(std::exp(-0.5 * i * i / (deviation * deviation)));
    sum += kernel.back();
  }
  for (double& weight : kernel) weight /= sum;
  Image result = square;
  smooth_rows(result, kernel);
  smooth_columns(result, kernel);
  return result;
}

// Moved sideways while it was taken, by so many thousandths of the side.
template <int thousandths>
Image moved(const Image& square) {
  const int length = std::max(1, thousandths * square.width / 1000);
  Image result = square;
  smooth_rows(result, std::vector<double>(static_cast<std::size_t>(length), 1.0 / length));
  return result;
}

template <int side>
Image shrunk(const Image& square) {
  return image::resize(square, {0, 0, square.width, square.height}, side, side);
}

// A square of half the side, whose edge (or, at 1 and 1, whose corner) lies in the middle, where
// the lesion is.
template <int right, int down>
Image cut(const Image& square) {
  const int half = square.width / 2;
  const int left = (1 + right) * (square.width - half) / 2;
  const int top = (1 + down) * (square.height - half) / 2;
  return image::resize(square, {left, top, half, half}, half, half);
}

Image unchanged(const Image& square) { return square; }

}  // namespace

const std::vector<Corruption>& corruptions() {
  static const std::vector<Corruption> all = {
      {"unchanged", unchanged},
      {"darkened to 50 %", exposed<50>},
      {"darkened to 30 %", exposed<30>},
      {"darkened to 15 %", exposed<15>},
      {"over-exposed to 150 %", exposed<150>},
      {"over-exposed to 220 %", exposed<220>},
      {"over-exposed to 350 %", exposed<350>},
      {"out of focus, 1 % of the side", blurred<10>},
      {"out of focus, 2 % of the side", blurred<20>},
      {"out of focus, 3 % of the side", blurred<30>},
      {"moved, 4 % of the side", moved<40>},
      {"moved, 8 % of the side", moved<80>},
      {"moved, 12 % of the side", moved<120>},
      {"shrunk to 96 pixels", shrunk<96>},
      {"shrunk to 48 pixels", shrunk<48>},
      {"lesion half outside, at the left", cut<1, 0>},
      {"lesion half outside, below", cut<0, -1>},
      {"lesion outside but for a quarter", cut<1, 1>},
  };
  return all;
}

}  // namespace lesionlens::evaluation
