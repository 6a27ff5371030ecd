// Small plots as SVG 1.1, without any library: axes, lines, bands, dots, a heat map.
//
// Colours are CSS variables of `plot_style`, so that one drawing serves light and dark pages; each
// drawing has a title and a description for those who do not see it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lesionlens::evaluation {

struct Point {
  double x = 0;
  double y = 0;  // a line is broken where it is not a number
};

enum class Ink { first, second, third, quiet };

struct Axis {
  std::string label;
  double low = 0;
  double high = 1;
  std::vector<double> ticks;
  int digits = 1;  // of the ticks
};

// 0 to 1 in steps of 0.2: of shares and probabilities.
Axis share_axis(const std::string& label);

// From the least to the highest of the values, to round numbers.
Axis fitting_axis(const std::string& label, const std::vector<double>& values);

class Plot {
 public:
  // `name` in lower case and hyphens: it makes the drawing's identifiers unique in a page.
  Plot(std::string name, std::string title, std::string description, Axis x, Axis y);

  void line(const std::vector<Point>& points, Ink ink, const std::string& legend = {},
            bool dashed = false);
  // Between `lower` and `upper`, which have the same x.
  void band(const std::vector<Point>& lower, const std::vector<Point>& upper, Ink ink,
            const std::string& legend = {});
  void dot(Point at, Ink ink, double radius = 4, const std::string& tooltip = {});
  void whisker(double x, double low, double high, Ink ink);
  // From the bottom of the plot up to `height`, which is a share of the plot's own height.
  void bar(double from, double to, double height, Ink ink);
  void note(Point at, const std::string& text);

  // The drawing alone; a page brings plot_style() once.
  std::string svg() const;

 private:
  struct LegendEntry {
    std::string text;
    Ink ink;
    bool dashed;
    bool area;
  };
  double place_x(double value) const;
  double place_y(double value) const;
  std::string path_of(const std::vector<Point>& points) const;
  std::string grid() const;
  std::string labels() const;
  std::vector<Point> legend_places() const;
  std::string legend_text(const std::vector<Point>& places) const;

  std::string name_;
  std::string title_;
  std::string description_;
  Axis x_;
  Axis y_;
  std::vector<LegendEntry> legend_;
  std::string below_;  // bands and bars
  std::string marks_;  // lines and dots
};

// Counts by row (the truth) and column (what was said), shaded by the share of the row.
std::string heat_map(const std::string& name, const std::string& title,
                     const std::string& description, const std::vector<std::string>& classes,
                     const std::vector<std::int64_t>& counts);

// CSS of all drawings, light and dark.
std::string plot_style();

// The drawing as a file of its own: with the style and an XML declaration.
std::string standalone(const std::string& svg);

// Text for XML and HTML: & < > " escaped, control characters and broken UTF-8 replaced.
std::string escaped(const std::string& text);

}  // namespace lesionlens::evaluation
