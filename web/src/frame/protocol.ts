// What a frame of Lesionlens and the page around it say to each other over `postMessage`, and how each reads what comes: both
// take the other's word for nothing. Whatever is no message of this version, in this form, is none.
import type { Bundle } from 'fhir/r4';
import type { Region } from '../classifier/types.ts';
import { type FhirOptions, readFhirOptions } from '../results/fhir-options.ts';
import { isLesionResult } from '../results/is-lesion-result.ts';
import type { LesionResult } from '../results/lesion-result.ts';

/** Changes with every change that a program written for the version before would not understand. */
export const PROTOCOL = 'lesionlens/1';

interface Message {
  protocol: typeof PROTOCOL;
}

/** To the frame: are you there? It answers `ready`, `progress` or `error`, as things stand. */
export interface HelloMessage extends Message {
  type: 'hello';
  /** Asks for a bundle with each result of a photo that a person takes or picks in the frame; `{}` where there is nothing to say. */
  fhir?: FhirOptions;
}

/** To the frame: judge this photo. It answers `result` or `error` with the same `id`. */
export interface ClassifyMessage extends Message {
  type: 'classify';
  id: string;
  image: Blob | ImageBitmap;
  /** What the network is to see: a square of the upright photo, in its pixels. */
  region?: Region;
  /** Asks for a bundle with the result. */
  fhir?: FhirOptions;
}

/** To the frame: put the photo and its verdict away. */
export interface ResetMessage extends Message {
  type: 'reset';
}

export type HostMessage = HelloMessage | ClassifyMessage | ResetMessage;

/** From the frame: it takes photos. */
export interface ReadyMessage extends Message {
  type: 'ready';
  weights: { name: string; version: string };
}

/** From the frame: bytes that have arrived of what it loads. */
export interface ProgressMessage extends Message {
  type: 'progress';
  loadedBytes: number;
  totalBytes?: number;
}

/** From the frame: a verdict; without `id` of a photo that a person took or picked in the frame. */
export interface ResultMessage extends Message {
  type: 'result';
  id?: string;
  result: LesionResult;
  /** Where it was asked for. */
  fhir?: Bundle;
}

/** From the frame: what went wrong; without `id` in the frame as a whole or with a photo that a person took or picked there. */
export interface ErrorMessage extends Message {
  type: 'error';
  id?: string;
  /** As of a `LesionLensError`. */
  code: string;
  /** One sentence. */
  message: string;
}

export type FrameMessage = ReadyMessage | ProgressMessage | ResultMessage | ErrorMessage;

/** A message without the name of the protocol, which is always the same. */
export type Plain<M extends Message> = M extends Message ? Omit<M, 'protocol'> : never;

/** For the frame. Undefined where `data` is no message of this version. */
export function readHostMessage(data: unknown): HostMessage | undefined {
  if (!isRecord(data) || data.protocol !== PROTOCOL) {
    return undefined;
  }
  const fhir = data.fhir === undefined ? undefined : readFhirOptions(data.fhir);
  if (data.fhir !== undefined && !fhir) {
    return undefined;
  }
  switch (data.type) {
    case 'hello':
      return { protocol: PROTOCOL, type: 'hello', ...(fhir && { fhir }) };
    case 'classify': {
      const { id, image, region } = data;
      if (!isId(id) || !isImage(image) || !(region === undefined || isRegion(region))) {
        return undefined;
      }
      const { x, y, side } = region ?? {};
      const square =
        x === undefined || y === undefined || side === undefined ? {} : { region: { x, y, side } };
      return { protocol: PROTOCOL, type: 'classify', id, image, ...square, ...(fhir && { fhir }) };
    }
    case 'reset':
      return { protocol: PROTOCOL, type: 'reset' };
    default:
      return undefined;
  }
}

/** For the page around the frame. Undefined where `data` is no message of this version. */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  if (!isRecord(data) || data.protocol !== PROTOCOL) {
    return undefined;
  }
  const fits =
    (data.type === 'ready' && isWeights(data.weights)) ||
    (data.type === 'progress' && isProgress(data)) ||
    (data.type === 'result' &&
      isId(data.id, true) &&
      isLesionResult(data.result) &&
      isBundle(data.fhir)) ||
    (data.type === 'error' && isId(data.id, true) && isText(data.code) && isText(data.message));
  return fits ? (data as unknown as FrameMessage) : undefined;
}

function isId(value: unknown, optional = false): value is string {
  return (optional && value === undefined) || (isText(value) && value.length <= 200);
}

function isImage(value: unknown): value is Blob | ImageBitmap {
  return value instanceof Blob || value instanceof ImageBitmap;
}

function isRegion(value: unknown): value is Region {
  return isRecord(value) && [value.x, value.y, value.side].every((one) => Number.isFinite(one));
}

function isWeights(value: unknown): boolean {
  return isRecord(value) && typeof value.name === 'string' && typeof value.version === 'string';
}

function isProgress({ loadedBytes, totalBytes }: Record<string, unknown>): boolean {
  return Number.isFinite(loadedBytes) && (totalBytes === undefined || Number.isFinite(totalBytes));
}

function isBundle(value: unknown): boolean {
  return (
    value === undefined ||
    (isRecord(value) && value.resourceType === 'Bundle' && Array.isArray(value.entry))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
