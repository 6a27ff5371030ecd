// Photos of every size that a phone makes, and formats that the browser decodes.
import { expect, type JSHandle, type Page } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { drawAvif } from './support/avif.ts';
import { importFace } from './support/face.ts';
import { draw } from './support/pictures.ts';
import { progressiveJpeg } from './support/progressive-jpeg.ts';
import { resultOf } from './support/results.ts';
import { openPage, pick, problem, test } from './support/site.ts';
import { drawSpot } from './support/spot.ts';

test.setTimeout(120_000);

/** Of the module, for the largest photo. Telephones with 3 GB give a page about 1 GB. */
const MEMORY_LIMIT = 500e6;

async function photoOfSize(
  page: Page,
  width: number,
  height: number,
  type = 'image/jpeg',
): Promise<JSHandle<Blob>> {
  const canvas = await drawSpot(page, width, height);
  const photo = await canvas.evaluateHandle(
    (canvas, type) => canvas.convertToBlob({ type, quality: 0.9 }),
    type,
  );
  await canvas.dispose();
  return photo;
}

function inPage(page: Page, file: Buffer): Promise<JSHandle<Blob>> {
  return page.evaluateHandle(
    (base64) => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]),
    file.toString('base64'),
  );
}

function classify(
  face: JSHandle<typeof Face>,
  photos: JSHandle<Blob>[],
): Promise<Face.Classification[]> {
  return face.evaluate(async ({ LesionClassifier }, photos) => {
    const classifier = await LesionClassifier.create();
    const answers: Face.Classification[] = [];
    for (const photo of photos) {
      answers.push(await classifier.classify(photo));
    }
    classifier.close();
    return answers;
  }, photos);
}

test('photos of 12, 24 and 48 megapixels give the verdict of the small one, in bounded memory', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const sizes = [
    [1008, 756],
    [4032, 3024],
    [5712, 4284],
    [8064, 6048],
  ] as const;
  const photos: JSHandle<Blob>[] = [];
  for (const [width, height] of sizes) {
    photos.push(await photoOfSize(page, width, height));
  }
  const answers = await classify(face, photos);
  for (const [at, answer] of answers.entries()) {
    expect([answer.imageWidth, answer.imageHeight]).toEqual(sizes[at]);
    expect(answer.decodedBy).toBe('lesionlens');
    expect(answer.probabilityMalignant).toBeCloseTo(answers[0]?.probabilityMalignant ?? NaN, 1);
    test.info().annotations.push({
      type: `${answer.imageWidth} x ${answer.imageHeight}`,
      description: `${answer.milliseconds.decode} ms, ${answer.runtime.memoryBytes / 1e6} MB`,
    });
    expect(answer.runtime.memoryBytes).toBeLessThan(MEMORY_LIMIT);
  }
});

test('a progressive photo of 48 megapixels is decoded, too', async ({ page, site }) => {
  const face = await importFace(page, site);
  const spot = (columns: number, rows: number) => (column: number, row: number) =>
    Math.hypot(column / columns - 0.5, row / rows - 0.5) < 0.2
      ? ([62, 118, 145] as const)
      : ([187, 112, 150] as const);
  const files = [
    progressiveJpeg(1008, 756, spot(126, 94.5)),
    progressiveJpeg(8064, 6048, spot(1008, 756)),
  ];
  const photos = await Promise.all(files.map((file) => inPage(page, file)));
  const [small, large] = await classify(face, photos);
  expect([large?.imageWidth, large?.imageHeight]).toEqual([8064, 6048]);
  expect(large?.decodedBy).toBe('lesionlens');
  expect(large?.probabilityMalignant).toBeCloseTo(small?.probabilityMalignant ?? NaN, 1);
  test.info().annotations.push({
    type: 'progressive, 48 megapixels',
    description: `${large?.milliseconds.decode} ms, ${(large?.runtime.memoryBytes ?? NaN) / 1e6} MB`,
  });
});

test('the page itself judges a photo of 48 megapixels', async ({ page, site }) => {
  await openPage(page, site.url);
  const photo = await photoOfSize(page, 8064, 6048);
  const { image } = await resultOf(page, () =>
    page.locator('#file').evaluate((input: HTMLInputElement, photo) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([photo], 'IMG_0048.jpg', { type: 'image/jpeg' }));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, photo),
  );
  expect([image.width, image.height]).toEqual([8064, 6048]);
  await expect(problem(page)).toHaveCount(0);
});

test('WebP and AVIF are decoded by the browser', async ({ page, site }) => {
  const face = await importFace(page, site);
  const files = [(await draw(page, { type: 'image/webp' })).buffer, (await drawAvif(page)).buffer];
  const answers = await classify(face, await Promise.all(files.map((file) => inPage(page, file))));
  for (const answer of answers) {
    expect(answer.decodedBy).toBe('browser');
    expect([answer.imageWidth, answer.imageHeight]).toEqual([320, 240]);
  }
});

test('a photo beyond the canvases of iPhones is drawn smaller before it is looked at', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const [small, large] = await classify(face, [
    await photoOfSize(page, 1428, 1071, 'image/webp'),
    await photoOfSize(page, 5712, 4284, 'image/webp'),
  ]);
  expect([large?.imageWidth, large?.imageHeight]).toEqual([5712, 4284]);
  expect(large?.decodedBy).toBe('browser');
  expect(large?.probabilityMalignant).toBeCloseTo(small?.probabilityMalignant ?? NaN, 1);
  // All 24.5 million pixels, with and without transparency, would take 171 MB on top of what the small photo took.
  const grown = (large?.runtime.memoryBytes ?? NaN) - (small?.runtime.memoryBytes ?? NaN);
  expect(grown).toBeLessThan(140e6);
});

for (const [format, start] of [
  ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['WebP', 'RIFF\0\0\0\0WEBPVP8 '],
] as const) {
  test(`a ${format} file that the browser cannot read is called by its name`, async ({
    page,
    site,
  }) => {
    await openPage(page, site.url);
    const buffer = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(1000)]);
    await pick(page, { name: 'IMG_0001', mimeType: '', buffer });
    await expect(problem(page)).toHaveAttribute('data-code', 'image-not-for-this-browser');
    await expect(problem(page)).toContainText(format);
  });
}
