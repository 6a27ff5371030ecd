// What the page and its worker say to each other. Every request gets one `done` or `failed` with its number.
import type { Classification, LoadProgress, Milliseconds, Variant, Weights } from './types.ts';

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
}

export type Request = LoadRequest | ClassifyRequest;
export type NumberedRequest = Request & { number: number };

/** `Classification` without what only the page's side knows. */
export type WorkerClassification = Omit<Classification, 'milliseconds' | 'weights'> & {
  milliseconds: Omit<Milliseconds, 'total'>;
};

export interface Results {
  load: Weights;
  classify: WorkerClassification;
}

export type Answer =
  | { type: 'progress'; number: number; progress: LoadProgress }
  | { type: 'done'; number: number; value: Results[keyof Results] }
  | { type: 'failed'; number: number; code: string; message: string };
