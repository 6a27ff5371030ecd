// Plain JSON results: which verdict follows from what the classifier answers, and what is in them.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { DIST } from '../scripts/static-server.mjs';
import type { Quality } from '../src/classifier/index.ts';
import { isKeptResult } from '../src/history/entry.ts';
import { isLesionResult } from '../src/results/is-lesion-result.ts';
import type * as Results from '../src/results/index.ts';
import { classification } from './support/classification.ts';
import { test } from './support/site.ts';

const time = new Date('2026-11-28T13:00:00.250Z');

/** The built module, which runs in Node.js, too. */
const results = () =>
  import(pathToFileURL(`${DIST}/lesionlens-results.js`).href) as Promise<typeof Results>;

const quality = (findings: Quality['findings']): Quality => ({
  ...classification().quality,
  findings,
});

test('the verdict follows the threshold and the band around it', async () => {
  const { lesionResult } = await results();
  const verdictAt = (probabilityMalignant: number, threshold?: number) =>
    lesionResult(classification({ probabilityMalignant }), { time, threshold }).verdict;
  expect(verdictAt(0)).toBe('benign');
  expect(verdictAt(0.0799)).toBe('benign');
  expect(verdictAt(0.08)).toBe('unsure');
  expect(verdictAt(0.1)).toBe('unsure');
  expect(verdictAt(0.1199)).toBe('unsure');
  expect(verdictAt(0.12)).toBe('malignant');
  expect(verdictAt(1)).toBe('malignant');
});

test('a threshold of the caller replaces the weights’ own, its band, and the figures measured at it', async () => {
  const { lesionResult } = await results();
  const at = (probabilityMalignant: number) =>
    lesionResult(classification({ probabilityMalignant }), { time, threshold: 0.5 });
  expect(at(0.1).verdict).toBe('benign');
  expect(at(0.4999).verdict).toBe('benign');
  expect(at(0.5).verdict).toBe('malignant');
  expect(at(0.1)).toMatchObject({ threshold: 0.5, unsureFrom: 0.5, unsureTo: 0.5 });
  expect(at(0.1)).not.toHaveProperty('measured');
  for (const threshold of [0, 1, -0.1, NaN, Infinity]) {
    expect(() => lesionResult(classification(), { time, threshold }), `${threshold}`).toThrow(
      'between 0 and 1',
    );
  }
});

test('a photo that is not good enough, or unlike the training pictures, is not judged, with the reasons', async () => {
  const { lesionResult } = await results();
  const probabilityMalignant = 0.9;
  const unfamiliar = { distance: 50, limit: 40, familiar: false };
  const reasonsOf = (changes: Parameters<typeof classification>[0]) => {
    const result = lesionResult(classification({ probabilityMalignant, ...changes }), { time });
    return result.verdict === 'not-judged' ? result.reasons : result.verdict;
  };
  expect(reasonsOf({ quality: quality(['too-dark', 'blurred']) })).toEqual(['too-dark', 'blurred']);
  expect(reasonsOf({ familiarity: unfamiliar })).toEqual(['unfamiliar']);
  expect(reasonsOf({ quality: quality(['blurred']), familiarity: unfamiliar })).toEqual([
    'blurred',
    'unfamiliar',
  ]);
  expect(reasonsOf({})).toBe('malignant');
});

test('a result names program and weights, and is a copy of its own that survives JSON and cloning', async () => {
  const { lesionResult } = await results();
  const source = classification({ probabilityMalignant: 0.4 });
  const result = lesionResult(source, { time });
  const { version } = JSON.parse(readFileSync(`${DIST}/../package.json`, 'utf8')) as {
    version: string;
  };
  expect(result).toEqual({
    format: 'lesionlens-result/1',
    time: '2026-11-28T13:00:00.250Z',
    verdict: 'malignant',
    reasons: [],
    probabilityMalignant: 0.4,
    threshold: 0.1,
    unsureFrom: 0.08,
    unsureTo: 0.12,
    namedClass: 'nv',
    classes: [
      { name: 'mel', probability: 0.4, malignant: true },
      { name: 'nv', probability: 0.6, malignant: false },
    ],
    measured: source.weights.measured,
    quality: source.quality,
    familiarity: source.familiarity,
    image: { width: 4032, height: 3024, region: source.region, decodedBy: 'lesionlens' },
    weights: {
      name: 'some-weights',
      version: '7',
      architecture: 'mobilenet-v2',
      sha256: 'ab'.repeat(32),
    },
    software: { name: 'Lesionlens', version },
    milliseconds: source.milliseconds,
    disclaimer: 'A decision aid, not a diagnosis.',
  });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(structuredClone(result)).toEqual(result);
  source.quality.findings.push('blurred');
  expect(result.quality.findings).toEqual([]);
});

test('what the weights do not say is left out', async () => {
  const { lesionResult } = await results();
  const { familiarity, ...source } = classification();
  const { measured, sha256, ...weights } = source.weights;
  expect([familiarity, measured, sha256]).not.toContain(undefined);
  const result = lesionResult({ ...source, weights }, { time });
  expect(Object.keys(result)).not.toContain('familiarity');
  expect(Object.keys(result)).not.toContain('measured');
  expect(Object.keys(result.weights)).not.toContain('sha256');
});

test('the history keeps any result as it is', async () => {
  const { lesionResult } = await results();
  for (const changes of [
    { probabilityMalignant: 0 },
    { probabilityMalignant: 1 },
    { quality: quality(['too-small']) },
  ]) {
    expect(isKeptResult(lesionResult(classification(changes), { time }))).toBe(true);
  }
});

test('a value from elsewhere counts as a result only when it is whole', async () => {
  const { lesionResult } = await results();
  const result = lesionResult(classification(), { time });
  expect(isLesionResult(JSON.parse(JSON.stringify(result)))).toBe(true);
  const optional = ['measured', 'familiarity'];
  for (const name of Object.keys(result)) {
    const without = { ...result, [name]: undefined };
    expect(isLesionResult(without), `without ${name}`).toBe(optional.includes(name));
    expect(isLesionResult({ ...result, [name]: null }), `${name} null`).toBe(false);
    expect(isLesionResult({ ...result, [name]: -1 }), `${name} -1`).toBe(false);
  }
  for (const [name, value] of [
    ['format', 'lesionlens-result/2'],
    ['verdict', 'cancer'],
    ['time', 'yesterday'],
    ['probabilityMalignant', 1.1],
    ['probabilityMalignant', NaN],
    ['reasons', [1]],
    ['classes', [{ name: 'mel', probability: 2, malignant: true }]],
    ['image', { ...result.image, region: {} }],
    ['software', { name: 'Another', version: '1' }],
  ] as const) {
    expect(isLesionResult({ ...result, [name]: value }), name).toBe(false);
  }
  for (const value of [undefined, null, 'benign', 1, [], [result]]) {
    expect(isLesionResult(value)).toBe(false);
  }
});
