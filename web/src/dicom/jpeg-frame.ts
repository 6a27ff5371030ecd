// The JPEG in a DICOM file, such that any decoder finds the colours that the file means.
import type { Layout } from './pixel-layout.ts';

const APP0_JFIF = 0xe0;
const APP14_ADOBE = 0xee;
const START_OF_SCAN = 0xda;

/** "Adobe" segment, version 100, without flags, transform 0: three channels are RGB (ITU-T T.872, 6.5.3). */
const CHANNELS_ARE_RGB = [
  ...[0xff, APP14_ADOBE, 0, 14],
  ...[0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0],
];

/**
 * A JPEG that says nothing of its colours is YCbCr to all decoders, but in DICOM it may be RGB. Where it does say so itself, that
 * holds: writers that convert to YCbCr and forget to name it in the DICOM part are common.
 */
export function jpegOfFrame(
  frame: Uint8Array<ArrayBuffer>,
  { colour }: Layout,
): Uint8Array<ArrayBuffer>[] {
  if (colour !== 'RGB' || saysItsColours(frame)) {
    return [frame];
  }
  return [frame.subarray(0, 2), new Uint8Array(CHANNELS_ARE_RGB), frame.subarray(2)];
}

function saysItsColours(jpeg: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    const marker = jpeg[at + 1];
    if (marker === APP0_JFIF || marker === APP14_ADOBE) {
      return true;
    }
    at += 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0);
  }
  return false;
}
