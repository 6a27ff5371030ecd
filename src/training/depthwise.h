// Depthwise convolution while training, on the processor. LibTorch's own (oneDNN 2.6) goes backward
// through 5 x 5 kernels and strides many times slower than forward, and pads unevenly by a copy.
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace lesionlens::training {

struct DepthwiseWindow {
  int kernel = 3;  // rows and columns
  int stride = 1;
  std::int64_t top = 0, left = 0;              // padding with zeros before the picture
  std::int64_t out_height = 0, out_width = 0;  // of the result; what lies behind the picture is 0
};

// photos: (N, C, H, W), float or BFloat16 on the processor; kernel: (C, 1, k, k), float
// -> (N, C, out_height, out_width), of the type of the photos, channels last in memory.
torch::Tensor depthwise(const torch::Tensor& photos, const torch::Tensor& kernel,
                        const DepthwiseWindow& window);

}  // namespace lesionlens::training
