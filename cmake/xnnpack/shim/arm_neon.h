// Some of XNNPACK's wasmsimd kernels (f32-qs8-vcvt) ask for <arm_neon.h> by mistake: what they use is WebAssembly's.
// Emscripten would answer with its NEON emulation, which Debian's package leaves out.
#include <wasm_simd128.h>
