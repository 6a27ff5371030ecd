// A progressive JPEG of any size (ITU-T T.81, process 2), as some phones and many servers write them, which canvases do not. It has
// the first scan only, that of mean values, so each block of 8 x 8 pixels has one colour; colours at half size, as in photos.

const MARKER = { SOI: 0xd8, DQT: 0xdb, SOF2: 0xc2, DHT: 0xc4, SOS: 0xda, EOI: 0xd9 };

/** Annex K.3.1: how many codes of each length from 1 on there are, for the bit lengths 0 to 11 of differences. */
const CODES_OF_LENGTH = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const BIT_LENGTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** @param colourAt Y, Cb and Cr of the block (8 x 8 pixels) in this column and row. */
export function progressiveJpeg(
  width: number,
  height: number,
  colourAt: (column: number, row: number) => readonly [number, number, number],
): Buffer {
  const components = [1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]; // number, sampling, quantisation
  const frame = Buffer.from([8, 0, 0, 0, 0, 3, ...components]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, MARKER.SOI]),
    segment(MARKER.DQT, [0, ...Array<number>(64).fill(8)]), // so that a coefficient is a difference in brightness
    segment(MARKER.SOF2, frame),
    segment(MARKER.DHT, [0, ...CODES_OF_LENGTH, ...BIT_LENGTHS]),
    segment(MARKER.SOS, [3, 1, 0, 2, 0, 3, 0, 0, 0, 0]), // coefficient 0 only, at full precision
    scan(Math.ceil(width / 16), Math.ceil(height / 16), colourAt),
    Buffer.from([0xff, MARKER.EOI]),
  ]);
}

function scan(
  columns: number,
  rows: number,
  colourAt: (column: number, row: number) => readonly [number, number, number],
): Buffer {
  const bits = new BitWriter();
  const before = [0, 0, 0];
  const write = (component: number, value: number) => {
    bits.difference(value - 128 - (before[component] ?? 0));
    before[component] = value - 128;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [x, y] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        write(0, colourAt(column * 2 + x, row * 2 + y)[0]);
      }
      const [, cb, cr] = colourAt(column * 2, row * 2);
      write(1, cb);
      write(2, cr);
    }
  }
  return bits.end();
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** F.1.2.1: the length of the number, then its bits; of negative ones those of the number minus one. */
  difference(value: number): void {
    const length = 32 - Math.clz32(Math.abs(value));
    const { code, bits } = codeOf(length);
    this.#write(code, bits);
    this.#write(value < 0 ? value + 2 ** length - 1 : value, length);
  }

  end(): Buffer {
    this.#write(0x7f, (8 - this.#count) % 8);
    return Buffer.from(this.#bytes);
  }

  #write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.#held = (this.#held << 1) | ((value >> bit) & 1);
      if (++this.#count === 8) {
        this.#bytes.push(this.#held);
        if (this.#held === 0xff) {
          this.#bytes.push(0);
        }
        this.#held = 0;
        this.#count = 0;
      }
    }
  }
}

/** C.2: codes of one length follow each other, those of the next begin at twice the one that would come. */
const CODES = (() => {
  const codes: { code: number; bits: number }[] = [];
  let code = 0;
  for (const [at, count] of CODES_OF_LENGTH.entries()) {
    for (let one = 0; one < count; one++) {
      codes.push({ code: code++, bits: at + 1 });
    }
    code *= 2;
  }
  return codes;
})();

function codeOf(length: number): { code: number; bits: number } {
  const found = CODES[length];
  if (!found) {
    throw new Error(`no code for a difference of ${length} bits`);
  }
  return found;
}

function segment(marker: number, payload: Uint8Array | number[]): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, Buffer.from(payload)]);
}
