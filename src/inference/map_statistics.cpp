#include "inference/map_statistics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace lesionlens::inference {
namespace {

void append_statistics(std::span<const float> map, std::size_t channels,
                       std::vector<float>& statistics) {
  std::vector<double> sums(channels);
  std::vector<double> squares(channels);
  for (std::size_t place = 0; place < map.size(); place += channels) {
    for (std::size_t c = 0; c < channels; ++c) {
      const auto value = static_cast<double>(map[place + c]);
      sums[c] += value;
      squares[c] += value * value;
    }
  }
  const double places = static_cast<double>(map.size()) / static_cast<double>(channels);
  for (std::size_t c = 0; c < channels; ++c) {
    sums[c] /= places;
    statistics.push_back(static_cast<float>(sums[c]));
  }
  for (std::size_t c = 0; c < channels; ++c) {
    const double variance = squares[c] / places - sums[c] * sums[c];
    statistics.push_back(static_cast<float>(std::sqrt(std::max(variance, 0.0))));
  }
}

}  // namespace

std::vector<float> map_statistics(const network::Architecture& architecture,
                                  const XnnpackNetwork& network) {
  const std::vector<network::Shape> shapes = network::output_shapes(architecture);
  std::vector<float> statistics;
  for (const std::size_t layer : architecture.watched) {
    append_statistics(network.output_of(layer), static_cast<std::size_t>(shapes[layer].channels),
                      statistics);
  }
  return statistics;
}

}  // namespace lesionlens::inference
