// The page fits a small phone in every state, in the longest language and from right to left.
import { expect, type Page } from '@playwright/test';
import { draw } from './support/pictures.ts';
import { openPage, pick, problem, test, verdict } from './support/site.ts';

const states: Record<string, (page: Page, url: string) => Promise<void>> = {
  loading: async (page, url) => {
    await page.route('**/*.safetensors', () => new Promise(() => undefined));
    await page.goto(url);
    await expect(page.getByRole('progressbar')).toBeVisible();
  },
  ready: openPage,
  verdict: async (page, url) => {
    await openPage(page, url);
    await pick(page, await draw(page, { width: 1600, height: 900 }));
    await page.locator('.map-toggle').click();
    for (const summary of await verdict(page).locator('summary').all()) {
      await summary.click();
    }
  },
  'not good enough': async (page, url) => {
    await openPage(page, url);
    await pick(page, await draw(page, { flaw: 'blurred' }));
    await expect(page.locator('.not-judged')).toBeVisible();
  },
  refused: async (page, url) => {
    await openPage(page, url);
    await pick(page, { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('text') });
    await expect(problem(page)).toBeVisible();
  },
  'without the network': async (page, url) => {
    await page.goto(`${url}&weights=weights/${'a-very-long-name-'.repeat(10)}.safetensors`);
    await expect(problem(page)).toBeVisible();
  },
};

test('on a phone the verdict comes into view by itself', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await openPage(page, site.url);
  await pick(page, await draw(page, { width: 400, height: 400 }));
  await expect(verdict(page).locator('.headline')).toBeInViewport({ ratio: 1 });
});

for (const [state, reach] of Object.entries(states)) {
  for (const language of ['en', 'de', 'ar']) {
    test(`360 px wide, nothing scrolls sideways: ${state}, ${language}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await reach(page, `${site.url}?lang=${language}`);
      const { content, window } = await page.evaluate(() => ({
        content: document.documentElement.scrollWidth,
        window: innerWidth,
      }));
      expect(content).toBeLessThanOrEqual(window);
    });
  }
}
