// What the network is shown of a photo, and where it looked.
import { expect } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { importFace } from './support/face.ts';
import { draw } from './support/pictures.ts';
import { test } from './support/site.ts';

test('a region is all that the network sees, whoever decodes the photo', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page, { type: 'image/png' });
  const { whole, parts, cut } = await face.evaluate(
    async ({ LesionClassifier }, bytes) => {
      const region = { x: 40, y: 20, side: 180 };
      const blob = new Blob([new Uint8Array(bytes)]);
      const bitmap = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(region.side, region.side);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, -region.x, -region.y);
      const pixels = context?.getImageData(0, 0, region.side, region.side);
      if (!pixels) {
        throw new Error('no canvas');
      }
      const classifier = await LesionClassifier.create();
      const parts = [];
      for (const image of [blob, bitmap]) {
        parts.push(await classifier.classify(image, { region }));
      }
      const answers = {
        whole: await classifier.classify(blob),
        parts,
        cut: await classifier.classify(pixels),
      };
      classifier.close();
      return answers;
    },
    [...buffer],
  );
  expect(whole.region).toEqual({ x: 40, y: 0, side: 240, width: 240, height: 240 });
  expect(cut.region).toEqual({ x: 0, y: 0, side: 180, width: 180, height: 180 });
  for (const part of parts) {
    expect(part.region).toEqual({ x: 40, y: 20, side: 180, width: 180, height: 180 });
    expect(part.imageWidth).toBe(320);
    expect(part.probabilityMalignant).toBeCloseTo(cut.probabilityMalignant, 6);
    expect(part.quality.side).toBe(180);
    expect(part.quality.brightness).toBeCloseTo(cut.quality.brightness, 6);
  }
  expect(cut.probabilityMalignant).not.toBeCloseTo(whole.probabilityMalignant, 6);
});

test('a region is given in pixels of the upright photo', async ({ page, site }) => {
  const face = await importFace(page, site);
  const answers = [];
  for (const storedAs of [1, 6]) {
    const { buffer } = await draw(page, { storedAs });
    answers.push(
      await face.evaluate(
        async ({ LesionClassifier }, bytes) => {
          const classifier = await LesionClassifier.create();
          // The red block in the top left corner: the network sees nothing but red.
          const { quality, region } = await classifier.classify(new Blob([new Uint8Array(bytes)]), {
            region: { x: 0, y: 0, side: 28 },
          });
          classifier.close();
          return { quality, region };
        },
        [...buffer],
      ),
    );
  }
  for (const { quality, region } of answers) {
    expect(region.side).toBe(28);
    expect(quality.brightness).toBeGreaterThan(0.17); // of pure red: 0.2126
    expect(quality.brightness).toBeLessThan(0.25);
    expect(quality.findings).toContain('too-small');
  }
});

test('a region of a picture that the browser draws smaller keeps its place', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const { region, imageWidth, map, side } = await face.evaluate(async ({ LesionClassifier }) => {
    // 16 million pixels, over what the worker's canvas takes.
    const canvas = new OffscreenCanvas(4000, 4000);
    const context = canvas.getContext('2d');
    if (!context) {
      throw new Error('no canvas');
    }
    context.fillStyle = '#e8c2a8';
    context.fillRect(0, 0, 4000, 4000);
    context.fillStyle = '#402010';
    context.fillRect(2400, 2400, 800, 800);
    const classifier = await LesionClassifier.create();
    const answer = await classifier.classify(canvas.transferToImageBitmap(), {
      region: { x: 2000, y: 2000, side: 2000 },
      activationMap: true,
    });
    classifier.close();
    return {
      region: answer.region,
      imageWidth: answer.imageWidth,
      map: answer.activationMap?.region,
      side: answer.quality.side,
    };
  });
  expect(imageWidth).toBe(4000);
  for (const value of [region.x, region.y, region.side]) {
    expect(Math.abs(value - 2000)).toBeLessThan(4);
  }
  expect(map).toEqual(region);
  expect(Math.abs(side - 2000)).toBeLessThan(4);
});

test('what is no region inside the photo is refused with a sentence', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page);
  const refusals = await face.evaluate(
    async ({ LesionClassifier, LesionLensError }, bytes) => {
      const classifier = await LesionClassifier.create();
      const photo = new Blob([new Uint8Array(bytes)]);
      const refusals: string[] = [];
      for (const region of [
        { x: 200, y: 0, side: 200 },
        { x: -1, y: 0, side: 100 },
        { x: 0, y: 0, side: 8 },
        { x: 1e300, y: 0, side: 100 },
        { x: Number.NaN, y: 0, side: 100 },
        { x: '3', y: 0, side: 100 },
        {},
      ]) {
        await classifier.classify(photo, { region: region as Face.Region }).then(
          () => refusals.push('no error'),
          (error: unknown) =>
            refusals.push(
              error instanceof LesionLensError ? `${error.code} ${error.message}` : '?',
            ),
        );
      }
      const after = await classifier.classify(photo);
      classifier.close();
      return [...refusals, after.predicted];
    },
    [...buffer],
  );
  expect(refusals.at(-1)).toMatch(/benign|malignant/);
  for (const refusal of refusals.slice(0, -1)) {
    expect(refusal).toMatch(/^region-invalid .{20,}\.$/);
  }
});

test('the activation map is that of the photo classified last', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer } = await draw(page);
  const result = await face.evaluate(
    async ({ LesionClassifier, LesionLensError }, bytes) => {
      const codeOf = (error: unknown) => (error instanceof LesionLensError ? error.code : '?');
      const classifier = await LesionClassifier.create();
      const before = await classifier.activationMap().then(() => 'a map', codeOf);
      const photo = new Blob([new Uint8Array(bytes)]);
      const first = await classifier.classify(photo, { activationMap: true });
      const again = await classifier.activationMap();
      const region = { x: 0, y: 0, side: 200 };
      const second = await classifier.classify(photo, { region });
      const ofRegion = await classifier.activationMap();
      await classifier.classify(new Blob(['text'])).catch(codeOf);
      const after = await classifier.activationMap().then(() => 'a map', codeOf);
      classifier.close();
      const plain = (map: Face.ActivationMap | undefined) =>
        map && { ...map, values: Array.from(map.values) };
      return {
        before,
        after,
        first: plain(first.activationMap),
        again: plain(again),
        ofRegion: plain(ofRegion),
        second,
      };
    },
    [...buffer],
  );
  expect(result.before).toBe('options-invalid');
  expect(result.after).toBe('options-invalid');
  expect(result.second.activationMap).toBeUndefined();
  expect(result.again).toEqual(result.first);
  expect(result.first?.region).toEqual({ x: 40, y: 0, side: 240, width: 240, height: 240 });
  expect(result.ofRegion?.region).toEqual(result.second.region);
  for (const map of [result.first, result.ofRegion]) {
    expect(map?.values.length).toBe((map?.width ?? 0) * (map?.height ?? 0));
    for (const value of map?.values ?? []) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    expect([0, 1]).toContain(Math.max(...(map?.values ?? [])));
  }
});

test('the weights say how good they were measured to be', async ({ page, site }) => {
  const face = await importFace(page, site);
  const measured = await face.evaluate(async ({ LesionClassifier }) => {
    const classifier = await LesionClassifier.create();
    classifier.close();
    return classifier.weights.measured;
  });
  expect(measured?.pictures).toBeGreaterThan(measured?.malignantPictures ?? Infinity);
  for (const share of [measured?.auc, measured?.sensitivity, measured?.specificity]) {
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(1);
  }
});
