// One build of the WebAssembly module, and how an instance of it is started.
import type createLesionlens from '#wasm/lesionlens';
import type { LesionlensModule } from '#wasm/lesionlens';
import { runtimeUnavailable } from '../classifier/runtime-unavailable.ts';
import type { Variant } from '../classifier/types.ts';

export interface Runtime {
  variant: Variant;
  create: typeof createLesionlens;
  wasm: Blob;
  /** A copy of the worker's script, where the worker runs from memory: its threads are to do so, too. */
  script?: Blob;
}

/** A fresh instance with memory of its own. */
export async function instantiate(runtime: Runtime): Promise<LesionlensModule> {
  const { variant, create, wasm, script } = runtime;
  if (variant === 'relaxed-simd-threads' && !crossOriginIsolated) {
    throw runtimeUnavailable('no memory can be shared: the page is not cross-origin isolated');
  }
  // The blob carries the MIME type itself, so the page works from servers that do not know .wasm.
  const wasmUrl = URL.createObjectURL(wasm);
  const scriptUrl = script && URL.createObjectURL(script);
  try {
    // Once it is created, the workers of its threads have started.
    return await create({
      locateFile: () => wasmUrl,
      mainScriptUrlOrBlob: scriptUrl ?? self.location.href,
    });
  } catch (cause) {
    throw runtimeUnavailable(cause);
  } finally {
    for (const url of scriptUrl === undefined ? [wasmUrl] : [wasmUrl, scriptUrl]) {
      URL.revokeObjectURL(url);
    }
  }
}
