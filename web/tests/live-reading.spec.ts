// What a live view makes of its frames: a probability smoothed over time, begun anew with another picture, and the place of the
// ring's square. Expected numbers are worked out by hand.
import { expect, test } from '@playwright/test';
import { changedMuch, gist } from '../src/camera/picture-change.ts';
import { ringSquareOfFrame, ringSquareOfStill } from '../src/camera/ring-square.ts';
import { SmoothedProbability } from '../src/camera/smoothed-probability.ts';

test('a step comes through to 63 % after the time constant, however many frames there were', () => {
  for (const frames of [1, 8, 80]) {
    const smoothed = new SmoothedProbability();
    expect(smoothed.add(0, 1000)).toBe(0);
    let last = 0;
    for (let frame = 1; frame <= frames; frame++) {
      last = smoothed.add(1, 1000 + (800 * frame) / frames);
    }
    expect(last).toBeCloseTo(1 - 1 / Math.E, 6);
  }
});

test('after a reset the first value counts as it is', () => {
  const smoothed = new SmoothedProbability();
  smoothed.add(0.1, 0);
  smoothed.reset();
  expect(smoothed.add(0.9, 10)).toBe(0.9);
});

/** A grey picture with a dark square of 40 pixels. */
function picture(squareX: number, grey = 170): ImageData {
  const [width, height] = [120, 120];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inSquare = x >= squareX && x < squareX + 40 && y >= 40 && y < 80;
      data.fill(inSquare ? 60 : grey, (y * width + x) * 4, (y * width + x) * 4 + 4);
    }
  }
  return { data, width, height, colorSpace: 'srgb' };
}

test('a trembling hand and a little less light are no other picture; another place is', () => {
  const before = gist(picture(40));
  expect(changedMuch(before, gist(picture(43)))).toBe(false);
  expect(changedMuch(before, gist(picture(40, 160)))).toBe(false);
  expect(changedMuch(before, gist(picture(80)))).toBe(true);
  expect(changedMuch(before, gist(picture(40, 110)))).toBe(true);
});

test('the ring’s square in a frame that fills its box, and in a larger still', () => {
  // A box of 400 x 300 shows a frame of 1600 x 900 at a third: the height fits, the sides are cut off. 0.76 * 300 * 3 = 684.
  const frame = { width: 1600, height: 900 };
  const box = { width: 400, height: 300 };
  expect(ringSquareOfFrame(frame, box)).toEqual({ x: 458, y: 108, side: 684 });
  // The still is twice as wide, and taller: the frame is its middle.
  expect(ringSquareOfStill({ width: 3200, height: 2400 }, frame, box)).toEqual({
    x: 916,
    y: 516,
    side: 1368,
  });
});
