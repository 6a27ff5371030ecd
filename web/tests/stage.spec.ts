// The camera and the ring on the stage of <lesion-lens>, on the sealed page.
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { LesionLens } from '../src/element/lesion-lens.ts';
import { lensStrings } from '../src/strings/parts/lens.ts';
import { accessibilityFaults } from './support/axe.ts';
import { launchWithCamera } from './support/fake-camera.ts';
import { heard, openHostPage } from './support/host-page.ts';
import { draw } from './support/pictures.ts';
import { embed, heard as heardByPortal, startPortal } from './support/portal.ts';
import { chooseButton, openPage, pick, test as base, verdict } from './support/site.ts';

const strings = lensStrings.en;
const camera = (page: Page): Locator => page.locator('lesion-camera');
const framing = (page: Page): Locator => page.locator('lesion-framing');

interface WorkerFixtures {
  withCamera: Browser;
}

const test = base.extend<object, WorkerFixtures>({
  withCamera: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const browser = await launchWithCamera({
        width: 1280,
        height: 960,
        passages: [{ look: 'sharp', seconds: 0.3 }],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a photo is taken by the camera and judged in its ring, ${colorScheme}`, async ({
    withCamera,
    site,
  }) => {
    const context = await withCamera.newContext({ permissions: ['camera'], colorScheme });
    const page = await context.newPage();
    await openPage(page, site.url);
    await page.locator('.take').click();
    await expect(camera(page).locator('.take')).toBeEnabled();
    await expect(camera(page).locator('[part=readings]')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await camera(page).locator('.take').click();
    await expect(page.locator('.verdict, .not-judged')).toBeVisible();
    await expect(camera(page)).toHaveCount(0);
    await expect(page.locator('.seen .square')).toBeVisible();
    await page.getByText('Technical details').click();
    await expect(page.locator('.technical')).toContainText('1280 × 960 pixels');
    await expect(page.locator('.take')).toHaveText(strings.takeAnother);
    await context.close();
  });
}

test('the camera can be closed again, and the keyboard goes on where it was', async ({
  withCamera,
  site,
}) => {
  const context = await withCamera.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await openPage(page, site.url);
  await page.locator('.take').press('Enter');
  await expect(camera(page).locator('.take')).toBeEnabled();
  await camera(page).getByRole('button', { name: 'Close' }).click();
  await expect(camera(page)).toHaveCount(0);
  await expect(page.locator('.take')).toBeFocused();
  await context.close();
});

test('without a camera the way out is a file', async ({ page, site }) => {
  await openHostPage(page, site, '<lesion-lens mode="camera"></lesion-lens>');
  await expect(page.locator('.take')).toBeEnabled();
  const photo = await draw(page);
  await page.locator('.take').click();
  await expect(camera(page).getByRole('alert')).toBeVisible();
  const dialog = page.waitForEvent('filechooser');
  await camera(page).locator('.pick').click();
  await (await dialog).setFiles(photo);
  await expect(verdict(page)).toBeVisible();
  await expect(camera(page)).toHaveCount(0);
});

test('the lesion is put into the ring, and the network sees that part', async ({ page, site }) => {
  await openHostPage(page, site);
  await expect(chooseButton(page)).toBeEnabled();
  await pick(page, await draw(page, { width: 800, height: 600 }));
  await expect(verdict(page)).toBeVisible();
  await page.getByRole('button', { name: strings.frame }).press('Enter');
  const stage = framing(page).getByRole('application');
  await expect(stage).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Tab');
  await expect(stage).toBeFocused();
  await stage.press('+');
  await stage.press('+');
  await stage.press('ArrowRight');
  await framing(page).locator('.confirm').click();
  await expect(framing(page)).toHaveCount(0);
  await expect.poll(() => heard(page, 'result')).toHaveLength(2);
  const regions = (await heard(page, 'result')).map(
    ({ image }) => (image as { region: { x: number; side: number } }).region,
  );
  expect(regions[0]).toMatchObject({ x: 100, side: 600 });
  expect(regions[1]?.side).toBeLessThan(500);
  await expect(page.locator('.seen .square')).toBeVisible();
  await expect(page.getByRole('img', { name: 'The chosen photo, drawn.jpeg' })).toBeVisible();

  // It goes on from there, and may be left as it is.
  await page.getByRole('button', { name: strings.frame }).click();
  await expect(stage).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: strings.back }).click();
  await expect(page.getByRole('button', { name: strings.frame })).toBeFocused();
  expect(await heard(page, 'result')).toHaveLength(2);
});

test('axe finds nothing while the lesion is put into the ring', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page));
  await page.locator('.reframe').click();
  await expect(framing(page).getByRole('application')).toHaveAttribute('aria-busy', 'false');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a host has its own words for the camera and the ring, too', async ({ withCamera, site }) => {
  const context = await withCamera.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await openHostPage(page, site);
  await expect(chooseButton(page)).toBeEnabled();
  await page.locator('lesion-lens').evaluate((element: LesionLens) => {
    element.strings = { camera: { take: 'Snap' }, framing: { confirm: 'This one' } };
  });
  await page.locator('.take').click();
  await expect(camera(page).locator('.take')).toHaveText('Snap');
  await camera(page).locator('.take').click();
  await page.getByRole('button', { name: strings.frame }).click();
  await expect(framing(page).locator('.confirm')).toHaveText('This one');
  await context.close();
});

test('in the frame of a portal the camera works where the portal lets it', async ({
  withCamera,
  site,
}) => {
  const portal = await startPortal();
  const context = await withCamera.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(portal.url);
  const address = `${site.url}frame.html?lang=en&origin=${encodeURIComponent(portal.origin)}`;
  const sandbox = 'allow-scripts allow-same-origin allow-downloads';
  const withLeave = await embed(page, address, { sandbox, allow: 'camera' });
  await withLeave.locator('.take:enabled').click();
  await withLeave.locator('lesion-camera .take:enabled').click();
  await expect(withLeave.locator('.verdict, .not-judged')).toBeVisible();
  await expect
    .poll(async () => (await heardByPortal(page)).map(({ data }) => data.type))
    .toContain('result');

  const without = await embed(page, address, { sandbox });
  await without.locator('.take:enabled').click();
  await expect(without.locator('lesion-camera').getByRole('alert')).toBeVisible();
  await context.close();
  await portal.close();
});
