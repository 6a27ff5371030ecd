// compare.mjs NATIVE.json BROWSER.json: one table of both, with the ratio browser / native. Called by bench/run.
import { readFileSync } from 'node:fs';

const [native, browser] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
/** Milliseconds of one native benchmark, by name. */
const nativeTime = Object.fromEntries(native.benchmarks.map(({ name, real_time }) => [name, real_time]));

console.log(`\nmilliseconds, median; Chromium ${browser.chromium}; ratio = browser / native`);
console.log('step     photo         native   relaxed SIMD  ratio     SIMD  ratio');
const row = (step, photo, nativeMilliseconds) => {
  const cells = [step.padEnd(8), photo.padEnd(10), nativeMilliseconds.toFixed(2).padStart(9)];
  for (const variant of ['relaxed-simd', 'simd']) {
    const found = browser.rows.find((r) => r.variant === variant && `${r.width}x${r.height}` === photo);
    cells.push(found[step].toFixed(2).padStart(variant === 'simd' ? 9 : 14), (found[step] / nativeMilliseconds).toFixed(2).padStart(6));
  }
  console.log(cells.join(' '));
};
const photos = [...new Set(browser.rows.map(({ width, height }) => `${width}x${height}`))];
for (const photo of photos) {
  row('decode', photo, nativeTime[`decode/${photo}`]);
  row('resize', photo, nativeTime[`resize/${photo}`]);
  row('network', photo, nativeTime['network/mobilenet-v2']);
}
console.log('\nmemory of the module after the run, MB (it never shrinks, so this is its peak)');
for (const { variant, width, height, memoryBytes } of browser.rows) {
  console.log(`${variant.padEnd(13)} ${`${width}x${height}`.padEnd(10)} ${(memoryBytes / 1e6).toFixed(0).padStart(5)}`);
}
