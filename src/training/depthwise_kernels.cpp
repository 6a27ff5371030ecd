#include "training/depthwise_kernels.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "training/vector_widths.h"

namespace lesionlens::training {
namespace {

using c10::BFloat16;

struct Range {
  long first, last;
};

// The taps k of 0 .. kernel - 1 whose place start + k lies in 0 .. size - 1.
LESIONLENS_INLINE Range taps_inside(long start, long kernel, long size) {
  return {std::max(0L, -start), std::min(kernel, size - start)};
}

// Neighbouring channels of a pixel, side by side in vector registers (an extension of GCC and
// Clang; an array in their place would be kept in memory). Not one template: a vector's size must
// not depend on a parameter.
template <int lanes>
struct Vectors;
template <>
struct Vectors<16> {
  typedef float Floats __attribute__((vector_size(64)));
  typedef std::uint32_t Bits __attribute__((vector_size(64)));
  typedef std::uint16_t Halves __attribute__((vector_size(32)));
};
template <>
struct Vectors<8> {
  typedef float Floats __attribute__((vector_size(32)));
  typedef std::uint32_t Bits __attribute__((vector_size(32)));
  typedef std::uint16_t Halves __attribute__((vector_size(16)));
};
template <>
struct Vectors<1> {
  typedef float Floats __attribute__((vector_size(4)));
  typedef std::uint32_t Bits __attribute__((vector_size(4)));
  typedef std::uint16_t Halves __attribute__((vector_size(2)));
};

template <int lanes>
struct Block {
  using Floats = typename Vectors<lanes>::Floats;
  using Bits = typename Vectors<lanes>::Bits;
  using Halves = typename Vectors<lanes>::Halves;

  LESIONLENS_INLINE static void load(const float* from, Floats& to) {
    std::memcpy(&to, from, sizeof to);
  }
  LESIONLENS_INLINE static void load(const BFloat16* from, Floats& to) {
    Halves halves;
    std::memcpy(&halves, from, sizeof halves);
    to = reinterpret_cast<Floats>(__builtin_convertvector(halves, Bits) << 16);
  }
  LESIONLENS_INLINE static void store(const Floats& from, float* to) {
    std::memcpy(to, &from, sizeof from);
  }
  // As training::store.
  LESIONLENS_INLINE static void store(const Floats& from, BFloat16* to) {
    const Bits bits = reinterpret_cast<Bits>(from);
    const Bits rounded = (bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16;
    const Bits number = reinterpret_cast<Bits>(from == from);  // all bits, or none
    const Halves halves = __builtin_convertvector((rounded & number) | (~number & 0x7FC0U), Halves);
    std::memcpy(to, &halves, sizeof halves);
  }
};

// Calls work(first channel, Block) for blocks that cover all channels.
template <class Work>
LESIONLENS_INLINE void for_channel_blocks(long channels, const Work& work) {
  long c = 0;
  for (; c + 16 <= channels; c += 16) work(c, Block<16>());
  for (; c + 8 <= channels; c += 8) work(c, Block<8>());
  for (; c < channels; ++c) work(c, Block<1>());
}

template <class T, class B>
LESIONLENS_INLINE void forward_block(const T* image, const float* taps, const DepthwiseGeometry& g,
                                     long y0, Range ys, T* result, B) {
  for (long x = 0; x < g.out_width; ++x) {
    const long x0 = x * g.stride - g.left;
    const Range xs = taps_inside(x0, g.kernel, g.width);
    typename B::Floats sum = {};
    for (long ky = ys.first; ky < ys.last; ++ky) {
      for (long kx = xs.first; kx < xs.last; ++kx) {
        typename B::Floats in, tap;
        B::load(image + ((y0 + ky) * g.width + x0 + kx) * g.channels, in);
        B::load(taps + (ky * g.kernel + kx) * g.channels, tap);
        sum += in * tap;
      }
    }
    B::store(sum, result + x * g.channels);
  }
}

template <class T>
LESIONLENS_INLINE void forward_row(const T* image, const float* taps, const DepthwiseGeometry& g,
                                   long out_row, T* result) {
  const long y0 = out_row * g.stride - g.top;
  const Range ys = taps_inside(y0, g.kernel, g.height);
  for_channel_blocks(g.channels, [&](long c, auto block) __attribute__((always_inline)) {
    forward_block(image + c, taps + c, g, y0, ys, result + c, block);
  });
}

// Where a tap of the kernel met a place of the image: the place of the result.
struct Meeting {
  long tap, place;
};

// The taps of one axis that met `place` of the image, whose first is padded by `before`.
LESIONLENS_INLINE int meetings_of(long place, long before, long kernel, long stride, long results,
                                  Meeting* found) {
  int count = 0;
  for (long tap = 0; tap < kernel; ++tap) {
    const long reach = place + before - tap;
    if (reach < 0 || reach % stride != 0 || reach / stride >= results) continue;
    found[count++] = {tap, reach / stride};
  }
  return count;
}

template <class T, class B>
LESIONLENS_INLINE void image_gradient_block(const T* const* pulls, const float* const* taps,
                                            int count, long channel, T* result, B) {
  typename B::Floats sum = {};
  for (int i = 0; i < count; ++i) {
    typename B::Floats pull, tap;
    B::load(pulls[i] + channel, pull);
    B::load(taps[i] + channel, tap);
    sum += pull * tap;
  }
  B::store(sum, result + channel);
}

template <class T>
LESIONLENS_INLINE void image_gradient_row(const T* gradient, const float* taps,
                                          const DepthwiseGeometry& g, long row, T* result) {
  constexpr long most = largest_depthwise_kernel;
  Meeting ys[most];
  const int y_count = meetings_of(row, g.top, g.kernel, g.stride, g.out_height, ys);
  for (long x = 0; x < g.width; ++x) {
    Meeting xs[most];
    const int x_count = meetings_of(x, g.left, g.kernel, g.stride, g.out_width, xs);
    const T* pulls[most * most];
    const float* with[most * most];
    int count = 0;
    for (int j = 0; j < y_count; ++j) {
      for (int i = 0; i < x_count; ++i) {
        pulls[count] = gradient + (ys[j].place * g.out_width + xs[i].place) * g.channels;
        with[count++] = taps + (ys[j].tap * g.kernel + xs[i].tap) * g.channels;
      }
    }
    for_channel_blocks(g.channels, [&](long c, auto block) __attribute__((always_inline)) {
      image_gradient_block(pulls, with, count, c, result + x * g.channels, block);
    });
  }
}

// A row's sums in float, those of all rows in double.
template <class T, class B>
LESIONLENS_INLINE void kernel_gradient_block(const T* image, const T* gradient,
                                             const DepthwiseGeometry& g, long y0, Range ys,
                                             double* sums, B) {
  typename B::Floats sum[largest_depthwise_kernel * largest_depthwise_kernel];
  for (long tap = 0; tap < g.kernel * g.kernel; ++tap) sum[tap] = typename B::Floats{};
  for (long x = 0; x < g.out_width; ++x) {
    const long x0 = x * g.stride - g.left;
    const Range xs = taps_inside(x0, g.kernel, g.width);
    typename B::Floats pull;
    B::load(gradient + x * g.channels, pull);
    for (long ky = ys.first; ky < ys.last; ++ky) {
      for (long kx = xs.first; kx < xs.last; ++kx) {
        typename B::Floats in;
        B::load(image + ((y0 + ky) * g.width + x0 + kx) * g.channels, in);
        sum[ky * g.kernel + kx] += in * pull;
      }
    }
  }
  constexpr int lanes = sizeof(typename B::Floats) / sizeof(float);
  for (long tap = 0; tap < g.kernel * g.kernel; ++tap) {
    for (int lane = 0; lane < lanes; ++lane)
      sums[tap * g.channels + lane] += static_cast<double>(sum[tap][lane]);
  }
}

template <class T>
LESIONLENS_INLINE void kernel_gradient(const T* image, const T* gradient,
                                       const DepthwiseGeometry& g, long out_row, double* sums) {
  const long y0 = out_row * g.stride - g.top;
  const Range ys = taps_inside(y0, g.kernel, g.height);
  const T* row = gradient + out_row * g.out_width * g.channels;
  for_channel_blocks(g.channels, [&](long c, auto block) __attribute__((always_inline)) {
    kernel_gradient_block(image + c, row + c, g, y0, ys, sums + c, block);
  });
}

}  // namespace

LESIONLENS_VECTOR_WIDTHS
void depthwise_row(const float* image, const float* taps, const DepthwiseGeometry& g, long out_row,
                   float* result) {
  forward_row(image, taps, g, out_row, result);
}

LESIONLENS_VECTOR_WIDTHS
void depthwise_row(const BFloat16* image, const float* taps, const DepthwiseGeometry& g,
                   long out_row, BFloat16* result) {
  forward_row(image, taps, g, out_row, result);
}

LESIONLENS_VECTOR_WIDTHS
void depthwise_image_gradient_row(const float* gradient, const float* taps,
                                  const DepthwiseGeometry& g, long row, float* result) {
  image_gradient_row(gradient, taps, g, row, result);
}

LESIONLENS_VECTOR_WIDTHS
void depthwise_image_gradient_row(const BFloat16* gradient, const float* taps,
                                  const DepthwiseGeometry& g, long row, BFloat16* result) {
  image_gradient_row(gradient, taps, g, row, result);
}

LESIONLENS_VECTOR_WIDTHS
void add_depthwise_kernel_gradient(const float* image, const float* gradient,
                                   const DepthwiseGeometry& g, long out_row, double* sums) {
  kernel_gradient(image, gradient, g, out_row, sums);
}

LESIONLENS_VECTOR_WIDTHS
void add_depthwise_kernel_gradient(const BFloat16* image, const BFloat16* gradient,
                                   const DepthwiseGeometry& g, long out_row, double* sums) {
  kernel_gradient(image, gradient, g, out_row, sums);
}

}  // namespace lesionlens::training
