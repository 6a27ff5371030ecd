// The programmatic face, as another page would use it: `import { LesionClassifier } from './lesionlens.js'`.
import { expect, type JSHandle, type Page } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import { draw } from './support/pictures.ts';
import { type Site, test } from './support/site.ts';

/** An empty page of the same site, with the module imported. */
async function importFace(page: Page, site: Site): Promise<JSHandle<typeof Face>> {
  await openEmptyPage(page, site.url);
  return page.evaluateHandle(
    async (url) => (await import(url)) as typeof Face,
    `${site.subPathUrl}lesionlens.js`,
  );
}

test('every kind of image gives the same verdict', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page, { type: 'image/png' });
  const results = await face.evaluate(
    async ({ LesionClassifier }, bytes) => {
      const blob = new Blob([new Uint8Array(bytes)]);
      const bitmap = await createImageBitmap(blob);
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      const context = canvas.getContext('2d');
      if (!context) {
        throw new Error('no canvas');
      }
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      const classifier = await LesionClassifier.create();
      const answers = [];
      for (const image of [blob, bitmap, canvas, pixels]) {
        answers.push(await classifier.classify(image));
      }
      // What was given still belongs to the caller.
      const stillThere = bitmap.width === 320 && pixels.data.length === 320 * 240 * 4;
      classifier.close();
      return { answers, stillThere };
    },
    [...buffer],
  );

  expect(results.stillThere).toBe(true);
  const [fromFile, ...fromPixels] = results.answers;
  for (const answer of results.answers) {
    expect(answer.imageWidth).toBe(320);
    expect(answer.imageHeight).toBe(240);
    expect(answer.predicted).toMatch(/^(benign|malignant)$/);
    expect(answer.predicted === 'malignant').toBe(answer.probabilityMalignant >= answer.threshold);
    expect(answer.milliseconds.total).toBeGreaterThan(0);
    expect(answer.weights.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.weights.name).not.toBe('');
    expect(answer.runtime.memoryBytes).toBeGreaterThan(1e6);
  }
  expect(fromFile?.decodedBy).toBe('lesionlens');
  for (const answer of fromPixels) {
    expect(answer.decodedBy).toBe('caller');
    expect(answer.probabilityMalignant).toBeCloseTo(fromFile?.probabilityMalignant ?? NaN, 4);
  }
});

test('calls are answered in their order, progress ends at its total', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page);
  const { order, last, monotonic } = await face.evaluate(
    async ({ LesionClassifier }, bytes) => {
      const steps: Face.LoadProgress[] = [];
      const classifier = await LesionClassifier.create({ onProgress: (step) => steps.push(step) });
      const order: number[] = [];
      await Promise.all(
        [0, 1, 2, 3].map(async (number) => {
          await classifier.classify(new Blob([new Uint8Array(bytes)]));
          order.push(number);
        }),
      );
      classifier.close();
      return {
        order,
        last: steps.at(-1),
        monotonic: steps.every((step, at) => step.loadedBytes >= (steps[at - 1]?.loadedBytes ?? 0)),
      };
    },
    [...buffer],
  );
  expect(order).toEqual([0, 1, 2, 3]);
  expect(monotonic).toBe(true);
  expect(last?.loadedBytes).toBeGreaterThan(0);
  expect(last?.loadedBytes).toBe(last?.totalBytes);
});

test('two classifiers live side by side, and weights may come from a blob', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page);
  const probabilities = await face.evaluate(
    async ({ LesionClassifier }, { bytes, weights }) => {
      const blob = await (await fetch(weights)).blob();
      const classifiers = await Promise.all([
        LesionClassifier.create({ weightsUrl: URL.createObjectURL(blob), variant: 'simd' }),
        LesionClassifier.create({ weightsUrl: new URL(weights), variant: 'relaxed-simd' }),
      ]);
      const photo = new Blob([new Uint8Array(bytes)]);
      const answers = await Promise.all(classifiers.map((one) => one.classify(photo)));
      return answers.map((answer) => answer.probabilityMalignant);
    },
    { bytes: [...buffer], weights: `${site.url}weights/lesionlens-default.safetensors` },
  );
  expect(probabilities[0]).toBeCloseTo(probabilities[1] ?? NaN, 3);
});

test('errors carry a code and a sentence', async ({ page, site }) => {
  const face = await importFace(page, site);
  const errors = await face.evaluate(async ({ LesionClassifier, LesionLensError }) => {
    const outcome = async (promise: Promise<unknown>) => {
      try {
        await promise;
        return 'no error';
      } catch (error) {
        return error instanceof LesionLensError
          ? `${error.code} / ${error.message}`
          : `not a LesionLensError: ${String(error)}`;
      }
    };
    const classifier = await LesionClassifier.create();
    const answers: Record<string, string> = {
      'ftp address': await outcome(LesionClassifier.create({ weightsUrl: 'ftp://example.org/w' })),
      'no address': await outcome(LesionClassifier.create({ weightsUrl: 'https://' })),
      'missing weights': await outcome(LesionClassifier.create({ weightsUrl: 'nothing%20here' })),
      'text file': await outcome(classifier.classify(new Blob(['text']))),
      'empty canvas': await outcome(
        classifier.classify(Object.assign(document.createElement('canvas'), { width: 0 })),
      ),
    };
    const underWay = outcome(classifier.classify(new Blob(['text'])));
    classifier.close();
    answers['under way at close'] = await underWay;
    answers['after close'] = await outcome(classifier.classify(new Blob(['text'])));
    return answers;
  });
  expect(errors['ftp address']).toMatch(/^weights-address-invalid \/ "ftp:\/\/example.org\/w" is/);
  expect(errors['no address']).toMatch(/^weights-address-invalid \//);
  expect(errors['missing weights']).toMatch(
    /^weights-unavailable \/ The weights file "nothing here" was not found/,
  );
  expect(errors['text file']).toMatch(/^image-unknown-format \/ .{10,}/);
  expect(errors['empty canvas']).toMatch(/^image-unreadable \//);
  expect(errors['under way at close']).toMatch(/^closed \//);
  expect(errors['after close']).toMatch(/^closed \//);
});

test('a picture of another site that forbids reading is refused', async ({ page, site }) => {
  const face = await importFace(page, site);
  await page.route('http://other.example/p.svg', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>',
    }),
  );
  const code = await face.evaluate(async ({ LesionClassifier }) => {
    const image = new Image();
    image.src = 'http://other.example/p.svg';
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const classifier = await LesionClassifier.create();
    return classifier.classify(canvas).then(
      () => 'no error',
      (error: unknown) => (error as Face.LesionLensError).code,
    );
  });
  expect(code).toBe('image-of-another-site');
});
