// The probability on a scale from 0 to 100 %, with the threshold and the band of "not sure" marked on it. Drawn in SVG, because a width as an
// inline style is what a strict content security policy refuses.
import { css, html, nothing, svg } from 'lit';
import type { Classification } from '../classifier/index.ts';
import { percent } from './texts.ts';

export const probabilityBarStyles = css`
  .bar {
    display: block;
    width: 100%;
    height: 46px;
    overflow: visible;
  }
  .bar .track {
    fill: var(--surface-sunken);
    stroke: var(--line);
  }
  .bar .beyond {
    fill: var(--malignant-soft);
  }
  .bar .unsure {
    fill: var(--unsure-soft);
  }
  .bar .fill {
    fill: var(--verdict);
  }
  .bar .threshold {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .bar text {
    fill: var(--ink-soft);
    font-size: 13px;
  }
  @media (forced-colors: active) {
    .bar .track,
    .bar .beyond {
      fill: Canvas;
      stroke: CanvasText;
    }
    .bar .fill {
      fill: Highlight;
    }
    .bar .threshold {
      stroke: CanvasText;
    }
    .bar text {
      fill: CanvasText;
    }
  }
`;

export function probabilityBar({
  probabilityMalignant: probability,
  threshold,
  unsureFrom,
  unsureTo,
}: Classification) {
  const at = `${threshold * 100}%`;
  const label = `Probability of malignancy ${percent(probability)}, threshold ${percent(threshold)}`;
  return html`
    <svg class="bar" role="img" aria-label=${label}>
      <defs>
        <clipPath id="rounded"><rect y="6" width="100%" height="14" rx="7" /></clipPath>
      </defs>
      <g clip-path="url(#rounded)">
        <rect class="track" y="6" width="100%" height="14" rx="7" />
        <rect class="beyond" x=${at} y="7" width="100%" height="12" />
        <rect
          class="unsure"
          x="${unsureFrom * 100}%"
          y="7"
          width="${(unsureTo - unsureFrom) * 100}%"
          height="12"
        />
        <rect class="fill" y="6" width="${probability * 100}%" height="14" />
      </g>
      <line class="threshold" x1=${at} x2=${at} y1="1" y2="25" />
      <text x=${at} y="41" text-anchor=${anchorOf(threshold)}>threshold ${percent(threshold)}</text>
      ${threshold > 0.1 ? svg`<text x="0" y="41">0%</text>` : nothing}
      ${threshold < 0.85 ? svg`<text x="100%" y="41" text-anchor="end">100%</text>` : nothing}
    </svg>
  `;
}

/** Where the threshold's label hangs at its tick, so that it stays off the ends of the scale. */
function anchorOf(threshold: number): 'start' | 'middle' | 'end' {
  if (threshold < 0.3) {
    return 'start';
  }
  return threshold > 0.7 ? 'end' : 'middle';
}
