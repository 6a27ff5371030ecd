// What a phone has to load stays small.
import { expect } from '@playwright/test';
import { measureFiles, runtimeSize } from '../scripts/dist-sizes.mjs';
import { test } from './support/site.ts';

const LIMIT_BYTES = 300_000;

test('wasm and JavaScript together stay below 300 kB as brotli', () => {
  const files = measureFiles(['wasm', 'JavaScript']);
  for (const variant of ['relaxed-simd', 'simd']) {
    expect(files.filter((one) => one.kind === 'wasm' && one.variant === variant)).toHaveLength(1);
    expect(runtimeSize(files, variant).brotli, variant).toBeLessThan(LIMIT_BYTES);
  }
});
