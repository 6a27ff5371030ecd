// For loops over plain arrays: several vector widths in one program, and the two types of tensors.
#pragma once

#include <c10/util/BFloat16.h>

#include <bit>
#include <cstdint>

// LESIONLENS_VECTOR_WIDTHS before a function builds it for several vector widths, and the program
// takes the processor's widest; what it calls is marked LESIONLENS_INLINE, to be built into each.
// Not under the address sanitizer, whose run-time is not there yet when the choice is made.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define LESIONLENS_VECTOR_WIDTHS __attribute__((target_clones("avx512f", "avx2", "default")))
#define LESIONLENS_INLINE inline __attribute__((always_inline))
#else
#define LESIONLENS_VECTOR_WIDTHS
#define LESIONLENS_INLINE inline
#endif

namespace lesionlens::training {

LESIONLENS_INLINE float as_float(float value) { return value; }

// BFloat16 is the upper half of a float.
LESIONLENS_INLINE float as_float(c10::BFloat16 value) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(value.x) << 16);
}

LESIONLENS_INLINE void store(float value, float& place) { place = value; }

// Rounded to the nearest, and to even between two. What is not a number stays none.
LESIONLENS_INLINE void store(float value, c10::BFloat16& place) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t rounded = (bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16;
  place.x = static_cast<std::uint16_t>(value == value ? rounded : 0x7FC0U);
}

}  // namespace lesionlens::training
