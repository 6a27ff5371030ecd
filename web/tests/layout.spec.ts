// The page fits a small phone, works by keyboard, and passes axe's accessibility rules in light and dark.
import { expect, type Page } from '@playwright/test';
import { accessibilityFaults } from './support/axe.ts';
import { draw } from './support/pictures.ts';
import { chooseButton, openPage, pick, problem, test, verdict } from './support/site.ts';

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
    await expect(verdict(page)).toBeVisible();
    await page.getByText('Technical details').click();
  },
  refused: async (page, url) => {
    await openPage(page, url);
    await pick(page, { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('text') });
    await expect(problem(page)).toBeVisible();
  },
  'without the network': async (page, url) => {
    await page.goto(`${url}?weights=weights/${'a-very-long-name-'.repeat(10)}.safetensors`);
    await expect(problem(page)).toBeVisible();
  },
};

for (const [state, reach] of Object.entries(states)) {
  test(`360 px wide, nothing scrolls sideways: ${state}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await reach(page, site.url);
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: innerWidth,
    }));
    expect(content).toBeLessThanOrEqual(window);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${state}, ${colorScheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await reach(page, site.url);
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }
}

test('the way to a verdict and its details by keyboard alone', async ({ page, site }) => {
  await openPage(page, site.url);
  const photo = await draw(page);
  // Listened for early: it takes a moment until the browser hands its dialogs over.
  const dialog = page.waitForEvent('filechooser');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('lesion-seal summary')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(chooseButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await (await dialog).setFiles(photo);
  await expect(verdict(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(verdict(page).getByText('Kinds of lesion')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(verdict(page).getByText('Technical details')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('SHA-256')).toBeVisible();
});

test('a verdict is told by word and drawing, not by colour alone', async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await states.verdict?.(page, site.url);
  await expect(verdictWord(page)).toHaveText(/Benign|Malignant/);
  await expect(verdict(page).locator('.headline svg')).toBeVisible();
});
