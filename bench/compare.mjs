// compare.mjs FOLDER: one table of what bench/run measured, natively and in the browser, with the ratio browser / native.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const browser = read('browser.json');
/** Milliseconds of one native benchmark, by name. */
const nativeTime = Object.fromEntries(read('native.json').benchmarks.map(({ name, real_time }) => [name, real_time]));

console.log(`\nmilliseconds, median; Chromium ${browser.chromium}; ratio = browser / native`);
console.log(`${'step'.padEnd(27)}   native   relaxed SIMD  ratio     SIMD  ratio`);
/** @param {string} name @param {number} nativeMilliseconds @param {(variant: string) => number} inBrowser */
const row = (name, nativeMilliseconds, inBrowser) => {
  const cells = [name.padEnd(27), nativeMilliseconds.toFixed(2).padStart(8)];
  for (const variant of ['relaxed-simd', 'simd']) {
    const milliseconds = inBrowser(variant);
    cells.push(milliseconds.toFixed(2).padStart(variant === 'simd' ? 8 : 14), (milliseconds / nativeMilliseconds).toFixed(2).padStart(6));
  }
  console.log(cells.join(' '));
};
const photos = [...new Set(browser.rows.map(({ width, height }) => `${width}x${height}`))];
for (const step of ['decode', 'resize']) {
  for (const photo of photos) {
    const found = (variant) => browser.rows.find((r) => r.variant === variant && `${r.width}x${r.height}` === photo)[step];
    row(`${step} ${photo}`, nativeTime[`${step}/${photo}`], found);
  }
}
for (const network of ['mobilenet-v2', 'efficientnet-lite0', 'skin-cancer-cnn']) {
  const { rows } = read(`browser-${network}.json`);
  row(`network ${network}`, nativeTime[`network/${network}`], (variant) => rows.find((r) => r.variant === variant).network);
}
console.log('\nmemory of the module after the run with the default network, MB (it never shrinks, so this is its peak)');
for (const { variant, width, height, memoryBytes } of browser.rows) {
  console.log(`${variant.padEnd(13)} ${`${width}x${height}`.padEnd(10)} ${(memoryBytes / 1e6).toFixed(0).padStart(5)}`);
}
