// Pixels that the browser decodes or holds, as the module takes them: upright 8-bit RGBA.

/**
 * Canvases have limits: 16.7 million pixels on iPhones, where a larger one stays black without an error. Larger
 * pictures are drawn smaller, which is still far above what the network looks at.
 */
const CANVAS_LIMIT_PIXELS = 12_000_000;

export interface UprightPixels {
  pixels: ImageData;
  /** Of the whole picture, also where `pixels` is smaller. */
  width: number;
  height: number;
}

/** For formats that the module does not know. Rejects where the browser does not know them either. */
export async function decodeInBrowser(file: Blob): Promise<UprightPixels> {
  return pixelsOf(await createImageBitmap(file)); // upright by default
}

/** Uses the bitmap up. */
export function pixelsOf(bitmap: ImageBitmap): UprightPixels {
  const { width, height } = bitmap;
  const scale = Math.min(1, Math.sqrt(CANVAS_LIMIT_PIXELS / (width * height)));
  const drawnWidth = Math.max(1, Math.floor(width * scale));
  const drawnHeight = Math.max(1, Math.floor(height * scale));
  const context = new OffscreenCanvas(drawnWidth, drawnHeight).getContext('2d');
  if (!context) {
    throw new Error('this browser gives no canvas to its workers');
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, drawnWidth, drawnHeight);
  bitmap.close();
  return { pixels: context.getImageData(0, 0, drawnWidth, drawnHeight), width, height };
}
