// The photo on show: over it the square that the network saw, and on request what spoke for malignant in it.
import { css, html, nothing } from 'lit';
import type { ActivationMap, SeenRegion } from '../classifier/index.ts';
import { mapSentence } from './map-words.ts';
import type { Words } from './words.ts';

/** Side lengths of the upright photo, in pixels. */
interface Size {
  width: number;
  height: number;
}

export interface PhotoView {
  url: string;
  name: string;
  /** Once it has been seen. */
  seen?: { photo: Size; region: SeenRegion };
  /** Shown where given. */
  map?: ActivationMap;
}

export const photoViewStyles = css`
  .picture {
    position: relative;
    display: grid;
    width: 100%;
  }
  .picture img {
    display: block;
    width: 100%;
    max-height: min(26rem, 55vh);
    object-fit: contain;
  }
  .picture canvas,
  .picture svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
    pointer-events: none;
  }
  .picture .outside {
    fill: rgb(0 0 0 / 38%);
  }
  .picture .square {
    fill: none;
    stroke: #fff;
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .picture .cannot-show {
    margin: 0;
    padding: 3rem 1rem;
    color: var(--_ink-soft);
    text-align: center;
  }
  .caption {
    margin: 0.6rem 0 0;
    color: var(--_ink-soft);
    font-size: 0.9rem;
  }
  .caption strong {
    color: var(--_ink);
  }
`;

export function photoView(
  { url, name, seen, map }: PhotoView,
  onUnreadable: () => void,
  words: Words,
) {
  const shown = map && seen && drawingSize(seen.photo);
  return html`<div class="picture" part="picture">
    <img src=${url} alt=${words.strings.chosenPhoto(name)} @error=${onUnreadable} />
    ${
      shown
        ? html`<canvas
            class="map"
            role="img"
            width=${shown.width}
            height=${shown.height}
            aria-label=${mapSentence(map, words)}
          ></canvas>`
        : nothing
    }
    ${seen ? square(seen) : nothing}
  </div>`;
}

/** Lies over the photo as the photo lies in its box: scaled to fit, in the middle. */
function square({ photo, region }: NonNullable<PhotoView['seen']>) {
  const { width, height } = photo;
  const { x, y } = region;
  const outline = `M${x} ${y}h${region.width}v${region.height}h${-region.width}Z`;
  return html`<svg class="seen" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <path class="outside" fill-rule="evenodd" d="M0 0h${width}v${height}h${-width}Z${outline}" />
    <path class="square" d=${outline} />
  </svg>`;
}

/** Pixels of the canvas over the photo: its shape, but no more than are needed. */
function drawingSize({ width, height }: Size): Size {
  const scale = Math.min(1, 1024 / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Draws the map onto its canvas: from nothing over blue to bright yellow, as skin is neither. */
export function drawMap(canvas: HTMLCanvasElement, map: ActivationMap, photo: Size): void {
  const cells = new OffscreenCanvas(map.width, map.height);
  const cellContext = cells.getContext('2d');
  const context = canvas.getContext('2d');
  if (!cellContext || !context) {
    return;
  }
  const pixels = cellContext.createImageData(map.width, map.height);
  map.values.forEach((value, at) => {
    pixels.data.set(colourOf(value), at * 4);
  });
  cellContext.putImageData(pixels, 0, 0);

  const scale = canvas.width / photo.width;
  const { x, y, width, height } = map.region;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells, x * scale, y * scale, width * scale, height * scale);
}

function colourOf(value: number): [red: number, green: number, blue: number, alpha: number] {
  const towards = (from: number, to: number) => Math.round(from + (to - from) * value);
  return [towards(20, 255), towards(60, 235), towards(220, 60), Math.round(value ** 1.5 * 200)];
}
