// What the page and its worker say to each other. Every request gets one `done` or `failed` with its number.
import type { WorkerWay } from '../seal/ways.ts';
import type { ActivationMap, Classification, Milliseconds, Region, Weights } from './types.ts';

export type Picture =
  | { kind: 'encoded'; blob: Blob }
  | { kind: 'pixels'; pixels: ImageData }
  | { kind: 'bitmap'; bitmap: ImageBitmap };

export interface LoadRequest {
  type: 'load';
  /** The worker's own script, where it runs from memory. */
  script?: Blob;
  wasm: Blob;
  weights: Blob;
}

export interface ClassifyRequest {
  type: 'classify';
  picture: Picture;
  region?: Region;
  /** Whether the answer is to hold the activation map. */
  activationMap?: boolean;
}

/** For the activation map of the photo classified last. */
export interface MapRequest {
  type: 'map';
}

/** Asks the worker to try each way over the network itself. */
export interface ProbeRequest {
  type: 'probe';
  /** An own address to try, absolute. */
  base: string;
}

export type Request = LoadRequest | ClassifyRequest | MapRequest | ProbeRequest;
export type NumberedRequest = Request & { number: number };

/** `Classification` without what only the page's side knows. */
export type WorkerClassification = Omit<Classification, 'milliseconds' | 'weights'> & {
  milliseconds: Omit<Milliseconds, 'total'>;
};

export interface Results {
  load: Weights;
  classify: WorkerClassification;
  map: ActivationMap;
  /** Those that the browser did not refuse. */
  probe: WorkerWay[];
}

export type Answer =
  | { type: 'done'; number: number; value: Results[keyof Results] }
  | { type: 'failed'; number: number; code: string; message: string };
