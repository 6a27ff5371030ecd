// A camera for Chromium that plays drawn frames from a file: skin with a lesion, sharp, blurred or dark. The file is a YUV4MPEG2
// stream, 4:2:0, of the passages that are asked for, and starts anew at its end.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../../scripts/chromium.mjs';

export type Look = 'sharp' | 'blurred' | 'dark';

export interface FakeCamera {
  width: number;
  height: number;
  /** Each for so many seconds. */
  passages: readonly { look: Look; seconds: number }[];
}

/** Chromium plays a file on one camera only; two of them show its own patterns. */
export type Plugged = FakeCamera | 'two patterns' | 'none';

const FRAMES_PER_SECOND = 10;

/** A browser of its own with this camera, or with none. The file goes with it. */
export async function launchWithCamera(camera: Plugged): Promise<Browser> {
  if (camera === 'none') {
    return chromium.launch(CHROMIUM_OPTIONS);
  }
  if (camera === 'two patterns') {
    return launchWith(['--use-fake-device-for-media-stream=device-count=2']);
  }
  const folder = mkdtempSync(join(tmpdir(), 'lesionlens-camera-'));
  const file = join(folder, 'camera.y4m');
  write(file, camera);
  const browser = await launchWith([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]);
  browser.on('disconnected', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return browser;
}

function launchWith(args: string[]): Promise<Browser> {
  return chromium.launch({
    ...CHROMIUM_OPTIONS,
    args: [...(CHROMIUM_OPTIONS.args ?? []), ...args],
  });
}

function write(file: string, { width, height, passages }: FakeCamera): void {
  const descriptor = openSync(file, 'w');
  writeSync(
    descriptor,
    `YUV4MPEG2 W${width} H${height} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`,
  );
  for (const { look, seconds } of passages) {
    const frame = draw(width, height, look);
    for (let count = 0; count < seconds * FRAMES_PER_SECOND; count++) {
      writeSync(descriptor, 'FRAME\n');
      writeSync(descriptor, frame);
    }
  }
  closeSync(descriptor);
}

/** Planes Y, Cb, Cr; the last two at half the size. */
function draw(width: number, height: number, look: Look): Buffer {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const frame = Buffer.alloc(width * height + 2 * halfWidth * halfHeight);
  const light = look === 'dark' ? 0.12 : 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const spot = spotAt(x / width - 0.5, (y / height - 0.5) * (height / width), look);
      // Fine lines like those of skin; a blurred picture has none.
      const lines = look === 'blurred' ? 0 : 9 * Math.sin(x * 1.1 + y * 0.4) * Math.cos(y * 0.9);
      frame[y * width + x] = 16 + light * (165 - 95 * spot + lines);
    }
  }
  for (let y = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++) {
      const at = width * height + y * halfWidth + x;
      frame[at] = 128 - light * 18;
      frame[at + halfWidth * halfHeight] = 128 + light * 20;
    }
  }
  return frame;
}

/** How much of the lopsided spot lies there, in [0, 1]; the blurred one fades over a wide rim. */
function spotAt(x: number, y: number, look: Look): number {
  const distance = Math.min(
    Math.hypot(x + 0.02, y * 1.2) / 0.13,
    Math.hypot(x - 0.06, y + 0.04) / 0.09,
  );
  const rim = look === 'blurred' ? 0.9 : 0.06;
  return Math.min(1, Math.max(0, (1 + rim / 2 - distance) / rim));
}
