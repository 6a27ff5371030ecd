#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lesionlens::training {

double step_factor(Schedule schedule, std::size_t step, std::size_t steps) {
  if (schedule != Schedule::cosine) return 1;
  const double warm_up = std::max(1.0, 0.04 * static_cast<double>(steps));
  const double at = static_cast<double>(step);
  if (at < warm_up) return (at + 1) / warm_up;
  const double rest = std::max(1.0, static_cast<double>(steps) - warm_up);
  return 0.5 * (1 + std::cos(std::numbers::pi * (at - warm_up) / rest));
}

double Plateau::after(double loss) {
  if (loss < state.best - options_.least_gain) {
    state.best = loss;
    state.waited = 0;
  } else if (++state.waited >= options_.patience) {
    state.factor = std::max(options_.smallest, state.factor * options_.factor);
    state.waited = 0;
  }
  return state.factor;
}

}  // namespace lesionlens::training
