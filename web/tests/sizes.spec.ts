// What a phone has to load stays small.
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { DEFAULT_WEIGHTS } from '../scripts/file-set.mjs';
import { DIST } from '../scripts/static-server.mjs';
import { filesFor, type SetFile } from '../src/service-worker/file-set.ts';
import { kept, openPage, test } from './support/site.ts';

const VARIANTS = ['relaxed-simd-threads', 'relaxed-simd', 'simd'] as const;
const FIRST_VISIT_LIMIT_BYTES = 300_000;

/** What a visit loads beside the service worker's list: itself, and the icon by which browsers offer to install the page. */
const BESIDES = ['service-worker.js', 'icons/icon-192.png'];

/** All that one visit loads but for the weights: page, program, module, icons, manifest. */
function firstVisit(variant: (typeof VARIANTS)[number]): string[] {
  const script = readFileSync(`${DIST}/service-worker.js`, 'utf8');
  const list = /^self\.lesionlensFiles=(.*);$/m.exec(script)?.[1] ?? '';
  const { files } = JSON.parse(list) as { files: SetFile[] };
  const urls = filesFor(files, variant).map(({ url }) => url);
  return [...urls.filter((url) => !url.endsWith('.safetensors')), ...BESIDES];
}

/** Pictures are sent as they are: they are compressed already. */
function sentBytes(file: string): number {
  const bytes = readFileSync(`${DIST}/${file}`);
  return file.endsWith('.png') ? bytes.length : brotliCompressSync(bytes).length;
}

for (const variant of VARIANTS) {
  test(`a first visit loads at most 300 kB besides the weights (${variant})`, () => {
    const files = firstVisit(variant);
    expect(files.filter((file) => file.endsWith('.wasm'))).toHaveLength(1);
    const total = files.reduce((sum, file) => sum + sentBytes(file), 0);
    test.info().annotations.push({ type: 'bytes', description: String(total) });
    expect(total).toBeLessThanOrEqual(FIRST_VISIT_LIMIT_BYTES);
  });
}

test('a first visit loads nothing that is not counted here', async ({ page, context, site }) => {
  const asked = new Set<string>();
  context.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (request.url().startsWith('http') && !pathname.startsWith('/seal-probe')) {
      asked.add(origin + pathname);
    }
  });
  await openPage(page, site.url);
  await kept(page);
  const counted = firstVisit('relaxed-simd').map((file) => site.url + file);
  const weights = site.url + DEFAULT_WEIGHTS;
  expect([...asked].filter((url) => ![...counted, weights, site.url].includes(url))).toEqual([]);
  expect(asked.size).toBeGreaterThan(5);
});
