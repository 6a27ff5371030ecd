// `npm run bench:speed [-- --runs N] [--weights FILE] [--photos FOLDER] [--json]`: milliseconds of each step from a JPEG
// file to its verdict in Chromium, the median of N runs after one that warms up, in each build of the module; and the
// module's memory afterwards, which is its peak. Without a folder of JPEG files the photos are drawn: a spot on grainy
// skin.
import { readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../scripts/chromium.mjs';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import { DIST, startStaticServer } from '../scripts/static-server.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    weights: { type: 'string' },
    photos: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);

/** @typedef {{ width: number, height: number } | { url: string }} Photo To draw, or to fetch. */

/** @type {Photo[]} */
const DRAWN = [
  { width: 224, height: 224 },
  { width: 1024, height: 768 },
  { width: 4032, height: 3024 },
];

/**
 * In the page: gets each photo once, then classifies it again and again.
 * @param {{ variant: import('../src/classifier/index.ts').Variant, photos: Photo[], runs: number, weightsUrl: string | undefined }} task
 */
async function measure({ variant, photos, runs, weightsUrl }) {
  const { LesionClassifier } = await import(new URL('lesionlens.js', location.href).href);
  const rows = [];
  for (const source of photos) {
    const photo =
      'url' in source
        ? await (await fetch(source.url)).blob()
        : await draw(source.width, source.height);
    // A fresh module for each size, so that the memory is this size's own.
    const classifier = await LesionClassifier.create({
      variant,
      ...(weightsUrl && { weightsUrl }),
    });
    const { imageWidth: width, imageHeight: height } = await classifier.classify(photo);
    /** @type {import('../src/classifier/index.ts').Classification[]} */
    const answers = [];
    for (let run = 0; run < runs; run++) {
      answers.push(await classifier.classify(photo));
    }
    const median = (/** @type {'decode' | 'resize' | 'network' | 'total'} */ step) =>
      answers.map((answer) => answer.milliseconds[step]).sort((a, b) => a - b)[runs >> 1] ?? NaN;
    rows.push({
      variant,
      width,
      height,
      jpegBytes: photo.size,
      decode: median('decode'),
      resize: median('resize'),
      network: median('network'),
      total: median('total'),
      memoryBytes: Math.max(...answers.map(({ runtime }) => runtime.memoryBytes)),
    });
    classifier.close();
  }
  return rows;

  /** @param {number} width @param {number} height */
  async function draw(width, height) {
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#dcb294';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#5b3423';
    context.beginPath();
    context.ellipse(width / 2, height / 2, width / 5, height / 4, 0.4, 0, 7);
    context.fill();
    const pixels = context.getImageData(0, 0, width, height);
    let state = 1;
    for (let at = 0; at < pixels.data.length; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const grain = (at & 3) === 3 ? 0 : (state >>> 28) - 8;
      pixels.data[at] = (pixels.data[at] ?? 0) + grain;
    }
    context.putImageData(pixels, 0, 0);
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  }
}

const server = await startStaticServer({
  isolated: true,
  mounts: {
    '/': DIST,
    ...(values.weights !== undefined && { '/given/weights/': dirname(resolve(values.weights)) }),
    ...(values.photos !== undefined && { '/given/photos/': resolve(values.photos) }),
  },
});
const weightsUrl = values.weights && `${server.url}given/weights/${basename(values.weights)}`;
const photos =
  values.photos === undefined
    ? DRAWN
    : readdirSync(values.photos)
        .filter((file) => file.endsWith('.jpg'))
        .map((file) => ({ url: `${server.url}given/photos/${file}` }));

const browser = await chromium.launch(CHROMIUM_OPTIONS);
const page = await browser.newPage();
await openEmptyPage(page, server.url, { isolated: true });
const rows = [];
for (const variant of /** @type {const} */ (['relaxed-simd-threads', 'relaxed-simd', 'simd'])) {
  rows.push(...(await page.evaluate(measure, { variant, photos, runs, weightsUrl })));
}
rows.sort((a, b) => a.variant.localeCompare(b.variant) || a.width - b.width);
const version = browser.version();
await browser.close();
await server.close();

if (values.json) {
  console.log(JSON.stringify({ chromium: version, runs, rows }, null, 2));
} else {
  console.log(`Chromium ${version}, median of ${runs}, milliseconds`);
  console.log(
    'variant              photo        JPEG     decode  resize  network   total   memory',
  );
  for (const row of rows) {
    const cells = [
      row.variant.padEnd(20),
      `${row.width}x${row.height}`.padEnd(10),
      `${(row.jpegBytes / 1e6).toFixed(2)} MB`.padStart(8),
      row.decode.toFixed(1).padStart(9),
      row.resize.toFixed(1).padStart(7),
      row.network.toFixed(1).padStart(8),
      row.total.toFixed(1).padStart(7),
      `${(row.memoryBytes / 1e6).toFixed(0)} MB`.padStart(8),
    ];
    console.log(cells.join(' '));
  }
}
