// How large the built page is: every file raw and as brotli, and what one visit loads until the first verdict.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { variantOf } from './file-set.mjs';
import { DIST } from './static-server.mjs';

/** @typedef {{ file: string, kind: string, variant?: string, raw: number, brotli: number }} Size */

const KIND = /** @type {Record<string, string>} */ ({
  safetensors: 'weights',
  wasm: 'wasm',
  js: 'JavaScript',
  css: 'CSS and HTML',
  html: 'CSS and HTML',
  svg: 'CSS and HTML',
});

/**
 * @param {string[]} kinds Which to measure: to compress the weights takes half a minute.
 * @returns {Size[]}
 */
export function measureFiles(kinds = Object.values(KIND)) {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => kinds.includes(KIND[extension(file)] ?? ''))
    .map((file) => ({ file, bytes: readFileSync(`${DIST}/${file}`) }));
  return files.map(({ file, bytes }) => {
    const variant = variantOf(file);
    return {
      file,
      kind: KIND[extension(file)] ?? '',
      ...(variant !== undefined && { variant }),
      raw: bytes.length,
      brotli: brotliCompressSync(bytes).length,
    };
  });
}

/**
 * The wasm and the JavaScript that a browser loads which opens the page and runs `variant`.
 * @param {Size[]} files @param {string} variant
 */
export function runtimeSize(files, variant) {
  const ofThePage = filesNamedBy('index.html');
  const loaded = files.filter(
    (one) =>
      (one.kind === 'wasm' || one.kind === 'JavaScript') &&
      (one.variant === undefined || one.variant === variant) &&
      ofThePage.has(one.file),
  );
  return {
    raw: loaded.reduce((sum, { raw }) => sum + raw, 0),
    brotli: loaded.reduce((sum, { brotli }) => sum + brotli, 0),
  };
}

/**
 * The file and those that it names, and those that they name. The entries for other pages and for frames are not among the page's.
 * @param {string} start @returns {Set<string>}
 */
function filesNamedBy(start) {
  const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
  const found = new Set([start]);
  // A set hands out what is added to it on the way.
  for (const file of found) {
    if (/\.(html|js)$/.test(file)) {
      const text = readFileSync(`${DIST}/${file}`, 'utf8');
      // The service worker names every file of the set, but loads none of them that the page has not.
      const named =
        file === 'service-worker.js' ? [] : all.filter((one) => text.includes(fileName(one)));
      named.forEach((one) => found.add(one));
    }
  }
  return found;
}

/** @param {string} file */
function fileName(file) {
  return file.split('/').at(-1) ?? '';
}

/** @param {string} file */
function extension(file) {
  return file.split('.').at(-1) ?? '';
}
