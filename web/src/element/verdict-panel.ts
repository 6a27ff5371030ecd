// The verdict: the word, the probability on its scale, what it means, what to do next, how often it is right.
import { css, html, nothing } from 'lit';
import type { LesionResult } from '../results/lesion-result.ts';
import { ICON } from '../icons/icons.ts';
import type { Judged } from './judged.ts';
import { probabilityBar, probabilityBarStyles } from './probability-bar.ts';
import { technicalDetails } from './technical-details.ts';
import type { Words } from './words.ts';

export const verdictPanelStyles = [
  probabilityBarStyles,
  css`
    .verdict {
      --_verdict: var(--_benign);
      --_verdict-soft: var(--_benign-soft);
    }
    .verdict.malignant {
      --_verdict: var(--_malignant);
      --_verdict-soft: var(--_malignant-soft);
    }
    .verdict.unsure {
      --_verdict: var(--_unsure);
      --_verdict-soft: var(--_unsure-soft);
    }
    .headline {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      margin: 0 0 1.25rem;
      padding: 0.75rem 1rem;
      border-radius: 12px;
      background: var(--_verdict-soft);
      color: var(--_verdict);
      border: 1px solid color-mix(in srgb, var(--_verdict) 30%, transparent);
    }
    .headline .icon {
      width: 2.25rem;
      height: 2.25rem;
    }
    .headline h2 {
      margin: 0;
      font-size: 1.75rem;
      line-height: 1.2;
      letter-spacing: -0.01em;
    }
    .verdict.unreliable .headline {
      border-style: dashed;
      background: transparent;
    }
    .warning {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      margin: 0 0 0.75rem;
      padding: 0.6rem 0.9rem;
      border-radius: 12px;
      background: var(--_notice-soft);
      color: var(--_notice);
      font-weight: 600;
      line-height: 1.35;
    }
    .probability {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 0.5rem;
      margin: 0 0 0.25rem;
      color: var(--_ink-soft);
      font-size: 0.95rem;
    }
    .probability strong {
      color: var(--_ink);
      font-size: 1.4rem;
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
    .meaning {
      margin: 0.75rem 0 1rem;
    }
    .next {
      margin: 0 0 1rem;
      padding-inline-start: 0.9rem;
      border-inline-start: 3px solid var(--_verdict);
    }
    .verdict h3 {
      margin: 0 0 0.15rem;
      font-size: 1rem;
      line-height: 1.4;
    }
    .next p,
    .measured p {
      margin: 0;
    }
    .measured {
      margin: 0 0 1rem;
      color: var(--_ink-soft);
      font-size: 0.9rem;
    }
    .measured h3 {
      color: var(--_ink);
      font-size: 0.9rem;
    }
    .kinds {
      display: grid;
      gap: 0.5rem;
      margin: 0.25rem 0 0.5rem;
      padding: 0;
      list-style: none;
      font-size: 0.9rem;
    }
    .kinds li {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0.1rem 0.75rem;
    }
    .kinds small {
      color: var(--_ink-soft);
      font-size: 0.85rem;
      white-space: nowrap;
    }
    .kinds .share {
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
    .kinds svg {
      grid-column: 1 / -1;
      display: block;
      width: 100%;
      height: 4px;
    }
    .kinds rect {
      fill: var(--_surface-sunken);
    }
    .kinds rect + rect {
      fill: var(--_accent);
    }
    @media (forced-colors: active) {
      .kinds rect + rect {
        fill: Highlight;
      }
    }
  `,
];

/** @param unreliable It is shown although the photo is not good enough. */
export function verdictPanel(judged: Judged, unreliable: boolean, words: Words) {
  const { result, outcome } = judged;
  const { strings } = words;
  const { title, meaning, next } = strings.verdicts[outcome];
  const { time, onThisDevice, network, mostLike } = strings;
  return html`
    <div class="verdict ${outcome} ${unreliable ? 'unreliable' : ''}" part="verdict">
      ${
        unreliable
          ? html`<p class="warning">${ICON.refused}<span>${strings.unreliable}</span></p>`
          : nothing
      }
      <div class="headline" part="headline">
        ${ICON[outcome]}
        <h2 tabindex="-1">${title}</h2>
      </div>
      <p class="probability">
        ${strings.probability} <strong>${words.percent(result.probabilityMalignant)}</strong>
      </p>
      ${probabilityBar(result, words)}
      <p class="meaning">${meaning(words.percent(result.threshold))}</p>
      <div class="next">
        <h3>${strings.whatNext}</h3>
        <p>${next}</p>
      </div>
      ${measured(result, words)}
      <dl>
        ${
          result.classes.length > 2
            ? html`<dt>${mostLike}</dt>
                <dd class="named">${words.className(result.namedClass)}</dd>`
            : nothing
        }
        <dt>${time}</dt>
        <dd class="time">${onThisDevice(words.milliseconds(result.milliseconds.total))}</dd>
        <dt>${network}</dt>
        <dd class="weights">${result.weights.name} ${result.weights.version}</dd>
      </dl>
      ${result.classes.length > 2 ? kinds(result, words) : nothing}
      ${technicalDetails(judged, words)}
    </div>
  `;
}

function measured(result: LesionResult, words: Words) {
  if (!result.measured) {
    return nothing;
  }
  const { sensitivity, specificity, pictures } = result.measured;
  const ofHundred = (share: number) => words.number(share * 100);
  return html`<div class="measured">
    <h3>${words.strings.howOften}</h3>
    <p>
      ${words.strings.measured(ofHundred(sensitivity), ofHundred(specificity), words.number(pictures))}
    </p>
  </div>`;
}

function kinds(result: LesionResult, words: Words) {
  const likeliestFirst = [...result.classes].sort((a, b) => b.probability - a.probability);
  const width = (share: number) => `${share * 100}%`;
  const start = (share: number) => (words.direction === 'rtl' ? width(1 - share) : '0');
  return html`
    <details class="of-kinds">
      <summary>${words.strings.kinds}</summary>
      <p class="note">${words.strings.kindsNote}</p>
      <ul class="kinds">
        ${likeliestFirst.map(
          ({ name, probability, malignant }) =>
            html`<li>
              <span
                >${words.className(name)}
                ${
                  malignant ? html`<small>(${words.strings.countsAsMalignant})</small>` : nothing
                }</span
              >
              <span class="share">${words.percent(probability)}</span>
              <svg aria-hidden="true">
                <rect width="100%" height="4" rx="2" />
                <rect x=${start(probability)} width=${width(probability)} height="4" rx="2" />
              </svg>
            </li>`,
        )}
      </ul>
    </details>
  `;
}
