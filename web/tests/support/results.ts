// What <lesion-lens> on a page finds, also of photos that it gives no verdict on.
import type { Page } from '@playwright/test';
import type { LesionResult } from '../../src/results/lesion-result.ts';

/** The result of the next photo that `give` gives to the page. */
export async function resultOf(page: Page, give: () => Promise<void>): Promise<LesionResult> {
  await page.evaluate(() => {
    const result = new Promise((resolve, reject) => {
      for (const type of ['lesion-lens-result', 'lesion-lens-error']) {
        document.addEventListener(
          type,
          (event) => {
            const { detail } = event as CustomEvent<unknown>;
            (type === 'lesion-lens-result' ? resolve : reject)(detail);
          },
          { once: true },
        );
      }
    });
    Object.assign(window, { result });
  });
  await give();
  return page.evaluate(() => (window as unknown as { result: Promise<LesionResult> }).result);
}
