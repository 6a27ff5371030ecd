// docs/embedding.md, followed literally: its page and script beside a copy of the built folder, and its style sheet.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { DIST } from '../scripts/static-server.mjs';
import { codeOf, linksOf } from './support/embedding-doc.ts';
import { EXAMPLE_LINE, judgesAPhoto } from './support/judged-photo.ts';
import { startPlainServer } from './support/plain-server.ts';
import { test } from './support/site.ts';

test('a copy of the folder, the page and the script of the document give a result', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'lesionlens-embedding-'));
  cpSync(DIST, join(folder, 'lesionlens'), { recursive: true });
  const section = 'Files and a script tag';
  writeFileSync(join(folder, 'skin-check.html'), codeOf(section, 'html'));
  writeFileSync(join(folder, 'skin-check.js'), codeOf(section, 'js'));
  const server = await startPlainServer({ folders: { '': folder } });
  try {
    await page.goto(`${server.origin}/skin-check.html`);
    await expect(page.locator('lesion-lens .choose')).toBeEnabled();
    await expect(page.locator('#result')).toHaveText('');
    await judgesAPhoto(page);
    await expect(page.locator('#result')).toHaveText(EXAMPLE_LINE);

    const looks = () =>
      page.locator('lesion-lens .choose').evaluate((button) => {
        const { backgroundColor, textTransform } = getComputedStyle(button);
        return [backgroundColor, textTransform];
      });
    await page.mouse.move(0, 0);
    expect(await looks()).not.toEqual(['rgb(91, 42, 134)', 'uppercase']);
    await page.addStyleTag({ content: codeOf('The element', 'css') });
    expect(await looks()).toEqual(['rgb(91, 42, 134)', 'uppercase']);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('every link of the document leads somewhere', () => {
  const { files, anchors, headings } = linksOf();
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
  expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
  expect(anchors.length).toBeGreaterThan(0);
});
