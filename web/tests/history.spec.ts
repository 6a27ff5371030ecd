// Kept results: only on request, on the device, to compare, save, print and delete; and what happens where nothing can be kept.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { LANGUAGES } from '../src/strings/language.ts';
import { historyStrings } from '../src/strings/parts/history.ts';
import { accessibilityFaults } from './support/axe.ts';
import { withOrigin } from './support/exif.ts';
import { draw } from './support/pictures.ts';
import { chooseButton, openPage, pick, test, verdict, verdictWord } from './support/site.ts';

const MARKER = 'MARKER-77d0e2';

const history = (page: Page): Locator => page.locator('lesion-history');
const cards = (page: Page): Locator => history(page).locator('li');
const keepButton = (page: Page): Locator => page.locator('lesion-keep button');

/** Judges a drawn photo and keeps it. */
async function keep(page: Page, darkness = 0.7): Promise<void> {
  await expect(chooseButton(page)).toBeEnabled();
  const before = await cards(page).count();
  const { buffer, ...file } = await draw(page, { darkness });
  await pick(page, {
    ...file,
    buffer: withOrigin(buffer, { device: MARKER, north: 48, east: 11 }),
  });
  await expect(verdict(page)).toBeVisible();
  await keepButton(page).click();
  await expect(page.locator('lesion-keep')).toHaveText('Kept on this device');
  await expect(cards(page)).toHaveCount(before + 1);
}

/** Everything in every database of this site, read past the page's own code: text of all, and how many entries. */
async function stored(page: Page): Promise<{ count: number; text: string }> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('the database did not answer'));
        };
      });
    let count = 0;
    let text = '';
    for (const { name } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const values: unknown[] = await ask(
          database.transaction(store).objectStore(store).getAll(),
        );
        count += values.length;
        for (const value of values) {
          const { photo, ...rest } = value as { photo?: { bytes: ArrayBuffer } };
          text += JSON.stringify(rest);
          text += photo ? new TextDecoder('latin1').decode(photo.bytes) : '';
        }
      }
      database.close();
    }
    return { count, text };
  });
}

/** Changes what is stored, as a damaged disk or another program would. */
async function spoil(page: Page, change: 'cut' | 'newer' | 'photo'): Promise<void> {
  await page.evaluate(async (change) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('lesionlens-history');
      request.onsuccess = () => {
        resolve(request.result);
      };
    });
    const store = database.transaction('entries', 'readwrite').objectStore('entries');
    await new Promise<void>((resolve) => {
      const request = store.openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) {
          resolve();
          return;
        }
        const entry = cursor.value as Record<string, unknown>;
        const changed = {
          cut: { ...entry, result: { format: 'lesionlens-result/1' } },
          newer: { ...entry, version: 99 },
          photo: { ...entry, photo: { type: 'image/jpeg', bytes: new ArrayBuffer(10) } },
        }[change];
        cursor.update(changed);
        resolve();
      };
    });
    database.close();
  }, change);
}

test('nothing is kept unless it is asked for', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();
  await expect(history(page)).toContainText('Nothing is kept.');
  expect((await stored(page)).count).toBe(0);
  const elsewhere = await page.evaluate(() => localStorage.length + sessionStorage.length);
  expect(elsewhere + (await page.context().cookies()).length).toBe(0);
});

test('a kept result is there after a reload, with its photo and without its origin', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  await keep(page);
  const heading = await verdictWord(page).innerText();
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page).locator('.outcome')).toHaveText(heading);
  const photo = cards(page).getByRole('img');
  await expect(photo).toHaveAccessibleName(/^Photo of /);
  expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);

  const { count, text } = await stored(page);
  expect(count).toBe(1);
  expect(text).toContain('lesionlens-result/1');
  expect(text).not.toContain(MARKER);
  expect(text).not.toContain('Exif');
  expect(text).not.toContain('drawn.jpeg');
});

test('two dates side by side', async ({ page, site }) => {
  await page.clock.install({ time: new Date('2026-01-05T10:00:00Z') });
  await openPage(page, site.url);
  await keep(page, 0.3);
  await page.clock.setFixedTime(new Date('2026-02-04T10:00:00Z'));
  await keep(page, 0.9);

  const compare = history(page).getByRole('button', { name: 'Compare' });
  await expect(compare).toBeDisabled();
  const boxes = history(page).getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await compare.click();
  const comparison = history(page).getByRole('region', { name: 'Comparison' });
  await expect(comparison).toBeFocused();
  await expect(comparison).toContainText('30 days apart');
  await expect(comparison.locator('.when')).toHaveText([/Jan 5, 2026/, /Feb 4, 2026/]);
  await expect(comparison.getByRole('img')).toHaveCount(2);
  await comparison.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(comparison).toHaveCount(0);
});

test('the history is saved as one JSON file, also by the sealed page', async ({ page, site }) => {
  await openPage(page, site.url);
  await keep(page);
  const download = page.waitForEvent('download');
  await history(page).getByRole('button', { name: 'Save as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^lesionlens-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await file.path(), 'utf8');
  const content = JSON.parse(text) as {
    format: string;
    entries: { result: { format: string; probabilityMalignant: number }; photo: string }[];
  };
  expect(content.format).toBe('lesionlens-history/1');
  expect(content.entries).toHaveLength(1);
  expect(content.entries[0]?.result.format).toBe('lesionlens-result/1');
  expect(content.entries[0]?.photo).toMatch(/^data:image\/jpeg;base64,\/9j\//);
  const photo = Buffer.from(content.entries[0]?.photo.split(',')[1] ?? '', 'base64');
  expect(photo.includes(MARKER) || text.includes(MARKER)).toBe(false);
});

test('on paper: the kept results and nothing else', async ({ page, site }) => {
  await openPage(page, site.url);
  await keep(page);
  await page.evaluate(() => {
    // The browser's dialog has no place in a test; the page is looked at as it would be printed.
    window.print = () => undefined;
  });
  await history(page).getByRole('button', { name: 'Print' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(cards(page)).toBeVisible();
  await expect(history(page)).toContainText('A decision aid, not a diagnosis.');
  await expect(chooseButton(page)).toBeHidden();
  await expect(page.locator('lesion-seal')).toBeHidden();
  await expect(history(page).getByRole('button', { name: 'Delete', exact: true })).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  await expect(chooseButton(page)).toBeVisible();
});

test('one is deleted, then all: the database is empty', async ({ page, site }) => {
  await openPage(page, site.url);
  await keep(page, 0.3);
  await keep(page, 0.6);
  await keep(page, 0.9);
  await cards(page)
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(cards(page)).toHaveCount(2);
  expect((await stored(page)).count).toBe(2);
  await expect(history(page).getByRole('heading', { name: 'Kept results' })).toBeFocused();

  const all = history(page).getByRole('button', { name: 'Delete all', exact: true });
  await all.click();
  await expect(history(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(2);
  await expect(all).toBeFocused();
  await page.keyboard.press('Enter');
  await history(page).getByRole('button', { name: 'Yes, delete all' }).click();
  await expect(history(page)).toContainText('Nothing is kept.');
  expect(await stored(page)).toEqual({ count: 0, text: '' });
});

test('another window shows what is kept and deleted here', async ({ page, context, site }) => {
  await openPage(page, site.url);
  const other = await context.newPage();
  await openPage(other, site.url);
  await keep(page);
  await expect(cards(other)).toHaveCount(1);
  await cards(other)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(cards(page)).toHaveCount(0);
});

test('a full device: one sentence, and nothing half kept', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page));
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await keepButton(page).click();
  const problem = page.locator('lesion-keep [role=alert]');
  await expect(problem).toHaveAttribute('data-code', 'history-full');
  await expect(problem).toHaveText(historyStrings.en.errors['history-full']);
  await expect(keepButton(page)).toBeEnabled();
  expect((await stored(page)).count).toBe(0);
});

for (const [what, play] of Object.entries({
  'without IndexedDB': () => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  },
  'that refuses its storage': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  },
})) {
  test(`a browser ${what} judges photos and says that it keeps nothing`, async ({ page, site }) => {
    await page.addInitScript(play);
    await openPage(page, site.url);
    await pick(page, await draw(page));
    await expect(verdict(page)).toBeVisible();
    await keepButton(page).click();
    await expect(page.locator('lesion-keep [role=alert]')).toHaveText(
      historyStrings.en.errors['history-unavailable'],
    );
  });
}

test('damaged entries, and those of a later version, are counted and can be deleted; the others are shown', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  await keep(page);
  await spoil(page, 'cut');
  await page.reload();
  await expect(cards(page)).toHaveCount(0);
  await keep(page);
  await keep(page);
  await page.reload();
  await expect(cards(page)).toHaveCount(2);
  await expect(history(page)).toContainText(historyStrings.en.damaged(1));
  await history(page).getByRole('button', { name: 'Delete what cannot be shown' }).click();
  await expect(history(page).locator('.damaged')).toHaveCount(0);
  expect((await stored(page)).count).toBe(2);

  await spoil(page, 'newer');
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(history(page)).toContainText(historyStrings.en.damaged(1));
});

test('a damaged photo does not hide its result', async ({ page, site }) => {
  await openPage(page, site.url);
  await keep(page);
  await spoil(page, 'photo');
  await page.reload();
  await expect(cards(page).getByRole('img')).toHaveAccessibleName('The photo is damaged');
  await expect(cards(page).locator('.outcome')).not.toBeEmpty();
});

test('a database of a later version is left alone', async ({ page, site }) => {
  await page.goto(`${site.url}nothing-here`);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('lesionlens-history', 99);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  await openPage(page, site.url);
  await expect(history(page).getByRole('alert')).toHaveText(
    historyStrings.en.errors['history-newer'],
  );
});

for (const language of LANGUAGES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: kept, comparing, deleting, sealed; ${language}, ${colorScheme}`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 740 });
      await openPage(page, site.url);
      await keep(page, 0.3);
      await keep(page, 0.9);
      await page.evaluate((language) => {
        document.documentElement.lang = language;
        document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
        const root = document.querySelector('lesion-page')?.shadowRoot;
        for (const element of root?.querySelectorAll('lesion-history, lesion-keep, lesion-seal') ??
          []) {
          element.setAttribute('language', language);
        }
      }, language);
      await page.locator('lesion-seal summary').click();
      for (const box of await history(page).getByRole('checkbox').all()) {
        await box.check();
      }
      await history(page).locator('.compare').click();
      await history(page).locator('.delete-all').click();
      await expect(history(page).locator('.question')).toContainText(
        historyStrings[language].deleteAllQuestion(2),
      );
      expect(await accessibilityFaults(page)).toEqual([]);
      const { content, window: width } = await page.evaluate(() => ({
        content: document.documentElement.scrollWidth,
        window: innerWidth,
      }));
      expect(content, 'nothing scrolls sideways').toBeLessThanOrEqual(width);
    });
  }
}
