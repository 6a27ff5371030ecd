#include "network/measured.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace lesionlens::network {
namespace {

using nlohmann::json;

// The number at this place; not a number where there is none.
double number_at(const json& document, const char* pointer) {
  const json::json_pointer place(pointer);
  if (!document.contains(place) || !document.at(place).is_number()) return NAN;
  return document.at(place).get<double>();
}

bool is_share(double value) { return value >= 0 && value <= 1; }

bool is_count(double value) { return value >= 0 && value <= 1e12; }

}  // namespace

std::optional<Measured> measured_of(const Metadata& metadata) {
  const json figures = json::parse(metadata.figures, nullptr, false);
  if (!figures.is_object()) return std::nullopt;
  const double benign = number_at(figures, "/pictures/benign");
  const double malignant = number_at(figures, "/pictures/malignant");
  const Measured measured = {.sensitivity = number_at(figures, "/figures/sensitivity/value"),
                             .specificity = number_at(figures, "/figures/specificity/value"),
                             .auc = number_at(figures, "/figures/auc/value")};
  constexpr double rounding = 1e-6;
  const double distance =
      std::abs(number_at(figures, "/threshold") - static_cast<double>(metadata.threshold));
  // Written so that what is not a number does not pass.
  if (!(distance < rounding) || !is_share(measured.sensitivity) ||
      !is_share(measured.specificity) || !is_share(measured.auc) || !is_count(benign) ||
      !is_count(malignant)) {
    return std::nullopt;
  }
  Measured counted = measured;
  counted.malignant_pictures = static_cast<std::int64_t>(malignant);
  counted.pictures = static_cast<std::int64_t>(benign) + counted.malignant_pictures;
  return counted;
}

}  // namespace lesionlens::network
