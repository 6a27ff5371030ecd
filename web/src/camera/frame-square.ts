// The ring's square of a video frame as pixels, no larger than a live reading needs.
import type { Region } from '../classifier/types.ts';

/** Twice what most networks take, so that their own resizing decides how the picture looks. */
const LARGEST_SIDE = 448;

/** One canvas for all frames: each is overwritten by the next, and none is kept. */
export class FrameSquare {
  readonly #context: CanvasRenderingContext2D | null;

  constructor() {
    this.#context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  }

  /** Undefined where the browser gives no canvas. */
  pixels(video: HTMLVideoElement, square: Region): ImageData | undefined {
    const context = this.#context;
    if (!context) {
      return undefined;
    }
    const side = Math.min(LARGEST_SIDE, square.side);
    if (context.canvas.width !== side) {
      context.canvas.width = context.canvas.height = side;
    }
    context.imageSmoothingQuality = 'high';
    const { x, y } = square;
    context.drawImage(video, x, y, square.side, square.side, 0, 0, side, side);
    return context.getImageData(0, 0, side, side);
  }
}
