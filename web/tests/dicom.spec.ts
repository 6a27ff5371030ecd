// DICOM files give the verdict of the photo in them, and nothing else of what they hold.
import { expect, type JSHandle, type Page } from '@playwright/test';
import type * as Face from '../src/classifier/index.ts';
import { type DicomContent, PATIENT, SOP_CLASS, SYNTAX, writeDicom } from './support/dicom.ts';
import { importFace } from './support/face.ts';
import { draw } from './support/pictures.ts';
import { resultOf } from './support/results.ts';
import { openPage, pick, test } from './support/site.ts';

type Answer =
  | { ok: true; value: Face.Classification; text: string }
  | { ok: false; code: string; message: string };

async function classifyAll(face: JSHandle<typeof Face>, files: Buffer[]): Promise<Answer[]> {
  return face.evaluate(
    async ({ LesionClassifier, LesionLensError }, files) => {
      const classifier = await LesionClassifier.create();
      const answers: Answer[] = [];
      for (const file of files) {
        const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        try {
          const value = await classifier.classify(new Blob([bytes]));
          answers.push({ ok: true, value, text: JSON.stringify(value) });
        } catch (error) {
          if (!(error instanceof LesionLensError)) {
            throw error;
          }
          answers.push({ ok: false, code: error.code, message: error.message });
        }
      }
      classifier.close();
      return answers;
    },
    files.map((file) => file.toString('base64')),
  );
}

function probability(answer: Answer | undefined): number {
  expect(answer).toMatchObject({ ok: true });
  return answer?.ok ? answer.value.probabilityMalignant : NaN;
}

/** The largest difference between two answers in the probability of a class. */
function apart(one: Answer | undefined, other: Answer | undefined): number {
  const [a, b] = [one, other].map((answer) => (answer?.ok ? answer.value.probabilities : []));
  return Math.max(...(a ?? []).map((value, at) => Math.abs(value - (b?.[at] ?? NaN))));
}

/** What the browser makes of a PNG file: (height, width, 3). */
async function rgbOf(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!context) {
        throw new Error('no canvas');
      }
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let text = '';
      for (let at = 0; at < data.length; at += 4) {
        text += String.fromCharCode(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
      return btoa(text);
    },
    [...png],
  );
  return Buffer.from(base64, 'base64');
}

const width = 320;
const height = 240;

/** ITU-T T.871, from RGB. */
function ybrOf(rgb: Buffer): Buffer {
  const ybr = Buffer.alloc(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const [r = 0, g = 0, b = 0] = rgb.subarray(at, at + 3);
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    ybr[at] = Math.round(y);
    ybr[at + 1] = Math.min(255, Math.round((b - y) / 1.772 + 128));
    ybr[at + 2] = Math.min(255, Math.round((r - y) / 1.402 + 128));
  }
  return ybr;
}

function planesOf(pixels: Buffer): Buffer {
  const planes = Buffer.alloc(pixels.length);
  pixels.forEach((value, at) => {
    planes[(at % 3) * (pixels.length / 3) + Math.floor(at / 3)] = value;
  });
  return planes;
}

/** Two pixels share the colour of the first. */
function pairsOf(ybr: Buffer): Buffer {
  const pairs: number[] = [];
  for (let at = 0; at < ybr.length; at += 6) {
    pairs.push(ybr[at] ?? 0, ybr[at + 3] ?? 0, ybr[at + 1] ?? 0, ybr[at + 2] ?? 0);
  }
  return Buffer.from(pairs);
}

test('an uncompressed DICOM photo gives exactly the verdict of the same pixels as PNG', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const png = (await draw(page, { width, height, type: 'image/png' })).buffer;
  const rgb = await rgbOf(page, png);
  const size = { width, height };
  const [asPng, ...asDicom] = await classifyAll(face, [
    png,
    writeDicom({ ...size, pixels: rgb }),
    writeDicom({ ...size, pixels: rgb, syntax: SYNTAX.implicit, sopClass: SOP_CLASS.photograph }),
    writeDicom({ ...size, pixels: planesOf(rgb), planar: 1, sopClass: SOP_CLASS.secondaryCapture }),
  ]);
  for (const answer of asDicom) {
    expect(probability(answer)).toBe(probability(asPng));
    expect(answer).toMatchObject({
      value: { imageWidth: width, imageHeight: height, decodedBy: 'lesionlens' },
    });
  }
});

test('brightness and colour apart give the verdict of RGB, up to rounding', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const png = (await draw(page, { width, height, type: 'image/png' })).buffer;
  const ybr = ybrOf(await rgbOf(page, png));
  const size = { width, height };
  const swapped = Buffer.from(ybr);
  for (let at = 0; at < ybr.length; at += 3) {
    swapped.set([ybr[at + 2] ?? 0, ybr[at + 1] ?? 0], at + 1);
  }
  const [asPng, full, planes, pairs, wrong] = await classifyAll(face, [
    png,
    writeDicom({ ...size, pixels: ybr, photometric: 'YBR_FULL' }),
    writeDicom({ ...size, pixels: planesOf(ybr), photometric: 'YBR_FULL', planar: 1 }),
    writeDicom({ ...size, pixels: pairsOf(ybr), photometric: 'YBR_FULL_422' }),
    writeDicom({ ...size, pixels: swapped, photometric: 'YBR_FULL' }),
  ]);
  // Were colours passed over, exchanged ones would make no difference.
  const seen = apart(wrong, asPng);
  expect(apart(full, asPng)).toBeLessThan(seen / 5);
  expect(apart(planes, full)).toBe(0);
  expect(apart(pairs, asPng)).toBeLessThan(seen / 5);
  expect(seen).toBeGreaterThan(0);
});

test('grey pixels are shown to the network as grey', async ({ page, site }) => {
  const face = await importFace(page, site);
  const png = (await draw(page, { width, height, type: 'image/png' })).buffer;
  const rgb = await rgbOf(page, png);
  const red = Buffer.from(rgb.filter((_, at) => at % 3 === 0));
  const threefold = Buffer.from([...red].flatMap((value) => [value, value, value]));
  const [grey, same] = await classifyAll(face, [
    writeDicom({ width, height, pixels: red, photometric: 'MONOCHROME2' }),
    writeDicom({ width, height, pixels: threefold }),
  ]);
  expect(probability(grey)).toBe(probability(same));
});

test('a JPEG in a DICOM file, whole or in fragments, gives exactly its verdict', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const { buffer: jpeg } = await draw(page, { width, height });
  const form = { width, height, syntax: SYNTAX.jpegBaseline, photometric: 'YBR_FULL_422' };
  const [asJpeg, ...asDicom] = await classifyAll(face, [
    jpeg,
    writeDicom({ ...form, pixels: [jpeg] }),
    writeDicom({ ...form, pixels: [jpeg.subarray(0, 1000), jpeg.subarray(1000)] }),
    // Named RGB, but the JPEG itself says (JFIF) that it is not: a common mistake of writers.
    writeDicom({ ...form, pixels: [jpeg], photometric: 'RGB' }),
  ]);
  for (const answer of asDicom) {
    expect(probability(answer)).toBe(probability(asJpeg));
  }
});

test('a JPEG that says nothing of its colours has those that the DICOM file names', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const { buffer: jpeg } = await draw(page, { width, height });
  const silent = withoutApplicationSegments(jpeg);
  const form = { width, height, syntax: SYNTAX.jpegBaseline };
  const [asJpeg, ybr, rgb] = (
    await classifyAll(face, [
      jpeg,
      writeDicom({ ...form, pixels: [silent], photometric: 'YBR_FULL_422' }),
      writeDicom({ ...form, pixels: [silent], photometric: 'RGB' }),
    ])
  ).map(probability);
  expect(ybr).toBe(asJpeg);
  expect(rgb).not.toBe(asJpeg);
});

function withoutApplicationSegments(jpeg: Buffer): Buffer {
  const parts = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const next = at + 2 + jpeg.readUInt16BE(at + 2);
    if ((jpeg[at + 1] ?? 0) >> 4 !== 0xe) {
      parts.push(jpeg.subarray(at, next));
    }
    at = next;
  }
  return Buffer.concat([...parts, jpeg.subarray(at)]);
}

test('nothing of the patient is in a result', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer: jpeg } = await draw(page, { width, height });
  const file = writeDicom({
    width,
    height,
    pixels: [jpeg],
    syntax: SYNTAX.jpegBaseline,
    photometric: 'YBR_FULL',
  });
  expect(file.includes(PATIENT)).toBe(true);
  const [answer] = await classifyAll(face, [file]);
  expect(answer).toMatchObject({ ok: true });
  expect(JSON.stringify(answer)).not.toContain('marker');
  const photo = await face.evaluate(
    async ({ photoOf }, bytes) => (await photoOf(new Blob([new Uint8Array(bytes)]))).text(),
    [...file],
  );
  expect(photo).not.toContain('marker');
});

test('what is no photo, or none that is read, is refused with its reason', async ({
  page,
  site,
}) => {
  const face = await importFace(page, site);
  const pixels = Buffer.alloc(width * height * 3, 128);
  const good: DicomContent = { width, height, pixels };
  const refused: [string, DicomContent][] = [
    ['dicom-not-a-photo', { ...good, sopClass: SOP_CLASS.computedTomography }],
    ['dicom-compression', { ...good, pixels: [pixels], syntax: SYNTAX.jpeg2000 }],
    ['dicom-compression', { ...good, pixels: [pixels], syntax: SYNTAX.jpegLs }],
    ['dicom-compression', { ...good, pixels: [pixels], syntax: SYNTAX.rle }],
    ['dicom-compression', { ...good, syntax: SYNTAX.deflated }],
    ['dicom-several-frames', { ...good, frames: 2 }],
    ['dicom-pixel-format', { ...good, bits: 12 }],
    ['dicom-pixel-format', { ...good, signed: 1 }],
    ['dicom-pixel-format', { ...good, photometric: 'PALETTE COLOR' }],
    ['dicom-pixel-format', { ...good, photometric: 'MONOCHROME1' }],
    ['dicom-pixel-format', { ...good, width: 0 }],
    ['dicom-damaged', { ...good, height: height + 1 }],
    ['dicom-damaged', { ...good, syntax: SYNTAX.jpegBaseline }],
    ['dicom-damaged', { ...good, pixels: [], syntax: SYNTAX.jpegBaseline }],
    ['image-too-small', { ...good, width: 8, height: 8 }],
    ['image-unknown-format', { ...good, pixels: [pixels], syntax: SYNTAX.jpegBaseline }],
    ...(
      ['sopClass', 'samples', 'photometric', 'rows', 'bitsAllocated', 'signed', 'pixels'] as const
    ).map((without): [string, DicomContent] => ['dicom-damaged', { ...good, without }]),
  ];
  const answers = await classifyAll(
    face,
    refused.map(([, content]) => writeDicom(content)),
  );
  expect(answers.map((answer) => !answer.ok && answer.code)).toEqual(refused.map(([code]) => code));
  for (const answer of answers) {
    expect(!answer.ok && answer.message).toMatch(/^[A-Z].*\.$/);
  }
});

test('a DICOM file that is cut off anywhere is refused', async ({ page, site }) => {
  const face = await importFace(page, site);
  const { buffer: jpeg } = await draw(page, { width: 64, height: 64 });
  const size = { width: 64, height: 64 };
  const whole = [
    writeDicom({ ...size, pixels: Buffer.alloc(64 * 64 * 3, 90) }),
    writeDicom({ ...size, pixels: [jpeg], syntax: SYNTAX.jpegBaseline }),
  ];
  expect((await classifyAll(face, whole)).map(({ ok }) => ok)).toEqual([true, true]);
  const cut = whole.flatMap((file) =>
    Array.from({ length: 40 }, (_, step) =>
      file.subarray(0, 132 + Math.floor(((file.length - 132) * step) / 40)),
    ),
  );
  const answers = await classifyAll(face, cut);
  expect(answers.map((answer) => (answer.ok ? 'judged' : answer.code))).toEqual(
    cut.map(() => 'dicom-damaged'),
  );
});

test('the sealed page judges a DICOM file and shows its photo, for the reader came before the seal', async ({
  page,
  site,
}) => {
  await openPage(page, site.url);
  const { buffer: jpeg } = await draw(page, { width, height });
  const asJpeg = { name: 'drawn.jpg', mimeType: 'image/jpeg', buffer: jpeg };
  const expected = await resultOf(page, () => pick(page, asJpeg));
  await expect(page.locator('lesion-seal')).toContainText('Sealed');
  const buffer = writeDicom({
    width,
    height,
    pixels: [jpeg],
    syntax: SYNTAX.jpegBaseline,
    photometric: 'YBR_FULL',
  });
  const asDicom = { name: 'no-name-at-all', mimeType: '', buffer };
  const result = await resultOf(page, () => pick(page, asDicom));
  expect(result.probabilityMalignant).toBe(expected.probabilityMalignant);
  const shown = page.getByRole('img', { name: 'The chosen photo, no-name-at-all' });
  await expect(shown).toHaveJSProperty('naturalWidth', width);
  expect(JSON.stringify(result)).not.toContain('marker');
});

test('the reader is loaded only when a DICOM file comes', async ({ page, site }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const face = await importFace(page, site);
  const { buffer: jpeg } = await draw(page, { width, height });
  await classifyAll(face, [jpeg]);
  expect(asked.filter((url) => url.includes('read-dicom'))).toEqual([]);
  await classifyAll(face, [
    writeDicom({
      width,
      height,
      pixels: [jpeg],
      syntax: SYNTAX.jpegBaseline,
      photometric: 'YBR_FULL',
    }),
  ]);
  expect(asked.filter((url) => url.includes('read-dicom'))).toHaveLength(1);
});
