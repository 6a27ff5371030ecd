// The probability on a scale from 0 to 100 %, with the operating point and the band of "not sure" marked on it. Drawn in SVG, because a
// width as an inline style is what a strict content security policy refuses. From right to left in Arabic.
import { css, html, nothing, svg } from 'lit';
import type { LesionResult } from '../results/lesion-result.ts';
import type { Words } from './words.ts';

export const probabilityBarStyles = css`
  .bar {
    display: block;
    width: 100%;
    height: 46px;
    overflow: visible;
  }
  .bar .track {
    fill: var(--_surface-sunken);
    stroke: var(--_line);
  }
  .bar .beyond {
    fill: var(--_malignant-soft);
  }
  .bar .unsure {
    fill: var(--_unsure-soft);
    stroke: var(--_unsure);
    stroke-dasharray: 3 2;
  }
  .bar .fill {
    fill: var(--_verdict);
  }
  .bar .threshold {
    stroke: var(--_ink);
    stroke-width: 2;
  }
  .bar text {
    fill: var(--_ink-soft);
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

export function probabilityBar(result: LesionResult, words: Words) {
  const { probabilityMalignant: probability, threshold, unsureFrom, unsureTo } = result;
  const { strings, direction } = words;
  const at = (share: number) => `${(direction === 'rtl' ? 1 - share : share) * 100}%`;
  const rectangle = (className: string, from: number, to: number, y: number, height: number) =>
    svg`<rect class=${className} x=${at(direction === 'rtl' ? to : from)} y=${y}
      width=${`${(to - from) * 100}%`} height=${height} />`;
  const hasBand = unsureTo > unsureFrom;
  const label = [
    `${strings.probability} ${words.percent(probability)}`,
    strings.threshold(words.percent(threshold)),
    ...(hasBand ? [strings.unsureBand(words.percent(unsureFrom), words.percent(unsureTo))] : []),
  ].join(', ');
  return html`
    <svg class="bar" part="bar" role="img" aria-label=${label}>
      <defs>
        <clipPath id="rounded"><rect y="6" width="100%" height="14" rx="7" /></clipPath>
      </defs>
      <g clip-path="url(#rounded)">
        <rect class="track" y="6" width="100%" height="14" rx="7" />
        ${rectangle('beyond', threshold, 1, 7, 12)} ${rectangle('fill', 0, probability, 6, 14)}
        ${hasBand ? rectangle('unsure', unsureFrom, unsureTo, 7, 12) : nothing}
      </g>
      <line class="threshold" x1=${at(threshold)} x2=${at(threshold)} y1="1" y2="25" />
      <text x=${at(threshold)} y="41" text-anchor=${anchorOf(threshold)}>
        ${strings.threshold(words.percent(threshold))}
      </text>
      ${threshold > 0.1 ? svg`<text x=${at(0)} y="41">${words.wholePercent(0)}</text>` : nothing}
      ${
        threshold < 0.85
          ? svg`<text x=${at(1)} y="41" text-anchor="end">${words.wholePercent(1)}</text>`
          : nothing
      }
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
