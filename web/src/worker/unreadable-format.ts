// Formats that phones write and some browsers cannot read: named, so that the person knows what to do.
import { LesionLensError } from '../classifier/lesion-lens-error.ts';

/** Brands of ISO base media files (ISO/IEC 23008-12, annex B), from byte 8 on. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];
const AVIF_BRANDS = ['avif', 'avis'];

/** Undefined where the bytes are of none of these formats. */
export function unreadableFormat(bytes: Uint8Array): LesionLensError | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  const isoBrand = text.slice(4, 8) === 'ftyp' ? text.slice(8, 12) : '';
  const format = HEIC_BRANDS.includes(isoBrand)
    ? 'HEIC'
    : AVIF_BRANDS.includes(isoBrand)
      ? 'AVIF'
      : text.startsWith('RIFF') && text.endsWith('WEBP')
        ? 'WebP'
        : undefined;
  return format === undefined
    ? undefined
    : new LesionLensError(
        'image-not-for-this-browser',
        `This photo is a ${format} file that this browser cannot read. Save it as JPEG, or use another browser.`,
      );
}
