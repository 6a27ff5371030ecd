// One build of the WebAssembly module, and how an instance of it is started.
import type createLesionlens from '#wasm/lesionlens';
import type { LesionlensModule } from '#wasm/lesionlens';
import { runtimeUnavailable } from '../classifier/runtime-unavailable.ts';
import type { Variant } from '../classifier/types.ts';

export interface Runtime {
  variant: Variant;
  create: typeof createLesionlens;
  wasm: Blob;
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
