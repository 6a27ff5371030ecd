// DICOM files written for the tests (PS3.10), with a patient's name in them that must reach nothing.

export const PATIENT = 'Patientmarker^Anna';

export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegProgressive: '1.2.840.10008.1.2.4.55',
  jpegLs: '1.2.840.10008.1.2.4.80',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  rle: '1.2.840.10008.1.2.5',
} as const;

export const SOP_CLASS = {
  photograph: '1.2.840.10008.5.1.4.1.1.77.1.4',
  dermoscopy: '1.2.840.10008.5.1.4.1.1.77.1.7',
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
  computedTomography: '1.2.840.10008.5.1.4.1.1.2',
} as const;

type Attribute =
  | 'sopClass'
  | 'frames'
  | 'samples'
  | 'photometric'
  | 'planar'
  | 'rows'
  | 'columns'
  | 'bitsAllocated'
  | 'bitsStored'
  | 'signed'
  | 'pixels';

export interface DicomContent {
  width: number;
  height: number;
  /** Uncompressed pixels, or the fragments of a compressed frame. */
  pixels: Buffer | Buffer[];
  sopClass?: string;
  syntax?: string;
  photometric?: string;
  planar?: 0 | 1;
  frames?: number;
  bits?: number;
  signed?: 0 | 1;
  without?: Attribute;
}

export function writeDicom(content: DicomContent): Buffer {
  const { syntax = SYNTAX.explicit, sopClass = SOP_CLASS.dermoscopy, pixels } = content;
  const { photometric = 'RGB', bits = 8, signed = 0 } = content;
  const explicit = syntax !== SYNTAX.implicit;
  const meta = element(0x0002, 0x0010, 'UI', text(syntax, '\0'), true);
  const group = element(0x0002, 0x0000, 'UL', uint32(meta.length), true);

  const attributes: [Attribute | 'patient', number, number, string, Buffer][] = [
    ['sopClass', 0x0008, 0x0016, 'UI', text(sopClass, '\0')],
    ['patient', 0x0010, 0x0010, 'PN', text(PATIENT, ' ')],
    ['samples', 0x0028, 0x0002, 'US', uint16(photometric.startsWith('MONO') ? 1 : 3)],
    ['photometric', 0x0028, 0x0004, 'CS', text(photometric, ' ')],
    ['planar', 0x0028, 0x0006, 'US', uint16(content.planar ?? 0)],
    ['frames', 0x0028, 0x0008, 'IS', text(String(content.frames ?? 1), ' ')],
    ['rows', 0x0028, 0x0010, 'US', uint16(content.height)],
    ['columns', 0x0028, 0x0011, 'US', uint16(content.width)],
    ['bitsAllocated', 0x0028, 0x0100, 'US', uint16(bits > 8 ? 16 : 8)],
    ['bitsStored', 0x0028, 0x0101, 'US', uint16(bits)],
    ['signed', 0x0028, 0x0103, 'US', uint16(signed)],
  ];
  const body = attributes
    .filter(([name]) => name !== content.without)
    .map(([, group, tag, vr, value]) => element(group, tag, vr, value, explicit));
  if (content.without !== 'pixels') {
    body.push(Array.isArray(pixels) ? encapsulated(pixels) : pixelElement(pixels, explicit));
  }
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), group, meta, ...body]);
}

function element(group: number, tag: number, vr: string, value: Buffer, explicit: boolean): Buffer {
  const head = [uint16(group), uint16(tag)];
  return explicit
    ? Buffer.concat([...head, Buffer.from(vr), uint16(value.length), value])
    : Buffer.concat([...head, uint32(value.length), value]);
}

function pixelElement(pixels: Buffer, explicit: boolean): Buffer {
  const vr = explicit ? [Buffer.from('OB'), uint16(0)] : [];
  return Buffer.concat([uint16(0x7fe0), uint16(0x0010), ...vr, uint32(pixels.length), pixels]);
}

/** PS3.5 A.4: an empty table of offsets, then the fragments, each of even length. */
function encapsulated(fragments: Buffer[]): Buffer {
  const items = [Buffer.alloc(0), ...fragments.map(even)].map((value) =>
    Buffer.concat([uint16(0xfffe), uint16(0xe000), uint32(value.length), value]),
  );
  const head = [uint16(0x7fe0), uint16(0x0010), Buffer.from('OB'), uint16(0), uint32(0xffffffff)];
  return Buffer.concat([...head, ...items, uint16(0xfffe), uint16(0xe0dd), uint32(0)]);
}

function even(value: Buffer): Buffer {
  return value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.alloc(1)]);
}

function text(value: string, padding: string): Buffer {
  return Buffer.from(value.length % 2 === 0 ? value : value + padding);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
