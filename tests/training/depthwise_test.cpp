// Against LibTorch's convolution and its gradients, which come from other code.

#include "training/depthwise.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <ostream>
#include <string>

namespace lesionlens::tests {
namespace {

using torch::Tensor;

struct Case {
  const char* name;
  std::int64_t channels, height, width;
  int kernel, stride;
  std::int64_t left, right, top, bottom;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class DepthwiseOf : public testing::TestWithParam<Case> {
 protected:
  DepthwiseOf() { torch::manual_seed(3); }

  training::DepthwiseWindow window() const {
    const Case& c = GetParam();
    return {c.kernel,
            c.stride,
            c.top,
            c.left,
            (c.height + c.top + c.bottom - c.kernel) / c.stride + 1,
            (c.width + c.left + c.right - c.kernel) / c.stride + 1};
  }

  Tensor photos_ = torch::randn({3, GetParam().channels, GetParam().height, GetParam().width});
  Tensor kernel_ = torch::randn({GetParam().channels, 1, GetParam().kernel, GetParam().kernel});
};

Tensor leaf(const Tensor& values) { return values.detach().clone().set_requires_grad(true); }

TEST_P(DepthwiseOf, EqualsLibTorchsInResultAndGradients) {
  const Case& c = GetParam();
  const Tensor their_photos = leaf(photos_), their_kernel = leaf(kernel_);
  const Tensor theirs =
      torch::conv2d(torch::constant_pad_nd(their_photos, {c.left, c.right, c.top, c.bottom}),
                    their_kernel, Tensor(), c.stride, at::IntArrayRef({0, 0}), 1, c.channels);
  const Tensor pull = torch::randn_like(theirs);
  (theirs * pull).sum().backward();

  const Tensor our_photos = leaf(photos_), our_kernel = leaf(kernel_);
  const Tensor ours = training::depthwise(our_photos, our_kernel, window());
  ASSERT_EQ(ours.sizes(), theirs.sizes());
  (ours * pull).sum().backward();

  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-4, 1e-4));
  EXPECT_TRUE(torch::allclose(our_photos.grad(), their_photos.grad(), 1e-4, 1e-4));
  EXPECT_TRUE(torch::allclose(our_kernel.grad(), their_kernel.grad(), 1e-4, 1e-3));
}

TEST_P(DepthwiseOf, InBFloat16IsTheSameButForRounding) {
  const Tensor photos = leaf(photos_.to(torch::kBFloat16)), kernel = leaf(kernel_);
  const Tensor result = training::depthwise(photos, kernel, window());
  const Tensor pull = torch::randn(result.sizes()).to(torch::kBFloat16);
  (result * pull).sum().backward();

  const Tensor precise_photos = leaf(photos.to(torch::kFloat)), precise_kernel = leaf(kernel_);
  const Tensor expected = training::depthwise(precise_photos, precise_kernel, window());
  (expected * pull.to(torch::kFloat)).sum().backward();

  EXPECT_TRUE(torch::allclose(result.to(torch::kFloat), expected, 1e-2, 1e-2));
  EXPECT_TRUE(torch::allclose(photos.grad().to(torch::kFloat), precise_photos.grad(), 1e-2, 1e-2));
  EXPECT_TRUE(torch::allclose(kernel.grad(), precise_kernel.grad(), 1e-4, 1e-3));
}

INSTANTIATE_TEST_SUITE_P(Windows, DepthwiseOf,
                         testing::Values(Case{"k3_same", 40, 9, 7, 3, 1, 1, 1, 1, 1},
                                         Case{"k3_stride_2_uneven", 33, 8, 10, 3, 2, 0, 1, 0, 1},
                                         Case{"k3_stride_2_even", 32, 9, 9, 3, 2, 1, 1, 1, 1},
                                         Case{"k5_same", 72, 11, 6, 5, 1, 2, 2, 2, 2},
                                         Case{"k5_stride_2_uneven", 15, 10, 12, 5, 2, 1, 2, 1, 2},
                                         Case{"k5_larger_than_the_photo", 8, 2, 3, 5, 1, 2, 2, 2,
                                              2},
                                         Case{"k7_no_padding", 1, 9, 8, 7, 1, 0, 0, 0, 0}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace lesionlens::tests
