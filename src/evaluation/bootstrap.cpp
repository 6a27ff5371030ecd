#include "evaluation/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <random>

namespace lesionlens::evaluation {
namespace {

// Each picture's group as a number from 0.
std::vector<std::uint32_t> numbered(const std::vector<std::string>& groups, std::size_t& count) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> result;
  result.reserve(groups.size());
  for (const std::string& group : groups) {
    const auto next = static_cast<std::uint32_t>(numbers.size());
    result.push_back(numbers.emplace(group, next).first->second);
  }
  count = numbers.size();
  return result;
}

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

Interval interval_of(std::vector<double> values) {
  const std::size_t all = values.size();
  std::erase_if(values, [](double value) { return std::isnan(value); });
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (values.empty() || values.size() * 10 < all * 9) return {none, none};
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.025), quantile(values, 0.975)};
}

}  // namespace

std::vector<Interval> bootstrap_intervals(const std::vector<std::string>& groups,
                                          const BootstrapOptions& options,
                                          const FiguresOfResample& figures) {
  std::size_t group_count = 0;
  const std::vector<std::uint32_t> group_of = numbered(groups, group_count);
  std::vector<std::vector<double>> values(figures({}).size());  // by figure, then replicate
  std::mt19937_64 engine(options.seed);
  std::vector<std::uint32_t> drawn(group_count);
  std::vector<std::uint32_t> times(groups.size());
  for (int replicate = 0; replicate < options.replicates; ++replicate) {
    std::fill(drawn.begin(), drawn.end(), 0U);
    for (std::size_t i = 0; i < group_count; ++i) ++drawn[engine() % group_count];
    for (std::size_t i = 0; i < times.size(); ++i) times[i] = drawn[group_of[i]];
    const std::vector<double> found = figures(times);
    for (std::size_t i = 0; i < found.size(); ++i) values[i].push_back(found[i]);
  }
  std::vector<Interval> intervals;
  intervals.reserve(values.size());
  for (std::vector<double>& one : values) intervals.push_back(interval_of(std::move(one)));
  return intervals;
}

}  // namespace lesionlens::evaluation
