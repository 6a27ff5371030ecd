// JPEG files that say where and with what they were taken, as phones write them.

/** GPS coordinates and a device's name, findable as text in whatever they should not reach. */
export interface Origin {
  /** ASCII, up to 100 characters. */
  device: string;
  /** Whole degrees north and east. */
  north: number;
  east: number;
}

const ASCII = 2;
const RATIONAL = 5;
const LONG = 4;

/** Puts an EXIF segment behind the start marker: Make, Model, and a GPS directory. */
export function withOrigin(jpeg: Buffer, { device, north, east }: Origin): Buffer {
  const text = Buffer.from(`${device}\0`, 'latin1');
  const header = Buffer.from('II*\0\b\0\0\0', 'latin1');
  // First directory: Make, Model and the pointer to GPS; then its texts; then the GPS directory and its numbers.
  const firstAt = header.length;
  const textAt = firstAt + 2 + 3 * 12 + 4;
  const gpsAt = textAt + text.length;
  const first = directory([
    entry(0x010f, ASCII, text.length, textAt),
    entry(0x0110, ASCII, text.length, textAt),
    entry(0x8825, LONG, 1, gpsAt),
  ]);
  const numbersAt = gpsAt + 2 + 4 * 12 + 4;
  const gps = directory([
    entry(1, ASCII, 2, 'N'.charCodeAt(0)),
    entry(2, RATIONAL, 3, numbersAt),
    entry(3, ASCII, 2, 'E'.charCodeAt(0)),
    entry(4, RATIONAL, 3, numbersAt + 24),
  ]);
  const numbers = Buffer.concat([degrees(north), degrees(east)]);
  const body = Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    header,
    first,
    text,
    gps,
    numbers,
  ]);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), body]);
  segment.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(value, 8);
  return bytes;
}

function directory(entries: Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16LE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
}

/** Degrees, minutes, seconds as three fractions. */
function degrees(value: number): Buffer {
  const bytes = Buffer.alloc(24);
  [value, 1, 0, 1, 0, 1].forEach((number, at) => bytes.writeUInt32LE(number, at * 4));
  return bytes;
}
