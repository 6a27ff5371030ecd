// The photo in a DICOM file (PS3.3 A.32.4 VL photographic, A.32.11 dermoscopic, A.8.1 secondary capture): one frame of 8 bits a
// channel, JPEG or uncompressed. Of all else in the file, whose patient it names included, nothing is given on.
import { type DataSet, type Element, parseDicom } from 'dicom-parser';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import { jpegOfFrame } from './jpeg-frame.ts';
import { type Layout, layoutOf, rgbOf } from './pixel-layout.ts';
import { encodePng } from './png.ts';

const TAG = {
  sopClass: 'x00080016',
  transferSyntax: 'x00020010',
  samples: 'x00280002',
  photometric: 'x00280004',
  planar: 'x00280006',
  frames: 'x00280008',
  rows: 'x00280010',
  columns: 'x00280011',
  bitsAllocated: 'x00280100',
  bitsStored: 'x00280101',
  signed: 'x00280103',
  pixels: 'x7fe00010',
} as const;

/** PS3.4 B.5 */
const PHOTO_CLASSES = new Set([
  '1.2.840.10008.5.1.4.1.1.77.1.4', // VL Photographic Image Storage
  '1.2.840.10008.5.1.4.1.1.77.1.7', // Dermoscopic Photography Image Storage
  '1.2.840.10008.5.1.4.1.1.7', // Secondary Capture Image Storage
]);

/** PS3.5 A.1, A.2, A.4.1 */
const UNCOMPRESSED = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const JPEG = new Set([
  '1.2.840.10008.1.2.4.50', // baseline
  '1.2.840.10008.1.2.4.51', // extended; here with 8 bits only
  '1.2.840.10008.1.2.4.55', // progressive
]);

/** @throws LesionLensError */
export function readDicom(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const data = parse(bytes);
  const sopClass = data.string(TAG.sopClass) ?? missing('the class of its object');
  if (!PHOTO_CLASSES.has(sopClass)) {
    throw new LesionLensError(
      'dicom-not-a-photo',
      'This DICOM file holds no photo of the skin: only photographic and dermoscopic images and screen captures are read.',
    );
  }
  const syntax = data.string(TAG.transferSyntax) ?? missing('its transfer syntax');
  if (!UNCOMPRESSED.has(syntax) && !JPEG.has(syntax)) {
    throw unknownCompression();
  }
  if ((data.intString(TAG.frames) ?? 1) !== 1) {
    throw new LesionLensError(
      'dicom-several-frames',
      'This DICOM file holds several pictures or a film; only files with a single picture are read.',
    );
  }
  const layout = readLayout(data);
  const element = data.elements[TAG.pixels] ?? missing('its pixels');
  if (JPEG.has(syntax)) {
    const frame = joined(bytes, element);
    return Promise.resolve(new Blob(jpegOfFrame(frame, layout), { type: 'image/jpeg' }));
  }
  const { width, height } = layout;
  const pixels = bytes.subarray(element.dataOffset, element.dataOffset + element.length);
  const rgb = element.encapsulatedPixelData ? undefined : rgbOf(pixels, layout);
  return encodePng(rgb ?? damaged(), width, height);
}

function parse(bytes: Uint8Array): DataSet {
  try {
    return parseDicom(bytes, {
      inflater: () => {
        throw unknownCompression();
      },
    });
  } catch (cause) {
    if (cause instanceof LesionLensError) {
      throw cause;
    }
    return damaged(cause);
  }
}

function readLayout(data: DataSet): Layout {
  const number = (tag: string) => data.uint16(tag) ?? missing('the size or form of its pixels');
  const layout = layoutOf({
    width: number(TAG.columns),
    height: number(TAG.rows),
    samples: number(TAG.samples),
    photometric: data.string(TAG.photometric) ?? missing('the meaning of its colours'),
    planar: data.uint16(TAG.planar) === 1,
    eightBits: number(TAG.bitsAllocated) === 8 && number(TAG.bitsStored) === 8,
    signed: number(TAG.signed) === 1,
  });
  if (!layout) {
    throw new LesionLensError(
      'dicom-pixel-format',
      'The pixels of this DICOM file are of a kind that is not read: it takes colour or grey with 8 bits a channel.',
    );
  }
  return layout;
}

/** Of a single frame all fragments, which are to be read as one (PS3.5 A.4). */
function joined(bytes: Uint8Array<ArrayBuffer>, element: Element): Uint8Array<ArrayBuffer> {
  const parts = (element.fragments ?? []).map(({ position, length }) =>
    bytes.subarray(position, position + length),
  );
  if (parts.length === 0) {
    return damaged();
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function unknownCompression(): LesionLensError {
  return new LesionLensError(
    'dicom-compression',
    'This DICOM file is compressed in a way that is not read: only JPEG (baseline or progressive) and uncompressed files are.',
  );
}

function missing(what: string): never {
  throw new LesionLensError(
    'dicom-damaged',
    `This DICOM file is incomplete: it lacks ${what}. Export it again.`,
  );
}

function damaged(cause?: unknown): never {
  throw new LesionLensError(
    'dicom-damaged',
    'This DICOM file is damaged or cut off. Copy or export it again.',
    { cause },
  );
}
