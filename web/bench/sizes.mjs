// `npm run bench:sizes [-- --json]`: what the built page weighs, raw and as brotli.
import { parseArgs } from 'node:util';
import { measureFiles, runtimeSize } from '../scripts/dist-sizes.mjs';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const files = measureFiles().sort((a, b) => b.brotli - a.brotli);
const runtime = {
  'relaxed-simd-threads': runtimeSize(files, 'relaxed-simd-threads'),
  'relaxed-simd': runtimeSize(files, 'relaxed-simd'),
  simd: runtimeSize(files, 'simd'),
};

if (values.json) {
  console.log(JSON.stringify({ files, runtime }, null, 2));
} else {
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
  console.log(`${'raw'.padStart(10)} ${'brotli'.padStart(10)}`);
  for (const { file, variant, raw, brotli } of files) {
    console.log(`${kilobytes(raw)} ${kilobytes(brotli)}  ${file}${variant ? ` (${variant})` : ''}`);
  }
  console.log('wasm and JavaScript that one visit loads:');
  for (const [variant, { raw, brotli }] of Object.entries(runtime)) {
    console.log(`${kilobytes(raw)} ${kilobytes(brotli)}  ${variant}`);
  }
}
