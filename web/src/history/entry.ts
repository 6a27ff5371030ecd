// What the history keeps of one photo, and how it is read back. A browser's storage outlives releases of this page and is
// within reach of other programs, so that every entry is checked before it is believed.
import { RESULT_VERDICTS, type ResultVerdict } from '../results/lesion-result.ts';

/** Of the stored form below. Entries of a later version are left alone and counted as unreadable. */
export const ENTRY_VERSION = 1;

export type KeptVerdict = ResultVerdict;

/** The members of a `LesionResult` that the history shows. The whole result is kept and exported as it came. */
export interface KeptResult {
  /** "lesionlens-result/1" */
  format: string;
  /** When the photo was judged: ISO 8601 in UTC. */
  time: string;
  verdict: KeptVerdict;
  /** In [0, 1]. */
  probabilityMalignant: number;
  /** In (0, 1). */
  threshold: number;
  weights: { name: string; version: string };
}

/** A JPEG file made by this page of the photo's pixels: see `photo-copy.ts`. */
export interface KeptPhoto {
  type: 'image/jpeg';
  bytes: ArrayBuffer;
}

export interface HistoryEntry {
  version: typeof ENTRY_VERSION;
  id: number;
  result: KeptResult;
  photo?: KeptPhoto;
}

/** Undefined where `value` is no entry of this version, or a damaged one. */
export function readEntry(value: unknown): HistoryEntry | undefined {
  if (!isRecord(value) || value.version !== ENTRY_VERSION || !Number.isSafeInteger(value.id)) {
    return undefined;
  }
  const { id, result, photo } = value;
  if (!isKeptResult(result) || !(photo === undefined || isKeptPhoto(photo))) {
    return undefined;
  }
  return { version: ENTRY_VERSION, id: id as number, result, ...(photo && { photo }) };
}

export function isKeptResult(value: unknown): value is KeptResult {
  return (
    isRecord(value) &&
    value.format === 'lesionlens-result/1' &&
    typeof value.time === 'string' &&
    !Number.isNaN(Date.parse(value.time)) &&
    RESULT_VERDICTS.includes(value.verdict as KeptVerdict) &&
    isShare(value.probabilityMalignant) &&
    isShare(value.threshold) &&
    isRecord(value.weights) &&
    typeof value.weights.name === 'string' &&
    typeof value.weights.version === 'string'
  );
}

function isKeptPhoto(value: unknown): value is KeptPhoto {
  return (
    isRecord(value) &&
    value.type === 'image/jpeg' &&
    value.bytes instanceof ArrayBuffer &&
    value.bytes.byteLength > 0
  );
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
