// Whether a value from elsewhere, another window or a file, is a result.
import { type LesionResult, RESULT_FORMAT, RESULT_VERDICTS } from './lesion-result.ts';

type Check = (value: unknown) => boolean;

const VERDICTS: readonly unknown[] = RESULT_VERDICTS;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const equals =
  (expected: unknown): Check =>
  (value) =>
    value === expected;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (members: Record<string, Check>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );

/** Members of a later version of the same format may come on top. */
const CHECKS: { [K in keyof LesionResult]-?: Check } = {
  format: equals(RESULT_FORMAT),
  time: isTime,
  verdict: (value) => VERDICTS.includes(value),
  reasons: listOf(isText),
  probabilityMalignant: isShare,
  threshold: isShare,
  unsureFrom: isShare,
  unsureTo: isShare,
  namedClass: isText,
  classes: listOf(record({ name: isText, probability: isShare, malignant: isBoolean })),
  measured: optional(
    record({
      sensitivity: isShare,
      specificity: isShare,
      auc: isShare,
      pictures: isNumber,
      malignantPictures: isNumber,
    }),
  ),
  quality: record({
    brightness: isNumber,
    contrast: isNumber,
    sharpness: isNumber,
    side: isNumber,
    darkShare: isNumber,
    brightShare: isNumber,
    findings: listOf(isText),
  }),
  familiarity: optional(record({ distance: isNumber, limit: isNumber, familiar: isBoolean })),
  image: record({
    width: isNumber,
    height: isNumber,
    region: record({ x: isNumber, y: isNumber, side: isNumber, width: isNumber, height: isNumber }),
    decodedBy: isText,
  }),
  weights: record({
    name: isText,
    version: isText,
    architecture: isText,
    sha256: optional(isText),
  }),
  software: record({ name: equals('Lesionlens'), version: isText }),
  milliseconds: record({
    decode: isNumber,
    resize: isNumber,
    network: isNumber,
    quality: isNumber,
    total: isNumber,
  }),
  disclaimer: isText,
};

const isResult = record(CHECKS);

export function isLesionResult(value: unknown): value is LesionResult {
  return isResult(value);
}
