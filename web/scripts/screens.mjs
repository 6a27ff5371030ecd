// `npm run screens -- FOLDER [--benign FILE] [--malignant FILE] [--only STATE,STATE] [--languages en,ar]`: pictures of the page in each
// state, on a phone of 360 px and on a desktop, light and dark, in each language. Without photos of your own it judges drawn ones.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from './chromium.mjs';
import { drawnPhoto } from './drawn-photo.mjs';
import { startStaticServer } from './static-server.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./drawn-photo.mjs').PhotoDrawing} PhotoDrawing */

const { values, positionals } = parseArgs({
  options: {
    benign: { type: 'string' },
    malignant: { type: 'string' },
    only: { type: 'string' },
    languages: { type: 'string' },
  },
  allowPositionals: true,
});
const folder = positionals[0];
if (folder === undefined) {
  console.error('screens: name the folder to write to: npm run screens -- FOLDER');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

const DEVICES = {
  phone: {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  desktop: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
};

/** Nothing like skin. */
const ICON = new URL('../public/icons/icon-512.png', import.meta.url);

/** @param {Page} page @param {string} url */
async function open(page, url) {
  await page.goto(url);
  await page.locator('.choose:enabled').waitFor();
}

/** @param {Page} page @param {string | undefined} file @param {PhotoDrawing} [drawing] Where there is no file. */
async function judge(page, file, drawing = {}) {
  await page.locator('#file').setInputFiles(file ?? (await draw(page, drawing)));
  await page.locator('.verdict, .not-judged').waitFor();
}

/** @param {Page} page @param {PhotoDrawing} drawing */
async function draw(page, drawing) {
  const buffer = await drawnPhoto(page, { width: 1200, height: 900, ...drawing });
  return { name: 'drawn.jpg', mimeType: 'image/jpeg', buffer };
}

/** @type {Record<string, (page: Page, url: string) => Promise<void>>} */
const STATES = {
  loading: async (page, url) => {
    await page.route('**/*.safetensors', () => new Promise(() => undefined));
    await page.goto(url);
    await page.locator('.bytes').waitFor();
  },
  ready: open,
  benign: async (page, url) => {
    await open(page, url);
    await judge(page, values.benign, { darkness: 0.4 });
  },
  malignant: async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
  },
  details: async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
    for (const summary of await page.locator('.verdict summary').all()) {
      await summary.click();
    }
  },
  'looked-at': async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
    await page.locator('.map-toggle').click();
  },
  'not-judged': async (page, url) => {
    await open(page, url);
    await judge(page, undefined, { flaw: 'blurred' });
  },
  'judged-anyway': async (page, url) => {
    await open(page, url);
    await judge(page, undefined, { width: 90, height: 90 });
    await page.locator('.anyway').click();
  },
  camera: async (page, url) => {
    await open(page, url);
    await page.locator('.take').click();
    await page.locator('lesion-camera .take:enabled').waitFor();
    await page.waitForTimeout(1000);
  },
  ring: async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
    await page.locator('.reframe').click();
    await page.locator('lesion-framing .confirm:enabled').waitFor();
  },
  'camera-refused': async (page, url) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await open(page, url);
    await page.locator('.take').click();
    await page.locator('lesion-camera .problem').waitFor();
  },
  unfamiliar: async (page, url) => {
    await open(page, url);
    await page.locator('#file').setInputFiles(fileURLToPath(ICON));
    await page.locator('.not-judged').waitFor();
  },
  refused: async (page, url) => {
    await open(page, url);
    await page.locator('#file').setInputFiles({
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no picture at all'),
    });
    await page.getByRole('alert').waitFor();
  },
  'weights-missing': async (page, url) => {
    await page.goto(withParameter(url, 'weights=weights/other.safetensors'));
    await page.getByRole('alert').waitFor();
  },
  'no-simd': async (page, url) => {
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    await page.goto(url);
    await page.getByRole('alert').waitFor();
  },
  sealed: async (page, url) => {
    await open(page, url);
    await page.locator('lesion-seal summary').click();
  },
  focus: async (page, url) => {
    await open(page, url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
  },
  kept: async (page, url) => {
    await open(page, url);
    for (const file of [values.benign, values.malignant]) {
      await judge(page, file);
      await page.locator('lesion-keep button').click();
      await page.locator('lesion-keep .kept').waitFor();
    }
    for (const box of await page.getByRole('checkbox').all()) {
      await box.check();
    }
    await page.locator('lesion-history .compare').click();
    await page.locator('lesion-history .delete-all').click();
  },
};

/** @param {string} url @param {string} parameter */
function withParameter(url, parameter) {
  return `${url}${url.includes('?') ? '&' : '?'}${parameter}`;
}

const wanted = values.only?.split(',') ?? Object.keys(STATES);
const languages = values.languages?.split(',') ?? ['en', 'de', 'es', 'fr', 'ar'];
const server = await startStaticServer();
const browser = await chromium.launch({
  ...CHROMIUM_OPTIONS,
  args: [...(CHROMIUM_OPTIONS.args ?? []), '--use-fake-device-for-media-stream'],
});
for (const [device, options] of Object.entries(DEVICES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const language of languages) {
      const context = await browser.newContext({
        ...options,
        colorScheme,
        permissions: ['camera'],
      });
      for (const [state, reach] of Object.entries(STATES)) {
        if (!wanted.includes(state)) {
          continue;
        }
        const page = await context.newPage();
        await reach(page, withParameter(server.url, `lang=${language}`));
        // Not `fullPage`, which forgets that the phone has a touch screen.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: options.viewport.width, height });
        await page.waitForTimeout(200);
        await page.screenshot({
          path: `${folder}/${state}-${device}-${colorScheme}-${language}.png`,
        });
        await page.close();
      }
      await context.close();
    }
  }
}
await browser.close();
await server.close();
console.log(`The pictures are in ${folder}.`);
