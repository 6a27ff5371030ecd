// A photo as it is drawn: no larger than phones can hold, with the size that it really has.

/** Enough for a large screen; 48 megapixels would take 200 MB. */
const LONGER_SIDE_SHOWN = 2560;

export interface ShownPhoto {
  bitmap: ImageBitmap;
  /** Of the upright photo itself. */
  width: number;
  height: number;
  /** Gives the memory back. */
  close: () => void;
}

/** Rejects where the browser cannot decode the photo. A bitmap stays the caller's and is left as it is. */
export async function shownPhoto(photo: Blob | ImageBitmap): Promise<ShownPhoto> {
  if (photo instanceof ImageBitmap) {
    const { width, height } = photo;
    if (Math.max(width, height) <= LONGER_SIDE_SHOWN) {
      return { bitmap: photo, width, height, close: () => undefined };
    }
    return closing(await createImageBitmap(photo, shownSize(photo)), width, height);
  }
  const url = URL.createObjectURL(photo);
  try {
    const image = new Image();
    image.src = url;
    // Only an element says how large a photo is, upright, before all of it is decoded.
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    return closing(await createImageBitmap(image, shownSize({ width, height })), width, height);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function closing(bitmap: ImageBitmap, width: number, height: number): ShownPhoto {
  const close = () => {
    bitmap.close();
  };
  return { bitmap, width, height, close };
}

function shownSize({ width, height }: { width: number; height: number }): ImageBitmapOptions {
  const scale = Math.min(1, LONGER_SIDE_SHOWN / Math.max(width, height));
  return {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  };
}
