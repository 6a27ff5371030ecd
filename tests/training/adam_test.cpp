#include "training/adam.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace lesionlens::tests {
namespace {

using torch::Tensor;
using training::Adam;

// Each step's gradient is that of sum(weight * factors[step]^2), so it differs from step to step.
void step_both(Tensor weight, double factor) {
  weight.mutable_grad() = weight.detach() * factor + factor * factor;
}

TEST(Adam, MovesAsLibTorchsAdamW) {
  torch::manual_seed(3);
  const Tensor start = torch::randn({4, 5});
  Tensor ours = start.clone().set_requires_grad(true);
  Tensor theirs = start.clone().set_requires_grad(true);
  Adam adam({{"weight", ours, 0.01, 0.05}});
  torch::optim::AdamW reference({theirs}, torch::optim::AdamWOptions(0.01).weight_decay(0.05));
  for (int step = 1; step <= 20; ++step) {
    step_both(ours, 0.1 * step);
    step_both(theirs, 0.1 * step);
    adam.step(1);
    reference.step();
  }
  EXPECT_LT((ours - theirs).abs().max().item<double>(), 1e-6);
  EXPECT_GT((ours - start).abs().max().item<double>(), 0.05);
}

TEST(Adam, ItsStateCanBeTakenOver) {
  Tensor first = torch::ones({3}).set_requires_grad(true);
  Tensor second = torch::ones({3}).set_requires_grad(true);
  Adam one({{"w", first, 0.01, 0}});
  Adam two({{"w", second, 0.01, 0}});
  for (int step = 1; step <= 3; ++step) {
    step_both(first, step);
    one.step(1);
  }
  network::Tensors state;
  one.export_state(state, "adam.");
  two.import_state(state, "adam.", one.steps());
  {
    const torch::NoGradGuard no_gradients;
    second.copy_(first);
  }
  step_both(first, 4);
  step_both(second, 4);
  one.step(0.5);
  two.step(0.5);
  EXPECT_TRUE(torch::equal(first, second));
}

TEST(Adam, WhatHasNoGradientStaysAndClippingScalesToTheNorm) {
  Tensor still = torch::ones({2}).set_requires_grad(true);
  Tensor moved = torch::ones({2}).set_requires_grad(true);
  Adam adam({{"still", still, 0.1, 0.5}, {"moved", moved, 0.1, 0}});
  moved.mutable_grad() = torch::full({2}, 30.0);
  adam.clip(5);
  EXPECT_NEAR(moved.grad().norm().item<double>(), 5, 1e-3);
  adam.step(1);
  EXPECT_EQ(still[0].item<float>(), 1);
  EXPECT_NE(moved[0].item<float>(), 1);
}

}  // namespace
}  // namespace lesionlens::tests
