// `npm run screens -- FOLDER [--benign FILE] [--malignant FILE] [--only STATE,STATE]`: pictures of the page in each state, on a phone
// of 360 px and on a desktop, light and dark, and of some states in each language. Without photos of your own it judges
// drawn ones.
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from './chromium.mjs';
import { DIST, startStaticServer } from './static-server.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const { values, positionals } = parseArgs({
  options: {
    benign: { type: 'string' },
    malignant: { type: 'string' },
    only: { type: 'string' },
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

/** What the native tests write: weights that know unfamiliar photos. */
const GOLDEN = fileURLToPath(new URL('../../build/native/golden', import.meta.url));

/** Beside English, in which every state is shown. */
const LANGUAGES = ['de', 'es', 'fr', 'ar'];
const STATES_IN_EACH_LANGUAGE = ['ready', 'malignant', 'not-judged', 'looked-at', 'camera', 'ring'];

/** @param {Page} page @param {string} url */
async function open(page, url) {
  await page.goto(url);
  await page.locator('.choose:enabled').waitFor();
}

/** @param {Page} page @param {string | undefined} file @param {PhotoKind} [kind] */
async function judge(page, file, kind = 'good') {
  await page.locator('#file').setInputFiles(file ?? (await drawPhoto(page, kind)));
  await page.locator('.verdict, .not-judged').waitFor();
}

/**
 * Skin with fine relief and a spot on it.
 * @typedef {'good' | 'pale' | 'blurred'} PhotoKind
 * @param {Page} page @param {PhotoKind} kind
 */
async function drawPhoto(page, kind) {
  const bytes = await page.evaluate(async (kind) => {
    const canvas = new OffscreenCanvas(1200, 900);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#dcb294';
    context.fillRect(0, 0, 1200, 900);
    context.fillStyle = kind === 'pale' ? '#b98768' : '#5b3423';
    context.filter = kind === 'blurred' ? 'blur(30px)' : 'blur(6px)';
    context.beginPath();
    context.ellipse(590, 450, 210, 160, 0.4, 0, 7);
    context.fill();
    if (kind !== 'pale') {
      context.fillStyle = '#2c1712';
      context.beginPath();
      context.ellipse(660, 390, 90, 70, 0.9, 0, 7);
      context.fill();
    }
    context.filter = 'none';
    if (kind !== 'blurred') {
      for (let number = 0; number < 9000; number++) {
        const shade = (number * 7919) % 2 ? '255 240 230' : '60 25 10';
        context.fillStyle = `rgb(${shade} / 14%)`;
        context.fillRect((number * 7727) % 1200, (number * 5381) % 900, 7, 7);
      }
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, kind);
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
    await judge(page, values.benign, 'pale');
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
    await judge(page, undefined, 'blurred');
  },
  'judged-anyway': async (page, url) => {
    await open(page, url);
    await judge(page, undefined, 'blurred');
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
    await open(page, withParameter(url, 'weights=golden/familiar.safetensors'));
    await page.locator('#file').setInputFiles(`${GOLDEN}/phone.jpg`);
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
const server = await startStaticServer({
  mounts: { '/': DIST, ...(existsSync(GOLDEN) && { '/golden/': GOLDEN }) },
});
const browser = await chromium.launch({
  ...CHROMIUM_OPTIONS,
  args: [...(CHROMIUM_OPTIONS.args ?? []), '--use-fake-device-for-media-stream'],
});
for (const [device, options] of Object.entries(DEVICES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const language of ['en', ...LANGUAGES]) {
      const context = await browser.newContext({
        ...options,
        colorScheme,
        permissions: ['camera'],
      });
      for (const [state, reach] of Object.entries(STATES)) {
        const inThisLanguage = language === 'en' || STATES_IN_EACH_LANGUAGE.includes(state);
        const possible = state !== 'unfamiliar' || existsSync(GOLDEN);
        if (!wanted.includes(state) || !inThisLanguage || !possible) {
          continue;
        }
        const page = await context.newPage();
        await reach(page, withParameter(server.url, `lang=${language}`));
        // Not `fullPage`, which forgets that the phone has a touch screen.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: options.viewport.width, height });
        await page.waitForTimeout(200);
        const name = `${device}-${colorScheme}-${state}${language === 'en' ? '' : `-${language}`}`;
        await page.screenshot({ path: `${folder}/${name}.png` });
        await page.close();
      }
      await context.close();
    }
  }
}
await browser.close();
await server.close();
console.log(`The pictures are in ${folder}.`);
