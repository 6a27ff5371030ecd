// The photo on show as a file in memory, whatever it was given as: nothing of it is asked of any server.
import { type LesionImage, photoOf } from '../classifier/index.ts';

/** Undefined where the browser does not let its pixels be read, or nothing reads its file; the classifier then says why. */
export async function asBlob(image: LesionImage): Promise<Blob | undefined> {
  if (image instanceof Blob) {
    return photoOf(image).catch(() => undefined); // no browser shows a DICOM file
  }
  const canvas = image instanceof HTMLCanvasElement ? image : drawn(image);
  return new Promise((resolve) => {
    try {
      canvas.toBlob((blob) => {
        resolve(blob ?? undefined);
      });
    } catch {
      resolve(undefined); // of another site
    }
  });
}

function drawn(image: ImageData | ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  if (image instanceof ImageData) {
    context?.putImageData(image, 0, 0);
  } else {
    context?.drawImage(image, 0, 0);
  }
  return canvas;
}
