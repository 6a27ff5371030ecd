// <lesion-framing>: mouse, fingers, wheel and keys put a part of a photo into the ring; that part is what is reported, drawn and
// classified.
import { type CDPSession, expect, type Page, test as base } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { accessibilityFaults } from './support/axe.ts';
import { type ElementsSite, serveElements } from './support/elements.ts';
import { draw } from './support/pictures.ts';
import { startedOnce } from './support/worker-fixture.ts';

interface Region {
  x: number;
  y: number;
  side: number;
}

const test = base.extend<object, { elements: ElementsSite }>({
  elements: startedOnce(serveElements),
});

const WIDTH = 1200;
const HEIGHT = 800;
const MIDDLE = { x: 200, y: 0, side: 800 };

const element = (page: Page) => page.locator('lesion-framing');
const stage = (page: Page) => element(page).getByRole('application');
const confirm = (page: Page) => element(page).getByRole('button', { name: 'Judge this part' });
const region = (page: Page) =>
  element(page).evaluate((node: HTMLElementTagNameMap['lesion-framing']) => node.region);
const events = (page: Page) =>
  page.evaluate(() => (window as unknown as { events: { name: string; region: Region }[] }).events);

interface Mounted {
  language?: string;
  /** The file's base64, or a bitmap whose red and green tell the place: see `placePhoto`. */
  file?: string;
  size?: { width: number; height: number };
  start?: Region;
}

/** Puts the element into an empty page, with a photo whose pixels say where they are. */
async function mount(page: Page, site: ElementsSite, mounted: Mounted = {}): Promise<void> {
  await page.goto(site.url);
  await page.evaluate((address) => import(address), './elements.js');
  await page.evaluate(
    async ({ file, size, language, start }) => {
      const events: unknown[] = [];
      Object.assign(window, { events });
      const framing = document.createElement('lesion-framing');
      framing.language = language as typeof framing.language;
      for (const name of ['change', 'done', 'unavailable']) {
        framing.addEventListener(`lesion-framing-${name}`, (event) => {
          events.push({ name, ...(event as CustomEvent<object | null>).detail });
        });
      }
      if (file === undefined) {
        // Red grows from left to right, green from top to bottom.
        const canvas = new OffscreenCanvas(size.width, size.height);
        const context = canvas.getContext('2d');
        const right = context?.createLinearGradient(0, 0, size.width, 0);
        const down = context?.createLinearGradient(0, 0, 0, size.height);
        if (context && right && down) {
          right.addColorStop(0, 'rgb(0 0 0)');
          right.addColorStop(1, 'rgb(255 0 0)');
          down.addColorStop(0, 'rgb(0 0 0)');
          down.addColorStop(1, 'rgb(0 255 0)');
          context.fillStyle = right;
          context.fillRect(0, 0, size.width, size.height);
          context.globalCompositeOperation = 'lighter';
          context.fillStyle = down;
          context.fillRect(0, 0, size.width, size.height);
        }
        framing.photo = await createImageBitmap(canvas);
      } else {
        framing.photo = new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]);
      }
      if (start) {
        framing.region = start;
      }
      document.querySelector('main')?.append(framing);
    },
    { language: 'en', size: { width: WIDTH, height: HEIGHT }, ...mounted },
  );
}

async function opened(page: Page, site: ElementsSite, mounted: Mounted = {}): Promise<void> {
  await mount(page, site, mounted);
  await expect(element(page).locator('button.confirm')).toBeEnabled();
}

/** CSS pixels: middle of the stage, and side of the ring's square in it. */
async function geometry(page: Page): Promise<{ x: number; y: number; side: number }> {
  const box = await stage(page).boundingBox();
  if (!box) {
    throw new Error('no stage');
  }
  return {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    side: 0.76 * Math.min(box.width, box.height),
  };
}

/** What a canvas of the element shows at shares of a square in its middle, as places in the photo. */
async function drawn(page: Page, selector: string, ringShare: number): Promise<number[]> {
  return element(page).evaluate(
    (node, { selector, ringShare, width, height }) => {
      const canvas = node.shadowRoot?.querySelector<HTMLCanvasElement>(selector);
      const context = canvas?.getContext('2d');
      if (!canvas || !context) {
        throw new Error('nothing is drawn');
      }
      const side = ringShare * Math.min(canvas.width, canvas.height);
      return [0.1, 0.9].flatMap((share) => {
        const x = canvas.width / 2 + (share - 0.5) * side;
        const y = canvas.height / 2 + (share - 0.5) * side;
        const [red = 0, green = 0] = context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
        return [(red / 255) * width, (green / 255) * height];
      });
    },
    { selector, ringShare, width: WIDTH, height: HEIGHT },
  );
}

/** Stage and preview show what the region says, as finely as 8 bits tell places. */
async function expectDrawn(page: Page, { x, y, side }: Region): Promise<void> {
  const expected = [0.1, 0.9].flatMap((share) => [x + share * side, y + share * side]);
  for (const [selector, ringShare] of [
    ['.stage canvas', 0.76],
    ['figure canvas', 1],
  ] as const) {
    const places = await drawn(page, selector, ringShare);
    places.forEach((place, index) => {
      const difference = Math.abs(place - (expected[index] ?? NaN));
      expect(difference, `${selector}: ${places.join()} for ${expected.join()}`).toBeLessThan(16);
    });
  }
}

test('it starts with the whole middle, and says so', async ({ page, elements }) => {
  await opened(page, elements);
  expect(await region(page)).toEqual(MIDDLE);
  await expectDrawn(page, MIDDLE);
  await expect(element(page)).toContainText('This is what the network will see');
  await confirm(page).click();
  expect(await events(page)).toEqual([{ name: 'done', region: MIDDLE }]);
});

test('it starts with the region that it is given, brought into the photo', async ({
  page,
  elements,
}) => {
  await opened(page, elements, { start: { x: 1000, y: 100, side: 400 } });
  expect(await region(page)).toEqual({ x: 800, y: 100, side: 400 });
});

test('dragging moves the photo with the mouse, and no further than its edge', async ({
  page,
  elements,
}) => {
  await opened(page, elements);
  const { x, y, side } = await geometry(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - side / 8, y + 40, { steps: 4 });
  // The photo went an eighth of the square to the left, so the square lies that much further right; up is no room.
  expect((await region(page))?.x).toBeCloseTo(300, -1);
  expect((await region(page))?.y).toBe(0);
  await page.mouse.move(x - 3 * side, y, { steps: 4 });
  await page.mouse.up();
  expect(await region(page)).toEqual({ x: 400, y: 0, side: 800 });
  await expectDrawn(page, { x: 400, y: 0, side: 800 });
  await page.mouse.move(x + 50, y);
  expect(await region(page), 'nothing moves with the button up').toEqual({
    x: 400,
    y: 0,
    side: 800,
  });
});

test('the wheel zooms around the mouse, and the page stays where it is', async ({
  page,
  elements,
}) => {
  await opened(page, elements);
  const { x, y, side } = await geometry(page);
  // Over the square's top left quarter: (400, 200) in the photo, which must stay there.
  await page.mouse.move(x - side / 4, y - side / 4);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await region(page))?.side).toBeLessThan(500);
  const now = await region(page);
  expect((now?.x ?? 0) + (now?.side ?? 0) / 4).toBeCloseTo(400, -1);
  expect((now?.y ?? 0) + (now?.side ?? 0) / 4).toBeCloseTo(200, -1);
  await expectDrawn(page, now ?? MIDDLE);
  await page.mouse.wheel(0, -9000);
  await expect.poll(async () => (await region(page))?.side, 'no closer than 96 pixels').toBe(96);
  await page.mouse.wheel(0, 9000);
  await expect.poll(async () => (await region(page))?.side).toBe(800);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('keys move and zoom, and the place is announced', async ({ page, elements }) => {
  await opened(page, elements);
  await stage(page).focus();
  await page.keyboard.press('+');
  expect(await region(page)).toEqual({ x: 280, y: 80, side: 640 });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  // A step is 6 % of the square: 38.4 pixels.
  expect(await region(page)).toEqual({ x: 318, y: 42, side: 640 });
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('-');
  expect(await region(page)).toEqual(MIDDLE);
  await expect(element(page).getByRole('status')).toContainText('The square takes');
  await page.keyboard.press('+');
  await page.keyboard.press('Home');
  expect(await region(page)).toEqual(MIDDLE);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(confirm(page)).toBeFocused();
});

test('buttons zoom and go back to the whole middle', async ({ page, elements }) => {
  await opened(page, elements);
  await element(page).getByRole('button', { name: 'Zoom in' }).click();
  expect(await region(page)).toEqual({ x: 280, y: 80, side: 640 });
  await element(page).getByRole('button', { name: 'Zoom out' }).click();
  expect((await region(page))?.side).toBe(800);
  await element(page).getByRole('button', { name: 'Zoom in' }).click();
  await element(page).getByRole('button', { name: 'Use the whole middle' }).click();
  expect(await region(page)).toEqual(MIDDLE);
  expect((await events(page)).map(({ name }) => name)).toEqual(Array(4).fill('change'));
  expect((await events(page)).at(-1)?.region).toEqual(MIDDLE);
});

test('a double click zooms where it was, and from far in goes back', async ({ page, elements }) => {
  await opened(page, elements);
  const { x, y, side } = await geometry(page);
  await page.mouse.dblclick(x + side / 4, y);
  const near = await region(page);
  expect(near?.side).toBe(400);
  expect(near?.x).toBeCloseTo(500, -1);
  expect(near?.y).toBeCloseTo(200, -1);
  await page.waitForTimeout(700); // so that it is a pair of its own
  await page.mouse.dblclick(x, y);
  await page.waitForTimeout(700);
  await page.mouse.dblclick(x, y);
  expect((await region(page))?.side).toBe(100);
  await page.waitForTimeout(700);
  await page.mouse.dblclick(x, y);
  expect(await region(page)).toEqual(MIDDLE);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  const touch = (client: CDPSession, type: string, points: readonly [number, number][]) =>
    client.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });

  test('two of them pinch around their middle, and one drags', async ({ page, elements }) => {
    await opened(page, elements);
    const { x, y, side } = await geometry(page);
    const client = await page.context().newCDPSession(page);
    await touch(client, 'touchStart', [[x - 30, y]]);
    await touch(client, 'touchStart', [
      [x - 30, y],
      [x + 30, y],
    ]);
    for (const reach of [40, 50, 60]) {
      await touch(client, 'touchMove', [
        [x - reach, y],
        [x + reach, y],
      ]);
    }
    await touch(client, 'touchEnd', []);
    const pinched = await region(page);
    expect(pinched?.side).toBeCloseTo(400, -1);
    expect((pinched?.x ?? 0) + (pinched?.side ?? 0) / 2).toBeCloseTo(600, -1);
    expect((pinched?.y ?? 0) + (pinched?.side ?? 0) / 2).toBeCloseTo(400, -1);

    await touch(client, 'touchStart', [[x, y]]);
    for (const step of [1, 2, 3, 4]) {
      await touch(client, 'touchMove', [[x, y - (step * side) / 16]]);
    }
    await touch(client, 'touchEnd', []);
    const dragged = await region(page);
    expect(dragged?.x).toBe(pinched?.x);
    expect(dragged?.y).toBeCloseTo((pinched?.y ?? 0) + (pinched?.side ?? 0) / 4, -1);
    await expectDrawn(page, dragged ?? MIDDLE);
    expect(await page.evaluate(() => scrollY), 'the page did not scroll').toBe(0);
  });

  test('nothing scrolls sideways at 360 pixels', async ({ page, elements }) => {
    await opened(page, elements, { language: 'ar' });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});

test('a file that is stored turned is framed upright, and so the real network sees it', async ({
  page,
  elements,
}) => {
  await page.goto(elements.url);
  const { buffer } = await draw(page, { width: 900, height: 1200, storedAs: 6 });
  // The red block in the top left corner is an eighth of the shorter side.
  const start = { x: 0, y: 0, side: 112 };
  await opened(page, elements, { file: buffer.toString('base64'), start });
  expect(await region(page)).toEqual(start);
  const middle = await element(page).evaluate((node) => {
    const canvas = node.shadowRoot?.querySelector<HTMLCanvasElement>('figure canvas');
    const half = (canvas?.width ?? 0) / 2;
    return [...(canvas?.getContext('2d')?.getImageData(half, half, 1, 1).data ?? [])];
  });
  expect(middle[0]).toBeGreaterThan(220);
  expect(middle[1]).toBeLessThan(40);
  const seen = await element(page).evaluate(
    async (node: HTMLElementTagNameMap['lesion-framing'], address) => {
      const { LesionClassifier } = (await import(address)) as typeof Face;
      const classifier = await LesionClassifier.create();
      const { photo, region } = node;
      if (!photo || !region) {
        throw new Error('nothing to judge');
      }
      const answer = await classifier.classify(photo, { region });
      classifier.close();
      return answer;
    },
    './face/lesionlens.js',
  );
  expect(seen.region).toMatchObject(start);
  // Red alone: 0.2126 of the luma of white, as the core measures it.
  expect(seen.quality.brightness).toBeCloseTo(0.21, 1);
  expect([seen.imageWidth, seen.imageHeight]).toEqual([900, 1200]);
});

test('a photo of 48 megapixels is shown, and its region counts its own pixels', async ({
  page,
  elements,
}) => {
  test.slow();
  await page.goto(elements.url);
  const { buffer } = await draw(page, { width: 8000, height: 6000 });
  await opened(page, elements, { file: buffer.toString('base64') });
  expect(await region(page)).toEqual({ x: 1000, y: 0, side: 6000 });
  const shown = await element(page).evaluate(
    (node) => (node as unknown as { shown: { bitmap: ImageBitmap } }).shown.bitmap.width,
  );
  expect(shown).toBeLessThanOrEqual(2560);
});

test('what is no picture is told, and the host hears of it', async ({ page, elements }) => {
  await mount(page, elements, { file: Buffer.from('no picture').toString('base64') });
  await expect(element(page).getByRole('alert')).toContainText('cannot show the photo');
  expect(await events(page)).toEqual([{ name: 'unavailable' }]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ar'] as const) {
    test(`axe finds nothing: ${language}, ${colorScheme}`, async ({ page, elements }) => {
      await page.emulateMedia({ colorScheme });
      await opened(page, elements, { language });
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  }
}
