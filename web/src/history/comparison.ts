// Two kept results side by side, the earlier one first.
import { css, html } from 'lit';
import type { Language } from '../strings/language.ts';
import { historyStrings } from '../strings/parts/history.ts';
import type { HistoryEntry } from './entry.ts';
import { entryFacts, entryPhoto } from './entry-card.ts';
import { days, daysBetween } from './format.ts';
import type { KeptPhotoAddresses } from './kept-photo.ts';

export const comparisonStyles = css`
  .comparison {
    margin-bottom: 1.25rem;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 14px;
  }
  .comparison header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    margin-bottom: 0.75rem;
  }
  .comparison h3 {
    margin: 0;
    font-size: 1.1rem;
  }
  .comparison .apart {
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.75rem;
  }
  .pair > div {
    display: grid;
    align-content: start;
    gap: 0.4rem;
    min-width: 0;
  }
  .pair .photo {
    aspect-ratio: 1;
  }
  .pair .photo img {
    object-fit: contain;
  }
  .pair dl {
    grid-template-columns: 1fr;
    gap: 0;
  }
  .pair dd {
    margin-bottom: 0.3rem;
    color: var(--ink);
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .comparison .note {
    margin: 0.75rem 0;
  }
`;

export function comparison(
  pair: [HistoryEntry, HistoryEntry],
  photos: KeptPhotoAddresses,
  language: Language,
  onClose: () => void,
) {
  const strings = historyStrings[language];
  const [earlier, later] = [...pair].sort(
    (a, b) => Date.parse(a.result.time) - Date.parse(b.result.time),
  ) as [HistoryEntry, HistoryEntry];
  const apart = daysBetween(earlier.result.time, later.result.time);
  return html`<section class="comparison" aria-label=${strings.comparison} tabindex="-1">
    <header>
      <h3>${strings.comparison}</h3>
      <span class="apart">${strings.apart(days(apart, language))}</span>
    </header>
    <div class="pair">
      ${[earlier, later].map(
        (entry) =>
          html`<div>
            ${entryPhoto(entry, photos.of(entry), language)} ${entryFacts(entry, language)}
          </div>`,
      )}
    </div>
    <p class="note">${strings.comparisonNote}</p>
    <button class="close" @click=${onClose}>${strings.closeComparison}</button>
  </section>`;
}
