// `npm run icons`: draws the icons of the installed page from public/icon.svg, into public/icons/. Only needed after a change of
// the drawing: the pictures are kept in the repository.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import UPNG from 'upng-js';
import { CHROMIUM_OPTIONS } from './chromium.mjs';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const svg = readFileSync(`${PUBLIC}icon.svg`, 'utf8');
/** The colour of the drawing's own ground, so that no edge shows. */
const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"/.exec(svg)?.[1] ?? '#ffffff';

/** Three flat colours with soft edges between them; fewer bytes of a first visit than Chromium's millions. */
const COLOURS = 8;

/** `share` of the side that the drawing takes: systems cut maskable icons down to the middle 80 %. */
const ICONS = [
  { name: 'icon-192.png', side: 192, share: 1, background: 'transparent' },
  { name: 'icon-512.png', side: 512, share: 1, background: 'transparent' },
  { name: 'icon-maskable-512.png', side: 512, share: 0.8, background: ground },
  { name: 'apple-touch-icon.png', side: 180, share: 0.9, background: ground },
];

mkdirSync(`${PUBLIC}icons`, { recursive: true });
const browser = await chromium.launch(CHROMIUM_OPTIONS);
for (const { name, side, share, background } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const size = Math.round(side * share);
  await page.setContent(
    `<style>html{background:${background}}body{margin:0;display:grid;place-items:center;height:${side}px}` +
      `svg{width:${size}px;height:${size}px}</style>${svg}`,
  );
  const picture = UPNG.decode(
    Uint8Array.from(await page.screenshot({ omitBackground: true })).buffer,
  );
  const few = UPNG.encode(UPNG.toRGBA8(picture), side, side, COLOURS);
  writeFileSync(`${PUBLIC}icons/${name}`, Buffer.from(few));
  await page.close();
}
await browser.close();
