// When the page does not judge, and what it shows of why and how it judges.
import { expect, type Page } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { summarise } from '../src/element/map-words.ts';
import { lensStrings } from '../src/strings/parts/lens.ts';
import { heard, openHostPage } from './support/host-page.ts';
import { draw, type Drawing, drawTiles } from './support/pictures.ts';
import {
  announcement,
  openPage,
  pick,
  type Site,
  test,
  verdict,
  verdictWord,
} from './support/site.ts';

const strings = lensStrings.en;
const VERDICT_WORDS = /\b(Benign|Malignant|Not sure)\b/;
const notJudged = (page: Page) => page.locator('.not-judged');

const FLAWS: Record<keyof typeof strings.findings, Drawing> = {
  'too-dark': { flaw: 'too-dark' },
  'too-bright': { flaw: 'too-bright' },
  blurred: { flaw: 'blurred' },
  'too-small': { width: 90, height: 90 },
  'lesion-out-of-frame': { flaw: 'lesion-out-of-frame' },
};

for (const [finding, drawing] of Object.entries(FLAWS) as [keyof typeof FLAWS, Drawing][]) {
  test(`no verdict, but what to do: ${finding}`, async ({ page, site }) => {
    await openHostPage(page, site);
    await expect(page.locator('.choose')).toBeEnabled();
    await pick(page, await draw(page, drawing));
    const { title, todo } = strings.findings[finding];
    const entry = notJudged(page).locator(`[data-finding=${finding}]`);
    await expect(entry).toHaveText(`${title} ${todo}`);
    await expect(verdict(page)).toHaveCount(0);
    await expect(page.locator('.panel')).not.toContainText(VERDICT_WORDS);
    await expect(announcement(page)).toContainText(`Not judged`);
    await expect(announcement(page)).toContainText(todo);
    const [result] = await heard(page, 'result');
    expect(result?.verdict).toBe('not-judged');
    expect(result?.reasons).toContain(finding);
  });
}

test('a photo that is not good enough is judged all the same on request, marked as unreliable', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  await pick(page, await draw(page, { width: 90, height: 90 }));
  const button = page.getByRole('button', { name: strings.showAnyway });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(verdictWord(page)).toHaveText(VERDICT_WORDS);
  await expect(verdictWord(page), 'where the focus goes on').toBeFocused();
  await expect(verdict(page).locator('.warning')).toHaveText(strings.unreliable);
  await expect(announcement(page)).toHaveText(/^Unreliable: .*Result: /);
  // The next photo is looked at afresh.
  await pick(page, await draw(page, { flaw: 'too-dark' }));
  await expect(notJudged(page)).toBeVisible();
  await expect(verdict(page)).toHaveCount(0);
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();
  await expect(verdict(page).locator('.warning')).toHaveCount(0);
});

for (const weights of ['', 'golden/familiar.safetensors']) {
  test(`what is no photo of a lesion gets no verdict, and none on request (${weights || 'default weights'})`, async ({
    page,
    site,
  }) => {
    await openHostPage(page, site, `<lesion-lens weights="${weights}"></lesion-lens>`);
    await expect(page.locator('.choose')).toBeEnabled();
    await pick(page, await drawTiles(page));
    await expect(page.getByRole('heading', { name: strings.unfamiliar.title })).toBeVisible();
    await expect(page.locator('.panel')).toContainText(strings.unfamiliar.todo);
    await expect(page.locator('.panel')).not.toContainText(VERDICT_WORDS);
    await expect(page.getByRole('button', { name: strings.showAnyway })).toHaveCount(0);
    await expect(announcement(page)).toHaveText(/does not look like/);
    await page.getByText('Technical details').click();
    await expect(notJudged(page)).toContainText(/distance \d+(\.\d+)?, limit \d/);
    const [result] = await heard(page, 'result');
    expect(result).toMatchObject({ verdict: 'not-judged', reasons: ['unfamiliar'] });
  });
}

test('what is neither good enough nor like a lesion gets no verdict on request either', async ({
  page,
  site,
}) => {
  await openHostPage(page, site);
  await expect(page.locator('.choose')).toBeEnabled();
  await pick(page, await draw(page, { flaw: 'too-dark' }));
  await expect(notJudged(page)).toContainText(strings.findings['too-dark'].title);
  await expect(page.getByRole('button', { name: strings.showAnyway })).toHaveCount(0);
  const [result] = await heard(page, 'result');
  expect(result?.reasons).toEqual(['too-dark', 'unfamiliar']);
});

test('a verdict says what to do next, and how often such a verdict is right', async ({
  page,
  site,
}) => {
  await openHostPage(page, site);
  await expect(page.locator('.choose')).toBeEnabled();
  await pick(page, await draw(page));
  await expect(verdict(page).locator('.next')).toContainText(/doctor/);
  const [ready] = await heard(page, 'ready');
  const { measured } = (ready as { weights: { measured: Record<string, number> } }).weights;
  const of100 = (share = NaN) => String(Math.round(share * 100));
  await expect(verdict(page).locator('.measured')).toContainText(
    `about ${of100(measured.sensitivity)} of 100 malignant lesions were called malignant, ` +
      `and about ${of100(measured.specificity)} of 100 benign ones benign`,
  );
  // Kinds of lesion in plain words, their shares adding up to one.
  await page.getByText('Kinds of lesion').click();
  await expect(verdict(page).locator('.kinds li')).toHaveCount(7);
  await expect(verdict(page).locator('.kinds')).toContainText('mole (melanocytic naevus)');
  await expect(verdict(page).locator('.kinds small')).toHaveCount(3);
  const named = await verdict(page).locator('.named').innerText();
  expect(Object.values(strings.classNames)).toContain(named);
});

/** The real answers of the classifier, with an activation map of the test's own in them. */
async function openWithMap(page: Page, site: Site, values: number[]): Promise<void> {
  await openHostPage(page, site);
  await expect(page.locator('.choose')).toBeEnabled();
  await page.evaluate(
    async ({ face, values }) => {
      const { LesionClassifier } = (await import(face)) as typeof Face;
      const { prototype } = LesionClassifier;
      const classify: typeof prototype.classify = Reflect.get(prototype, 'classify');
      prototype.classify = async function (...asked) {
        const answer = await classify.apply(this, asked);
        if (!answer.activationMap) {
          throw new Error('the element did not ask for the map');
        }
        const side = Math.sqrt(values.length);
        const map = { width: side, height: side, values: Float32Array.from(values) };
        return { ...answer, activationMap: { ...answer.activationMap, ...map } };
      };
    },
    { face: `${site.subPathUrl}lesionlens.js`, values },
  );
}

test('what the network looked at lies over the photo where it was strongest', async ({
  page,
  site,
}) => {
  const values = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0.2, 0, 0.1, 0.3, 0.2, 0, 0];
  await openWithMap(page, site, values);
  await pick(page, await draw(page, { width: 480, height: 320 }));
  const toggle = page.getByRole('button', { name: strings.mapTitle });
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('canvas.map')).toHaveCount(0);
  await toggle.press('Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');

  const sentence =
    'Signs of malignancy weighed most on the left of the square; they cover 5% of it.';
  await expect(page.locator('.map-words')).toContainText(sentence);
  const overlay = page.getByRole('img', { name: sentence });
  const photo = await page.getByRole('img', { name: /The chosen photo/ }).boundingBox();
  expect(await overlay.boundingBox()).toEqual(photo);

  const drawn = await overlay.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const alpha = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
    const strongest = { x: 0, y: 0, alpha: -1 };
    let outside = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = alpha?.[(y * width + x) * 4 + 3] ?? 0;
        if (value > strongest.alpha) {
          Object.assign(strongest, { x, y, alpha: value });
        }
        // The square in the middle of 480 x 320 is all that was seen.
        if (x < 79 || x > 400) {
          outside = Math.max(outside, value);
        }
      }
    }
    return { width, height, strongest, outside };
  });
  expect(drawn).toMatchObject({ width: 480, height: 320, outside: 0 });
  expect(drawn.strongest.alpha).toBeGreaterThan(100);
  // The first cell of the third row of four.
  expect(Math.abs(drawn.strongest.x - 120)).toBeLessThanOrEqual(41);
  expect(Math.abs(drawn.strongest.y - 200)).toBeLessThanOrEqual(41);

  await toggle.press('Enter');
  await expect(overlay).toHaveCount(0);
});

test('where nothing spoke for malignant, the words say so', async ({ page, site }) => {
  await openWithMap(page, site, [0, 0, 0, 0]);
  await pick(page, await draw(page));
  await page.getByRole('button', { name: strings.mapTitle }).click();
  await expect(page.locator('.map-words')).toContainText(strings.mapEmpty);
  await expect(page.getByRole('img', { name: strings.mapEmpty })).toBeVisible();
});

test('the square that the network saw is framed on the photo', async ({ page, site }) => {
  await openPage(page, site.url);
  await pick(page, await draw(page, { width: 480, height: 320 }));
  await expect(page.getByText(strings.seenSquare)).toBeVisible();
  const { square, photo } = await page.locator('.picture').evaluate((picture) => {
    const box = (selector: string) => picture.querySelector(selector)?.getBoundingClientRect();
    return { square: box('.seen .square'), photo: box('img') };
  });
  expect(square?.height).toBeCloseTo(square?.width ?? NaN, 0);
  expect((square?.left ?? 0) + (square?.right ?? 0)).toBeCloseTo(
    (photo?.left ?? NaN) + (photo?.right ?? NaN),
    0,
  );
  await pick(page, await draw(page, { width: 320, height: 320 }));
  await expect(page.getByText(strings.seenWhole)).toBeVisible();
});

test('the map in words: where it is strongest, and how much it covers', () => {
  const map = (rows: number[][]) => ({
    width: rows[0]?.length ?? 0,
    height: rows.length,
    values: Float32Array.from(rows.flat()),
    region: { x: 0, y: 0, side: 99, width: 99, height: 99 },
  });
  const corner = map([
    [1, 0.4, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(summarise(corner)).toEqual({ place: 'upper-left', share: 1 / 9 });
  const below = map([
    [0.2, 0, 0],
    [0, 0, 0],
    [0, 0.9, 1],
    [0, 1, 0.5],
  ]);
  expect(summarise(below)).toEqual({ place: 'lower', share: 4 / 12 });
  const bothSides = map([
    [0, 0, 0],
    [1, 0, 1],
    [0, 0, 0],
  ]);
  expect(summarise(bothSides)?.place).toBe('middle');
  expect(summarise(map([[0, 0]]))).toBeUndefined();
});

test('a kind of picture that the browser cannot show is judged, and said to be so', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  const { buffer } = await draw(page, { type: 'image/png' });
  // What it is, the classifier tells from its bytes; the browser goes by its type.
  await pick(page, { name: 'photo.svg', mimeType: 'image/svg+xml', buffer });
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByText(strings.cannotShow)).toBeVisible();
});
