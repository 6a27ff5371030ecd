// Lesionlens in an <iframe> of a portal: two real origins, and what they say to each other.
import { expect, type Frame, type JSHandle, type Page } from '@playwright/test';
import { isExactOrigin } from '../src/frame/exact-origin.ts';
import type * as Host from '../src/frame/host.ts';
import { readFrameMessage } from '../src/frame/protocol.ts';
import { LANGUAGES } from '../src/strings/language.ts';
import { accessibilityFaults } from './support/axe.ts';
import { withOrigin } from './support/exif.ts';
import { deploy } from './support/deployment.ts';
import { importFace } from './support/face.ts';
import { schemaFaults } from './support/fhir-schema.ts';
import { draw } from './support/pictures.ts';
import { embed, heard, type Portal, startPortal } from './support/portal.ts';
import { kept, type Site, test as base, type UploadedFile } from './support/site.ts';
import { startedOnce } from './support/worker-fixture.ts';

const test = base.extend<object, { portal: Portal; other: Portal }>({
  portal: startedOnce(startPortal),
  other: startedOnce(startPortal),
});

const lensOrigin = (site: Site) => new URL(site.url).origin;

function frameAddress(site: Site, origins: string[], more: Record<string, string> = {}): string {
  const address = new URL('frame.html', site.url);
  for (const origin of origins) {
    address.searchParams.append('origin', origin);
  }
  for (const [name, value] of Object.entries({ lang: 'en', ...more })) {
    address.searchParams.set(name, value);
  }
  return address.href;
}

/** Until photos can be picked in it. */
async function standsReady(frame: Frame): Promise<void> {
  await expect(frame.locator('#file')).toBeEnabled();
}

/** The portal's page with the frame in it, connected by the script for hosts. */
async function connect(
  page: Page,
  { site, portal }: { site: Site; portal: Portal },
  options: { more?: Record<string, string>; fhir?: Host.ConnectOptions['fhir'] } = {},
): Promise<{ frame: Frame; host: JSHandle<Host.LesionFrame> }> {
  await page.goto(portal.url);
  const frame = await embed(page, frameAddress(site, [portal.origin], options.more));
  const host = await page.evaluateHandle(
    async ({ scriptUrl, origin, fhir }) => {
      const { connectLesionFrame } = (await import(scriptUrl)) as typeof Host;
      const iframe = document.querySelector('iframe');
      if (!iframe) {
        throw new Error('no iframe');
      }
      return connectLesionFrame(iframe, { origin, ...(fhir && { fhir }) });
    },
    { scriptUrl: portal.scriptUrl, origin: lensOrigin(site), fhir: options.fhir },
  );
  return { frame, host };
}

/** By way of the host's script: what comes back, or the error's code. */
function classify(
  host: JSHandle<Host.LesionFrame>,
  { buffer, mimeType }: UploadedFile,
  options: Host.FrameClassifyOptions = {},
): Promise<Host.FrameResult | { code: string }> {
  return host.evaluate(
    async (host, { base64, type, options }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      try {
        return await host.classify(new Blob([bytes], { type }), options);
      } catch (error) {
        return { code: String((error as { code?: unknown }).code) };
      }
    },
    { base64: buffer.toString('base64'), type: mimeType, options },
  );
}

const resultOf = (answer: Awaited<ReturnType<typeof classify>>): Host.FrameResult => {
  if ('code' in answer) {
    throw new Error(`no result, but ${answer.code}`);
  }
  return answer;
};

test('a portal gets ready, progress, and the same result as from the classifier itself', async ({
  page,
  site,
  portal,
}) => {
  const photo = await draw(page, { width: 640, height: 480 });
  const { frame, host } = await connect(page, { site, portal });
  const { weights } = await host.evaluate((host) => host.ready);
  expect(weights.name).toBe('lesionlens-default');
  const { result } = resultOf(await classify(host, photo));
  expect(result.format).toBe('lesionlens-result/1');
  expect(result.image).toMatchObject({ width: 640, height: 480 });
  await expect(frame.locator('lesion-lens img').first()).toBeVisible();

  const messages = await heard(page);
  expect(messages.map(({ data }) => data.type)).toEqual([
    ...messages.filter(({ data }) => data.type === 'progress').map(() => 'progress'),
    'ready',
    'result',
  ]);
  expect(messages.some(({ data }) => data.type === 'progress')).toBe(true);
  for (const { origin, data } of messages) {
    expect(origin).toBe(lensOrigin(site));
    expect(data.protocol).toBe('lesionlens/1');
  }

  const face = await importFace(page, site);
  const direct = await face.evaluate(async ({ LesionClassifier }, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const classifier = await LesionClassifier.create();
    return classifier.classify(new Blob([bytes]));
  }, photo.buffer.toString('base64'));
  expect(result.probabilityMalignant).toBeCloseTo(direct.probabilityMalignant, 6);
  expect(result.weights.sha256).toBe(direct.weights.sha256);
});

test('a region is heeded, and one outside of the photo is refused', async ({
  page,
  site,
  portal,
}) => {
  const photo = await draw(page, { width: 640, height: 480 });
  const { host } = await connect(page, { site, portal });
  const region = { x: 200, y: 100, side: 256 };
  const { result } = resultOf(await classify(host, photo, { region }));
  expect(result.image.region).toMatchObject(region);
  expect(await classify(host, photo, { region: { x: 600, y: 0, side: 256 } })).toEqual({
    code: 'region-invalid',
  });
});

test('the threshold of the frame’s address counts', async ({ page, site, portal }) => {
  const photo = await draw(page);
  const { host } = await connect(page, { site, portal }, { more: { threshold: '0.77' } });
  const { result } = resultOf(await classify(host, photo));
  expect(result).toMatchObject({ threshold: 0.77, unsureFrom: 0.77, unsureTo: 0.77 });
});

test('where the page has been opened before, the frame is kept with it', async ({ page }) => {
  const deployment = await deploy();
  try {
    await page.goto(deployment.url);
    await kept(page);
    await deployment.stop();
    await page.goto(`${deployment.url}frame.html?lang=en`);
    await standsReady(page.mainFrame());
    await page.locator('#file').setInputFiles(await draw(page));
    await expect(page.locator('lesion-lens img').first()).toBeVisible();
  } finally {
    deployment.remove();
  }
});

test('a bundle of FHIR comes where it is asked for, valid, about whom the portal names', async ({
  page,
  site,
  portal,
}) => {
  const photo = await draw(page);
  const { host } = await connect(page, { site, portal });
  expect(resultOf(await classify(host, photo))).not.toHaveProperty('fhir');
  const subject = { reference: 'Patient/example' };
  const { fhir, result } = resultOf(await classify(host, photo, { fhir: { subject } }));
  expect(schemaFaults(fhir)).toEqual([]);
  const assessment = fhir?.entry?.[0]?.resource;
  expect(assessment).toMatchObject({ resourceType: 'RiskAssessment', subject });
  expect(assessment).toMatchObject({ occurrenceDateTime: result.time });
});

test('damaged photos are answered with their error, and the next one with its result', async ({
  page,
  site,
  portal,
}) => {
  const photo = await draw(page);
  const { host } = await connect(page, { site, portal });
  const buffer = photo.buffer.subarray(0, photo.buffer.length / 2);
  const errors = [
    await classify(host, { ...photo, buffer }),
    await classify(host, { ...photo, buffer: Buffer.from('no picture at all') }),
    await classify(host, { ...photo, buffer: Buffer.alloc(0) }),
  ];
  expect(errors).toEqual([
    { code: 'image-damaged' },
    { code: 'image-unknown-format' },
    { code: 'image-empty' },
  ]);
  expect(resultOf(await classify(host, photo)).result.format).toBe('lesionlens-result/1');
  // Each was answered once.
  const answers = (await heard(page)).filter(({ data }) => data.id !== undefined);
  expect(answers.map(({ data }) => data.type)).toEqual(['error', 'error', 'error', 'result']);
  expect(new Set(answers.map(({ data }) => data.id)).size).toBe(4);
  expect((await heard(page)).filter(({ data }) => data.type === 'error')).toHaveLength(3);
});

test('photos side by side are each answered with their own result', async ({
  page,
  site,
  portal,
}) => {
  const sizes = [320, 400, 480, 560];
  const photos = [];
  for (const width of sizes) {
    photos.push(await draw(page, { width, height: 320 }));
  }
  const { host } = await connect(page, { site, portal });
  const answers = await Promise.all(photos.map((photo) => classify(host, photo)));
  expect(answers.map((answer) => resultOf(answer).result.image.width)).toEqual(sizes);
  const results = (await heard(page)).filter(({ data }) => data.type === 'result');
  expect(results).toHaveLength(4);
  expect(results.every(({ data }) => typeof data.id === 'string')).toBe(true);
});

test('a photo picked in the frame is told without a request: its result, no pixels, nothing of its file', async ({
  page,
  site,
  portal,
}) => {
  const { buffer, mimeType } = await draw(page);
  const marked = withOrigin(buffer, { device: 'MARKER-device', north: 48, east: 11 });
  const { frame, host } = await connect(page, { site, portal }, { fhir: {} });
  await standsReady(frame);
  await host.evaluate((host) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    host.onResult((value) => told.push(value));
    host.onError(({ code }) => told.push(code));
  });
  const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);

  await frame.locator('#file').setInputFiles({ name: 'MARKER-file.jpg', mimeType, buffer: marked });
  await expect.poll(async () => (await told()).length).toBe(1);
  const [first] = (await told()) as [Host.FrameResult];
  expect(first.result.format).toBe('lesionlens-result/1');
  expect(schemaFaults(first.fhir)).toEqual([]);
  expect(JSON.stringify(first)).not.toMatch(/MARKER|gps|latitude|longitude|exif|blob:/i);

  await frame
    .locator('#file')
    .setInputFiles({ name: 'x.jpg', mimeType, buffer: Buffer.from('no picture') });
  await expect.poll(told).toEqual([first, 'image-unknown-format']);
  const carriers = await page.evaluate(() =>
    (window as unknown as { heard: { data: object }[] }).heard.flatMap(({ data }) =>
      Object.values(data).filter(
        (one) =>
          one instanceof Blob ||
          one instanceof ImageBitmap ||
          one instanceof ImageData ||
          one instanceof ArrayBuffer ||
          ArrayBuffer.isView(one),
      ),
    ),
  );
  expect(carriers).toEqual([]);
  expect((await heard(page)).every(({ data }) => readFrameMessage(data) !== undefined)).toBe(true);
});

test('messages of another version or shape, and of other windows, are passed over in silence', async ({
  page,
  site,
  portal,
  other,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const photo = await draw(page);
  const { frame, host } = await connect(page, { site, portal });
  await standsReady(frame);
  const before = (await heard(page)).length;

  await page.evaluate(
    ({ base64, lens }) => {
      const image = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]);
      const good = { protocol: 'lesionlens/1', type: 'classify', id: 'wrong', image };
      const wrong: unknown[] = [
        undefined,
        null,
        'hello',
        42,
        [],
        {},
        [good],
        { ...good, protocol: undefined },
        { ...good, protocol: 'lesionlens/2' },
        { ...good, protocol: 'LESIONLENS/1' },
        { ...good, protocol: ['lesionlens/1'] },
        { ...good, type: 'Classify' },
        { ...good, type: ['classify'] },
        { ...good, type: '__proto__' },
        { ...good, id: undefined },
        { ...good, id: '' },
        { ...good, id: 7 },
        { ...good, id: 'x'.repeat(201) },
        { ...good, image: undefined },
        { ...good, image: 'http://localhost/photo.jpg' },
        { ...good, image: base64 },
        { ...good, image: new ArrayBuffer(10) },
        { ...good, region: null },
        { ...good, region: { x: 0, y: 0 } },
        { ...good, region: { x: 0, y: 0, side: '200' } },
        { ...good, region: { x: 0, y: 0, side: NaN } },
        { ...good, fhir: true },
        { ...good, fhir: { subject: 'Patient/1' } },
        { ...good, fhir: { patient: {} } },
        { protocol: 'lesionlens/1', type: 'hello', fhir: 'all' },
        { protocol: 'lesionlens/1', type: 'result', id: 'wrong', result: {} },
      ];
      const frame = document.querySelector('iframe')?.contentWindow;
      for (const message of wrong) {
        frame?.postMessage(message, lens);
      }
    },
    { base64: photo.buffer.toString('base64'), lens: lensOrigin(site) },
  );

  // Right ones, but of a window that is not the parent: of a third origin, and even of the portal's.
  for (const url of [other.url, portal.url]) {
    const stranger = await embed(page, url);
    await stranger.waitForLoadState();
    await stranger.evaluate(
      ({ base64, lens }) => {
        Object.assign(window, { heard: [] as unknown[] });
        window.addEventListener('message', ({ data }) => {
          (window as unknown as { heard: unknown[] }).heard.push(data);
        });
        const image = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]);
        const protocol = 'lesionlens/1';
        for (const message of [
          { protocol, type: 'hello' },
          { protocol, type: 'classify', id: 'stranger', image },
        ]) {
          window.parent.frames[0]?.postMessage(message, lens);
        }
      },
      { base64: photo.buffer.toString('base64'), lens: lensOrigin(site) },
    );
    await page.waitForTimeout(500);
    expect(
      await stranger.evaluate(() => (window as unknown as { heard: unknown[] }).heard),
    ).toEqual([]);
  }

  // The frame has neither answered nor done anything, and works on.
  expect(await heard(page)).toHaveLength(before);
  await expect(frame.locator('lesion-lens img')).toHaveCount(0);
  expect(resultOf(await classify(host, photo)).result.format).toBe('lesionlens-result/1');
  expect(await heard(page)).toHaveLength(before + 1);
  expect(problems).toEqual([]);
});

test('a frame whose address names another origin says nothing to this one, whatever it is asked', async ({
  page,
  site,
  portal,
  other,
}) => {
  await page.goto(portal.url);
  // None of these is the portal's exact origin.
  const { port } = new URL(portal.url);
  const origins = [
    other.origin,
    '*',
    'null',
    '',
    '/',
    `${portal.origin}/`,
    `${portal.origin}/path`,
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
    'http://127.0.0.1',
    `127.0.0.1:${port}`,
    `HTTP://127.0.0.1:${port}`,
    `http://user@127.0.0.1:${port}`,
    `${portal.origin}, *`,
  ];
  const frame = await embed(page, frameAddress(site, origins));
  await standsReady(frame);
  const photo = await draw(page);
  await page.evaluate(
    ({ base64, lens }) => {
      const image = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]);
      const protocol = 'lesionlens/1';
      const frame = document.querySelector('iframe')?.contentWindow;
      frame?.postMessage({ protocol, type: 'hello' }, lens);
      frame?.postMessage({ protocol, type: 'classify', id: '1', image }, lens);
    },
    { base64: photo.buffer.toString('base64'), lens: lensOrigin(site) },
  );
  // By hand it works.
  await frame.locator('#file').setInputFiles(photo);
  await expect(frame.locator('lesion-lens img').first()).toBeVisible();
  await expect(frame.locator('lesion-lens [part="panel"]')).toHaveAttribute('aria-busy', 'false');
  await page.waitForTimeout(500);
  expect(await heard(page)).toEqual([]);
});

test('without an origin the frame works by hand and says nothing to anybody', async ({
  page,
  site,
  portal,
}) => {
  await page.goto(portal.url);
  const frame = await embed(page, frameAddress(site, []));
  await standsReady(frame);
  await frame.locator('#file').setInputFiles(await draw(page));
  await expect(frame.locator('lesion-lens img').first()).toBeVisible();
  await expect(frame.locator('.hands-over')).toHaveCount(0);
  await page.waitForTimeout(500);
  expect(await heard(page)).toEqual([]);
});

test('of several origins the one that embeds it is served, and named to the person', async ({
  page,
  site,
  portal,
  other,
}) => {
  await page.goto(portal.url);
  const frame = await embed(page, frameAddress(site, [other.origin, portal.origin]));
  await expect.poll(async () => (await heard(page)).at(-1)?.data.type).toBe('ready');
  await expect(frame.locator('.hands-over')).toContainText(other.origin);
  await expect(frame.locator('.hands-over')).toContainText(portal.origin);
  await page.evaluate((lens) => {
    const message = { protocol: 'lesionlens/1', type: 'hello' };
    document.querySelector('iframe')?.contentWindow?.postMessage(message, lens);
  }, lensOrigin(site));
  await expect(frame.locator('.hands-over')).toContainText(portal.origin);
  await expect(frame.locator('.hands-over')).not.toContainText(other.origin);
});

test('reset puts the photo away', async ({ page, site, portal }) => {
  const { frame, host } = await connect(page, { site, portal });
  await classify(host, await draw(page));
  await expect(frame.locator('lesion-lens img').first()).toBeVisible();
  await host.evaluate((host) => {
    host.reset();
  });
  await expect(frame.locator('lesion-lens img')).toHaveCount(0);
});

for (const [name, attributes] of [
  ['by the header of our server', {}],
  ['by the attribute of the portal', { sandbox: 'allow-scripts allow-same-origin' }],
] as const) {
  test(`sealed, and in a sandbox ${name}: it sends nothing, and cannot lead the portal away`, async ({
    page,
    context,
    site,
    portal,
  }) => {
    await page.goto(portal.url);
    if ('sandbox' in attributes) {
      // Plays a server that sends no headers of ours; the frame's own meta element stays.
      await page.route('**/frame.html*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { 'content-type': 'text/html' } });
      });
    }
    const frame = await embed(page, frameAddress(site, [portal.origin]), attributes);
    await standsReady(frame);
    // A person has touched the frame: without a sandbox it could now lead the whole window elsewhere.
    await frame.locator('lesion-seal summary').click();
    await expect(frame.locator('lesion-seal summary')).toContainText('Sealed');
    const requests: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    await page.evaluate(
      ({ base64, lens }) => {
        const image = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]);
        const message = { protocol: 'lesionlens/1', type: 'classify', id: '1', image };
        document.querySelector('iframe')?.contentWindow?.postMessage(message, lens);
      },
      { base64: (await draw(page)).buffer.toString('base64'), lens: lensOrigin(site) },
    );
    await expect.poll(async () => (await heard(page)).at(-1)?.data.type).toBe('result');

    for (const script of [
      `fetch('${site.url}?leak')`,
      `navigator.sendBeacon('${site.url}?leak')`,
      `location.href = '${site.url}?leak'`,
      `open('${site.url}?leak')`,
      `top.location.href = '${site.url}?leak'`,
    ]) {
      await frame.evaluate(script).catch(() => undefined);
    }
    await page.waitForTimeout(500);
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect(page.url()).toBe(portal.url);
    expect(context.pages()).toHaveLength(1);
  });
}

test('a frame that is loaded anew leaves no photo unanswered, and takes photos again', async ({
  page,
  site,
  portal,
}) => {
  const { host } = await connect(page, { site, portal });
  await host.evaluate((host) => host.ready);
  const code = await host.evaluate(async (host) => {
    const iframe = document.querySelector('iframe');
    // Judging takes longer than the frame has left.
    const canvas = new OffscreenCanvas(6000, 4000);
    canvas.getContext('2d')?.fillRect(0, 0, 100, 100);
    const answer = host.classify(await canvas.convertToBlob({ type: 'image/png' }));
    await Promise.resolve();
    if (iframe) {
      iframe.src = `${iframe.src}&again=1`;
    }
    return answer.then(
      () => 'answered',
      (error: unknown) => (error as { code: string }).code,
    );
  });
  expect(code).toBe('frame-reloaded');
  await host.evaluate((host) => host.ready);
  expect(resultOf(await classify(host, await draw(page))).result.format).toBe(
    'lesionlens-result/1',
  );
});

test('a closed connection rejects what is under way and hears no more', async ({
  page,
  site,
  portal,
}) => {
  const photo = await draw(page);
  const { host } = await connect(page, { site, portal });
  await host.evaluate((host) => host.ready);
  const code = await host.evaluate(async (host) => {
    const answer = host.classify(new Blob(['x']));
    host.close();
    return answer.then(
      () => 'answered',
      (error: unknown) => (error as { code: string }).code,
    );
  });
  expect(code).toBe('closed');
  expect(await classify(host, photo)).toEqual({ code: 'closed' });
});

test('what the frame cannot load is told to the portal, also when it asks later', async ({
  page,
  site,
  portal,
}) => {
  for (const [weights, code] of [
    ['https://stranger.example/weights.safetensors', 'weights-address-invalid'],
    ['weights/missing.safetensors', 'weights-unavailable'],
  ] as const) {
    const { host } = await connect(page, { site, portal }, { more: { weights } });
    const told = await host.evaluate((host) =>
      host.ready.then(
        () => 'ready',
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    expect(told).toBe(code);
    expect(await classify(host, await draw(page))).toEqual({ code });
  }
});

test('the host’s script believes only the frame, in words of the protocol', async ({
  page,
  site,
  portal,
}) => {
  await page.goto(portal.url);
  // Plays the frame, at the portal's own origin.
  const player = await embed(page, portal.url);
  await player.waitForLoadState();
  const refused = await page.evaluate(
    async ({ scriptUrl, lens, own }) => {
      const { connectLesionFrame } = (await import(scriptUrl)) as typeof Host;
      const iframe = document.querySelector('iframe');
      if (!iframe) {
        throw new Error('no iframe');
      }
      const told: unknown[] = [];
      Object.assign(window, { told });
      for (const origin of [lens, own]) {
        const frame = connectLesionFrame(iframe, { origin });
        frame.onError(({ code }) => told.push(`${origin} ${code}`));
        frame.onProgress((progress) => told.push(progress));
        frame.onResult((result) => told.push(result));
      }
      const protocol = 'lesionlens/1';
      window.postMessage({ protocol, type: 'error', code: 'of-the-page', message: 'x' });
      return ['*', 'null', `${lens}/`, ''].filter((origin) => {
        try {
          connectLesionFrame(iframe, { origin }).close();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      });
    },
    { scriptUrl: portal.scriptUrl, lens: lensOrigin(site), own: portal.origin },
  );
  expect(refused).toHaveLength(4);
  await player.evaluate(() => {
    const protocol = 'lesionlens/1';
    for (const message of [
      { protocol: 'lesionlens/2', type: 'error', code: 'version', message: 'x' },
      { protocol, type: 'error', code: 7, message: 'x' },
      { protocol, type: 'error', code: 'no-sentence' },
      { protocol, type: 'progress', loadedBytes: 'all' },
      { protocol, type: 'result', result: { format: 'lesionlens-result/1' } },
      { protocol, type: 'ready' },
      { protocol, type: 'error', code: 'right', message: 'x' },
    ]) {
      window.parent.postMessage(message, '*');
    }
  });
  const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  await expect.poll(told).toEqual([`${portal.origin} right`]);
});

test('exact origins are those that browsers write', () => {
  for (const exact of [
    'https://portal.example',
    'https://portal.example:8443',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://xn--mnchen-3ya.example',
  ]) {
    expect(isExactOrigin(exact), exact).toBe(true);
  }
  for (const other of [
    '',
    '*',
    'null',
    'https://*.example',
    'https://portal.example/',
    'https://portal.example:443',
    'https://Portal.example',
    'https://portal.example?x',
    'https://portal.example#x',
    ' https://portal.example',
    'https://a@portal.example',
    'https://münchen.example',
    'portal.example',
    '//portal.example',
    'file://',
    'data:text/html,x',
    'blob:https://portal.example',
    'javascript:alert(1)',
    'https://',
  ]) {
    expect(isExactOrigin(other), other).toBe(false);
  }
});

for (const language of LANGUAGES) {
  test(`in ${language} the frame says where results go, and axe finds nothing`, async ({
    page,
    site,
    portal,
  }) => {
    await page.goto(portal.url);
    const frame = await embed(page, frameAddress(site, [portal.origin], { lang: language }));
    await standsReady(frame);
    await expect(frame.locator('html')).toHaveAttribute('lang', language);
    await expect(frame.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    const word = {
      en: 'Except for results',
      de: 'Ausgenommen Ergebnisse',
      es: 'Salvo los resultados',
      fr: 'Sauf les résultats',
      ar: 'باستثناء النتائج',
    };
    await expect(frame.locator('.hands-over')).toContainText(word[language]);
    await expect(frame.locator('.hands-over')).toContainText(portal.origin);
    await page.emulateMedia({ colorScheme: language === 'ar' ? 'dark' : 'light' });
    expect(await accessibilityFaults(frame)).toEqual([]);
  });
}
