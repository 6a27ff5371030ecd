#include "network/familiarity.h"

#include <cmath>

namespace lesionlens::network {

std::size_t statistics_count(const Architecture& architecture) {
  if (architecture.watched.empty()) return 0;
  const std::vector<Shape> shapes = output_shapes(architecture);
  std::size_t channels = 0;
  for (const std::size_t layer : architecture.watched)
    channels += static_cast<std::size_t>(shapes[layer].channels);
  return 2 * channels;
}

double distance_of(const Familiarity& f, std::span<const float> statistics) {
  const std::size_t count = f.mean.size();
  std::vector<double> standardised(count);
  for (std::size_t i = 0; i < count; ++i) {
    standardised[i] = (static_cast<double>(statistics[i]) - static_cast<double>(f.mean[i])) /
                      static_cast<double>(f.deviation[i]);
  }
  std::vector<double> rest = standardised;
  for (std::size_t row = 0; row < f.components.size(); row += count) {
    double along = 0;
    for (std::size_t i = 0; i < count; ++i)
      along += static_cast<double>(f.components[row + i]) * standardised[i];
    for (std::size_t i = 0; i < count; ++i)
      rest[i] -= along * static_cast<double>(f.components[row + i]);
  }
  double squares = 0;
  for (const double value : rest) squares += value * value;
  return std::sqrt(squares / static_cast<double>(count));
}

}  // namespace lesionlens::network
