// What goes into the classifier and what comes out of it.
import type {
  ActivationMap,
  StepMilliseconds,
  Verdict as ModuleVerdict,
  WeightsInformation,
} from '#wasm/lesionlens';

export type {
  ActivationMap,
  Familiarity,
  Measured,
  Quality,
  QualityFinding,
  Region,
  SeenRegion,
} from '#wasm/lesionlens';

/** The builds of the module, the fastest first. Not every browser takes relaxed SIMD, and only cross-origin isolated pages threads. */
export type Variant = 'relaxed-simd-threads' | 'relaxed-simd' | 'simd';

/** Bytes that have arrived, of the WebAssembly file and the weights together. */
export interface LoadProgress {
  loadedBytes: number;
  /** Absent while the server has not said how long the weights file is. */
  totalBytes?: number;
}

/** What the weights file says of itself, and which file it was. */
export interface Weights extends WeightsInformation {
  /** In hexadecimal. Absent where the page has no secure context (https or localhost), which hashing needs. */
  sha256?: string;
  bytes: number;
}

/** Who turned bytes into pixels: our own decoder, the browser (HEIC, AVIF, WebP ...), or the caller of `classify`. */
export type DecodedBy = 'lesionlens' | 'browser' | 'caller';

export interface Milliseconds extends StepMilliseconds {
  /** From the call of `classify` to its answer, with reading the file and the way to the worker and back. */
  total: number;
}

export interface Classification extends ModuleVerdict {
  milliseconds: Milliseconds;
  weights: Weights;
  decodedBy: DecodedBy;
  /** Where it was asked for. */
  activationMap?: ActivationMap;
  runtime: {
    variant: Variant;
    /** The module's memory in bytes. It never shrinks, so this is also its peak. */
    memoryBytes: number;
  };
}
