// Pictures drawn for the tests: no photo of anyone is kept in this repository.
import { crc32 } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { UploadedFile } from './site.ts';

export interface Drawing {
  width?: number;
  height?: number;
  /** How the pixels are stored: as EXIF orientation 1..8 says, 1 being upright. */
  storedAs?: number;
  type?: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Darkness of the spot, 0..1. */
  darkness?: number;
  /** What is wrong with the photo, of what the quality gate knows. Too small is what has few pixels. */
  flaw?: 'too-dark' | 'too-bright' | 'blurred' | 'lesion-out-of-frame';
}

/**
 * Skin with a dark, lopsided spot, a red block in the top left corner and a blue one in the top right, so that every
 * orientation can be told from every other. JPEG files say in their EXIF how they are stored.
 */
export async function draw(page: Page, drawing: Drawing = {}): Promise<UploadedFile> {
  const { width = 320, height = 240, storedAs = 1, type = 'image/jpeg', darkness = 0.7 } = drawing;
  const { flaw } = drawing;
  const base64 = await page.evaluate(
    async ({ width, height, storedAs, type, darkness, flaw }) => {
      const transposed = storedAs >= 5;
      const canvas = new OffscreenCanvas(transposed ? height : width, transposed ? width : height);
      const context = canvas.getContext('2d');
      if (!context) {
        throw new Error('no canvas');
      }
      // Where the upright point (x, y) is stored: x' = a x + c y + e, y' = b x + d y + f.
      const transforms: [number, number, number, number, number, number][] = [
        [1, 0, 0, 1, 0, 0],
        [-1, 0, 0, 1, width, 0],
        [-1, 0, 0, -1, width, height],
        [1, 0, 0, -1, 0, height],
        [0, 1, 1, 0, 0, 0],
        [0, -1, 1, 0, 0, width],
        [0, -1, -1, 0, height, width],
        [0, 1, -1, 0, height, 0],
      ];
      const transform = transforms[storedAs - 1];
      if (!transform) {
        throw new Error('EXIF knows orientations 1 to 8');
      }
      context.setTransform(...transform);
      if (flaw === 'blurred') {
        context.filter = `blur(${Math.min(width, height) / 20}px)`;
      }
      const skin = context.createLinearGradient(0, 0, width, height);
      skin.addColorStop(0, '#e8c2a8');
      skin.addColorStop(1, '#cf9c80');
      context.fillStyle = skin;
      context.fillRect(0, 0, width, height);
      const unit = Math.min(width, height);
      for (const [x, y, radius] of [
        [0.45, 0.5, 0.22],
        [0.58, 0.42, 0.15],
        [0.5, 0.66, 0.1],
      ] as const) {
        const across = flaw === 'lesion-out-of-frame' ? x - 0.5 : x;
        context.fillStyle = `rgb(70 35 20 / ${darkness})`;
        context.beginPath();
        context.ellipse(across * width, y * height, radius * unit, radius * unit * 0.8, 0.5, 0, 7);
        context.fill();
      }
      context.fillStyle = 'rgb(255 0 0)';
      context.fillRect(0, 0, unit / 8, unit / 8);
      context.fillStyle = 'rgb(0 0 255)';
      context.fillRect(width - unit / 8, 0, unit / 8, unit / 8);

      if (flaw === 'too-dark' || flaw === 'too-bright') {
        context.fillStyle = flaw === 'too-dark' ? 'rgb(0 0 0 / 85%)' : 'rgb(255 255 255 / 95%)';
        context.fillRect(0, 0, width, height);
      }

      const blob = await canvas.convertToBlob({ type, quality: 0.97 });
      const url = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => {
          resolve(reader.result as string);
        };
        reader.readAsDataURL(blob);
      });
      return url.slice(url.indexOf(',') + 1);
    },
    { width, height, storedAs, type, darkness, flaw },
  );
  const bytes = Buffer.from(base64, 'base64');
  return {
    name: `drawn.${type.slice('image/'.length)}`,
    mimeType: type,
    buffer: type === 'image/jpeg' ? withExifOrientation(bytes, storedAs) : bytes,
  };
}

/** Puts an EXIF segment with nothing but the orientation behind the start marker. */
function withExifOrientation(jpeg: Buffer, orientation: number): Buffer {
  const exif = Buffer.from('Exif\0\0II*\0\b\0\0\0\x01\0', 'latin1');
  const entry = Buffer.alloc(16); // tag, type (3: 16 bits), count, value; no further directory
  entry.writeUInt16LE(0x0112, 0);
  entry.writeUInt16LE(3, 2);
  entry.writeUInt32LE(1, 4);
  entry.writeUInt16LE(orientation, 8);
  const marker = Buffer.from([0xff, 0xe1, 0, 2 + exif.length + entry.length]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, entry, jpeg.subarray(2)]);
}

/** A PNG file whose header promises a size that no pixels follow. */
export function pngHeaderOnly(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, no filter method, not interlaced
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.from([0x78, 0x9c, 3, 0, 0, 0, 0, 1])),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
