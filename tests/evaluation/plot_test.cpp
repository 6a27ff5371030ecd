// Drawings are read back as the XML that they are; how they look is for people to judge.

#include "evaluation/plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "support/xml.h"

namespace lesionlens::tests {
namespace {

using namespace evaluation;  // NOLINT(google-build-using-namespace)
using testing::HasSubstr;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

TEST(Escaping, ReplacesWhatXmlDoesNotBear) {
  EXPECT_EQ(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
  EXPECT_EQ(escaped("Zürich 20 µm"), "Zürich 20 µm");
  EXPECT_EQ(escaped(std::string("a\0b\x1F", 4)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(escaped("\xFFx"), "\xEF\xBF\xBDx") << "never a byte of UTF-8";
  EXPECT_EQ(escaped("\xC3"), "\xEF\xBF\xBD") << "cut off";
  EXPECT_EQ(escaped("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong";
  EXPECT_EQ(escaped("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << "a surrogate";
}

TEST(Axis, FitsRoundNumbersAroundTheValues) {
  const Axis loss = fitting_axis("loss", {0.27, nothing, 0.46});
  EXPECT_NEAR(loss.low, 0.25, 1e-9);
  EXPECT_NEAR(loss.high, 0.5, 1e-9);
  EXPECT_EQ(loss.digits, 2);
  EXPECT_GE(loss.ticks.size(), 4U);
  const Axis epochs = fitting_axis("epoch", {1, 30});
  EXPECT_NEAR(epochs.low, 0, 1e-9);
  EXPECT_NEAR(epochs.high, 30, 1e-9);
  EXPECT_EQ(epochs.digits, 0);
  const Axis flat = fitting_axis("flat", {3, 3});
  EXPECT_LT(flat.low, flat.high);
  EXPECT_EQ(fitting_axis("none", {nothing}).high, 1);
}

Plot small_plot() {
  return {"name", "A title", "What it shows & why", share_axis("x"), share_axis("y")};
}

TEST(Plot, IsWellFormedWithTitleAndDescription) {
  Plot plot = small_plot();
  plot.band({{0, 0.1}, {1, 0.8}}, {{0, 0.3}, {1, 1}}, Ink::first, "band");
  plot.line({{0, 0.2}, {1, 0.9}}, Ink::first, "a < b");
  plot.dot({0.5, 0.5}, Ink::second, 3, "here");
  plot.whisker(0.5, 0.4, 0.6, Ink::second);
  plot.bar(0.1, 0.2, 0.5, Ink::quiet);
  const std::string svg = plot.svg();
  EXPECT_EQ(fault_in_xml(svg), "");
  EXPECT_EQ(fault_in_xml(standalone(svg)), "");
  EXPECT_THAT(svg, HasSubstr("<title id=\"name-title\">A title</title>"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"name-about\">What it shows &amp; why</desc>"));
  EXPECT_THAT(standalone(svg), HasSubstr("prefers-color-scheme: dark"));
}

TEST(Plot, PutsPointsWhereTheAxesSay) {
  // 366 units wide and 268 high inside; y runs down.
  Plot plot = small_plot();
  plot.line({{0, 0}, {0.5, 1}, {1, 0.25}}, Ink::first);
  EXPECT_THAT(plot.svg(), HasSubstr("d=\"M0 268L183 0L366 201\""));
}

TEST(Plot, BreaksALineWhereNothingWasMeasured) {
  Plot plot = small_plot();
  plot.line({{0, 1}, {0.5, nothing}, {1, 1}}, Ink::first);
  plot.whisker(0.5, nothing, 1, Ink::first);
  const std::string svg = plot.svg();
  EXPECT_THAT(svg, HasSubstr("d=\"M0 0M366 0\""));
  EXPECT_FALSE(holds_no_number(svg));
}

TEST(HeatMap, ShowsCountsAndSharesOfTheRow) {
  const std::string svg =
      heat_map("confusion", "Confusion", "about", {"be<nign", "malignant"}, {3, 1, 0, 0});
  EXPECT_EQ(fault_in_xml(svg), "");
  EXPECT_THAT(svg, HasSubstr("be&lt;nign"));
  EXPECT_THAT(svg, HasSubstr(">75 %<"));
  EXPECT_THAT(svg, HasSubstr(">25 %<"));
  EXPECT_FALSE(holds_no_number(svg)) << "a row of nothing";
}

}  // namespace
}  // namespace lesionlens::tests
