// The page on the device: it works without a server after the first visit, and changes from one version to the next as a whole,
// when the person says so.
import { expect, type Page, test as base } from '@playwright/test';
import { accessibilityFaults } from './support/axe.ts';
import { deploy, type Deployment } from './support/deployment.ts';
import { draw } from './support/pictures.ts';
import { chooseButton, kept, openPage, pick, verdict } from './support/site.ts';

const test = base.extend<{ deployment: Deployment }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
  deployment: async ({}, use) => {
    const deployment = await deploy();
    await use(deployment);
    await deployment.stop();
    deployment.remove();
  },
});

async function visit(page: Page, url: string): Promise<void> {
  await openPage(page, url);
  await kept(page);
}

async function judge(page: Page): Promise<void> {
  await expect(chooseButton(page)).toBeEnabled();
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();
}

const offer = (page: Page) => page.locator('lesion-update section');

/** Of which versions the page on show is made: its document, its program, its worker's, its weights. */
async function versions(page: Page): Promise<string[]> {
  const document = /version (\d)/.exec(await page.title())?.[1] ?? 'first';
  const program = await page.evaluate(
    () => /-v(\d)\.js/.exec(window.document.scripts[0]?.src ?? '')?.[1] ?? 'first',
  );
  const files = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  const worker = files.find((name) => /\/(relaxed-)?simd-[^/]*\.js$/.test(name)) ?? '';
  const weights = /(\d)$/.exec(await page.locator('.weights').innerText())?.[1] ?? '';
  return [document, program, /-v(\d)\.js/.exec(worker)?.[1] ?? 'first', weights];
}

for (const path of ['/', '/a/b/']) {
  test(`after one visit the page judges photos without a server (${path})`, async ({ page }) => {
    const deployment = await deploy(path);
    try {
      await visit(page, deployment.url);
      await deployment.stop();
      await page.reload();
      await judge(page);
      await expect(page.locator('lesion-seal')).toContainText('Sealed');
    } finally {
      deployment.remove();
    }
  });
}

test('only the files that this device runs are kept', async ({ page, deployment }) => {
  await visit(page, deployment.url);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
  expect(kept.filter((path) => /\/relaxed-simd-[^/]*\.js$/.test(path))).toHaveLength(1);
  expect(kept.filter((path) => /\/simd-[^/]*\.js$/.test(path))).toHaveLength(0);
  expect(kept.filter((path) => path.endsWith('.safetensors'))).toHaveLength(1);
});

test('a new version is offered; the session goes on with the old one until it is accepted', async ({
  page,
  deployment,
}) => {
  await visit(page, deployment.url);
  deployment.release(9);
  await page.reload();
  await expect(offer(page)).toContainText('A new version is ready.');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
  }

  await judge(page);
  const before = await versions(page);
  expect(before).not.toContain('9');
  expect(new Set(before.slice(0, 3))).toEqual(new Set(['first']));

  await offer(page).getByRole('button', { name: 'Use it now' }).click();
  await expect(page).toHaveTitle(/version 9/);
  await judge(page);
  expect(await versions(page)).toEqual(['9', '9', '9', '9']);
  await expect(offer(page)).toHaveCount(0);

  // And it is whole: it works without a server.
  await deployment.stop();
  await page.reload();
  await judge(page);
  expect(await versions(page)).toEqual(['9', '9', '9', '9']);
});

test('"later" is heard: the old version stays, and is offered the new one the next time', async ({
  page,
  deployment,
}) => {
  await visit(page, deployment.url);
  deployment.release(9);
  await page.reload();
  await offer(page).getByRole('button', { name: 'Later' }).click();
  await expect(offer(page)).toHaveCount(0);
  await judge(page);
  expect(await versions(page)).not.toContain('9');

  await page.reload();
  await expect(offer(page)).toBeVisible();
  await judge(page);
  expect(await versions(page)).not.toContain('9');
});

test('a window that runs the old version is not disturbed by another that wants the new one', async ({
  page,
  context,
  deployment,
}) => {
  await visit(page, deployment.url);
  const other = await context.newPage();
  await openPage(other, deployment.url);
  deployment.release(9);
  await page.reload();
  await offer(page).getByRole('button', { name: 'Use it now' }).click();
  await expect(offer(page)).toContainText('still open in another window');
  await judge(other);
  expect(await versions(other)).not.toContain('9');

  await other.close();
  await offer(page).getByRole('button', { name: 'Use it now' }).click();
  await expect(page).toHaveTitle(/version 9/);
});

test('a set that does not fit together is not kept', async ({ page, deployment }) => {
  await visit(page, deployment.url);
  deployment.release(9);
  deployment.damageWeights(); // as while a release is being copied: the new list, but other weights
  await page.reload();
  await expect(chooseButton(page)).toBeEnabled();
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    for (let wait = 0; wait < 100 && registration.installing; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return { waiting: registration.waiting !== null };
  });
  expect(state.waiting).toBe(false);
  await expect(offer(page)).toHaveCount(0);
  await judge(page);
});

test('the page can be installed: name, start and icons', async ({ page, deployment }) => {
  await page.goto(deployment.url);
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = (await (
    await page.request.get(new URL(address ?? '', deployment.url).href)
  ).json()) as {
    name: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest.name).toBe('Lesionlens');
  expect(manifest.display).toBe('standalone');
  expect(new URL(manifest.start_url, deployment.url).href).toBe(deployment.url);
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, sizes, type } of manifest.icons) {
    const response = await page.request.get(new URL(src, deployment.url).href);
    expect(response.headers()['content-type'], src).toContain(type);
    if (type === 'image/png') {
      const bytes = await response.body();
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  }
});
