// A drawn photo, picked and judged. Whether the drawing passes for a lesion is up to the weights; here it matters that they were asked.
import { expect, type Page } from '@playwright/test';
import type { LesionResult } from '../../src/results/lesion-result.ts';
import { draw } from './pictures.ts';
import { pick } from './site.ts';

/** The only <lesion-lens> of the page shows the verdict, or why there is none, and has told the page. */
export async function judgesAPhoto(page: Page): Promise<LesionResult> {
  await expect(page.locator('lesion-lens .choose')).toBeEnabled();
  const heard = page.evaluate(
    () =>
      new Promise<LesionResult>((resolve) => {
        document.addEventListener(
          'lesion-lens-result',
          (event) => {
            resolve((event as CustomEvent<LesionResult>).detail);
          },
          { once: true },
        );
      }),
  );
  await pick(page, await draw(page));
  await expect(page.locator('lesion-lens').locator('.verdict, .not-judged')).toBeVisible();
  const result = await heard;
  expect(result.image).toMatchObject({ width: 320, height: 240 });
  expect(result.probabilityMalignant).toBeGreaterThan(0);
  expect(result.probabilityMalignant).toBeLessThan(1);
  return result;
}

/** What the examples of docs/embedding.md write of a result. */
export const EXAMPLE_LINE = /^((benign|malignant|unsure), 0\.\d+|not judged: unfamiliar)$/;
