// axe finds nothing in any state, in light and dark and from right to left; all works by keyboard; results are announced.
import { expect, type Page } from '@playwright/test';
import { lensStrings } from '../src/strings/parts/lens.ts';
import { accessibilityFaults } from './support/axe.ts';
import { holdWeights } from './support/held-weights.ts';
import { openHostPage } from './support/host-page.ts';
import { draw, drawTiles } from './support/pictures.ts';
import {
  announcement,
  chooseButton,
  openPage,
  pick,
  problem,
  type Site,
  test,
  verdict,
} from './support/site.ts';

/** @param language A parameter for the page's address. */
type Reach = (page: Page, site: Site, language: string) => Promise<void>;

const STATES: Record<string, Reach> = {
  loading: async (page, site, language) => {
    await page.route('**/*.safetensors', () => new Promise(() => undefined));
    await page.goto(`${site.url}?${language}`);
    await expect(page.getByRole('progressbar')).toBeVisible();
  },
  ready: (page, site, language) => openPage(page, `${site.url}?${language}`),
  'verdict with all its details': async (page, site, language) => {
    await openPage(page, `${site.url}?${language}`);
    await pick(page, await draw(page, { width: 1600, height: 900 }));
    for (const summary of await verdict(page).locator('summary').all()) {
      await summary.click();
    }
    await page.locator('.map-toggle').click();
    await expect(page.locator('canvas.map')).toBeVisible();
  },
  'not sure': async (page, site, language) => {
    await openPage(page, `${site.url}?weights=golden/unsure.safetensors&${language}`);
    await pick(page, await draw(page));
    await expect(verdict(page)).toBeVisible();
  },
  'not good enough': async (page, site, language) => {
    await openPage(page, `${site.url}?${language}`);
    await pick(page, await draw(page, { flaw: 'blurred' }));
    await expect(page.locator('.not-judged')).toBeVisible();
  },
  'judged all the same': async (page, site, language) => {
    await openPage(page, `${site.url}?${language}`);
    await pick(page, await draw(page, { width: 90, height: 90 }));
    await page.locator('.anyway').click();
    await expect(verdict(page)).toBeVisible();
  },
  'no photo of a lesion': async (page, site, language) => {
    await openPage(page, `${site.url}?weights=golden/familiar.safetensors&${language}`);
    await pick(page, await drawTiles(page));
    await expect(page.locator('.unfamiliar')).toBeVisible();
  },
  refused: async (page, site, language) => {
    await openPage(page, `${site.url}?${language}`);
    await pick(page, { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('text') });
    await expect(problem(page)).toBeVisible();
  },
  'without the network': async (page, site, language) => {
    const name = 'a-very-long-name-'.repeat(10);
    await page.goto(`${site.url}?weights=weights/${name}.safetensors&${language}`);
    await expect(problem(page)).toBeVisible();
  },
  'weights of another site': async (page, site, language) => {
    await page.goto(`${site.url}?weights=https://example.org/x.safetensors&${language}`);
    await expect(problem(page)).toBeVisible();
  },
  'alone on a foreign page': async (page, site, language) => {
    const body = '<h1>Skin check</h1><lesion-lens></lesion-lens>';
    await openHostPage(page, site, body, language.replace('lang=', ''));
    await expect(chooseButton(page)).toBeEnabled();
    await pick(page, await draw(page));
    await expect(verdict(page)).toBeVisible();
  },
};

const LOOKS = {
  light: { colorScheme: 'light', language: 'en' },
  dark: { colorScheme: 'dark', language: 'en' },
  'right to left': { colorScheme: 'light', language: 'ar' },
  'right to left, dark': { colorScheme: 'dark', language: 'ar' },
} as const;

for (const [state, reach] of Object.entries(STATES)) {
  for (const [look, { colorScheme, language }] of Object.entries(LOOKS)) {
    test(`axe finds nothing: ${state}, ${look}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await reach(page, site, `lang=${language}`);
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
  await expect(page.locator('.take')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(verdict(page).getByText('Kinds of lesion')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(verdict(page).getByText('Technical details')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('SHA-256')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('lesion-keep button')).toBeFocused();
  for (let back = 0; back < 6; back++) {
    await page.keyboard.press('Shift+Tab');
  }
  await expect(page.locator('.map-toggle')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('canvas.map')).toBeVisible();
});

test('what happens is announced, in the language of the page', async ({ page, site }) => {
  const { loading, ready, spoken, verdicts } = lensStrings.fr;
  const release = await holdWeights(page);
  await page.goto(`${site.url}?lang=fr`);
  await expect(announcement(page)).toHaveText(loading);
  release();
  await expect(announcement(page)).toHaveText(ready);
  await pick(page, await draw(page));
  await expect(announcement(page)).toContainText(spoken('', '').split(':')[0] ?? '');
  const said = await announcement(page).innerText();
  expect(Object.values(verdicts).some(({ title }) => said.includes(title))).toBe(true);
});

test('a verdict is told by word and drawing, not by colour alone', async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openPage(page, site.url);
  await pick(page, await draw(page));
  await expect(verdict(page).locator('h2')).toHaveText(/Benign|Malignant|Not sure/);
  await expect(verdict(page).locator('.headline svg')).toBeVisible();
});
