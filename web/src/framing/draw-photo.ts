// Draws a photo so that a square of it lies in the ring, and that square alone as the preview. Nothing here is styled inline: a
// canvas has its size as attributes.
import type { Region } from '../classifier/types.ts';
import { RING_SHARE } from './ring.ts';
import type { ShownPhoto } from './shown-photo.ts';

/** CSS pixels of the ring's square in a box of this size. */
export function ringSide(box: { width: number; height: number }): number {
  return RING_SHARE * Math.min(box.width, box.height);
}

/** `box`: the canvas's size in CSS pixels. */
export function drawBehindRing(
  canvas: HTMLCanvasElement,
  box: { width: number; height: number },
  photo: ShownPhoto,
  square: Region,
): void {
  const context = prepared(canvas, box.width, box.height);
  if (!context) {
    return;
  }
  const scale = ringSide(box) / square.side; // CSS pixels a pixel of the photo
  const middleX = square.x + square.side / 2;
  const middleY = square.y + square.side / 2;
  context.drawImage(
    photo.bitmap,
    box.width / 2 - middleX * scale,
    box.height / 2 - middleY * scale,
    photo.width * scale,
    photo.height * scale,
  );
}

/** `side`: the canvas's, in CSS pixels. */
export function drawSquare(
  canvas: HTMLCanvasElement,
  side: number,
  photo: ShownPhoto,
  square: Region,
): void {
  const context = prepared(canvas, side, side);
  const shownX = photo.bitmap.width / photo.width;
  const shownY = photo.bitmap.height / photo.height;
  context?.drawImage(
    photo.bitmap,
    square.x * shownX,
    square.y * shownY,
    square.side * shownX,
    square.side * shownY,
    0,
    0,
    side,
    side,
  );
}

/** An empty canvas in the screen's own pixels, to be drawn on in CSS pixels. */
function prepared(canvas: HTMLCanvasElement, width: number, height: number) {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  context?.scale(ratio, ratio);
  if (context) {
    context.imageSmoothingQuality = 'high';
  }
  return context;
}
