#include "training/depthwise.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <vector>

#include "training/depthwise_kernels.h"

namespace lesionlens::training {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

Tensor in_rows(const Tensor& tensor) { return tensor.contiguous(at::MemoryFormat::ChannelsLast); }

// (C, 1, k, k) -> (k * k, C), contiguous.
Tensor as_taps(const Tensor& kernel) {
  return kernel.detach().reshape({kernel.size(0), -1}).t().contiguous();
}

DepthwiseGeometry geometry_of(const Tensor& photos, const DepthwiseWindow& w) {
  return {photos.size(1), photos.size(2), photos.size(3), w.out_height, w.out_width,
          w.kernel,       w.stride,       w.top,          w.left};
}

Tensor empty_rows(const Tensor& photos, std::int64_t height, std::int64_t width) {
  return torch::empty({photos.size(0), photos.size(1), height, width}, photos.options(),
                      at::MemoryFormat::ChannelsLast);
}

// Calls work(image, row) for every row of every image, on all threads.
template <class Work>
void for_rows(std::int64_t images, std::int64_t rows, const Work& work) {
  at::parallel_for(0, images * rows, 4, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) work(i / rows, i % rows);
  });
}

template <class T>
Tensor forward_of(const Tensor& photos, const Tensor& taps, const DepthwiseGeometry& g) {
  Tensor result = empty_rows(photos, g.out_height, g.out_width);
  const T* in = photos.data_ptr<T>();
  const float* tap = taps.data_ptr<float>();
  T* out = result.data_ptr<T>();
  for_rows(photos.size(0), g.out_height, [&](std::int64_t image, std::int64_t row) {
    depthwise_row(in + image * g.height * g.width * g.channels, tap, g, row,
                  out + (image * g.out_height + row) * g.out_width * g.channels);
  });
  return result;
}

template <class T>
Tensor image_gradient_of(const Tensor& photos, const Tensor& gradient, const Tensor& taps,
                         const DepthwiseGeometry& g) {
  Tensor result = empty_rows(photos, g.height, g.width);
  const T* pull = gradient.data_ptr<T>();
  const float* tap = taps.data_ptr<float>();
  T* out = result.data_ptr<T>();
  for_rows(photos.size(0), g.height, [&](std::int64_t image, std::int64_t row) {
    depthwise_image_gradient_row(pull + image * g.out_height * g.out_width * g.channels, tap, g,
                                 row, out + (image * g.height + row) * g.width * g.channels);
  });
  return result;
}

// -> (k * k, C), double. The threads have one share of the rows each and their sums are added in
// that order, so that they are the same each time.
template <class T>
Tensor kernel_gradient_of(const Tensor& photos, const Tensor& gradient,
                          const DepthwiseGeometry& g) {
  const T* in = photos.data_ptr<T>();
  const T* pull = gradient.data_ptr<T>();
  const std::int64_t rows = photos.size(0) * g.out_height;
  const std::int64_t parts = at::get_num_threads();
  Tensor sums = torch::zeros({parts, g.kernel * g.kernel, g.channels}, torch::kDouble);
  double* sum = sums.data_ptr<double>();
  at::parallel_for(0, parts, 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t part = from; part < to; ++part) {
      for (std::int64_t i = rows * part / parts; i < rows * (part + 1) / parts; ++i) {
        const std::int64_t image = i / g.out_height;
        add_depthwise_kernel_gradient(in + image * g.height * g.width * g.channels,
                                      pull + image * g.out_height * g.out_width * g.channels, g,
                                      i % g.out_height,
                                      sum + part * g.kernel * g.kernel * g.channels);
      }
    }
  });
  return sums.sum(0);
}

class Depthwise : public torch::autograd::Function<Depthwise> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& photos, const Tensor& kernel,
                        std::int64_t size, std::int64_t stride, std::int64_t top, std::int64_t left,
                        std::int64_t out_height, std::int64_t out_width) {
    const DepthwiseGeometry g = geometry_of(
        photos,
        {static_cast<int>(size), static_cast<int>(stride), top, left, out_height, out_width});
    context->save_for_backward({photos, kernel});
    context->saved_data["window"] =
        std::vector<std::int64_t>{size, stride, top, left, out_height, out_width};
    const Tensor taps = as_taps(kernel);
    return photos.scalar_type() == torch::kBFloat16 ? forward_of<c10::BFloat16>(photos, taps, g)
                                                    : forward_of<float>(photos, taps, g);
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor& photos = saved[0];
    const Tensor& kernel = saved[1];
    const std::vector<std::int64_t> w = context->saved_data["window"].toIntVector();
    const DepthwiseGeometry g = geometry_of(
        photos, {static_cast<int>(w[0]), static_cast<int>(w[1]), w[2], w[3], w[4], w[5]});
    const Tensor gradient = in_rows(gradients[0]);
    const bool half = photos.scalar_type() == torch::kBFloat16;
    Tensor of_photos;
    if (context->needs_input_grad(0)) {
      const Tensor taps = as_taps(kernel);
      of_photos = half ? image_gradient_of<c10::BFloat16>(photos, gradient, taps, g)
                       : image_gradient_of<float>(photos, gradient, taps, g);
    }
    const Tensor sums = half ? kernel_gradient_of<c10::BFloat16>(photos, gradient, g)
                             : kernel_gradient_of<float>(photos, gradient, g);
    const Tensor of_kernel = sums.to(torch::kFloat).t().reshape(kernel.sizes());
    return {of_photos, of_kernel, {}, {}, {}, {}, {}, {}};
  }
};

}  // namespace

Tensor depthwise(const Tensor& photos, const Tensor& kernel, const DepthwiseWindow& w) {
  return Depthwise::apply(in_rows(photos), kernel, static_cast<std::int64_t>(w.kernel),
                          static_cast<std::int64_t>(w.stride), w.top, w.left, w.out_height,
                          w.out_width);
}

}  // namespace lesionlens::training
