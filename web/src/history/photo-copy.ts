// The copy of a photo that is kept: its pixels and nothing else. The file's EXIF, with place, time and device, stays behind.
import type { KeptPhoto } from './entry.ts';
import { HistoryError } from './history-error.ts';

/** Enough to compare by eye, and a tenth of what a phone's photo takes. */
const LONGER_SIDE_PIXELS = 1600;
const JPEG_QUALITY = 0.9;

/** @throws HistoryError `history-unfit` where the browser cannot read the photo. */
export async function photoCopy(photo: Blob): Promise<KeptPhoto> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(photo); // upright
  } catch (cause) {
    throw new HistoryError('history-unfit', { cause });
  }
  const scale = Math.min(1, LONGER_SIDE_PIXELS / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  bitmap.close();
  const copy = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  if (!copy) {
    throw new HistoryError('history-unfit');
  }
  return { type: 'image/jpeg', bytes: await copy.arrayBuffer() };
}
