// After its own files have loaded, the page sends no request: not while it judges photos, and not afterwards. Watched
// from two sides: Playwright's events, and the log of Chromium's network stack, which nothing gets past.
import { readFileSync } from 'node:fs';
import { chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../scripts/chromium.mjs';
import { draw } from './support/pictures.ts';
import { kept, openPage, pick, problem, type Site, test, verdict } from './support/site.ts';

async function judgeSeveralPhotos(page: Page, site: Site, whenLoaded: () => Promise<void>) {
  await openPage(page, site.url);
  await kept(page);
  await whenLoaded();
  for (const darkness of [0.2, 0.6, 0.9]) {
    await pick(page, await draw(page, { darkness }));
    await expect(verdict(page)).toBeVisible();
  }
  // Formats of the browser, and refusals, go ways of their own.
  await pick(page, await draw(page, { type: 'image/webp' }));
  await expect(verdict(page)).toBeVisible();
  await pick(page, { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await expect(problem(page)).toBeVisible();
  await page.waitForTimeout(1_000);
}

test("no request after loading, by Playwright's events", async ({ page, context, site }) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  let whileLoading: string[] = [];
  await judgeSeveralPhotos(page, site, () => {
    whileLoading = requests.splice(0);
    return Promise.resolve();
  });

  // The worker's requests are seen, or the silence would prove nothing.
  expect(whileLoading.some((url) => url.endsWith('.wasm'))).toBe(true);
  expect(whileLoading.some((url) => url.endsWith('.safetensors'))).toBe(true);
  expect(
    whileLoading.filter((url) => !url.startsWith('blob:') && !url.startsWith(site.url)),
  ).toEqual([]);
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test("no request after loading, by the log of Chromium's network stack", async ({
  site,
}, testInfo) => {
  const log = testInfo.outputPath('network-log.json');
  const marker = `${site.url}all-loaded`;
  const browser = await chromium.launch({
    ...CHROMIUM_OPTIONS,
    args: [...(CHROMIUM_OPTIONS.args ?? []), `--log-net-log=${log}`],
  });
  try {
    const page = await browser.newPage();
    await judgeSeveralPhotos(page, site, async () => {
      // The sealed page can no longer set the marker itself.
      const other = await browser.newPage();
      await other.route('**/other', (route) =>
        route.fulfill({ contentType: 'text/html', body: '' }),
      );
      await other.goto(`${site.url}other`);
      await other.evaluate((url) => fetch(url), marker);
      await other.close();
    });
  } finally {
    await browser.close(); // completes the log
  }

  const urls = urlsRequestedBy(new URL(site.url).origin, readFileSync(log, 'utf8'));
  const loaded = urls.indexOf(marker);
  expect(loaded, 'the marker is in the log').toBeGreaterThan(0);
  expect(urls.slice(0, loaded).some((url) => url.endsWith('.safetensors'))).toBe(true);
  expect(urls.slice(loaded + 1)).toEqual([]);
});

/**
 * The address of every request in the log that pages of `origin` or their workers made, in their order. Chromium also
 * makes requests of its own (is somebody signed in? is there an update?), whatever page is open.
 */
function urlsRequestedBy(origin: string, log: string): string[] {
  const { constants, events } = JSON.parse(log) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string; initiator?: string } }[];
  };
  const started = constants.logEventTypes.URL_REQUEST_START_JOB;
  expect(started, 'the log still names its events so').toBeDefined();
  return events.flatMap(({ type, params }) =>
    type === started && params?.initiator === origin && params.url !== undefined
      ? [params.url]
      : [],
  );
}
