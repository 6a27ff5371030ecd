// The square of a photo that lies in the ring: moved, and made smaller or larger, but always inside the photo. All in pixels of
// the upright photo, with fractions, so that many small movements add up; a finished region has none.
import type { Region } from '../classifier/types.ts';

/** Less than the quality gate lets pass, so that it is the gate that says so, and why. */
const LEAST_SIDE = 96;

export interface PhotoSize {
  width: number;
  height: number;
}

export function wholeMiddle({ width, height }: PhotoSize): Region {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}

/** The square with its corner moved by so many pixels, as far as the photo goes. */
export function moved(square: Region, right: number, down: number, photo: PhotoSize): Region {
  return inside({ ...square, x: square.x + right, y: square.y + down }, photo);
}

/**
 * The square `factor` times as fine (above 1: closer), while the point of the photo at (`across`, `down`) stays where it is;
 * both are shares of the square's side, 0.5 is its middle.
 */
export function zoomed(
  square: Region,
  factor: number,
  photo: PhotoSize,
  { across, down } = { across: 0.5, down: 0.5 },
): Region {
  const side = sideInside(square.side / factor, photo);
  const x = square.x + across * (square.side - side);
  const y = square.y + down * (square.side - side);
  return inside({ x, y, side }, photo);
}

/** What is asked for, brought into the photo. */
export function inside({ x, y, side }: Region, photo: PhotoSize): Region {
  const fitting = sideInside(side, photo);
  return {
    x: between(x, 0, photo.width - fitting),
    y: between(y, 0, photo.height - fitting),
    side: fitting,
  };
}

/** In whole pixels, still inside the photo. */
export function finished({ x, y, side }: Region, { width, height }: PhotoSize): Region {
  const whole = Math.round(side);
  return {
    x: Math.min(Math.round(x), width - whole),
    y: Math.min(Math.round(y), height - whole),
    side: whole,
  };
}

function sideInside(side: number, { width, height }: PhotoSize): number {
  const largest = Math.min(width, height);
  return between(side, Math.min(LEAST_SIDE, largest), largest);
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
