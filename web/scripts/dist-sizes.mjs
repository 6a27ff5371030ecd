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
 * The wasm and the JavaScript that a browser loads which runs `variant`.
 * @param {Size[]} files @param {string} variant
 */
export function runtimeSize(files, variant) {
  const loaded = files.filter(
    (one) =>
      (one.kind === 'wasm' || one.kind === 'JavaScript') &&
      (one.variant === undefined || one.variant === variant) &&
      // The entry for other pages; this one has its own.
      one.file !== 'lesionlens.js',
  );
  return {
    raw: loaded.reduce((sum, { raw }) => sum + raw, 0),
    brotli: loaded.reduce((sum, { brotli }) => sum + brotli, 0),
  };
}

/** @param {string} file */
function extension(file) {
  return file.split('.').at(-1) ?? '';
}
