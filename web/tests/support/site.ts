// The built page on a test server, at the root and below a sub-path, and what a test does with it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page, test as base } from '@playwright/test';
import { DIST, startStaticServer } from '../../scripts/static-server.mjs';

const BUILD = fileURLToPath(new URL('../../../build/', import.meta.url));

/** Folders that other parts of the build write; a test that needs a missing one fails in words of its own. */
export const FOLDER = {
  golden: `${BUILD}native/golden`,
  coreTests: { simd: `${BUILD}wasm-simd`, 'relaxed-simd': `${BUILD}wasm-relaxed-simd` },
};

export interface Site {
  /** The page at the root of its server. */
  url: string;
  /** The same page below a sub-path. */
  subPathUrl: string;
  /** The same page from a server that isolates it from other origins, so that it may use threads. */
  isolatedUrl: string;
}

export const test = base.extend<object, { site: Site }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
    async ({}, use) => {
      if (!existsSync(`${DIST}/index.html`)) {
        throw new Error('the page has not been built yet: run "npm run build" first');
      }
      const optional = {
        '/golden/': FOLDER.golden,
        '/core-tests/simd/': FOLDER.coreTests.simd,
        '/core-tests/relaxed-simd/': FOLDER.coreTests['relaxed-simd'],
      };
      const present = Object.entries(optional).filter(([, folder]) => existsSync(folder));
      const mounts = { '/': DIST, '/a/b/': DIST, ...Object.fromEntries(present) };
      const server = await startStaticServer({ mounts });
      const isolated = await startStaticServer({ mounts, isolated: true });
      await use({
        url: server.url,
        subPathUrl: `${server.url}a/b/`,
        isolatedUrl: isolated.url,
      });
      await server.close();
      await isolated.close();
    },
    { scope: 'worker' },
  ],
});

/** Opens the page and waits until it takes photos. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(chooseButton(page)).toBeEnabled();
}

/** Waits until the whole page is on the device, which the browser sees to in the background. */
export async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export function chooseButton(page: Page): Locator {
  return page.locator('lesion-lens .choose');
}

export function verdict(page: Page): Locator {
  return page.locator('.verdict');
}

/** Benign, malignant or not sure, in the language of the page. */
export function verdictWord(page: Page): Locator {
  return verdict(page).getByRole('heading', { level: 2 });
}

/** What the element tells screen readers. */
export function announcement(page: Page): Locator {
  return page.locator('lesion-lens .lens > [role=status]');
}

export function problem(page: Page): Locator {
  return page.getByRole('alert');
}

export interface UploadedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export async function pick(page: Page, file: UploadedFile): Promise<void> {
  await page.locator('#file').setInputFiles(file);
}

/** What the verdict on show says. */
export async function shownProbability(page: Page): Promise<number> {
  await expect(verdict(page)).toBeVisible();
  const text = await page.locator('.probability strong').innerText();
  const value = /[\d.]+/.exec(text)?.[0];
  expect(value, `a percentage in "${text}"`).toBeDefined();
  return Number(value) / 100;
}
