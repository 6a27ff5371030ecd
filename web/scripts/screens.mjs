// `npm run screens -- FOLDER [--benign FILE] [--malignant FILE]`: pictures of the page in each state, on a phone of
// 360 px and on a desktop, light and dark. Without photos of your own it judges a drawn one.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from './chromium.mjs';
import { startStaticServer } from './static-server.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const { values, positionals } = parseArgs({
  options: { benign: { type: 'string' }, malignant: { type: 'string' } },
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

/** @param {Page} page @param {string} url */
async function open(page, url) {
  await page.goto(url);
  await page.locator('.choose:enabled').waitFor();
}

/** @param {Page} page @param {string | undefined} file */
async function judge(page, file) {
  await page.locator('#file').setInputFiles(file ?? (await drawPhoto(page)));
  await page.locator('.verdict').waitFor();
}

/** @param {Page} page */
async function drawPhoto(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 900);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#dcb294';
    context.fillRect(0, 0, 1200, 900);
    context.filter = 'blur(9px)';
    context.fillStyle = '#5b3423';
    context.beginPath();
    context.ellipse(590, 450, 210, 160, 0.4, 0, 7);
    context.fill();
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: 'drawn.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

/** @type {Record<string, (page: Page, url: string) => Promise<void>>} */
const STATES = {
  loading: async (page, url) => {
    await page.route('**/*.safetensors', () => new Promise(() => undefined));
    await page.goto(url);
    await page.getByText('MB').waitFor();
  },
  ready: open,
  benign: async (page, url) => {
    await open(page, url);
    await judge(page, values.benign);
  },
  malignant: async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
  },
  details: async (page, url) => {
    await open(page, url);
    await judge(page, values.malignant);
    await page.locator('.verdict summary').click();
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
    await page.goto(`${url}?weights=weights/other.safetensors`);
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

const server = await startStaticServer();
const browser = await chromium.launch(CHROMIUM_OPTIONS);
for (const [device, options] of Object.entries(DEVICES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const context = await browser.newContext({ ...options, colorScheme });
    for (const [state, reach] of Object.entries(STATES)) {
      const page = await context.newPage();
      await reach(page, server.url);
      // Not `fullPage`, which forgets that the phone has a touch screen.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: options.viewport.width, height });
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${folder}/${device}-${colorScheme}-${state}.png` });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`The pictures are in ${folder}.`);
