// An AVIF file of a frame that the browser's own AV1 encoder made: Chromium reads AVIF, but no canvas writes it.
import type { Page } from '@playwright/test';
import type { UploadedFile } from './site.ts';
import { drawSpot } from './spot.ts';

export async function drawAvif(page: Page, width = 320, height = 240): Promise<UploadedFile> {
  const canvas = await drawSpot(page, width, height);
  const frame = await canvas.evaluate(async (canvas) => {
    const { width, height } = canvas;
    const frames: number[][] = [];
    const encoder = new VideoEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        frames.push([...bytes]);
      },
      error: (error) => {
        throw error;
      },
    });
    encoder.configure({ codec: 'av01.0.04M.08', width, height });
    encoder.encode(new VideoFrame(canvas, { timestamp: 0 }), { keyFrame: true });
    await encoder.flush();
    return frames[0] ?? [];
  });
  await canvas.dispose();
  return {
    name: 'drawn.avif',
    mimeType: 'image/avif',
    buffer: writeAvif(Buffer.from(frame), width, height),
  };
}

/** ISO/IEC 23008-12 and the AVIF specification: one item of type av01, its properties, its bytes. */
function writeAvif(temporalUnit: Buffer, width: number, height: number): Buffer {
  const frame = temporalUnit.subarray(2); // without the delimiter
  const sequenceHeader = frame.subarray(0, 2 + (frame[1] ?? 0));
  const properties = box('ipco', [
    fullBox('ispe', [uint32(width), uint32(height)]),
    fullBox('pixi', [Buffer.from([3, 8, 8, 8])]),
    box('av1C', [Buffer.from([0x81, 4, 0x0c, 0]), sequenceHeader]), // main profile, level 3.0, 8 bits, 4:2:0
  ]);
  const associations = fullBox('ipma', [uint32(1), uint16(1), Buffer.from([3, 1, 2, 0x83])]);
  const type = box('ftyp', [Buffer.from('avif\0\0\0\0avifmif1miaf', 'latin1')]);
  const meta = (at: number) =>
    fullBox('meta', [
      fullBox('hdlr', [Buffer.from('\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')]),
      fullBox('pitm', [uint16(1)]),
      // Offsets and lengths of 4 bytes; one item, in one piece.
      fullBox('iloc', [
        Buffer.from([0x44, 0]),
        ...[1, 1, 0, 1].map(uint16),
        uint32(at),
        uint32(frame.length),
      ]),
      fullBox('iinf', [
        uint16(1),
        fullBox('infe', [uint16(1), uint16(0), Buffer.from('av01\0')], 2),
      ]),
      box('iprp', [properties, associations]),
    ]);
  const before = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(before), box('mdat', [frame])]);
}

function box(type: string, parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type), body]);
}

function fullBox(type: string, parts: Buffer[], version = 0): Buffer {
  return box(type, [Buffer.from([version, 0, 0, 0]), ...parts]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
