// Bad input ends in one clear message, and the next photo works.
import { expect, type Page } from '@playwright/test';
import { draw, pngHeaderOnly } from './support/pictures.ts';
import { chooseButton, kept, openPage, pick, problem, test, verdict } from './support/site.ts';

const jpegNamed = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

const badPhotos: Record<string, { code: string; file: (page: Page) => Promise<Buffer> }> = {
  'a text file called .jpg': {
    code: 'image-unknown-format',
    file: () => Promise.resolve(Buffer.from('Dear doctor, please find attached ...\n')),
  },
  'a truncated JPEG': {
    code: 'image-damaged',
    file: async (page) => {
      const { buffer } = await draw(page);
      return buffer.subarray(0, buffer.length / 2);
    },
  },
  'a picture of 1 x 1 pixels': {
    code: 'image-too-small',
    file: async (page) => (await draw(page, { width: 1, height: 1, type: 'image/png' })).buffer,
  },
  'a PNG header of 30,000 x 30,000 pixels': {
    code: 'image-too-large',
    file: () => Promise.resolve(pngHeaderOnly(30_000, 30_000)),
  },
  'an empty file': { code: 'image-empty', file: () => Promise.resolve(Buffer.alloc(0)) },
};

async function expectNextPhotoWorks(page: Page): Promise<void> {
  await expect(chooseButton(page)).toBeEnabled();
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();
  await expect(problem(page)).toHaveCount(0);
}

/** One alert, with a whole sentence and the code, and no verdict beside it. */
async function expectProblem(page: Page, code: string): Promise<void> {
  await expect(problem(page)).toHaveCount(1);
  await expect(problem(page)).toHaveAttribute('data-code', code);
  await expect(page.locator('.message')).toHaveText(/^[A-Z"].{15,}\.$/s);
  await expect(verdict(page)).toHaveCount(0);
}

for (const [what, { code, file }] of Object.entries(badPhotos)) {
  test(`${what} is refused, and the next photo works`, async ({ page, site }) => {
    await openPage(page, site.url);
    await pick(page, jpegNamed('photo.jpg', await file(page)));
    await expectProblem(page, code);
    await expectNextPhotoWorks(page);
  });
}

test('one bad photo after the other leaves the page as usable as before', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  for (const { code, file } of Object.values(badPhotos)) {
    await pick(page, jpegNamed('photo.jpg', await file(page)));
    await expectProblem(page, code);
  }
  await expectNextPhotoWorks(page);
});

test('damaged weights are refused, and a retry with sound ones works', async ({ page, site }) => {
  let damaged = true;
  await page.route('**/*.safetensors', async (route) => {
    if (!damaged) {
      return route.continue();
    }
    const response = await route.fetch();
    const body = await response.body();
    return route.fulfill({ response, body: body.subarray(0, body.length / 2) });
  });
  await page.goto(site.url);
  await expectProblem(page, 'weights-damaged');
  await expect(chooseButton(page)).toBeDisabled();
  damaged = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectNextPhotoWorks(page);
});

test('weights that are not there are named, and a retry works once they are', async ({
  page,
  site,
}) => {
  await page.route('**/*.safetensors', (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  await expectProblem(page, 'weights-unavailable');
  await expect(problem(page)).toContainText('"lesionlens-default.safetensors" was not found');
  await page.unroute('**/*.safetensors');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectNextPhotoWorks(page);
});

for (const [what, pattern] of Object.entries({
  'the WebAssembly file': '**/*.wasm',
  "the worker's script": '**/assets/relaxed-simd-*.js',
})) {
  test(`${what} does not come: this is told, and a retry works`, async ({ page, site }) => {
    await page.route(pattern, (route) => route.abort());
    await page.goto(site.url);
    await expectProblem(page, 'runtime-unavailable');
    await page.unroute(pattern);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expectNextPhotoWorks(page);
  });
}

test('a page of HTML in place of the weights is refused', async ({ page, site }) => {
  await page.goto(`${site.url}?weights=index.html`);
  await expectProblem(page, 'weights-damaged');
});

test('weights of another site are not used', async ({ page, site }) => {
  await page.goto(`${site.url}?weights=https://example.org/weights.safetensors`);
  await expectProblem(page, 'weights-address-invalid');
});

for (const [kind, url] of [
  ['a module', 'url'],
  ['a module with threads', 'isolatedUrl'],
] as const) {
  test(`${kind} that stops unexpectedly is restarted without a request`, async ({ page, site }) => {
    // The real worker, whose module traps at the first photo of all.
    await page.route('**/assets/relaxed-simd-*.js', async (route) => {
      const response = await route.fetch();
      const script = (await response.text()).replace(
        /(\w+)\.classifyEncoded\(/,
        (_, classifier) => `(() => {
        self.photos = (self.photos ?? 0) + 1;
        if (self.photos === 1) throw new WebAssembly.RuntimeError('unreachable');
        return ${String(classifier)};
      })().classifyEncoded(`,
      );
      await route.fulfill({ response, body: script });
    });
    await openPage(page, site[url]);
    await kept(page); // which goes on in the background, with requests of its own
    const requests: string[] = [];
    page.context().on('request', (request) => requests.push(request.url()));
    const workers = page.workers().length;
    await pick(page, await draw(page));
    await expectProblem(page, 'module-crashed');
    await expectNextPhotoWorks(page);
    // The threads of the module that stopped are gone.
    await expect.poll(() => page.workers().length).toBe(workers);
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  });
}
