// All that XNNPACK asks of the cpuinfo library on x86-64, answered by the compiler's own runtime.
//
// Debian 12's cpuinfo is too old for this XNNPACK, and a newer shared one would meet the older in the same process, as
// LibTorch loads that. Like cpuinfo, the compiler's runtime asks the operating system, too, whether it keeps the wide
// registers.
#pragma once

#include <stdbool.h>

static inline bool cpuinfo_initialize(void) {
  __builtin_cpu_init();
  return true;
}

#define LESIONLENS_X86_FEATURE(name, feature) \
  static inline bool cpuinfo_has_x86_##name(void) { return __builtin_cpu_supports(feature) != 0; }

LESIONLENS_X86_FEATURE(ssse3, "ssse3")
LESIONLENS_X86_FEATURE(sse4_1, "sse4.1")
LESIONLENS_X86_FEATURE(avx, "avx")
LESIONLENS_X86_FEATURE(f16c, "f16c")
LESIONLENS_X86_FEATURE(fma3, "fma")
LESIONLENS_X86_FEATURE(avx2, "avx2")
LESIONLENS_X86_FEATURE(gfni, "gfni")
LESIONLENS_X86_FEATURE(avxvnni, "avxvnni")
LESIONLENS_X86_FEATURE(avx512f, "avx512f")
LESIONLENS_X86_FEATURE(avx512bw, "avx512bw")
LESIONLENS_X86_FEATURE(avx512dq, "avx512dq")
LESIONLENS_X86_FEATURE(avx512vl, "avx512vl")
LESIONLENS_X86_FEATURE(avx512vbmi, "avx512vbmi")
LESIONLENS_X86_FEATURE(avx512vnni, "avx512vnni")
LESIONLENS_X86_FEATURE(avx512fp16, "avx512fp16")
LESIONLENS_X86_FEATURE(amx_int8, "amx-int8")

#undef LESIONLENS_X86_FEATURE

// XNNPACK prefers other kernels on a few processors. Only the first Zen matters to float networks (it runs 256-bit
// instructions as two halves); it never meets the others' names here, and then takes the ordinary kernels.
enum cpuinfo_uarch { cpuinfo_uarch_unknown, cpuinfo_uarch_zen, cpuinfo_uarch_zen4, cpuinfo_uarch_dhyana };
struct cpuinfo_core {
  enum cpuinfo_uarch uarch;
};

static inline const struct cpuinfo_core* cpuinfo_get_core(unsigned index) {
  static const struct cpuinfo_core unknown = {cpuinfo_uarch_unknown}, zen = {cpuinfo_uarch_zen};
  (void)index;
  return __builtin_cpu_is("znver1") ? &zen : &unknown;
}
