// A photo comes in by each way there is, and the verdict comes out.
import { expect } from '@playwright/test';
import { holdWeights } from './support/held-weights.ts';
import { draw } from './support/pictures.ts';
import {
  announcement,
  chooseButton,
  openPage,
  pick,
  problem,
  test,
  verdict,
  verdictWord,
} from './support/site.ts';

for (const place of ['url', 'subPathUrl'] as const) {
  test(`picking a photo shows it with its verdict (${place})`, async ({ page, site }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      // The browser reports each attempt of the seal that it refuses, and its own to fetch the icon, which it makes at leisure.
      const ofTheSeal = /\/seal-probe\?|\/icon\.svg'/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !ofTheSeal) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await openPage(page, site[place]);
    await pick(page, await draw(page));

    await expect(verdictWord(page)).toHaveText(/^(Benign|Malignant|Not sure)$/);
    await expect(page.locator('.probability')).toHaveText(/Probability of malignancy\s.*\d%\s*$/);
    await expect(verdict(page).getByRole('img')).toHaveAccessibleName(/threshold \d/);
    await expect(page.locator('.time')).toHaveText(/\d ms, on this device/);
    await expect(page.locator('.weights')).not.toBeEmpty();
    await expect(page.getByRole('img', { name: /The chosen photo/ })).toBeVisible();
    await expect(page.getByText('A decision aid, not a diagnosis.').first()).toBeVisible();
    await expect(page.getByText('Your photo stays on this device.')).toBeVisible();
    await expect(announcement(page)).toHaveText(
      /^Result: (Benign|Malignant|Not sure)\. Probability/,
    );
    expect(complaints, 'nothing in the console').toEqual([]);
  });
}

test('the button opens the file dialog', async ({ page, site }) => {
  await openPage(page, site.url);
  const photo = await draw(page, { type: 'image/png' });
  const dialog = page.waitForEvent('filechooser');
  await chooseButton(page).click();
  await (await dialog).setFiles(photo);
  await expect(verdict(page)).toBeVisible();
});

test('the same photo can be picked twice', async ({ page, site }) => {
  await openPage(page, site.url);
  const photo = await draw(page);
  const image = page.getByRole('img', { name: /The chosen photo/ });
  await pick(page, photo);
  await expect(verdict(page)).toBeVisible();
  const firstAddress = await image.getAttribute('src');
  await pick(page, photo);
  await expect(image).not.toHaveAttribute('src', firstAddress ?? '');
  await expect(verdict(page)).toBeVisible();
});

for (const way of ['drop', 'paste'] as const) {
  test(`a photo can come by ${way}`, async ({ page, site }) => {
    await openPage(page, site.url);
    const { buffer, name, mimeType } = await draw(page);
    await page.evaluate(
      ({ bytes, name, type, way }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
        const common = { bubbles: true, cancelable: true, composed: true };
        const event =
          way === 'drop'
            ? new DragEvent('drop', { ...common, dataTransfer: transfer })
            : new ClipboardEvent('paste', { ...common, clipboardData: transfer });
        if (document.body.dispatchEvent(event)) {
          throw new Error('the browser would have opened the file itself');
        }
      },
      { bytes: [...buffer], name, type: mimeType, way },
    );
    await expect(verdict(page)).toBeVisible();
  });
}

test('a drop before the network is there does not leave the page', async ({ page, site }) => {
  await page.route('**/*.safetensors', () => new Promise(() => undefined));
  await page.goto(site.url);
  await expect(chooseButton(page)).toBeDisabled();
  const left = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.jpg', { type: 'image/jpeg' }));
    const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    return document.body.dispatchEvent(drop);
  });
  expect(left).toBe(false);
  await expect(page.getByRole('heading', { name: 'Loading' })).toBeVisible();
});

test("on a phone without a live view the photo can come from the camera on the phone's back", async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
  });
  await openPage(page, site.url);
  const photo = await draw(page);
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Take a photo' }).tap();
  const chooser = await dialog;
  expect(await chooser.element().getAttribute('capture')).toBe('environment');
  await chooser.setFiles(photo);
  await expect(verdict(page)).toBeVisible();
  await context.close();
});

test('a format that only the browser knows is decoded by the browser', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page, { type: 'image/webp' }));
  await expect(verdict(page)).toBeVisible();
  await page.getByText('Technical details').click();
  await expect(verdict(page)).toContainText('this browser; another one may differ slightly');
});

test('loading shows its progress in bytes', async ({ page, site }) => {
  const release = await holdWeights(page);
  await page.goto(site.url);
  const bar = page.getByRole('progressbar');
  await expect(bar).toBeVisible();
  await expect(page.locator('.bytes')).toHaveText(/\d MB/);
  await expect(problem(page)).toHaveCount(0);
  release();
  await expect(chooseButton(page)).toBeEnabled();
  await expect(bar).toHaveCount(0);
});

test('a probability in the band around the threshold is answered "Not sure"', async ({
  page,
  site,
}) => {
  await openPage(page, `${site.url}?weights=golden/unsure.safetensors`);
  await pick(page, await draw(page));
  await expect(verdictWord(page)).toHaveText('Not sure');
  await expect(announcement(page)).toHaveText(/^Result: Not sure\. Probability/);
  await expect(verdict(page)).toContainText('have the lesion examined by a doctor');
  await page.getByText('Kinds of lesion').click();
  await expect(verdict(page).locator('.kinds li').first()).toHaveText(/\w+\s.*\d+\.\d%/s);
});
