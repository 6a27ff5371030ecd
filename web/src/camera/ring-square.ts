// Where the ring's square lies in the pixels of a frame, and of a still taken by the same camera.
import type { Region } from '../classifier/types.ts';
import { RING_SHARE } from '../framing/ring.ts';

export interface Size {
  width: number;
  height: number;
}

/** In the frame's pixels; the frame fills `box` and is cut off around its middle (`object-fit: cover`). */
export function ringSquareOfFrame(frame: Size, box: Size): Region {
  const scale = Math.max(box.width / frame.width, box.height / frame.height);
  const side = (RING_SHARE * Math.min(box.width, box.height)) / scale;
  return middleSquare(frame, side);
}

/**
 * The same in a still. A still may be taller or wider than the frame, which then is its middle: cameras cut video from the
 * sensor's picture that way.
 */
export function ringSquareOfStill(still: Size, frame: Size, box: Size): Region {
  const scale = Math.min(still.width / frame.width, still.height / frame.height);
  return middleSquare(still, ringSquareOfFrame(frame, box).side * scale);
}

function middleSquare({ width, height }: Size, side: number): Region {
  const whole = Math.max(1, Math.min(Math.round(side), width, height));
  return {
    x: Math.round((width - whole) / 2),
    y: Math.round((height - whole) / 2),
    side: whole,
  };
}
