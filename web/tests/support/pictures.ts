// Pictures drawn for the tests: no photo of anyone is kept in this repository.
import { crc32 } from 'node:zlib';
import type { Page } from '@playwright/test';
import { drawnPhoto, type PhotoDrawing } from '../../scripts/drawn-photo.mjs';
import type { UploadedFile } from './site.ts';

export type Drawing = Omit<PhotoDrawing, 'corners'>;

/**
 * A spot on skin, a red block in the top left corner and a blue one in the top right, so that every orientation can be told
 * from every other. JPEG files say in their EXIF how they are stored.
 */
export async function draw(page: Page, drawing: Drawing = {}): Promise<UploadedFile> {
  const { storedAs = 1, type = 'image/jpeg' } = drawing;
  const bytes = await drawnPhoto(page, { ...drawing, corners: true });
  return {
    name: `drawn.${type.slice('image/'.length)}`,
    mimeType: type,
    buffer: type === 'image/jpeg' ? withExifOrientation(bytes, storedAs) : bytes,
  };
}

/** Nothing like skin: tiles in all colours, sharp and well lit. */
export async function drawTiles(page: Page): Promise<UploadedFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 320);
    const context = canvas.getContext('2d');
    for (let tile = 0; context && tile < 1600; tile++) {
      context.fillStyle = `hsl(${(tile * 67) % 360} 70% ${35 + ((tile * 13) % 30)}%)`;
      context.fillRect((tile % 40) * 8, Math.floor(tile / 40) * 8, 8, 8);
    }
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: 'tiles.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
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
