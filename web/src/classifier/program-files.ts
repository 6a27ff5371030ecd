// Where the files lie that the worker is made of. Their addresses count from this script, whatever page it runs in; the worker
// itself knows none, so that it can also run from a copy in memory.
import defaultWeights from '#model/lesionlens-default.safetensors?url';
import relaxedSimdThreadsWasm from '#wasm/relaxed-simd-threads/lesionlens.wasm?url';
import relaxedSimdWasm from '#wasm/relaxed-simd/lesionlens.wasm?url';
import simdWasm from '#wasm/simd/lesionlens.wasm?url';
import relaxedSimdThreadsWorker from '../worker/relaxed-simd-threads.ts?worker&url';
import relaxedSimdWorker from '../worker/relaxed-simd.ts?worker&url';
import simdWorker from '../worker/simd.ts?worker&url';
import type { Variant } from './types.ts';

/** Absolute addresses of one build of the module. */
export interface ProgramFiles {
  /** The worker's script with the script around the module in it: one file, which imports no other. */
  worker: string;
  wasm: string;
}

const absolute = (address: string) => new URL(address, import.meta.url).href;

export const DEFAULT_WEIGHTS_URL = absolute(defaultWeights);
export const PROGRAM: Record<Variant, ProgramFiles> = {
  'relaxed-simd-threads': {
    worker: absolute(relaxedSimdThreadsWorker),
    wasm: absolute(relaxedSimdThreadsWasm),
  },
  'relaxed-simd': { worker: absolute(relaxedSimdWorker), wasm: absolute(relaxedSimdWasm) },
  simd: { worker: absolute(simdWorker), wasm: absolute(simdWasm) },
};
