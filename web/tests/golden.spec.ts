// The module in the browser gives what the native program gave: to 1e-4 in probability, photo by photo, every build, of
// the whole photo and of parts of it; and the same activation map.
// The native tests write the photos, the weights and their answers (`build/native/golden`).
import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import type * as Face from '../src/classifier/index.ts';
import type { Familiarity, Quality, Region, Variant } from '../src/classifier/index.ts';
import { FOLDER, test } from './support/site.ts';

interface Golden {
  /** A file beside this one. */
  weights: string;
  photos: Photo[];
  /** Of the other networks of model/, which the page has in `weights/`. */
  others: { weights: string; photos: { file: string; probabilityMalignant: number }[] }[];
  /** Other weights, to which half of the photos are familiar, and to which something in them speaks for malignant. */
  familiar: {
    weights: string;
    limit: number;
    photos: { file: string; distance: number; activationMap: number[] }[];
  };
}

interface Photo {
  file: string;
  probabilityMalignant: number;
  /** Row by row. */
  activationMap: number[];
  quality: Quality;
  parts: { region: Region; probabilityMalignant: number }[];
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

/** The same as one row of numbers a photo: the probabilities of the whole and of the parts, then the map. */
function numbersOf({
  probabilityMalignant,
  parts,
  activationMap,
}: Omit<Photo, 'file' | 'quality'>): number[] {
  return [
    probabilityMalignant,
    ...parts.map((part) => part.probabilityMalignant),
    ...activationMap,
  ];
}

interface Question {
  weightsUrl: string;
  photos: { file: string; parts?: Photo['parts'] }[];
  variant: Variant;
}

type Answer = Omit<Photo, 'file'> & { familiarity: Familiarity | undefined };

/** What the module in the page says to photos of the golden folder, in their order. `page` is an empty page of `siteUrl`. */
async function answersInPage(
  page: Page,
  siteUrl: string,
  { weightsUrl, photos, variant }: Question,
): Promise<Answer[]> {
  return page.evaluate(
    async ({ face, weightsUrl, photos, variant }) => {
      const { LesionClassifier } = (await import(face)) as typeof Face;
      const classifier = await LesionClassifier.create({ weightsUrl, variant });
      const answers: Answer[] = [];
      for (const { url, regions } of photos) {
        const response = await fetch(url);
        if (!response.ok) {
          throw new Error(`${url}: ${response.status}`);
        }
        const photo = await response.blob();
        const { probabilityMalignant, activationMap, quality, familiarity } =
          await classifier.classify(photo, { activationMap: true });
        const parts: Photo['parts'] = [];
        for (const region of regions) {
          const part = await classifier.classify(photo, { region });
          parts.push({ region, probabilityMalignant: part.probabilityMalignant });
        }
        answers.push({
          probabilityMalignant,
          parts,
          quality,
          familiarity,
          activationMap: Array.from(activationMap?.values ?? []),
        });
      }
      classifier.close();
      return answers;
    },
    {
      face: `${siteUrl}lesionlens.js`,
      weightsUrl,
      photos: photos.map(({ file, parts }) => ({
        url: `${siteUrl}golden/${file}`,
        regions: parts?.map(({ region }) => region) ?? [],
      })),
      variant,
    },
  );
}

function expectAlike(quality: Quality | undefined, expected: Quality, file: string): void {
  const { findings, ...numbers } = expected;
  expect(quality?.findings, file).toEqual(findings);
  for (const [name, value] of Object.entries(numbers)) {
    expect(quality?.[name as keyof typeof numbers], `${name} of ${file}`).toBeCloseTo(value, 4);
  }
}

for (const variant of ['simd', 'relaxed-simd', 'relaxed-simd-threads'] as const) {
  test(`WebAssembly (${variant}) equals native to 1e-4`, async ({ page, site }, testInfo) => {
    const golden = readGolden();
    expect(golden.photos.length).toBeGreaterThan(0);
    const isolated = variant === 'relaxed-simd-threads';
    const url = isolated ? site.isolatedUrl : site.url;
    await openEmptyPage(page, url, { isolated });
    const answers = await answersInPage(page, url, {
      weightsUrl: `${url}golden/${golden.weights}`,
      photos: golden.photos,
      variant,
    });

    let largest = 0;
    for (const [at, photo] of golden.photos.entries()) {
      const answer = answers[at];
      const numbers = answer ? numbersOf(answer) : [];
      expectAlike(answer?.quality, photo.quality, photo.file);
      const expected = numbersOf(photo);
      expect(numbers.length, photo.file).toBe(expected.length);
      for (const [index, value] of expected.entries()) {
        const difference = Math.abs((numbers[index] ?? NaN) - value);
        // A map is a quotient of two sums, so its rounding errors are larger.
        const limit = index <= photo.parts.length ? 1e-4 : 1e-3;
        expect(difference, `${photo.file}, number ${index}`).toBeLessThan(limit);
        largest = index <= photo.parts.length ? Math.max(largest, difference) : largest;
      }
    }
    testInfo.annotations.push({
      type: 'largest difference in probability',
      description: `${largest} over ${golden.photos.length} photos`,
    });
  });
}

test('familiar are the photos that are so natively, and the network looked at the same places', async ({
  page,
  site,
}) => {
  const { familiar } = readGolden();
  await openEmptyPage(page, site.url);
  const answers = await answersInPage(page, site.url, {
    weightsUrl: `${site.url}golden/${familiar.weights}`,
    photos: familiar.photos,
    variant: 'relaxed-simd',
  });
  for (const [at, { file, distance, activationMap }] of familiar.photos.entries()) {
    const { familiarity, activationMap: map = [] } = answers[at] ?? {};
    expect(familiarity?.distance, file).toBeCloseTo(distance, 3);
    expect(familiarity?.limit, file).toBeCloseTo(familiar.limit, 6);
    expect(familiarity?.familiar, file).toBe(distance <= familiar.limit);
    expect(map.length, file).toBe(activationMap.length);
    const differences = activationMap.map((value, index) => Math.abs((map[index] ?? NaN) - value));
    expect(Math.max(...differences), `map of ${file}`).toBeLessThan(1e-3);
  }
  expect(familiar.photos.some(({ activationMap }) => Math.max(...activationMap) === 1)).toBe(true);
  const shares = answers.map(({ familiarity }) => familiarity?.familiar);
  expect(shares).toContain(true);
  expect(shares).toContain(false);
});

for (const variant of ['simd', 'relaxed-simd'] as const) {
  test(`the other networks in the page (${variant}) equal native`, async ({ page, site }) => {
    const { others } = readGolden();
    expect(others.map(({ weights }) => weights)).toContain('skin-cancer-cnn.safetensors');
    await openEmptyPage(page, site.url);
    for (const { weights, photos } of others) {
      const weightsUrl = `${site.url}weights/${weights}`;
      const answers = await answersInPage(page, site.url, { weightsUrl, photos, variant });
      expect(photos.length, weights).toBeGreaterThan(0);
      expect(answers.length).toBe(photos.length);
      for (const [at, { file, probabilityMalignant }] of photos.entries()) {
        const difference = Math.abs(
          (answers[at]?.probabilityMalignant ?? NaN) - probabilityMalignant,
        );
        expect(difference, `${file} by ${weights}`).toBeLessThan(1e-4);
      }
    }
  });
}
