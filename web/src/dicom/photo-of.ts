// Pictures that come as DICOM files, as the rest of the page and the module take them: the reader of DICOM is loaded when the
// first such file comes, or before the page closes its network.
import { LesionLensError } from '../classifier/lesion-lens-error.ts';

/** A DICOM file begins with 128 bytes of anything, then these letters (PS3.10, 7.1). */
const PREAMBLE_BYTES = 128;
const LETTERS = 'DICM';

/** The module's limit for any file. */
const LIMIT_BYTES = 128 * 2 ** 20;

const load = () => import('./read-dicom.ts');
let loading: ReturnType<typeof load> | undefined;

/**
 * Loads the reader. Pages that close their network call it before that.
 * @throws LesionLensError `dicom-unavailable`
 */
export async function preloadDicom(): Promise<void> {
  await reader();
}

/**
 * The photo in a DICOM file as a JPEG or PNG file, with nothing else of it; any other file as it is.
 * @throws LesionLensError with one of the codes `dicom-...`, or `image-too-large`
 */
export async function photoOf(file: Blob): Promise<Blob> {
  if (!(await isDicom(file))) {
    return file;
  }
  if (file.size > LIMIT_BYTES) {
    throw new LesionLensError(
      'image-too-large',
      `This file has ${(file.size / 2 ** 20).toFixed(0)} MB; a photo may have up to 128 MB.`,
    );
  }
  const { readDicom } = await reader();
  return readDicom(new Uint8Array(await file.arrayBuffer()));
}

async function isDicom(file: Blob): Promise<boolean> {
  const start = file.slice(PREAMBLE_BYTES, PREAMBLE_BYTES + LETTERS.length);
  try {
    return (await start.text()) === LETTERS;
  } catch {
    return false; // A file that cannot be read: who reads it for its pixels says so.
  }
}

function reader(): ReturnType<typeof load> {
  loading ??= load().catch((cause: unknown) => {
    loading = undefined; // The next file may try again.
    throw new LesionLensError(
      'dicom-unavailable',
      'The part of the program that reads DICOM files did not load. Check the connection and open the page again.',
      { cause },
    );
  });
  return loading;
}
