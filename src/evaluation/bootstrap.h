// How far a figure would move on other pictures of the same kind: resampling with replacement
// (Efron 1979), whole lesions at a time, since pictures of one lesion are alike and resampling them
// one by one would make intervals too narrow.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "evaluation/metrics.h"

namespace lesionlens::evaluation {

struct BootstrapOptions {
  int replicates = 1000;  // 0: no intervals
  std::uint64_t seed = 1;
};

// The middle 95 % of the replicates' values (percentile interval, linear between ranks). Not a
// number where there are none, or where the figure is undefined in more than a tenth of them.
struct Interval {
  double low;
  double high;
};

// Several figures at once, each perhaps not a number; how often each picture counts is given.
using FiguresOfResample = std::function<std::vector<double>(Multiplicities times)>;

// `groups` names each picture's lesion. Returns one interval for each figure. The same seed gives
// the same intervals on every machine.
std::vector<Interval> bootstrap_intervals(const std::vector<std::string>& groups,
                                          const BootstrapOptions& options,
                                          const FiguresOfResample& figures);

}  // namespace lesionlens::evaluation
