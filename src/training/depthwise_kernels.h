// The loops of a depthwise convolution, over plain arrays of one row of one image. `taps`: (k * k,
// C), float. Images: (H, W, C), float or BFloat16; all is computed in float.
#pragma once

#include <c10/util/BFloat16.h>

namespace lesionlens::training {

struct DepthwiseGeometry {
  long channels, height, width;  // of the image
  long out_height, out_width;    // of the result
  long kernel, stride, top, left;
};

// result: (out_width, C), row `out_row`.
void depthwise_row(const float* image, const float* taps, const DepthwiseGeometry& g, long out_row,
                   float* result);
void depthwise_row(const c10::BFloat16* image, const float* taps, const DepthwiseGeometry& g,
                   long out_row, c10::BFloat16* result);

// The gradient of the image's row `row`, (width, C), from that of the result, (out_height,
// out_width, C).
void depthwise_image_gradient_row(const float* gradient, const float* taps,
                                  const DepthwiseGeometry& g, long row, float* result);
void depthwise_image_gradient_row(const c10::BFloat16* gradient, const float* taps,
                                  const DepthwiseGeometry& g, long row, c10::BFloat16* result);

// Adds what row `out_row` of the result's gradient says about the taps to `sums`, (k * k, C).
void add_depthwise_kernel_gradient(const float* image, const float* gradient,
                                   const DepthwiseGeometry& g, long out_row, double* sums);
void add_depthwise_kernel_gradient(const c10::BFloat16* image, const c10::BFloat16* gradient,
                                   const DepthwiseGeometry& g, long out_row, double* sums);

inline constexpr long largest_depthwise_kernel = 7;

}  // namespace lesionlens::training
