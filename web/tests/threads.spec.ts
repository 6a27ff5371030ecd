// Threads: where the page is isolated from other origins, and only there.
import { expect, type Page } from '@playwright/test';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import { startStaticServer } from '../scripts/static-server.mjs';
import type * as Face from '../src/classifier/index.ts';
import { draw } from './support/pictures.ts';
import {
  chooseButton,
  kept,
  openPage,
  pick,
  shownProbability,
  test,
  verdict,
} from './support/site.ts';

/** The classifier's worker, and those of its threads. */
const workersOf = (page: Page) => page.workers().length;

test('an isolated page is sealed, and runs the network on several threads', async ({
  page,
  site,
}) => {
  const photo = await draw(page);
  await openPage(page, site.url);
  await pick(page, photo);
  const onOneThread = await shownProbability(page);
  expect(workersOf(page)).toBe(1);

  await openPage(page, site.isolatedUrl);
  await expect(page.locator('lesion-seal')).toContainText('Sealed');
  await pick(page, photo);
  await expect(verdict(page)).toBeVisible();
  expect(await shownProbability(page)).toBeCloseTo(onOneThread, 3);
  await page.getByText('Technical details').click();
  await expect(verdict(page)).toContainText('relaxed SIMD and threads');
  expect(workersOf(page)).toBeGreaterThan(1);
});

test('the build with threads is what an isolated page keeps for use without a server', async ({
  page,
}) => {
  const server = await startStaticServer({ isolated: true });
  await openPage(page, server.url);
  await kept(page);
  await server.close();
  await page.reload();
  await expect(chooseButton(page)).toBeEnabled();
  await pick(page, await draw(page));
  await page.getByText('Technical details').click();
  await expect(verdict(page)).toContainText('relaxed SIMD and threads');
});

test('other pages may use it from workers with addresses, and close it with all its threads', async ({
  page,
  site,
}) => {
  await openEmptyPage(page, site.isolatedUrl, { isolated: true });
  const { buffer } = await draw(page);
  const threads = await page.evaluate(
    async ({ face, bytes }) => {
      const { LesionClassifier } = (await import(face)) as typeof Face;
      const classifier = await LesionClassifier.create();
      await classifier.classify(new Blob([new Uint8Array(bytes)]));
      Object.assign(window, { classifier });
      return classifier.variant;
    },
    { face: `${site.isolatedUrl}lesionlens.js`, bytes: [...buffer] },
  );
  expect(threads).toBe('relaxed-simd-threads');
  expect(workersOf(page)).toBeGreaterThan(1);
  await page.evaluate(() => {
    (window as unknown as { classifier: Face.LesionClassifier }).classifier.close();
  });
  await expect.poll(() => workersOf(page)).toBe(0);
});

test('asked for on a page that is not isolated, it is refused', async ({ page, site }) => {
  await openEmptyPage(page, site.url);
  const code = await page.evaluate(async (face) => {
    const { LesionClassifier, LesionLensError } = (await import(face)) as typeof Face;
    try {
      await LesionClassifier.create({ variant: 'relaxed-simd-threads' });
      return 'created';
    } catch (error) {
      return error instanceof LesionLensError ? error.code : String(error);
    }
  }, `${site.url}lesionlens.js`);
  expect(code).toBe('runtime-unavailable');
});
