#include "evaluation/plot.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ranges>
#include <string_view>
#include <utility>

#include "evaluation/wording.h"

namespace lesionlens::evaluation {
namespace {

// All drawings are as wide as this many units; a page scales them.
constexpr double page_width = 440;
constexpr double left_margin = 58;
constexpr double right_margin = 16;
constexpr double plot_height = 268;
constexpr double below_plot = 50;
constexpr double title_line = 24;
constexpr double legend_line = 20;
constexpr double letter = 6.7;  // about the width of one in the legend

const char* name_of(Ink ink) {
  switch (ink) {
    case Ink::first:
      return "first";
    case Ink::second:
      return "second";
    case Ink::third:
      return "third";
    case Ink::quiet:
      return "quiet";
  }
  return "quiet";
}

// Coordinates to a hundredth of a unit, without trailing zeros.
std::string at(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string_view number = text;
  while (number.ends_with('0')) number.remove_suffix(1);
  if (number.ends_with('.')) number.remove_suffix(1);
  return std::string(number == "-0" ? "0" : number);
}

std::string text_at(double x, double y, const char* kind, const std::string& text,
                    const char* anchor = "start") {
  return "<text class=\"" + std::string(kind) + "\" x=\"" + at(x) + "\" y=\"" + at(y) +
         "\" text-anchor=\"" + anchor + "\">" + escaped(text) + "</text>\n";
}

std::string opening(const std::string& name, const std::string& title,
                    const std::string& description, double height) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 " +
         at(page_width) + " " + at(height) + "\" role=\"img\" aria-labelledby=\"" + name +
         "-title " + name + "-about\">\n<title id=\"" + name + "-title\">" + escaped(title) +
         "</title>\n<desc id=\"" + name + "-about\">" + escaped(description) + "</desc>\n" +
         "<rect class=\"paper\" width=\"" + at(page_width) + "\" height=\"" + at(height) +
         "\"/>\n" + text_at(0, 15, "heading", title);
}

// How many bytes the UTF-8 sequence at the front has; 0 where it is broken.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool beyond = first == 0xF4 && byte(1) >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::string escaped(const std::string& text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
  std::string result;
  for (std::string_view left = text; !left.empty();) {
    const std::size_t length = sequence_length(left);
    const char c = left[0];
    if (length == 0 || (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')) {
      result += replacement;
    } else if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else {
      result += left.substr(0, length);
    }
    left.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

Axis share_axis(const std::string& label) { return {label, 0, 1, {0, 0.2, 0.4, 0.6, 0.8, 1}, 1}; }

Axis fitting_axis(const std::string& label, const std::vector<double>& values) {
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (!(low <= high)) return share_axis(label);
  const double span = std::max(high - low, 1e-6);
  // The roundest step that makes four to eight ticks.
  const double power = std::pow(10, std::floor(std::log10(span / 4)));
  double step = power;
  for (const double factor : {2.0, 5.0, 10.0}) {
    if (span / step > 7) step = power * factor;
  }
  Axis axis{label, std::floor(low / step) * step, std::ceil(high / step) * step, {}, 0};
  axis.digits = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  if (axis.high - axis.low < step / 2) axis.high = axis.low + step;
  const auto steps = static_cast<int>(std::lround((axis.high - axis.low) / step));
  for (int i = 0; i <= steps; ++i) axis.ticks.push_back(axis.low + i * step);
  return axis;
}

Plot::Plot(std::string name, std::string title, std::string description, Axis x, Axis y)
    : name_(std::move(name)),
      title_(std::move(title)),
      description_(std::move(description)),
      x_(std::move(x)),
      y_(std::move(y)) {}

// In units from the plot's own upper left corner.
double Plot::place_x(double value) const {
  return (value - x_.low) / (x_.high - x_.low) * (page_width - left_margin - right_margin);
}
double Plot::place_y(double value) const {
  return (y_.high - value) / (y_.high - y_.low) * plot_height;
}

std::string Plot::path_of(const std::vector<Point>& points) const {
  std::string path;
  bool drawing = false;
  for (const Point& point : points) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
      drawing = false;
      continue;
    }
    path += (drawing ? "L" : "M") + at(place_x(point.x)) + " " + at(place_y(point.y));
    drawing = true;
  }
  return path;
}

void Plot::line(const std::vector<Point>& points, Ink ink, const std::string& legend, bool dashed) {
  marks_ += "<path class=\"line " + std::string(name_of(ink)) + (dashed ? " dashed" : "") +
            "\" d=\"" + path_of(points) + "\"/>\n";
  if (!legend.empty()) legend_.push_back({legend, ink, dashed, false});
}

void Plot::band(const std::vector<Point>& lower, const std::vector<Point>& upper, Ink ink,
                const std::string& legend) {
  std::vector<Point> around;
  for (const Point& point : upper) {
    if (std::isfinite(point.y)) around.push_back(point);
  }
  for (const Point& point : lower | std::views::reverse) {
    if (std::isfinite(point.y)) around.push_back(point);
  }
  if (around.empty()) return;
  below_ +=
      "<path class=\"area " + std::string(name_of(ink)) + "\" d=\"" + path_of(around) + "Z\"/>\n";
  if (!legend.empty()) legend_.push_back({legend, ink, false, true});
}

void Plot::dot(Point point, Ink ink, double radius, const std::string& tooltip) {
  marks_ += "<circle class=\"dot " + std::string(name_of(ink)) + "\" cx=\"" + at(place_x(point.x)) +
            "\" cy=\"" + at(place_y(point.y)) + "\" r=\"" + at(radius) + "\">" +
            (tooltip.empty() ? "" : "<title>" + escaped(tooltip) + "</title>") + "</circle>\n";
}

void Plot::whisker(double x, double low, double high, Ink ink) {
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  marks_ += "<path class=\"line thin " + std::string(name_of(ink)) + "\" d=\"" +
            path_of({{x, low}, {x, high}}) + "\"/>\n";
}

void Plot::bar(double from, double to, double height, Ink ink) {
  const double tall = height * plot_height;
  below_ += "<rect class=\"area " + std::string(name_of(ink)) + "\" x=\"" +
            at(place_x(from) + 0.5) + "\" y=\"" + at(plot_height - tall) + "\" width=\"" +
            at(place_x(to) - place_x(from) - 1) + "\" height=\"" + at(tall) + "\"/>\n";
}

void Plot::note(Point point, const std::string& text) {
  const bool right_half = point.x > (x_.low + x_.high) / 2;
  marks_ += text_at(place_x(point.x) + (right_half ? -8 : 8), place_y(point.y) + 4, "note", text,
                    right_half ? "end" : "start");
}

std::string Plot::grid() const {
  const double width = page_width - left_margin - right_margin;
  std::string text;
  for (const double tick : y_.ticks) {
    text += "<path class=\"grid\" d=\"M0 " + at(place_y(tick)) + "H" + at(width) + "\"/>\n";
  }
  for (const double tick : x_.ticks) {
    text += "<path class=\"grid\" d=\"M" + at(place_x(tick)) + " 0V" + at(plot_height) + "\"/>\n";
  }
  return text;
}

std::string Plot::labels() const {
  const double width = page_width - left_margin - right_margin;
  std::string text;
  for (const double tick : y_.ticks)
    text += text_at(-8, place_y(tick) + 4, "tick", fixed(tick, y_.digits), "end");
  for (const double tick : x_.ticks)
    text += text_at(place_x(tick), plot_height + 18, "tick", fixed(tick, x_.digits), "middle");
  text += text_at(width / 2, plot_height + 40, "axis", x_.label, "middle");
  return text + "<text class=\"axis\" transform=\"translate(" + at(-left_margin + 13) + " " +
         at(plot_height / 2) + ") rotate(-90)\" text-anchor=\"middle\">" + escaped(y_.label) +
         "</text>\n";
}

// Where each entry's swatch begins: in rows below the title, in units of the drawing.
std::vector<Point> Plot::legend_places() const {
  std::vector<Point> places;
  Point next{0, title_line + 8};
  for (const LegendEntry& entry : legend_) {
    const double width = 42 + letter * static_cast<double>(entry.text.size());
    if (next.x > 0 && next.x + width - 16 > page_width) next = {0, next.y + legend_line};
    places.push_back(next);
    next.x += width;
  }
  return places;
}

std::string Plot::legend_text(const std::vector<Point>& places) const {
  std::string text;
  for (std::size_t i = 0; i < legend_.size(); ++i) {
    const LegendEntry& entry = legend_[i];
    const auto [x, y] = places[i];
    const std::string kind = name_of(entry.ink);
    text += entry.area ? "<rect class=\"area " + kind + "\" x=\"" + at(x) + "\" y=\"" + at(y - 6) +
                             "\" width=\"20\" height=\"12\"/>\n"
                       : "<path class=\"line " + kind + (entry.dashed ? " dashed" : "") +
                             "\" d=\"M" + at(x) + " " + at(y) + "h20\"/>\n";
    text += text_at(x + 26, y + 4, "legend", entry.text);
  }
  return text;
}

std::string Plot::svg() const {
  const std::vector<Point> places = legend_places();
  const double top = (places.empty() ? title_line : places.back().y + 12) + 10;
  const double width = page_width - left_margin - right_margin;
  return opening(name_, title_, description_, top + plot_height + below_plot) +
         legend_text(places) + "<clipPath id=\"" + name_ +
         "-inside\"><rect x=\"-6\" y=\"-6\" width=\"" + at(width + 12) + "\" height=\"" +
         at(plot_height + 12) + "\"/></clipPath>\n" + "<g transform=\"translate(" +
         at(left_margin) + " " + at(top) + ")\">\n" + grid() + "<g clip-path=\"url(#" + name_ +
         "-inside)\">\n" + below_ + marks_ + "</g>\n" + labels() + "</g>\n</svg>\n";
}

std::string heat_map(const std::string& name, const std::string& title,
                     const std::string& description, const std::vector<std::string>& classes,
                     const std::vector<std::int64_t>& counts) {
  const std::size_t n = classes.size();
  std::size_t longest = 0;
  for (const std::string& one : classes) longest = std::max(longest, one.size());
  const double rows_left = 24 + std::min(150.0, letter * static_cast<double>(longest) + 12);
  const double side = (page_width - rows_left - 4) / static_cast<double>(n);
  const double tall = std::min(side, n <= 2 ? 84.0 : 48.0);
  const double top = title_line + 46;
  const double height = top + tall * static_cast<double>(n) + 6;
  std::string text = opening(name, title, description, height);
  text += text_at(rows_left + (page_width - rows_left) / 2, title_line + 14, "axis", "called",
                  "middle");
  text += "<text class=\"axis\" transform=\"translate(13 " +
          at(top + tall * static_cast<double>(n) / 2) +
          ") rotate(-90)\" text-anchor=\"middle\">truth</text>\n";
  for (std::size_t row = 0; row < n; ++row) {
    const double y = top + tall * static_cast<double>(row);
    double total = 0;
    for (std::size_t column = 0; column < n; ++column)
      total += static_cast<double>(counts[row * n + column]);
    text += text_at(rows_left - 8, y + tall / 2 + 4, "tick", classes[row], "end");
    text += text_at(rows_left + side * (static_cast<double>(row) + 0.5), top - 8, "tick",
                    classes[row], "middle");
    for (std::size_t column = 0; column < n; ++column) {
      const std::int64_t count = counts[row * n + column];
      const double share = total > 0 ? static_cast<double>(count) / total : 0;
      const double x = rows_left + side * static_cast<double>(column);
      text += "<rect class=\"cell\" x=\"" + at(x + 1) + "\" y=\"" + at(y + 1) + "\" width=\"" +
              at(side - 2) + "\" height=\"" + at(tall - 2) + "\" fill-opacity=\"" +
              at(0.04 + 0.5 * share) + "\"/>\n";
      text += text_at(x + side / 2, y + tall / 2 - 1, "count", std::to_string(count), "middle");
      text +=
          text_at(x + side / 2, y + tall / 2 + 14, "count", fixed(100 * share, 0) + " %", "middle");
    }
  }
  return text + "</svg>\n";
}

std::string plot_style() {
  return R"(.plot {
  --paper: #ffffff; --ink: #1b2430; --soft: #55606e; --grid: #e4e8ed;
  --first: #0a5fb4; --second: #b8430a; --third: #0b7a5c; --quiet: #8b95a3;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .plot {
    --paper: #12171e; --ink: #e8ecf1; --soft: #a9b3c0; --grid: #29313c;
    --first: #6db3f8; --second: #f59a62; --third: #5fcfae; --quiet: #7c8796;
  }
}
.plot text { fill: var(--ink); font-size: 12.5px; }
.plot .heading { font-size: 14.5px; font-weight: 600; }
.plot .tick, .plot .axis, .plot .legend { fill: var(--soft); }
.plot .paper { fill: var(--paper); }
.plot .grid { stroke: var(--grid); fill: none; }
.plot .first { --own: var(--first); } .plot .second { --own: var(--second); }
.plot .third { --own: var(--third); } .plot .quiet { --own: var(--quiet); }
.plot .line { stroke: var(--own); stroke-width: 2; fill: none; stroke-linejoin: round; }
.plot .thin { stroke-width: 1.4; }
.plot .dashed { stroke-dasharray: 5 4; stroke-width: 1.5; }
.plot .area { fill: var(--own); fill-opacity: 0.18; }
.plot .dot { fill: var(--own); stroke: var(--paper); }
.plot .cell { fill: var(--first); }
)";
}

std::string standalone(const std::string& svg) {
  const std::size_t end = svg.find('>') + 1;
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.substr(0, end) + "\n<style>\n" +
         plot_style() + "</style>" + svg.substr(end);
}

}  // namespace lesionlens::evaluation
