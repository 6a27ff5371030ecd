// How a DICOM file lays out its pixels (PS3.3 C.7.6.3.1), and uncompressed ones as RGB.

export interface Layout {
  width: number;
  height: number;
  colour: Colour;
  /** Channel after channel, instead of pixel after pixel. */
  planar: boolean;
}

const COLOURS = ['MONOCHROME2', 'RGB', 'YBR_FULL', 'YBR_FULL_422'] as const;
export type Colour = (typeof COLOURS)[number];

interface Attributes extends Omit<Layout, 'colour'> {
  samples: number;
  photometric: string;
  eightBits: boolean;
  signed: boolean;
}

/** Undefined where the pixels are none that a photo has, or none that are read. */
export function layoutOf(attributes: Attributes): Layout | undefined {
  const { width, height, samples, photometric, planar, eightBits, signed } = attributes;
  const colour = COLOURS.find((one) => one === photometric);
  const fits = samples === (colour === 'MONOCHROME2' ? 1 : 3);
  // Two pixels share their colour in YBR_FULL_422, which only goes pixel after pixel, in pairs.
  const pairs = colour !== 'YBR_FULL_422' || (!planar && width % 2 === 0);
  return colour && fits && pairs && eightBits && !signed && width > 0 && height > 0
    ? { width, height, colour, planar: planar && samples === 3 }
    : undefined;
}

/** (height, width, 3). Undefined where `pixels` are fewer than the picture has. */
export function rgbOf(
  pixels: Uint8Array,
  { width, height, colour, planar }: Layout,
): Uint8Array<ArrayBuffer> | undefined {
  const count = width * height;
  const bytes = count * { MONOCHROME2: 1, RGB: 3, YBR_FULL: 3, YBR_FULL_422: 2 }[colour];
  if (pixels.length < bytes) {
    return undefined;
  }
  const rgb = new Uint8Array(count * 3);
  // Where the three channels of pixel `i` lie.
  const at = (i: number, channel: number): number => {
    switch (colour) {
      case 'MONOCHROME2':
        return i;
      case 'YBR_FULL_422':
        return (i >> 1) * 4 + (channel === 0 ? i & 1 : channel + 1);
      default:
        return planar ? channel * count + i : i * 3 + channel;
    }
  };
  const brightnessAndColour = colour === 'YBR_FULL' || colour === 'YBR_FULL_422';
  for (let i = 0; i < count; i++) {
    const first = pixels[at(i, 0)] ?? 0;
    const second = pixels[at(i, 1)] ?? 0;
    const third = pixels[at(i, 2)] ?? 0;
    rgb.set(brightnessAndColour ? rgbOfYbr(first, second, third) : [first, second, third], i * 3);
  }
  return rgb;
}

/** PS3.3 C.7.6.3.1.2: the YCbCr of JPEG (ITU-T T.871). */
function rgbOfYbr(y: number, cb: number, cr: number): [number, number, number] {
  const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  return [
    byte(y + 1.402 * (cr - 128)),
    byte(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128)),
    byte(y + 1.772 * (cb - 128)),
  ];
}
