// The panel while there is nothing to say of a photo yet.
import { css, html, nothing } from 'lit';
import type { LoadProgress } from '../classifier/index.ts';
import type { Words } from './words.ts';

export const quietPanelStyles = css`
  progress {
    display: block;
    appearance: none;
    width: 100%;
    height: 10px;
    border: 0;
    border-radius: 5px;
    background: var(--_surface-sunken);
    color: var(--_accent);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress:indeterminate {
    background: linear-gradient(90deg, transparent 35%, var(--_accent), transparent 65%)
      var(--_surface-sunken) 0 / 200% 100%;
    animation: wander 1.6s linear infinite;
  }
  @keyframes wander {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate {
      animation: none;
    }
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  .bytes {
    margin: 0.5rem 0 1.25rem;
    color: var(--_ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .advice {
    display: grid;
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: advice;
  }
  .advice li {
    display: grid;
    grid-template-columns: 2rem 1fr;
    gap: 0.75rem;
    align-items: baseline;
    counter-increment: advice;
  }
  .advice li::before {
    content: counter(advice);
    display: grid;
    place-items: center;
    width: 2rem;
    height: 2rem;
    border-radius: 50%;
    background: var(--_surface-sunken);
    color: var(--_accent);
    font-weight: 600;
  }
`;

export function loadingPanel(progress: LoadProgress, words: Words) {
  const { loadedBytes, totalBytes } = progress;
  const { strings } = words;
  const total = totalBytes === undefined ? undefined : words.megabytes(totalBytes);
  return html`
    <h2>${strings.loading}</h2>
    <progress
      aria-label=${strings.loading}
      max=${totalBytes ?? nothing}
      value=${totalBytes === undefined ? nothing : loadedBytes}
    ></progress>
    <p class="bytes">${strings.loaded(words.megabytes(loadedBytes), total)}</p>
    ${adviceList(words)}
  `;
}

export function workingPanel({ strings }: Words) {
  return html`<h2>${strings.working}</h2>
    <progress aria-label=${strings.working}></progress>`;
}

export function adviceList({ strings }: Words) {
  return html`<ol class="advice">
    ${strings.advice.map((sentence) => html`<li>${sentence}</li>`)}
  </ol>`;
}
