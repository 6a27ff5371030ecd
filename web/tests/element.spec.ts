// <lesion-lens> on a page of somebody else: attributes, methods, events, slots; one worker for all of the same weights.
import { expect, type Locator, type Page } from '@playwright/test';
import { LANGUAGES } from '../src/strings/language.ts';
import { lensStrings } from '../src/strings/parts/lens.ts';
import { holdWeights } from './support/held-weights.ts';
import { heard, type Lens, openHostPage } from './support/host-page.ts';
import { draw } from './support/pictures.ts';
import { problem, test, type UploadedFile, verdict } from './support/site.ts';

const lens = (page: Page): Locator => page.locator('lesion-lens');
const ready = async (page: Page, count = 1): Promise<void> => {
  await expect(page.locator('lesion-lens .choose:enabled')).toHaveCount(count);
};
const pickIn = (element: Locator, file: UploadedFile): Promise<void> =>
  element.locator('#file').setInputFiles(file);
const workers = (page: Page) => expect.poll(() => page.workers().length);

test('under a strict policy: tells of loading, being ready and each result', async ({
  page,
  site,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(message.text());
    }
  });
  await openHostPage(page, site);
  await ready(page);
  const progress = await heard(page, 'progress');
  expect(progress.length).toBeGreaterThan(0);
  const last = progress.at(-1);
  expect(last?.loadedBytes).toBe(last?.totalBytes);
  expect(await heard(page, 'ready')).toEqual([
    {
      variant: expect.stringMatching(/simd$/) as unknown,
      weights: expect.objectContaining({ name: 'lesionlens-default' }) as unknown,
    },
  ]);

  await pickIn(lens(page), await draw(page));
  await expect(verdict(page)).toBeVisible();
  const [result, ...more] = await heard(page, 'result');
  expect(more).toEqual([]);
  expect(result).toMatchObject({
    format: 'lesionlens-result/1',
    verdict: expect.stringMatching(/^(benign|malignant|unsure)$/),
    reasons: [],
    image: { width: 320, height: 240, region: { x: 40, y: 0, side: 240 } },
    disclaimer: 'A decision aid, not a diagnosis.',
  });
  expect(await heard(page, 'error')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('tells of a refused photo, and of what could not be loaded', async ({ page, site }) => {
  await openHostPage(page, site, '<lesion-lens weights="nothing.safetensors"></lesion-lens>');
  await expect(problem(page)).toHaveAttribute('data-code', 'weights-unavailable');
  expect(await heard(page, 'error')).toEqual([
    {
      code: 'weights-unavailable',
      message: expect.stringContaining('nothing.safetensors') as unknown,
    },
  ]);
  await lens(page).evaluate((element: Lens) => {
    element.weights = '';
  });
  await ready(page);
  await pickIn(lens(page), { name: 'x', mimeType: 'image/jpeg', buffer: Buffer.from('text') });
  await expect(problem(page)).toHaveAttribute('data-code', 'image-unknown-format');
  expect((await heard(page, 'error')).at(-1)?.code).toBe('image-unknown-format');
  expect(await heard(page, 'result')).toEqual([]);
});

test('classify() judges files, pixels and canvases, shows them, and answers the result', async ({
  page,
  site,
}) => {
  await openHostPage(page, site);
  const { buffer } = await draw(page, { type: 'image/png' });
  const results = await lens(page).evaluate(
    async (element: Lens, bytes) => {
      const file = new Blob([new Uint8Array(bytes)]);
      const bitmap = await createImageBitmap(file);
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
      if (!pixels) {
        throw new Error('no canvas');
      }
      const results = [];
      // The first one before the network is there.
      for (const image of [file, bitmap, canvas, pixels]) {
        const { probabilityMalignant } = await element.classify(image);
        await element.updateComplete;
        const shown = element.renderRoot.querySelector('img');
        await shown?.decode();
        results.push({
          probabilityMalignant,
          shown: shown?.naturalWidth,
          photo: element.photo instanceof Blob,
        });
      }
      return results;
    },
    [...buffer],
  );
  const [first] = results;
  expect(results).toEqual(new Array(4).fill({ ...first, shown: 320, photo: true }));
  expect(await heard(page, 'result')).toHaveLength(4);
});

test('classify() takes a region, and rejects with a code what cannot be judged', async ({
  page,
  site,
}) => {
  await openHostPage(page, site);
  const { buffer } = await draw(page);
  const answers = await lens(page).evaluate(
    async (element: Lens, bytes) => {
      const file = new Blob([new Uint8Array(bytes)]);
      const region = { x: 50, y: 20, side: 200 };
      const code = (error: unknown) => (error as { code: string }).code;
      return {
        region: (await element.classify(file, { region })).image.region,
        outside: await element.classify(file, { region: { ...region, x: 300 } }).catch(code),
        text: await element.classify(new Blob(['text'])).catch(code),
      };
    },
    [...buffer],
  );
  expect(answers).toEqual({
    region: { x: 50, y: 20, side: 200, width: 200, height: 200 },
    outside: 'region-invalid',
    text: 'image-unknown-format',
  });
});

test('a silent classify() answers and shows without an event', async ({ page, site }) => {
  await openHostPage(page, site);
  const { buffer } = await draw(page);
  const answers = await lens(page).evaluate(
    async (element: Lens, bytes) => {
      const silent = true;
      const code = (error: unknown) => (error as { code: string }).code;
      return {
        text: await element.classify(new Blob(['text']), { silent }).catch(code),
        width: (await element.classify(new Blob([new Uint8Array(bytes)]), { silent })).image.width,
      };
    },
    [...buffer],
  );
  expect(answers).toEqual({ text: 'image-unknown-format', width: 320 });
  await expect(verdict(page)).toBeVisible();
  expect(await heard(page, 'result')).toEqual([]);
  expect(await heard(page, 'error')).toEqual([]);
});

test('of two photos at once the later one stays on show, and both are answered', async ({
  page,
  site,
}) => {
  await openHostPage(page, site);
  const photos = [await draw(page), await draw(page, { width: 400, height: 400 })];
  const widths = await lens(page).evaluate(
    async (element: Lens, photos) => {
      const results = await Promise.all(
        photos.map((bytes) => element.classify(new Blob([new Uint8Array(bytes)]))),
      );
      return results.map(({ image }) => image.width);
    },
    photos.map(({ buffer }) => [...buffer]),
  );
  expect(widths).toEqual([320, 400]);
  await expect(verdict(page)).toBeVisible();
  await page.getByText('Technical details').click();
  await expect(verdict(page)).toContainText('400 × 400 pixels');
  expect(await heard(page, 'result')).toHaveLength(1);
});

test('reset() takes photo and verdict away', async ({ page, site }) => {
  await openHostPage(page, site);
  await ready(page);
  await pickIn(lens(page), await draw(page));
  await expect(verdict(page)).toBeVisible();
  await lens(page).evaluate((element: Lens) => {
    element.reset();
  });
  await expect(verdict(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Ready for a photo' })).toBeVisible();
  await expect(lens(page).locator('img')).toHaveCount(0);
  expect(await lens(page).evaluate((element: Lens) => element.photo)).toBeUndefined();
});

test('elements of the same weights share one worker, and each gets its own results', async ({
  page,
  site,
}) => {
  const downloads: string[] = [];
  page.on('request', (request) => downloads.push(request.url()));
  const twice = '<lesion-lens id="one"></lesion-lens><lesion-lens id="two"></lesion-lens>';
  await openHostPage(page, site, twice);
  await ready(page, 2);
  await workers(page).toBe(1);
  expect(downloads.filter((url) => url.endsWith('.safetensors'))).toHaveLength(1);
  await pickIn(page.locator('#one'), await draw(page));
  await pickIn(page.locator('#two'), await draw(page, { width: 500, height: 400 }));
  await expect(verdict(page)).toHaveCount(2);
  const sizes = (await heard(page, 'result')).map(
    ({ image }) => (image as { width: number }).width,
  );
  expect(sizes).toEqual([320, 500]);
});

test('the last element that goes frees the worker; one that comes back starts it again', async ({
  page,
  site,
}) => {
  const twice = '<lesion-lens id="one"></lesion-lens><lesion-lens id="two"></lesion-lens>';
  await openHostPage(page, site, twice);
  await ready(page, 2);
  await page.evaluate(() => {
    const one = document.getElementById('one');
    Object.assign(window, { one });
    one?.remove();
  });
  await pickIn(page.locator('#two'), await draw(page));
  await expect(verdict(page)).toBeVisible();
  await workers(page).toBe(1);
  await page.evaluate(() => {
    document.getElementById('two')?.remove();
  });
  await workers(page).toBe(0);

  await page.evaluate(() => {
    document.body.append((window as unknown as { one: Element }).one);
  });
  await ready(page);
  await workers(page).toBe(1);
  await pickIn(page.locator('#one'), await draw(page));
  await expect(verdict(page)).toBeVisible();
});

test('an element removed while it loads leaves no worker behind', async ({ page, site }) => {
  const release = await holdWeights(page);
  await openHostPage(page, site);
  await workers(page).toBe(1);
  const answer = lens(page).evaluate(async (element: Lens) => {
    const classified = element.classify(new Blob(['text']));
    element.remove();
    return classified.catch((error: unknown) => (error as { code: string }).code);
  });
  release();
  expect(await answer).toBe('closed');
  await workers(page).toBe(0);
});

test('an element that is moved keeps its worker and its verdict', async ({ page, site }) => {
  await openHostPage(page, site, '<lesion-lens></lesion-lens><div id="elsewhere"></div>');
  await ready(page);
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  await pickIn(lens(page), await draw(page));
  await expect(verdict(page)).toBeVisible();
  await lens(page).evaluate((element: Lens) => {
    document.getElementById('elsewhere')?.append(element);
  });
  await expect(page.locator('#elsewhere .verdict')).toBeVisible();
  await pickIn(lens(page), await draw(page, { type: 'image/png' }));
  await expect(verdict(page)).toBeVisible();
  expect(started).toEqual([]);
});

test('elements of different weights have their own workers and verdicts', async ({
  page,
  site,
}) => {
  const both =
    '<lesion-lens id="one"></lesion-lens><lesion-lens id="two" weights="golden/unsure.safetensors"></lesion-lens>';
  await openHostPage(page, site, both);
  await ready(page, 2);
  await workers(page).toBe(2);
  const photo = await draw(page);
  await pickIn(page.locator('#one'), photo);
  await pickIn(page.locator('#two'), photo);
  await expect(page.locator('#one .weights')).toHaveText(/^lesionlens-default/);
  await expect(page.locator('#two .verdict h2')).toHaveText('Not sure');
  await expect(page.locator('#two .weights')).not.toHaveText(/^lesionlens-default/);
  await page.evaluate(() => {
    document.getElementById('two')?.remove();
  });
  await workers(page).toBe(1);
});

test('a threshold of the host decides, alone, and at once', async ({ page, site }) => {
  await openHostPage(page, site, '<lesion-lens threshold="0.999999"></lesion-lens>');
  await ready(page);
  await pickIn(lens(page), await draw(page));
  await expect(verdict(page).locator('h2')).toHaveText('Benign');
  expect(await heard(page, 'result')).toMatchObject([
    { verdict: 'benign', threshold: 0.999999, unsureFrom: 0.999999, unsureTo: 0.999999 },
  ]);
  await lens(page).evaluate((element: Lens) => {
    element.threshold = 0.000001;
  });
  await expect(verdict(page).locator('h2')).toHaveText('Malignant');
  await expect(verdict(page).locator('.measured'), 'holds at another threshold').toHaveCount(0);
  await expect(verdict(page).locator('.bar .unsure')).toHaveCount(0);
  await page.getByText('Technical details').click();
  await expect(verdict(page)).toContainText('chosen by this page');

  await lens(page).evaluate((element: Lens) => {
    element.removeAttribute('threshold');
  });
  await expect(verdict(page).locator('.measured')).toBeVisible();
  await lens(page).evaluate((element: Lens) => {
    element.threshold = 2;
  });
  await expect(problem(page)).toHaveAttribute('data-code', 'options-invalid');
});

for (const language of LANGUAGES) {
  test(`speaks the language of its page: ${language}`, async ({ page, site }) => {
    await openHostPage(page, site, '<lesion-lens></lesion-lens>', language);
    await ready(page);
    const strings = lensStrings[language];
    await expect(page.getByRole('heading', { name: strings.ready })).toBeVisible();
    await pickIn(lens(page), await draw(page));
    const titles = Object.values(strings.verdicts).map(({ title }) => title);
    expect(titles).toContain(await verdict(page).locator('h2').innerText());
    const inside = lens(page).locator('.lens');
    await expect(inside).toHaveAttribute('lang', language);
    await expect(inside).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    // The scale starts where reading starts.
    const { fill, bar } = await verdict(page).evaluate((panel) => {
      const box = (selector: string) => panel.querySelector(selector)?.getBoundingClientRect();
      return { fill: box('.bar .fill'), bar: box('.bar') };
    });
    const side = language === 'ar' ? 'right' : 'left';
    expect(fill?.[side]).toBeCloseTo(bar?.[side] ?? NaN, 0);

    await pickIn(lens(page), { name: 'x', mimeType: 'image/jpeg', buffer: Buffer.from('text') });
    const sentence = strings.errors['image-unknown-format'];
    await expect(page.locator('.message')).toHaveText(sentence ?? /neither JPEG nor PNG|JPEG/);
  });
}

test('its own lang counts before that of the page, and both may change', async ({ page, site }) => {
  await openHostPage(page, site, '<div lang="fr"><lesion-lens></lesion-lens></div>', 'de');
  await ready(page);
  const choose = lens(page).locator('.choose');
  await expect(choose).toHaveText(lensStrings.fr.choose);
  await lens(page).evaluate((element: Lens) => {
    element.lang = 'es-MX';
  });
  await expect(choose).toHaveText(lensStrings.es.choose);
  await lens(page).evaluate((element: Lens) => {
    element.lang = 'tlh'; // without texts: the next one around it
    element.parentElement?.removeAttribute('lang');
  });
  await expect(choose).toHaveText(lensStrings.de.choose);
  await page.evaluate(() => {
    document.documentElement.lang = 'ar';
  });
  await expect(choose).toHaveText(lensStrings.ar.choose);
});

test('a host can pass words, a heading, more under a result, and a footer of its own', async ({
  page,
  site,
}) => {
  await openHostPage(
    page,
    site,
    `<lesion-lens>
      <h1 slot="heading">Skin check</h1>
      <p slot="after-result">Call us</p>
      <p slot="footer">Ours</p>
    </lesion-lens>`,
  );
  await ready(page);
  await lens(page).evaluate((element: Lens) => {
    element.strings = { choose: 'Upload', chooseAnother: 'Upload another' };
  });
  await expect(lens(page).locator('.choose')).toHaveText('Upload');
  await expect(page.getByRole('heading', { name: 'Skin check' })).toBeVisible();
  await expect(page.getByText('Call us')).toBeHidden();
  await expect(page.getByText('Ours')).toBeVisible();
  await expect(page.getByText('Your photo stays on this device.')).toBeHidden();
  await expect(page.getByText('A decision aid, not a diagnosis.')).toBeVisible();
  await pickIn(lens(page), await draw(page));
  await expect(page.getByText('Call us')).toBeVisible();
  await expect(lens(page).locator('.choose')).toHaveText('Upload another');
});

test('colours come from custom properties, and looks from parts', async ({ page, site }) => {
  await openHostPage(page, site);
  await ready(page);
  const looks = await lens(page).evaluate((element: Lens) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'lesion-lens { --lesion-lens-accent: rgb(1, 2, 3); } lesion-lens::part(stage) { padding: 5px; }',
    );
    document.adoptedStyleSheets.push(sheet);
    const style = (selector: string) => {
      const found = element.renderRoot.querySelector(selector);
      return found && getComputedStyle(found);
    };
    return [style('.choose')?.backgroundColor, style('.stage')?.padding];
  });
  expect(looks).toEqual(['rgb(1, 2, 3)', '5px']);
});

test('alone it follows the colour scheme of its page', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openHostPage(page, site);
  const background = () =>
    lens(page)
      .locator('.panel')
      .evaluate((panel) => getComputedStyle(panel).backgroundColor);
  expect(await background(), 'the page knows no dark').toBe('rgb(255, 255, 255)');
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { color-scheme: light dark; }');
    document.adoptedStyleSheets.push(sheet);
  });
  expect(await background()).toBe('rgb(23, 33, 38)');
});

test('the mode says where photos may come from', async ({ page, site }) => {
  await openHostPage(page, site, '<lesion-lens mode="camera"></lesion-lens>');
  await expect(lens(page).locator('.take')).toBeEnabled();
  await expect(lens(page).locator('.choose')).toHaveCount(0);
  const taken = () =>
    lens(page).evaluate((element: Lens) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], 'x.jpg', { type: 'image/jpeg' }));
      const drop = new DragEvent('drop', {
        dataTransfer: transfer,
        bubbles: true,
        cancelable: true,
      });
      return !element.dispatchEvent(drop);
    });
  expect(await taken()).toBe(false);
  await lens(page).evaluate((element: Lens) => {
    element.mode = 'photo';
  });
  await expect(lens(page).locator('.choose')).toBeEnabled();
  await expect(lens(page).locator('.take')).toHaveCount(0);
  expect(await taken()).toBe(true);
  await expect(problem(page)).toBeVisible();
});

test('a host can keep "Try again" from loading anew', async ({ page, site }) => {
  await page.route('**/*.safetensors', (route) => route.fulfill({ status: 404 }));
  await openHostPage(page, site);
  await expect(problem(page)).toBeVisible();
  await page.unroute('**/*.safetensors');
  await page.evaluate(() => {
    document.addEventListener(
      'lesion-lens-retry',
      (event) => {
        event.preventDefault();
      },
      { once: true },
    );
  });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(problem(page)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
});
