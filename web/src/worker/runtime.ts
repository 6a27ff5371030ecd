// The two builds of the WebAssembly module, and how one of them is started.
import type createLesionlens from '#wasm/lesionlens';
import type { LesionlensModule } from '#wasm/lesionlens';
import relaxedSimdUrl from '#wasm/relaxed-simd/lesionlens.wasm?url';
import simdUrl from '#wasm/simd/lesionlens.wasm?url';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type { Variant } from '../classifier/types.ts';

export interface Runtime {
  variant: Variant;
  create: typeof createLesionlens;
  wasm: Blob;
}

export const WASM_URL: Record<Variant, string> = {
  'relaxed-simd': relaxedSimdUrl,
  simd: simdUrl,
};

/** Only the script of the variant in use is loaded. */
const importScript: Record<Variant, () => Promise<{ default: typeof createLesionlens }>> = {
  'relaxed-simd': () => import('#wasm/relaxed-simd/lesionlens.js'),
  simd: () => import('#wasm/simd/lesionlens.js'),
};

export function runtimeUnavailable(cause: unknown): LesionLensError {
  return new LesionLensError(
    'runtime-unavailable',
    'The classifier could not be started: its program did not load. Check the connection and try again.',
    { cause },
  );
}

export async function loadScript(variant: Variant): Promise<typeof createLesionlens> {
  try {
    return (await importScript[variant]()).default;
  } catch (cause) {
    throw runtimeUnavailable(cause);
  }
}

/** A fresh instance with memory of its own. */
export async function instantiate({ create, wasm }: Runtime): Promise<LesionlensModule> {
  // The blob carries the MIME type itself, so the page works from servers that do not know .wasm.
  const url = URL.createObjectURL(wasm);
  try {
    return await create({ locateFile: () => url });
  } catch (cause) {
    throw runtimeUnavailable(cause);
  } finally {
    URL.revokeObjectURL(url);
  }
}
