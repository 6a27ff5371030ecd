// The fused passes against LibTorch's own batch norm and activations; for batches that are spread
// over several processes see peers_test.cpp.

#include "training/batch_norm.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>
#include <string>

namespace lesionlens::tests {
namespace {

using torch::Tensor;
using training::BatchNorm;
using training::Limits;

Tensor leaf(const Tensor& values) { return values.detach().clone().set_requires_grad(true); }

struct Activation {
  const char* name;
  Limits limits;
  Tensor (*reference)(const Tensor&);
};

class BatchNormWith : public testing::TestWithParam<Activation> {};

// More values than one block of float sums, and more than one thread's least share.
TEST_P(BatchNormWith, EqualsLibTorchsInResultGradientsAndStatistics) {
  torch::manual_seed(5);
  const Tensor photos = torch::randn({3, 37, 41, 43}) * 2 + 30;  // a mean far from zero
  const Tensor pull = torch::randn({3, 37, 41, 43});
  const Tensor scale = torch::rand({37}) * 4;
  const Tensor shift = torch::randn({37}) + 1;

  const Tensor their_photos = leaf(photos), their_scale = leaf(scale), their_shift = leaf(shift);
  const Tensor mean = torch::full({37}, 3.0), variance = torch::full({37}, 2.0);
  const Tensor theirs = GetParam().reference(torch::batch_norm(
      their_photos, their_scale, their_shift, mean, variance, true, 0.1, 1e-3, false));
  (theirs * pull).sum().backward();

  const Tensor our_photos = leaf(photos);
  BatchNorm norm;
  norm.scale = leaf(scale);
  norm.shift = leaf(shift);
  norm.running_mean = torch::full({37}, 3.0);
  norm.running_variance = torch::full({37}, 2.0);
  norm.limits = GetParam().limits;
  const Tensor ours = training::batch_norm(our_photos, norm, nullptr);
  (ours * pull).sum().backward();

  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-4, 1e-4));
  EXPECT_TRUE(torch::allclose(norm.running_mean, mean, 1e-5));
  EXPECT_TRUE(torch::allclose(norm.running_variance, variance, 1e-4));
  EXPECT_TRUE(torch::allclose(norm.scale.grad(), their_scale.grad(), 1e-3, 1e-2));
  EXPECT_TRUE(torch::allclose(norm.shift.grad(), their_shift.grad(), 1e-3, 1e-2));
  // All but the few that lie on a corner of the activation.
  const Tensor off = (our_photos.grad() - their_photos.grad()).abs() > 1e-3;
  EXPECT_LT(off.sum().item<int>(), 10);
}

// The same numbers, rounded to the 8 bits of a BFloat16 on their way in and out.
TEST_P(BatchNormWith, InBFloat16IsTheSameButForRounding) {
  torch::manual_seed(6);
  const auto norm = [&] {
    BatchNorm made;
    made.scale = leaf(torch::ones({37}));
    made.shift = leaf(torch::ones({37}));
    made.running_mean = torch::zeros({37});
    made.running_variance = torch::ones({37});
    made.limits = GetParam().limits;
    return made;
  };
  const Tensor photos = leaf((torch::randn({3, 37, 41, 43}) + 3).to(torch::kBFloat16));
  const Tensor pull = torch::randn({3, 37, 41, 43}).to(torch::kBFloat16);
  const BatchNorm half = norm();
  const Tensor result = training::batch_norm(photos, half, nullptr);
  (result * pull).sum().backward();

  const Tensor precise_photos = leaf(photos.to(torch::kFloat));
  const BatchNorm precise = norm();
  const Tensor expected = training::batch_norm(precise_photos, precise, nullptr);
  (expected * pull.to(torch::kFloat)).sum().backward();

  EXPECT_EQ(result.scalar_type(), torch::kBFloat16);
  EXPECT_TRUE(torch::allclose(result.to(torch::kFloat), expected, 1e-2, 1e-2));
  EXPECT_TRUE(torch::allclose(photos.grad().to(torch::kFloat), precise_photos.grad(), 1e-2, 1e-2));
  EXPECT_TRUE(torch::allclose(half.scale.grad(), precise.scale.grad(), 1e-3, 1e-2));
  EXPECT_TRUE(torch::allclose(half.running_variance, precise.running_variance));
}

INSTANTIATE_TEST_SUITE_P(
    Activations, BatchNormWith,
    testing::Values(Activation{"none", {}, [](const Tensor& x) { return x; }},
                    Activation{"relu", {.low = 0}, [](const Tensor& x) { return x.relu(); }},
                    Activation{"relu6",
                               {.low = 0, .high = 6},
                               [](const Tensor& x) { return torch::hardtanh(x, 0, 6); }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(BatchNorm, OneValueAChannelLeavesFiniteStatistics) {
  BatchNorm norm;
  norm.scale = norm.shift = torch::ones({2});
  norm.running_mean = torch::zeros({2});
  norm.running_variance = torch::ones({2});
  const Tensor out = training::batch_norm(torch::full({1, 2, 1, 1}, 7.0), norm, nullptr);
  EXPECT_TRUE(torch::allclose(out, torch::ones({1, 2, 1, 1})));
  EXPECT_TRUE(torch::allclose(norm.running_mean, torch::full({2}, 0.7)));
  EXPECT_TRUE(torch::allclose(norm.running_variance, torch::full({2}, 0.9)));
}

TEST(BatchNorm, AValueThatIsNoNumberIsNotHidden) {
  BatchNorm norm;
  norm.scale = norm.shift = torch::ones({1});
  norm.running_mean = torch::zeros({1});
  norm.running_variance = torch::ones({1});
  norm.limits = {.low = 0, .high = 6};
  const Tensor out =
      training::batch_norm(torch::tensor({1.0F, NAN}).view({2, 1, 1, 1}), norm, nullptr);
  EXPECT_TRUE(out.isnan().any().item<bool>());
  const Tensor half = torch::tensor({1.0F, NAN}).view({2, 1, 1, 1}).to(torch::kBFloat16);
  EXPECT_TRUE(training::batch_norm(half, norm, nullptr).isnan().any().item<bool>());
}

}  // namespace
}  // namespace lesionlens::tests
