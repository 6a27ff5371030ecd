// What the learning rates are multiplied with, step by step and epoch by epoch.
#pragma once

#include <cstddef>
#include <limits>

namespace lesionlens::training {

enum class Schedule {
  constant,  // the same throughout
  cosine,    // a linear warm-up over the first 4 % of the steps, then half a cosine down to zero
  plateau,   // smaller after some epochs without a better validation loss
};

// Of a schedule that looks at nothing but the step, from 0. 1 for the others.
double step_factor(Schedule schedule, std::size_t step, std::size_t steps);

struct PlateauOptions {
  double factor = 0.2;       // multiplied with at each plateau
  int patience = 3;          // epochs without a better loss before that
  double smallest = 1e-3;    // the factor does not fall below this
  double least_gain = 1e-4;  // a loss is better if it is smaller by this at least
};

// Keras's ReduceLROnPlateau.
class Plateau {
 public:
  explicit Plateau(PlateauOptions options) : options_(options) {}

  // The factor from the next epoch on, after one that ended with this validation loss.
  double after(double loss);

  struct State {
    double factor = 1;
    double best = std::numeric_limits<double>::infinity();
    int waited = 0;
  };
  State state;

 private:
  PlateauOptions options_;
};

}  // namespace lesionlens::training
