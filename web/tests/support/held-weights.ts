// Weights that do not come until a test releases them: time to look at a page that is still loading.
import type { Page } from '@playwright/test';

/** @returns What releases them. */
export async function holdWeights(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  return () => {
    release();
  };
}
