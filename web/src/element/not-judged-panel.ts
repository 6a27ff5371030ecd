// No verdict: the photo is not good enough, with what to do about it, or it shows no lesion.
import { css, html, nothing } from 'lit';
import type { QualityFinding } from '../classifier/index.ts';
import { ICON } from '../icons/icons.ts';
import { canBeJudgedAnyway, type Judged, kindOf } from './judged.ts';
import { technicalDetails } from './technical-details.ts';
import type { Words } from './words.ts';

export const notJudgedPanelStyles = css`
  .findings {
    display: grid;
    gap: 0.75rem;
    margin: 0 0 1.25rem;
    padding: 0;
    list-style: none;
  }
  .findings li {
    padding: 0.75rem 1rem;
    border: 1px solid var(--_line);
    border-inline-start: 3px solid var(--_notice);
    border-radius: 12px;
  }
  .findings strong {
    display: block;
  }
`;

export function notJudgedPanel(judged: Judged, onShowAnyway: () => void, words: Words) {
  const { strings } = words;
  const { findings } = judged.result.quality;
  return html`<div class="not-judged" part="not-judged">
    <h2 class="notice">${ICON.refused}<span>${strings.notJudged}</span></h2>
    <p>${strings.notJudgedNote}</p>
    ${findingList(findings, words)}
    ${
      canBeJudgedAnyway(judged)
        ? html`<button class="secondary anyway" part="button" @click=${onShowAnyway}>
            ${strings.showAnyway}
          </button>`
        : nothing
    }
    ${technicalDetails(judged, words)}
  </div>`;
}

export function unfamiliarPanel(judged: Judged, words: Words) {
  const { title, todo } = words.strings.unfamiliar;
  return html`<div class="not-judged unfamiliar" part="not-judged">
    <h2 class="notice">${ICON.refused}<span>${title}</span></h2>
    <p>${todo}</p>
    ${technicalDetails(judged, words)}
  </div>`;
}

function findingList(findings: QualityFinding[], words: Words) {
  return html`<ul class="findings">
    ${findings.map((finding) => {
      const { title, todo } = words.strings.findings[finding];
      return html`<li data-finding=${finding}><strong>${title}</strong> ${todo}</li>`;
    })}
  </ul>`;
}

/** What a screen reader says of it. */
export function notJudgedAnnouncement(judged: Judged, words: Words): string {
  const { strings } = words;
  return kindOf(judged) === 'unfamiliar'
    ? `${strings.unfamiliar.title}. ${strings.unfamiliar.todo}`
    : [
        strings.notJudged,
        ...judged.result.quality.findings.map((finding) => {
          const { title, todo } = strings.findings[finding];
          return `${title}. ${todo}`;
        }),
      ].join('. ');
}
