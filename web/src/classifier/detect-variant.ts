// Which build of the module this browser can run.
import { exceptions, relaxedSimd, simd } from 'wasm-feature-detect';
import { LesionLensError } from './lesion-lens-error.ts';
import type { Variant } from './types.ts';

/** @throws LesionLensError `browser-unsupported` where no build runs. */
export async function detectVariant(): Promise<Variant> {
  if (typeof WebAssembly !== 'object') {
    throw unsupported('WebAssembly');
  }
  if (!(await simd())) {
    throw unsupported('WebAssembly SIMD');
  }
  if (!(await exceptions())) {
    throw unsupported('WebAssembly exception handling');
  }
  if (!(await relaxedSimd())) {
    return 'simd';
  }
  // Only there is memory shared between threads. Browsers that are isolated but have no relaxed SIMD are too rare for a build.
  return crossOriginIsolated && navigator.hardwareConcurrency > 1
    ? 'relaxed-simd-threads'
    : 'relaxed-simd';
}

function unsupported(feature: string): LesionLensError {
  return new LesionLensError(
    'browser-unsupported',
    `This browser cannot run the classifier: it has no ${feature}. ` +
      'Please use a current version of Chrome, Edge, Firefox or Safari (16.4 or later).',
  );
}
