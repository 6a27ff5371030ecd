// The networks that lie beside the default one are for those who ask for them, and for nobody else.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { DIST } from '../scripts/static-server.mjs';
import { draw } from './support/pictures.ts';
import { announcement, openPage, pick, test } from './support/site.ts';

test("the page runs the Keras project's network when it is asked to", async ({ page, site }) => {
  await openPage(page, `${site.url}?weights=weights/skin-cancer-cnn.safetensors`);
  await pick(page, await draw(page));
  await expect(announcement(page)).toHaveText(/^Result: .* Probability of malignancy \d/);
  await expect(page.locator('.weights')).toHaveText(/^skin-cancer-cnn/);
});

test('no other weights than the default ones are kept for offline use', () => {
  const files = readdirSync(`${DIST}/weights`);
  expect(files).toContain('skin-cancer-cnn.safetensors');
  const worker = readFileSync(`${DIST}/service-worker.js`, 'utf8');
  const named = files.filter((file) => worker.includes(`weights/${file}`));
  expect(named).toEqual(['lesionlens-default.safetensors']);
});
