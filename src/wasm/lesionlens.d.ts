/**
 * The WebAssembly module as JavaScript sees it. `bindings.cpp` beside this file implements it; keep both in step.
 *
 * Nothing here throws for bad input: every call that can refuse its input returns an `Outcome`, because a C++ exception
 * does not survive the border as a JavaScript error with a code.
 */

/** What went wrong: a stable code in kebab-case (see `src/base/error.h`) and one sentence for a person. */
export interface Failure {
  ok: false;
  code: string;
  message: string;
}

export type Outcome<T> = { ok: true; value: T } | Failure;

/** What a weights file says of itself. */
export interface WeightsInformation {
  /** The name in the file's metadata, e.g. "lesionlens-default". */
  name: string;
  version: string;
  /** A name of the catalogue, e.g. "mobilenet-v2". */
  architecture: string;
  /** Classes in the order of the network's outputs. */
  classes: string[];
  /** The subset of `classes` that counts as malignant. */
  malignantClasses: string[];
  /** The network's input in pixels. */
  inputWidth: number;
  inputHeight: number;
  /** Malignant from this probability on, in (0, 1). */
  threshold: number;
  /** What the threshold was chosen on, with the sensitivity and specificity there. */
  thresholdNote: string;
  trainingData: string;
  licence: string;
}

/** Milliseconds of each step, measured inside the module. `decode` is 0 for pixels that came in decoded. */
export interface StepMilliseconds {
  decode: number;
  resize: number;
  network: number;
}

export interface Verdict {
  predicted: 'benign' | 'malignant';
  /** In [0, 1]. */
  probabilityMalignant: number;
  /** `predicted` is 'malignant' from this probability on, in (0, 1). */
  threshold: number;
  /** False where the probability lies in the band of "not sure" around the threshold. */
  certain: boolean;
  /** That band: from the first to below the second, each in [0, 1]; equal where there is none. */
  unsureFrom: number;
  unsureTo: number;
  /** The class that the network would name, one of the weights' `classes`. The verdict does not depend on it. */
  namedClass: string;
  /** Of each class, in the order of the weights' `classes`; their sum is 1. */
  probabilities: number[];
  /** Size of the upright picture in pixels. */
  imageWidth: number;
  imageHeight: number;
  milliseconds: StepMilliseconds;
}

/** One network with its weights, ready to run. Lives in the module's memory until `delete()`. */
export interface Classifier {
  weights(): WeightsInformation;
  /** The bytes of a JPEG or PNG file, EXIF orientation honoured. */
  classifyEncoded(bytes: Uint8Array): Outcome<Verdict>;
  /** Upright pixels, (height, width, 4) RGBA with 8 bits a channel, not premultiplied. */
  classifyPixels(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Outcome<Verdict>;
  /** Frees the memory. The object is of no use afterwards. */
  delete(): void;
}

export interface LesionlensModule {
  /** The bytes of a weights file (`.safetensors`), checked in full before anything is built of them. */
  createClassifier(weights: Uint8Array): Outcome<Classifier>;
  /** Size of the module's memory in bytes; it never shrinks, so this is also its peak. */
  memoryBytes(): number;
}

export interface ModuleOptions {
  /** Says where the .wasm file lies, given its plain name. */
  locateFile?: (fileName: string) => string;
}

declare const createLesionlens: (options?: ModuleOptions) => Promise<LesionlensModule>;
export default createLesionlens;
