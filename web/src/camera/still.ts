// One photo at the camera's full resolution, drawn anew: upright, and without the EXIF that a camera may have written.
import type { Size } from './ring-square.ts';

export interface Still extends Size {
  photo: Blob;
}

/** Twelve million pixels at four by three. Above that phones run short of memory, and the network gains nothing. */
const LONGEST_SIDE = 4096;
const TAKING_LIMIT_MILLISECONDS = 5000;
const JPEG_QUALITY = 0.95;

interface PhotoSettings {
  imageWidth?: number;
  imageHeight?: number;
}
interface ImageCaptureLike {
  getPhotoCapabilities: () => Promise<{
    imageWidth?: { max: number };
    imageHeight?: { max: number };
  }>;
  takePhoto: (settings?: PhotoSettings) => Promise<Blob>;
}
type ImageCaptureConstructor = new (track: MediaStreamTrack) => ImageCaptureLike;

/** Rejects where the video has no picture yet, or the browser gives no canvas. */
export async function takeStill(video: HTMLVideoElement, track: MediaStreamTrack): Promise<Still> {
  const frame = { width: video.videoWidth, height: video.videoHeight };
  const bitmap = await withinTime(takePhoto(track)).catch(() => undefined);
  try {
    return bitmap && shows(bitmap, frame)
      ? await drawnAnew(bitmap, bitmap)
      : await drawnAnew(video, frame);
  } finally {
    bitmap?.close();
  }
}

/** At least as fine as the video and lying the same way. */
function shows(still: Size, frame: Size): boolean {
  return (
    still.width >= frame.width &&
    still.height >= frame.height &&
    still.width > still.height === frame.width > frame.height
  );
}

/** Upright, whatever the file's EXIF says. Rejects where this camera or browser takes no photos. */
async function takePhoto(track: MediaStreamTrack): Promise<ImageBitmap> {
  const { ImageCapture } = window as { ImageCapture?: ImageCaptureConstructor };
  if (!ImageCapture) {
    throw new Error('this browser has no ImageCapture');
  }
  const capture = new ImageCapture(track);
  const settings = await largestSize(capture).catch(() => ({}));
  const photo = await capture.takePhoto(settings).catch(() => capture.takePhoto());
  return createImageBitmap(photo);
}

async function largestSize(capture: ImageCaptureLike): Promise<PhotoSettings> {
  const { imageWidth, imageHeight } = await capture.getPhotoCapabilities();
  if (!imageWidth?.max || !imageHeight?.max) {
    return {};
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(imageWidth.max, imageHeight.max));
  return {
    imageWidth: Math.floor(imageWidth.max * scale),
    imageHeight: Math.floor(imageHeight.max * scale),
  };
}

/** Some cameras never answer. */
function withinTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the camera took too long'));
    }, TAKING_LIMIT_MILLISECONDS);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

async function drawnAnew(picture: CanvasImageSource, { width, height }: Size): Promise<Still> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) {
    throw new Error('there is no picture, or no canvas, to take a photo with');
  }
  context.drawImage(picture, 0, 0, width, height);
  const photo = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  canvas.width = canvas.height = 0; // gives the memory back at once, which iPhones are short of
  if (!photo) {
    throw new Error('the photo could not be encoded');
  }
  return { photo, width, height };
}
