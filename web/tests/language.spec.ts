// The language of the page: chosen, remembered, or asked for in the address; everything on the page follows it.
import { expect, type Page } from '@playwright/test';
import { LANGUAGES } from '../src/strings/language.ts';
import { historyStrings } from '../src/strings/parts/history.ts';
import { lensStrings } from '../src/strings/parts/lens.ts';
import { sealStrings } from '../src/strings/parts/seal.ts';
import { draw } from './support/pictures.ts';
import { chooseButton, openPage, pick, test, verdict } from './support/site.ts';

const chooser = (page: Page) => page.locator('lesion-page select');
const documentSays = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

test('choosing a language changes every part of the page, a verdict on show too', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();
  for (const language of [...LANGUAGES].reverse()) {
    await chooser(page).selectOption(language);
    await expect(verdict(page)).toContainText(lensStrings[language].whatNext);
    await expect(page.locator('lesion-seal')).toContainText(sealStrings[language].sealed);
    await expect(page.locator('lesion-keep')).toContainText(historyStrings[language].keep);
    await expect(page.locator('lesion-history')).toContainText(historyStrings[language].empty);
    expect(await documentSays(page)).toEqual([language, language === 'ar' ? 'rtl' : 'ltr']);
  }
});

test('the choice is remembered, and the address counts before it', async ({ page, site }) => {
  await openPage(page, site.url);
  await chooser(page).selectOption('fr');
  await page.reload();
  await expect(chooseButton(page)).toHaveText(lensStrings.fr.choose);
  await expect(chooser(page)).toHaveValue('fr');
  await page.goto(`${site.url}?lang=de-AT`);
  await expect(chooseButton(page)).toHaveText(lensStrings.de.choose);
  await page.goto(`${site.url}?lang=tlh`);
  await expect(chooseButton(page)).toHaveText(lensStrings.fr.choose);
});

test("without a choice it is the browser's language, else English", async ({ browser, site }) => {
  for (const [locale, language] of [
    ['es-MX', 'es'],
    ['ja-JP', 'en'],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(site.url);
    await expect(chooseButton(page)).toHaveText(lensStrings[language].choose);
    await context.close();
  }
});

test('where nothing can be remembered the page works all the same', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await openPage(page, site.url);
  await chooser(page).selectOption('es');
  await expect(chooseButton(page)).toHaveText(lensStrings.es.choose);
});
