// The module in the browser gives what the native program gave: to 1e-4 in probability, photo by photo, both builds.
// The native tests write the photos, the weights and their answers (`build/native/golden`).
import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import type * as Face from '../src/classifier/index.ts';
import { FOLDER, test } from './support/site.ts';

interface Golden {
  /** A file beside this one. */
  weights: string;
  photos: { file: string; probabilityMalignant: number }[];
}

function readGolden(): Golden {
  const file = `${FOLDER.golden}/golden.json`;
  if (!existsSync(file)) {
    throw new Error(
      'build/native/golden/golden.json is missing: the native tests write it, run scripts/test',
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Golden;
}

for (const variant of ['simd', 'relaxed-simd'] as const) {
  test(`WebAssembly (${variant}) equals native to 1e-4`, async ({ page, site }, testInfo) => {
    const golden = readGolden();
    expect(golden.photos.length).toBeGreaterThan(0);
    await openEmptyPage(page, site.url);
    const probabilities = await page.evaluate(
      async ({ face, weights, photos, variant }) => {
        const { LesionClassifier } = (await import(face)) as typeof Face;
        const classifier = await LesionClassifier.create({ weightsUrl: weights, variant });
        const answers: number[] = [];
        for (const url of photos) {
          const response = await fetch(url);
          if (!response.ok) {
            throw new Error(`${url}: ${response.status}`);
          }
          answers.push((await classifier.classify(await response.blob())).probabilityMalignant);
        }
        classifier.close();
        return answers;
      },
      {
        face: `${site.url}lesionlens.js`,
        weights: `${site.url}golden/${golden.weights}`,
        photos: golden.photos.map(({ file }) => `${site.url}golden/${file}`),
        variant,
      },
    );

    const differences = golden.photos.map(({ probabilityMalignant }, at) =>
      Math.abs((probabilities[at] ?? NaN) - probabilityMalignant),
    );
    testInfo.annotations.push({
      type: 'largest difference',
      description: `${Math.max(...differences)} over ${differences.length} photos`,
    });
    for (const [at, { file }] of golden.photos.entries()) {
      expect(differences[at], file).toBeLessThan(1e-4);
    }
  });
}
