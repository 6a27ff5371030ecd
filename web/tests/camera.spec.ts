// <lesion-camera> with Chromium's fake camera, which plays drawn frames from a file.
import {
  type Browser,
  type BrowserContext,
  expect,
  type Page,
  test as base,
} from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import type { Region } from '../src/classifier/types.ts';
import { LANGUAGES } from '../src/strings/language.ts';
import { cameraStrings } from '../src/strings/parts/camera.ts';
import { accessibilityFaults } from './support/axe.ts';
import { type ElementsSite, serveElements } from './support/elements.ts';
import { launchWithCamera, type Plugged } from './support/fake-camera.ts';
import { draw } from './support/pictures.ts';
import { startedOnce } from './support/worker-fixture.ts';

const CAMERAS = {
  sharp: { width: 1280, height: 960, passages: [{ look: 'sharp', seconds: 0.3 }] },
  changing: {
    width: 320,
    height: 240,
    passages: [
      { look: 'sharp', seconds: 2.5 },
      { look: 'blurred', seconds: 2.5 },
      { look: 'dark', seconds: 2.5 },
    ],
  },
  two: 'two patterns',
  none: 'none',
} satisfies Record<string, Plugged>;

interface Options {
  camera?: keyof typeof CAMERAS;
  allowed?: boolean;
  phone?: boolean;
  colorScheme?: 'light' | 'dark';
}

interface Fixtures {
  /** The empty page of the elements, in a browser with that camera. */
  open: (options?: Options) => Promise<Page>;
}
interface WorkerFixtures {
  elements: ElementsSite;
  browserWith: (camera: keyof typeof CAMERAS) => Promise<Browser>;
}

const test = base.extend<Fixtures, WorkerFixtures>({
  elements: startedOnce(serveElements),
  browserWith: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const browsers = new Map<string, Promise<Browser>>();
      await use((camera) => {
        const browser = browsers.get(camera) ?? launchWithCamera(CAMERAS[camera]);
        browsers.set(camera, browser);
        return browser;
      });
      await Promise.all([...browsers.values()].map(async (browser) => (await browser).close()));
    },
    { scope: 'worker' },
  ],
  open: async ({ elements, browserWith }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ camera = 'sharp', allowed = true, phone, colorScheme } = {}) => {
      const browser = await browserWith(camera);
      const context = await browser.newContext({
        ...(phone && { viewport: { width: 360, height: 740 }, hasTouch: true }),
        ...(colorScheme && { colorScheme }),
      });
      contexts.push(context);
      if (allowed) {
        await context.grantPermissions(['camera']);
      }
      const page = await context.newPage();
      await page.goto(elements.url);
      await page.evaluate((address) => import(address), './elements.js');
      return page;
    });
    for (const context of contexts) {
      await context.close();
    }
  },
});

const element = (page: Page) => page.locator('lesion-camera');
const takeButton = (page: Page) => element(page).locator('button.take');
const reading = (page: Page, name: string) =>
  element(page).locator(`[data-reading="${name}"] .word`);

interface Watched {
  calls: number;
  underWay: number;
  mostUnderWay: number;
  events: { name: string; detail: unknown }[];
  /** The newest frame to be judged: its size, what of it is judged, and how bright it is there. */
  frame?: { width: number; region: Region; corner: number; middle: number };
  still?: { photo: Blob; region: Region };
}
declare global {
  interface Window {
    watched: Watched;
  }
}

interface Mounted {
  language?: string;
  /** Milliseconds a frame takes to be judged; without it nothing is judged. */
  judgedIn?: number;
  probability?: number;
}

/** Puts the element into the page, with a judge of frames that takes its time and counts. */
async function mount(page: Page, options: Mounted = {}): Promise<void> {
  await page.evaluate(({ language = 'en', judgedIn, probability = 0.8 }) => {
    const watched: Watched = { calls: 0, underWay: 0, mostUnderWay: 0, events: [] };
    window.watched = watched;
    const camera = document.createElement('lesion-camera');
    camera.language = language as typeof camera.language;
    if (judgedIn !== undefined) {
      camera.classify = async (image, region) => {
        const { side } = region;
        if (image instanceof ImageData) {
          const luma = (x: number, y: number) => image.data[(y * image.width + x) * 4] ?? 0;
          const half = side >> 1;
          watched.frame = {
            width: image.width,
            region,
            corner: luma(2, 2),
            middle: luma(half, half),
          };
        }
        watched.calls++;
        watched.mostUnderWay = Math.max(watched.mostUnderWay, ++watched.underWay);
        await new Promise((resolve) => setTimeout(resolve, judgedIn));
        watched.underWay--;
        return {
          probabilityMalignant: probability,
          threshold: 0.3,
          unsureFrom: 0.2,
          unsureTo: 0.4,
          quality: {
            brightness: 0.6,
            contrast: 0.2,
            sharpness: 1.2,
            side,
            darkShare: 0,
            brightShare: 0,
            findings: [],
          },
        };
      };
    }
    for (const name of ['still', 'unavailable', 'pick-file', 'close']) {
      camera.addEventListener(`lesion-camera-${name}`, (event) => {
        const { detail } = event as CustomEvent<unknown>;
        watched.events.push({ name, detail: name === 'still' ? null : detail });
        if (name === 'still') {
          watched.still = detail as NonNullable<Watched['still']>;
        }
      });
    }
    document.querySelector('main')?.append(camera);
  }, options);
}

/** Has the element judge its frames with the real network, as `<lesion-lens>` does. */
async function judgeForReal(page: Page, { sealed = false } = {}): Promise<void> {
  await page.evaluate(
    async ({ sealed, elementsAddress, faceAddress }) => {
      const elements = (await import(elementsAddress)) as { closeNetwork: () => void };
      const face = (await import(faceAddress)) as typeof Face;
      const beforeStart = () => {
        elements.closeNetwork();
        return Promise.resolve();
      };
      const classifier = await face.LesionClassifier.create(sealed ? { beforeStart } : {});
      Object.assign(window, { classifier });
      const camera = document.querySelector('lesion-camera');
      if (camera) {
        camera.classify = (image, region) => classifier.classify(image, { region });
      }
    },
    { sealed, elementsAddress: './elements.js', faceAddress: './face/lesionlens.js' },
  );
}

const watched = (page: Page) => page.evaluate(() => window.watched);

/** Keeps hold of every track that the page is given. */
async function watchTracks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState),
    );
}

test('the live view is shown with a ring, and nothing else is asked for', async ({ open }) => {
  const page = await open();
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) => {
      Object.assign(window, { asked: constraints });
      return original(constraints);
    };
  });
  await mount(page);
  await expect(takeButton(page)).toBeEnabled();
  await expect(element(page).locator('svg.ring circle').first()).toBeVisible();
  const video = element(page).getByLabel('Live view of the camera');
  await expect(video).toBeVisible();
  const size = await video.evaluate((node: HTMLVideoElement) => [
    node.videoWidth,
    node.videoHeight,
  ]);
  expect(size).toEqual([1280, 960]);
  const asked = await page.evaluate(
    () => (window as unknown as { asked: MediaStreamConstraints }).asked,
  );
  expect(asked).toMatchObject({ audio: false, video: { facingMode: { ideal: 'environment' } } });
});

test('frames are judged live, smoothed, and never more than one is under way', async ({ open }) => {
  const page = await open();
  await mount(page, { judgedIn: 150 });
  const lean = element(page).locator('[data-reading="lean"]');
  await expect(lean).toContainText('Looks rather malignant');
  await expect(lean).toContainText('Live, not a verdict');
  await expect(lean).toContainText('80.0%');
  await expect(lean.getByRole('meter')).toHaveAttribute('aria-valuenow', '0.80');
  await expect.poll(async () => (await watched(page)).calls).toBeGreaterThan(5);
  const { frame, mostUnderWay } = await watched(page);
  expect(mostUnderWay).toBe(1);
  // The ring's square and nothing else: the dark lesion in its middle, skin in its corner.
  expect(frame?.region).toEqual({ x: 0, y: 0, side: frame?.width });
  expect(frame?.middle).toBeLessThan(140);
  expect(frame?.corner).toBeGreaterThan(170);
});

test('a slow judge does not hold up the view', async ({ open }) => {
  const page = await open();
  await mount(page, { judgedIn: 60_000 });
  await expect.poll(async () => (await watched(page)).calls).toBe(1);
  const time = () =>
    element(page)
      .locator('video')
      .evaluate((node: HTMLVideoElement) => node.currentTime);
  const before = await time();
  await expect.poll(time).toBeGreaterThan(before + 0.5);
  await takeButton(page).click();
  await expect.poll(async () => (await watched(page)).still !== undefined).toBe(true);
  expect((await watched(page)).calls).toBe(1);
});

test('a judge that refuses is told, and the camera still takes photos', async ({ open }) => {
  const page = await open();
  await mount(page, { judgedIn: 0 });
  await element(page).evaluate((camera) => {
    (camera as HTMLElementTagNameMap['lesion-camera']).classify = () =>
      Promise.reject(new Error('closed'));
  });
  await expect(element(page)).toContainText('No live reading at the moment');
  await takeButton(page).click();
  await expect
    .poll(async () => (await watched(page)).events)
    .toEqual([{ name: 'still', detail: null }]);
});

test('sharpness and light are told live by the real network’s core', async ({ open }) => {
  const page = await open({ camera: 'changing' });
  await mount(page);
  await judgeForReal(page);
  await expect(reading(page, 'sharpness')).toHaveText('Blurred');
  await expect(reading(page, 'light')).toHaveText('Too dark');
  await expect(element(page)).toContainText('Go into brighter light');
  await expect(reading(page, 'light')).toHaveText('Good');
  await expect(reading(page, 'sharpness')).toHaveText('Sharp');
});

test('a still at full resolution, without EXIF, whose ring square the real network judges', async ({
  open,
}) => {
  const page = await open();
  await mount(page);
  await judgeForReal(page);
  await takeButton(page).click();
  await expect(element(page)).toContainText('The photo was taken');
  const { box, region, size, head, verdict } = await page.evaluate(async () => {
    const { still } = window.watched;
    if (!still) {
      throw new Error('no still');
    }
    const { classifier } = window as unknown as {
      classifier: Face.LesionClassifier;
    };
    const bitmap = await createImageBitmap(still.photo);
    const view = document.querySelector('lesion-camera')?.shadowRoot?.querySelector('.view');
    return {
      box: view?.getBoundingClientRect().toJSON() as DOMRect,
      region: still.region,
      size: [bitmap.width, bitmap.height],
      head: new TextDecoder('latin1').decode((await still.photo.arrayBuffer()).slice(0, 4000)),
      verdict: await classifier.classify(still.photo, { region: still.region }),
    };
  });
  expect(size).toEqual([1280, 960]);
  expect(head.slice(0, 2)).toBe('\xff\xd8');
  expect(head).not.toContain('Exif');
  // The ring takes 76 % of the shorter side of the view, which the frame fills.
  const scale = Math.max(box.width / 1280, box.height / 960);
  expect(region.side).toBeCloseTo((0.76 * Math.min(box.width, box.height)) / scale, -1);
  expect(region.x).toBe(Math.round((1280 - region.side) / 2));
  expect(region.y).toBe(Math.round((960 - region.side) / 2));
  expect(verdict.region).toMatchObject({ ...region });
  expect(verdict.probabilityMalignant).toBeGreaterThanOrEqual(0);
  expect(verdict.quality.findings).not.toContain('blurred');
  expect(verdict.decodedBy).toBe('lesionlens');
});

test('where the camera’s own photo fails or is smaller than the view, the frame is the still', async ({
  open,
}) => {
  const page = await open();
  await page.evaluate(() => {
    window.ImageCapture.prototype.takePhoto = async () =>
      new OffscreenCanvas(320, 240).convertToBlob().catch(() => new Blob());
  });
  await mount(page);
  await takeButton(page).click();
  await expect.poll(async () => (await watched(page)).still !== undefined).toBe(true);
  const size = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(window.watched.still?.photo ?? new Blob());
    return [bitmap.width, bitmap.height];
  });
  expect(size).toEqual([1280, 960]);
});

test('a larger photo of the camera, stored turned with EXIF: upright, without EXIF, its middle framed', async ({
  open,
}) => {
  const page = await open();
  // Upright it is twice as wide as the view, and taller, with a red block in its top left corner.
  const { buffer } = await draw(page, { width: 2560, height: 2240, storedAs: 6 });
  expect(buffer.toString('latin1')).toContain('Exif');
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    window.ImageCapture.prototype.takePhoto = () =>
      Promise.resolve(new Blob([bytes], { type: 'image/jpeg' }));
  }, buffer.toString('base64'));
  await mount(page);
  await takeButton(page).click();
  await expect.poll(async () => (await watched(page)).still !== undefined).toBe(true);
  const { region, side, size, corner, text } = await page.evaluate(async () => {
    const view = document.querySelector('lesion-camera')?.shadowRoot?.querySelector('.view');
    const { width, height } = view?.getBoundingClientRect() ?? new DOMRect();
    const photo = window.watched.still?.photo ?? new Blob();
    // Not turned by what the file says: its pixels themselves must be upright.
    const bitmap = await createImageBitmap(photo, { imageOrientation: 'none' as 'from-image' });
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(bitmap, -100, -100);
    return {
      region: window.watched.still?.region ?? { x: 0, y: 0, side: 0 },
      side: (2 * 0.76 * Math.min(width, height)) / Math.max(width / 1280, height / 960),
      size: [bitmap.width, bitmap.height],
      corner: [...(context?.getImageData(0, 0, 1, 1).data ?? [])],
      text: new TextDecoder('latin1').decode(await photo.arrayBuffer()),
    };
  });
  expect(text).not.toContain('Exif');
  expect(size).toEqual([2560, 2240]);
  expect(corner[0]).toBeGreaterThan(220);
  expect(corner[2]).toBeLessThan(40);
  expect(region.side).toBeCloseTo(side, -1);
  expect(region.x).toBe(Math.round((2560 - region.side) / 2));
  expect(region.y).toBe(Math.round((2240 - region.side) / 2));
});

const REASONS = {
  'permission-refused': { camera: 'sharp', allowed: false, reject: undefined },
  'no-camera': { camera: 'none', allowed: true, reject: undefined },
  'in-use': { camera: 'sharp', allowed: true, reject: 'NotReadableError' },
  failed: { camera: 'sharp', allowed: true, reject: 'UnknownError' },
  'not-secure': { camera: 'sharp', allowed: true, reject: 'nothing' },
} as const;

for (const [reason, { camera, allowed, reject }] of Object.entries(REASONS)) {
  test(`told in words of its own, with the way out: ${reason}`, async ({ open }) => {
    const page = await open({ camera, allowed });
    await page.evaluate((reject) => {
      if (reject === 'nothing') {
        Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
      } else if (reject) {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', reject));
      }
    }, reject);
    await mount(page);
    const { title } = cameraStrings.en.problems[reason as keyof typeof REASONS];
    const alert = element(page).getByRole('alert');
    await expect(alert.getByRole('heading')).toHaveText(title);
    await alert.getByRole('button', { name: 'Choose a photo' }).click();
    expect((await watched(page)).events).toEqual([
      { name: 'unavailable', detail: { reason } },
      { name: 'pick-file', detail: null },
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

test('every reason has a title of its own in every language', () => {
  for (const language of LANGUAGES) {
    const titles = Object.values(cameraStrings[language].problems).map(({ title }) => title);
    expect(new Set(titles).size, language).toBe(6);
  }
});

test('a camera that is unplugged is told, and can be tried again', async ({ open }) => {
  const page = await open();
  const states = await watchTracks(page);
  await mount(page);
  await expect(takeButton(page)).toBeEnabled();
  await page.evaluate(() => {
    const [track] = (window as unknown as { tracks: MediaStreamTrack[] }).tracks;
    track?.dispatchEvent(new Event('ended'));
  });
  const alert = element(page).getByRole('alert');
  await expect(alert).toContainText('The camera stopped');
  expect(await states()).toEqual(['ended']);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(takeButton(page)).toBeEnabled();
  await expect(takeButton(page)).toBeFocused();
});

test('torch and zoom are offered only where the camera has them', async ({ open }) => {
  const page = await open();
  await page.evaluate(() => {
    MediaStreamTrack.prototype.getCapabilities = () => ({});
  });
  await mount(page);
  await expect(takeButton(page)).toBeEnabled();
  await expect(element(page).getByRole('button', { name: 'Torch' })).toHaveCount(0);
  await expect(element(page).getByRole('slider', { name: 'Zoom' })).toHaveCount(0);
});

test('torch and zoom are set on the camera', async ({ open }) => {
  const page = await open();
  await page.evaluate(() => {
    const applied: unknown[] = [];
    Object.assign(window, { applied });
    MediaStreamTrack.prototype.getCapabilities = () =>
      ({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } }) as MediaTrackCapabilities;
    MediaStreamTrack.prototype.applyConstraints = (constraints) => {
      applied.push(constraints?.advanced?.[0]);
      return applied.length > 2
        ? Promise.reject(new DOMException('', 'OverconstrainedError'))
        : Promise.resolve();
    };
  });
  await mount(page);
  const torch = element(page).getByRole('button', { name: 'Torch' });
  await expect(torch).toHaveAttribute('aria-pressed', 'false');
  await torch.click();
  await expect(torch).toHaveAttribute('aria-pressed', 'true');
  const zoom = element(page).getByRole('slider', { name: 'Zoom' });
  await zoom.press('ArrowRight');
  await expect(zoom).toHaveAttribute('aria-valuetext', '1.5 times');
  expect(await page.evaluate(() => (window as unknown as { applied: unknown }).applied)).toEqual([
    { torch: true },
    { zoom: 1.5 },
  ]);
  await torch.click();
  await expect(element(page).getByRole('alert')).toContainText('did not take this setting');
  await expect(torch).toHaveAttribute('aria-pressed', 'true');
});

test('one camera cannot be switched, two can', async ({ open }) => {
  const one = await open();
  await mount(one);
  await expect(takeButton(one)).toBeEnabled();
  await expect(element(one).getByRole('button', { name: 'Switch camera' })).toHaveCount(0);

  const page = await open({ camera: 'two' });
  const states = await watchTracks(page);
  await mount(page);
  const switchButton = element(page).getByRole('button', { name: 'Switch camera' });
  await switchButton.click();
  await expect(takeButton(page)).toBeEnabled();
  await expect(switchButton).toBeFocused();
  expect(await states()).toEqual(['ended', 'live']);
  const devices = await page.evaluate(() =>
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.label),
  );
  expect(new Set(devices).size).toBe(2);
});

test('where cameras say which way they look, it is switched by that, and the front one is a mirror', async ({
  open,
}) => {
  const page = await open({ camera: 'two' });
  await page.evaluate(() => {
    const asked: unknown[] = [];
    Object.assign(window, { asked });
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) => {
      const { facingMode } = constraints?.video as { facingMode: { ideal: string } };
      asked.push(facingMode.ideal);
      return original(constraints);
    };
    MediaStreamTrack.prototype.getSettings = () => ({ facingMode: String(asked.at(-1)) });
  });
  await mount(page);
  const mirrored = element(page).locator('video.mirrored');
  const switchButton = element(page).getByRole('button', { name: 'Switch camera' });
  await expect(switchButton).toBeVisible();
  await expect(mirrored).toHaveCount(0);
  await switchButton.click();
  await expect(mirrored).toBeVisible();
  await expect(switchButton).toBeVisible();
  await switchButton.click();
  await expect(mirrored).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { asked: unknown }).asked)).toEqual([
    'environment',
    'user',
    'environment',
  ]);
});

test('the camera is off once the element is removed, also where it opens too late', async ({
  open,
}) => {
  const page = await open();
  const states = await watchTracks(page);
  await mount(page);
  await expect(takeButton(page)).toBeEnabled();
  expect(await states()).toEqual(['live']);
  await element(page).evaluate((node) => {
    node.remove();
  });
  expect(await states()).toEqual(['ended']);

  await mount(page);
  await element(page).evaluate((node) => {
    node.remove();
  });
  await expect.poll(states).toEqual(['ended', 'ended']);
});

test('the camera is off after the still, when it is closed, and while the page is hidden', async ({
  open,
}) => {
  const page = await open();
  const states = await watchTracks(page);
  await mount(page);
  await takeButton(page).click();
  await expect(element(page)).toContainText('The photo was taken');
  expect(await states()).toEqual(['ended']);

  await element(page).getByRole('button', { name: 'Take another photo' }).click();
  await expect(takeButton(page)).toBeEnabled();
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  expect(await states()).toEqual(['ended', 'ended']);
  await hide(false);
  await expect(takeButton(page)).toBeEnabled();
  expect(await states()).toEqual(['ended', 'ended', 'live']);

  await element(page).getByRole('button', { name: 'Close the camera' }).click();
  expect(await states()).toEqual(['ended', 'ended', 'ended']);
  expect((await watched(page)).events.at(-1)).toEqual({ name: 'close', detail: null });
});

test('it works on a page that has closed its network', async ({ open }) => {
  const page = await open();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      refused.push(message.text());
    }
  });
  await mount(page);
  await expect(takeButton(page)).toBeEnabled();
  await judgeForReal(page, { sealed: true });
  await element(page).evaluate((camera) =>
    (camera as HTMLElementTagNameMap['lesion-camera']).start(),
  );
  await expect(reading(page, 'sharpness')).toHaveText('Sharp');
  await takeButton(page).click();
  await expect.poll(async () => (await watched(page)).still !== undefined).toBe(true);
  expect(refused).toEqual([]);
});

test('readings are announced, but not with every frame', async ({ open }) => {
  const page = await open();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
  });
  await mount(page, { judgedIn: 20 });
  await element(page).evaluate((camera) => {
    const { said } = window as unknown as { said: string[] };
    new MutationObserver(() => {
      const text = camera.shadowRoot?.querySelector('[role="status"]')?.textContent ?? '';
      if (said.at(-1) !== text) {
        said.push(text);
      }
    }).observe(camera.shadowRoot ?? camera, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(said).toContainEqual(expect.stringContaining('Looks rather malignant'));
  await expect.poll(async () => (await watched(page)).calls).toBeGreaterThan(20);
  expect((await said()).filter((text) => text.includes('malignant'))).toHaveLength(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ar'] as const) {
    test(`axe finds nothing, and nothing scrolls sideways: ${language}, ${colorScheme}`, async ({
      open,
    }) => {
      const page = await open({ colorScheme, phone: true });
      await mount(page, { language, judgedIn: 100 });
      await expect(element(page).locator('.number')).toBeVisible();
      expect(await accessibilityFaults(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
    });
  }
}
