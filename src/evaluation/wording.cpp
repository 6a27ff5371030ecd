#include "evaluation/wording.h"

#include <cctype>
#include <cmath>
#include <cstdio>

#include "base/text.h"

namespace lesionlens::evaluation {

std::string fixed(double value, int digits) {
  if (!std::isfinite(value)) return "n/a";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string interval_text(const Interval& interval, int digits) {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return {};
  return fixed(interval.low, digits) + " to " + fixed(interval.high, digits);
}

std::string figure_text(const Figure& figure, int digits) {
  const std::string interval = interval_text(figure.interval, digits);
  return fixed(figure.value, digits) + (interval.empty() ? "" : " (" + interval + ")");
}

std::string counted(std::size_t count, const std::string& thing) {
  return grouped(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string with_capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace lesionlens::evaluation
