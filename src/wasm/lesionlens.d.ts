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
  /** At `threshold`, on labelled pictures that the network had not learnt from; absent where the file does not say. */
  measured?: Measured;
}

/** How good the call at the threshold was, and on how many pictures that was counted. Shares lie in [0, 1]. */
export interface Measured {
  sensitivity: number;
  specificity: number;
  auc: number;
  pictures: number;
  /** Of these. */
  malignantPictures: number;
}

/**
 * A square of the upright photo, in its pixels, wholly inside it and at least 16 pixels a side. Fractions of a pixel are
 * dropped.
 */
export interface Region {
  x: number;
  y: number;
  side: number;
}

/** What the network saw of the photo: `region` where one was given, else what the weights' crop says. */
export interface SeenRegion extends Region {
  /** Both are `side`, but for weights that squash the whole photo into a square: there `side` is the smaller one. */
  width: number;
  height: number;
}

/** Milliseconds of each step, measured inside the module. `decode` is 0 for pixels that came in decoded. */
export interface StepMilliseconds {
  decode: number;
  resize: number;
  network: number;
  quality: number;
}

export type QualityFinding =
  | 'too-dark'
  | 'too-bright'
  | 'blurred'
  | 'too-small'
  | 'lesion-out-of-frame';

/** Of the region that the network saw, after it was brought to a fixed size: see `src/image/quality.h`. */
export interface Quality {
  /** Mean luma, in [0, 1]. */
  brightness: number;
  /** Standard deviation of luma, in [0, 0.5]. */
  contrast: number;
  /** Energy of fine detail by that of coarser detail, from 0 on; smaller is more blurred. */
  sharpness: number;
  /** Of the region, in pixels of the photo. */
  side: number;
  /** Shares of the pixels that are black or white beyond use, in [0, 1]. */
  darkShare: number;
  brightShare: number;
  /** What is wrong with the photo, worst first; empty: good enough. */
  findings: QualityFinding[];
}

/** Whether the region looks like the photos that the network learnt from: see `src/network/familiarity.h`. */
export interface Familiarity {
  /** From 0 on; larger is less like them. */
  distance: number;
  limit: number;
  /** The distance does not exceed the limit. */
  familiar: boolean;
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
  region: SeenRegion;
  quality: Quality;
  /** Absent where the weights file cannot tell. */
  familiarity?: Familiarity;
  milliseconds: StepMilliseconds;
}

/**
 * What spoke for malignant, and where: Grad-CAM (Selvaraju et al. 2017) for the log-odds of malignant, over `region`.
 */
export interface ActivationMap {
  width: number;
  height: number;
  /** (height, width), row by row, in [0, 1]; the largest is 1, or all are 0 where nothing spoke for malignant. */
  values: Float32Array;
  region: SeenRegion;
}

/** One network with its weights, ready to run. Lives in the module's memory until `delete()`. */
export interface Classifier {
  weights(): WeightsInformation;
  /** The bytes of a JPEG or PNG file, EXIF orientation honoured. `region` is refused with code `region-invalid`. */
  classifyEncoded(bytes: Uint8Array, region?: Region): Outcome<Verdict>;
  /** Upright pixels, (height, width, 4) RGBA with 8 bits a channel, not premultiplied. */
  classifyPixels(
    rgba: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
    region?: Region,
  ): Outcome<Verdict>;
  /** Of the photo classified last; refused with `options-invalid` where there is none, or it was refused itself. */
  activationMap(): Outcome<ActivationMap>;
  /** Frees the memory. The object is of no use afterwards. */
  delete(): void;
}

export interface LesionlensModule {
  /** The bytes of a weights file (`.safetensors`), checked in full before anything is built of them. */
  createClassifier(weights: Uint8Array): Outcome<Classifier>;
  /** Size of the module's memory in bytes; it never shrinks, so this is also its peak. */
  memoryBytes(): number;
  /** Only in the build with threads. */
  PThread?: { terminateAllThreads(): void };
}

export interface ModuleOptions {
  /** Says where the .wasm file lies, given its plain name. */
  locateFile?: (fileName: string) => string;
  /** The script that holds the module, for the workers of its threads; only the build with threads reads it. */
  mainScriptUrlOrBlob?: string;
}

declare const createLesionlens: (options?: ModuleOptions) => Promise<LesionlensModule>;
export default createLesionlens;
