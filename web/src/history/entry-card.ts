// One kept result: photo, date, verdict, probability.
import { css, html } from 'lit';
import { ICON } from '../icons/icons.ts';
import type { Language } from '../strings/language.ts';
import { historyStrings } from '../strings/parts/history.ts';
import type { HistoryEntry, KeptVerdict } from './entry.ts';
import { dayAndTime, probability } from './format.ts';

export const entryCardStyles = css`
  .photo {
    display: grid;
    place-items: center;
    aspect-ratio: 4 / 3;
    border-radius: 10px;
    background: var(--surface-sunken);
    color: var(--ink-soft);
    font-size: 0.85rem;
    text-align: center;
    overflow: hidden;
  }
  .photo img {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .when {
    margin: 0;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  .outcome {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    margin: 0;
    font-size: 1.1rem;
    font-weight: 600;
  }
  .outcome .icon {
    width: 1.3rem;
    height: 1.3rem;
  }
  .outcome.benign {
    color: var(--benign);
  }
  .outcome.malignant {
    color: var(--malignant);
  }
  .outcome.unsure {
    color: var(--unsure);
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.15rem 0.75rem;
    margin: 0;
    font-size: 0.9rem;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
`;

/** @param photo The blob: address of its photo, if it has one. */
export function entryPhoto(entry: HistoryEntry, photo: string | undefined, language: Language) {
  const strings = historyStrings[language];
  const when = dayAndTime(entry.result.time, language);
  return html`<div class="photo">
    ${
      photo === undefined
        ? strings.withoutPhoto
        : html`<img
            src=${photo}
            alt=${strings.photoOf(when)}
            @error=${onDamaged(strings.photoDamaged)}
          />`
    }
  </div>`;
}

export function entryFacts({ result }: HistoryEntry, language: Language) {
  const strings = historyStrings[language];
  return html`
    <p class="when">${dayAndTime(result.time, language)}</p>
    <p class="outcome ${result.verdict}">
      ${SHAPES[result.verdict]}${strings.verdicts[result.verdict]}
    </p>
    <dl>
      <dt>${strings.probability}</dt>
      <dd>${probability(result.probabilityMalignant, language)}</dd>
      <dt>${strings.threshold}</dt>
      <dd>${probability(result.threshold, language)}</dd>
      <dt>${strings.network}</dt>
      <dd>${result.weights.name} ${result.weights.version}</dd>
    </dl>
  `;
}

/** The alternative text tells what has happened to the picture. */
const onDamaged = (sentence: string) => (event: Event) => {
  (event.target as HTMLImageElement).alt = sentence;
};

/** A verdict is told by shape, too, and not by colour alone. */
const SHAPES: Record<KeptVerdict, unknown> = {
  benign: ICON.benign,
  malignant: ICON.malignant,
  unsure: ICON.unsure,
  'not-judged': ICON.notJudged,
};
