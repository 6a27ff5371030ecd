// Where the files of the classifier lie: the build puts the addresses in. The worker knows none of them, so that it can run
// from a copy in memory, too.
import defaultWeights from '#model/lesionlens-default.safetensors?url';
import relaxedSimdWasm from '#wasm/relaxed-simd/lesionlens.wasm?url';
import simdWasm from '#wasm/simd/lesionlens.wasm?url';
import relaxedSimdWorker from '../worker/relaxed-simd.ts?worker&url';
import simdWorker from '../worker/simd.ts?worker&url';
import type { Variant } from './types.ts';

export interface RuntimeAddresses {
  /** The worker's script with the script around the module in it: one file, which imports no other. */
  worker: string;
  wasm: string;
}

export const RUNTIME_ADDRESSES: Record<Variant, RuntimeAddresses> = {
  'relaxed-simd': { worker: relaxedSimdWorker, wasm: relaxedSimdWasm },
  simd: { worker: simdWorker, wasm: simdWasm },
};

/** The weights that come with the page. */
export const DEFAULT_WEIGHTS_ADDRESS = defaultWeights;
