// What the page and its worker say to each other. Every request gets one `done` or `failed` with its number.
import type {
  ActivationMap,
  Classification,
  LoadProgress,
  Milliseconds,
  Region,
  Variant,
  Weights,
} from './types.ts';

export type Picture =
  | { kind: 'encoded'; blob: Blob }
  | { kind: 'pixels'; pixels: ImageData }
  | { kind: 'bitmap'; bitmap: ImageBitmap };

export interface LoadRequest {
  type: 'load';
  variant: Variant;
  /** Absolute; absent for the weights that come with the page. */
  weightsUrl?: string;
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

export type Request = LoadRequest | ClassifyRequest | MapRequest;
export type NumberedRequest = Request & { number: number };

/** `Classification` without what only the page's side knows. */
export type WorkerClassification = Omit<Classification, 'milliseconds' | 'weights'> & {
  milliseconds: Omit<Milliseconds, 'total'>;
};

export interface Results {
  load: Weights;
  classify: WorkerClassification;
  map: ActivationMap;
}

export type Answer =
  | { type: 'progress'; number: number; progress: LoadProgress }
  | { type: 'done'; number: number; value: Results[keyof Results] }
  | { type: 'failed'; number: number; code: string; message: string };
