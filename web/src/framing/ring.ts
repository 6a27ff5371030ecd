// The ring that a lesion is put into, and the square around it, which is all that the network sees: drawn over live views
// and photos alike, in the middle of its box. What lies outside the square is dimmed.
import { css, html } from 'lit';

/** The square's side by the shorter side of the box. */
export const RING_SHARE = 0.76;

const SIDE = 100 * RING_SHARE;
const FROM = 50 - SIDE / 2;
const TO = 50 + SIDE / 2;
const CORNER = 7;
/** Far beyond any box. */
const OUTSIDE = 'M-900 -900H1000V1000H-900Z';
const SQUARE = `M${FROM} ${FROM}V${TO}H${TO}V${FROM}Z`;
const CORNERS = [
  [FROM, FROM, 1, 1],
  [TO, FROM, -1, 1],
  [TO, TO, -1, -1],
  [FROM, TO, 1, -1],
] as const;
const CORNER_PATH = CORNERS.map(
  ([x, y, right, down]) => `M${x + right * CORNER} ${y}H${x}V${y + down * CORNER}`,
).join('');

export const ringStyles = css`
  .ring {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .ring .outside {
    fill: rgb(8 18 22 / 55%);
  }
  .ring .under {
    fill: none;
    stroke: rgb(8 18 22 / 60%);
    stroke-width: 1.7;
  }
  .ring .line {
    fill: none;
    stroke: #fff;
    stroke-width: 0.8;
  }
  .ring .corner {
    stroke-width: 1.1;
    stroke-linejoin: round;
  }
`;

/** White on dark, so that it stands out from any skin. */
export const ring = html`<svg
  class="ring"
  viewBox="0 0 100 100"
  preserveAspectRatio="xMidYMid meet"
  aria-hidden="true"
>
  <path class="outside" fill-rule="evenodd" d="${OUTSIDE}${SQUARE}" />
  <circle class="under" cx="50" cy="50" r=${SIDE / 2 - 3} />
  <circle class="line" cx="50" cy="50" r=${SIDE / 2 - 3} />
  <path class="line corner" d=${CORNER_PATH} />
</svg>`;
