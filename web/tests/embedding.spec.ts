// <lesion-lens> by one script tag and one tag on pages of somebody else, as built: from another origin, below a sub-path, and under
// the policies that docs/embedding.md names.
import { expect, type Page } from '@playwright/test';
import { DIST, ISOLATION_HEADERS } from '../scripts/static-server.mjs';
import { policyOf } from './support/embedding-doc.ts';
import { launchWithCamera } from './support/fake-camera.ts';
import type { Lens } from './support/host-page.ts';
import { judgesAPhoto } from './support/judged-photo.ts';
import { draw } from './support/pictures.ts';
import {
  type PlainServer,
  type PlainServerOptions,
  startPlainServer,
} from './support/plain-server.ts';
import { test as base } from './support/site.ts';

const test = base.extend<{ host: (options: PlainServerOptions) => Promise<PlainServer> }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
  host: async ({}, use) => {
    const servers: PlainServer[] = [];
    await use(async (options) => {
      const server = await startPlainServer(options);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },
});

const TAG = '<lesion-lens></lesion-lens>';
const scriptTag = (address: string): string => `<script type="module" src="${address}"></script>`;
const pageWith = (head: string, body = TAG): string =>
  `<!doctype html><html lang="en"><title>host</title>${head}<body>${body}</body></html>`;

const ready = async (page: Page, count = 1): Promise<void> => {
  await expect(page.locator('lesion-lens .choose:enabled')).toHaveCount(count);
};

/** What the console says of errors, and what the page's policy refused, from now on. */
async function complaintsOf(page: Page): Promise<{ console: string[]; refused: string[] }> {
  const complaints = { console: [] as string[], refused: [] as string[] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      complaints.console.push(message.text());
    }
  });
  page.on('pageerror', (error) => {
    complaints.console.push(error.message);
  });
  await page.exposeFunction('refused', (directive: string) => {
    complaints.refused.push(directive);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const { refused } = window as unknown as { refused: (directive: string) => void };
      refused(`${effectiveDirective} ${blockedURI.split(':')[0] ?? ''}`);
    });
  });
  return complaints;
}

test('a page of another origin needs one script tag and one tag', async ({ page, site, host }) => {
  const { origin } = await host({
    pages: { '/': pageWith(scriptTag(`${site.url}lesion-lens.js`)) },
  });
  const complaints = await complaintsOf(page);
  await page.goto(origin);
  await judgesAPhoto(page);
  expect(new URL(page.url()).origin).not.toBe(new URL(site.url).origin);
  // From its own address no browser would have started it.
  expect(page.workers().map((worker) => worker.url().split('//')[0])).toEqual(['blob:http:']);
  expect(complaints).toEqual({ console: [], refused: [] });
});

test('below a sub-path the files are found beside the script, whatever the address of the page', async ({
  page,
  host,
}) => {
  const { origin } = await host({
    pages: { '/patients/7/photo.html': pageWith(scriptTag('../../tools/lens-2/lesion-lens.js')) },
    folders: { '/tools/lens-2': DIST },
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${origin}/patients/7/photo.html`);
  await judgesAPhoto(page);
  const foreign = asked.filter(
    (url) => !url.startsWith(`${origin}/tools/lens-2/`) && !/^(blob|data):/.test(url),
  );
  expect(foreign).toEqual([`${origin}/patients/7/photo.html`]);
  expect(page.workers()[0]?.url()).toMatch(`${origin}/tools/lens-2/assets/`);
});

for (const [order, html] of Object.entries({
  'the script first': pageWith(scriptTag('/lens/lesion-lens.js')),
  'the tag first': pageWith('', TAG + scriptTag('/lens/lesion-lens.js')),
  'the script twice, under two addresses': pageWith(
    scriptTag('/lens/lesion-lens.js') + scriptTag('/copy/lesion-lens.js'),
  ),
})) {
  test(`it makes no difference which comes first: ${order}`, async ({ page, host }) => {
    const { origin } = await host({
      pages: { '/': html },
      folders: { '/lens': DIST, '/copy': DIST },
    });
    const complaints = await complaintsOf(page);
    await page.goto(origin);
    await judgesAPhoto(page);
    expect(complaints).toEqual({ console: [], refused: [] });
  });
}

test('what a page sets on the element before the script has come, counts', async ({
  page,
  host,
}) => {
  const { origin } = await host({ pages: { '/': pageWith('') }, folders: { '/lens': DIST } });
  await page.goto(origin);
  await page.evaluate(async () => {
    const lens = document.querySelector('lesion-lens') as unknown as Lens;
    lens.strings = { choose: 'Upload' };
    lens.threshold = 0.5;
    const script = '/lens/lesion-lens.js';
    await import(script);
  });
  await ready(page);
  await expect(page.locator('.choose')).toHaveText('Upload');
  expect((await judgesAPhoto(page)).threshold).toBe(0.5);
});

test('several elements from another origin share one worker, which ends with the last of them', async ({
  page,
  site,
  host,
}) => {
  const { origin } = await host({
    pages: { '/': pageWith(scriptTag(`${site.url}lesion-lens.js`), TAG.repeat(3)) },
  });
  await page.goto(origin);
  await ready(page, 3);
  expect(page.workers()).toHaveLength(1);
  const { buffer } = await draw(page);
  const probabilities = await page.evaluate(
    async (bytes) => {
      const photo = new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
      const all = [...document.querySelectorAll('lesion-lens')];
      const results = await Promise.all(all.map((lens) => lens.classify(photo)));
      return results.map(({ probabilityMalignant }) => probabilityMalignant);
    },
    [...buffer],
  );
  expect(probabilities).toEqual(new Array(3).fill(probabilities[0]));

  const remove = () =>
    page.evaluate(() => {
      document.querySelector('lesion-lens')?.remove();
    });
  await remove();
  await remove();
  expect(page.workers()).toHaveLength(1);
  await remove();
  await expect.poll(() => page.workers().length).toBe(0);
});

for (const [from, policy] of [
  ['its own origin', undefined],
  ['another origin', undefined],
  ['its own origin, all under Trusted Types', { text: policyOf('trusted'), everywhere: true }],
] as const) {
  test(`an isolated page gets threads, with files from ${from}`, async ({ page, site, host }) => {
    const folder = from === 'another origin' ? site.url : '/lens/';
    const { origin } = await host({
      pages: { '/': pageWith(scriptTag(`${folder}lesion-lens.js`)) },
      folders: { '/lens': DIST },
      headers: ISOLATION_HEADERS,
      ...(policy && { policy }),
    });
    const complaints = await complaintsOf(page);
    await page.addInitScript(() => {
      document.addEventListener('lesion-lens-ready', (event) => {
        const { variant } = (event as CustomEvent<{ variant: string }>).detail;
        document.documentElement.dataset.variant = variant;
      });
    });
    await page.goto(origin);
    await judgesAPhoto(page);
    await expect(page.locator('html')).toHaveAttribute('data-variant', 'relaxed-simd-threads');
    expect(complaints).toEqual({ console: [], refused: [] });
  });
}

test('threads that the policy of the worker forbids end in an error, not in waiting', async ({
  page,
  host,
}) => {
  const { origin } = await host({
    pages: { '/': pageWith(scriptTag('/lens/lesion-lens.js')) },
    folders: { '/lens': DIST },
    headers: ISOLATION_HEADERS,
  });
  await page.route('**/relaxed-simd-threads-*.js', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "worker-src 'none'" };
    await route.fulfill({ response, headers });
  });
  await page.goto(origin);
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'runtime-unavailable');
});

test.describe('Content-Security-Policy', () => {
  const ownPages = { '/': pageWith(scriptTag('/lens/lesion-lens.js')) };
  const ownFolders = { '/lens': DIST };

  for (const [kind, everywhere] of [
    ['own', false],
    ['everywhere', true],
    ['trusted', true],
  ] as const) {
    test(`the document's policy "${kind}" is kept, and enough`, async ({ page, host }) => {
      const { origin } = await host({
        pages: ownPages,
        folders: ownFolders,
        policy: { text: policyOf(kind), everywhere },
      });
      const complaints = await complaintsOf(page);
      await page.goto(origin);
      await judgesAPhoto(page);
      await expect.poll(() => shownWidth(page)).toBe(320);
      expect(complaints).toEqual({ console: [], refused: [] });
    });
  }

  test(`the document's policy "other" is kept, and enough`, async ({ page, site, host }) => {
    const { origin } = await host({
      pages: { '/': pageWith(scriptTag(`${site.url}lesion-lens.js`)) },
      policy: { text: policyOf('other', new URL(site.url).origin), everywhere: false },
    });
    const complaints = await complaintsOf(page);
    await page.goto(origin);
    await judgesAPhoto(page);
    await expect.poll(() => shownWidth(page)).toBe(320);
    expect(complaints).toEqual({ console: [], refused: [] });
  });

  test('the camera, too, needs no more', async ({ host }) => {
    const { origin } = await host({
      pages: ownPages,
      folders: ownFolders,
      policy: { text: policyOf('trusted'), everywhere: true },
    });
    const browser = await launchWithCamera({
      width: 640,
      height: 480,
      passages: [{ look: 'sharp', seconds: 0.3 }],
    });
    const page = await browser.newPage({ permissions: ['camera'] });
    const complaints = await complaintsOf(page);
    await page.goto(origin);
    await page.locator('lesion-lens .take').click();
    await page.locator('lesion-camera .take').click();
    await expect(page.locator('lesion-lens').locator('.verdict, .not-judged')).toBeVisible();
    expect(complaints).toEqual({ console: [], refused: [] });
    await browser.close();
  });

  for (const { kind, source, instead, code } of [
    { kind: 'own', source: 'img-src blob:', instead: '', code: undefined },
    { kind: 'own', source: "connect-src 'self'", instead: '', code: 'runtime-unavailable' },
    { kind: 'everywhere', source: "'wasm-unsafe-eval'", instead: '', code: 'runtime-unavailable' },
    {
      kind: 'everywhere',
      source: "connect-src 'self' blob:",
      instead: "connect-src 'self'",
      code: 'runtime-unavailable',
    },
    { kind: 'trusted', source: ' lesionlens', instead: '', code: 'internal' },
  ] as const) {
    test(`no source of the policy "${kind}" is in vain: ${source}`, async ({ page, host }) => {
      const text = policyOf(kind);
      expect(text).toContain(source);
      const { origin } = await host({
        pages: ownPages,
        folders: ownFolders,
        policy: { text: text.replace(source, instead), everywhere: kind !== 'own' },
      });
      await page.goto(origin);
      if (code) {
        await expect(page.getByRole('alert')).toHaveAttribute('data-code', code);
      } else {
        await judgesAPhoto(page);
        await expect(
          page.getByText('This browser cannot show this kind of picture.'),
        ).toBeVisible();
      }
    });
  }
});

/** Of the photo on show, in pixels; 0 where the browser shows none. */
function shownWidth(page: Page): Promise<number> {
  return page
    .locator('lesion-lens img')
    .evaluate((image) => (image as HTMLImageElement).naturalWidth);
}
