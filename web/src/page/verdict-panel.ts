// The verdict: the word, the probability on its scale, what it means, and how it came about.
import { css, html } from 'lit';
import type { Classification } from '../classifier/index.ts';
import { ICON } from './icons.ts';
import { probabilityBar, probabilityBarStyles } from './probability-bar.ts';
import { megabytes, milliseconds, outcomeOf, percent, VERDICT } from './texts.ts';

export const verdictPanelStyles = [
  probabilityBarStyles,
  css`
    .verdict {
      --verdict: var(--benign);
      --verdict-soft: var(--benign-soft);
    }
    .verdict.malignant {
      --verdict: var(--malignant);
      --verdict-soft: var(--malignant-soft);
    }
    .verdict.unsure {
      --verdict: var(--unsure);
      --verdict-soft: var(--unsure-soft);
    }
    .verdict .headline {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      margin: 0 0 1.25rem;
      padding: 0.75rem 1rem;
      border-radius: 12px;
      background: var(--verdict-soft);
      color: var(--verdict);
      border: 1px solid color-mix(in srgb, var(--verdict) 30%, transparent);
    }
    .verdict .headline .icon {
      width: 2.25rem;
      height: 2.25rem;
    }
    .verdict h2 {
      margin: 0;
      font-size: 1.75rem;
      line-height: 1.2;
      letter-spacing: -0.01em;
    }
    .probability {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 0.5rem;
      margin: 0 0 0.25rem;
      color: var(--ink-soft);
      font-size: 0.95rem;
    }
    .probability strong {
      color: var(--ink);
      font-size: 1.4rem;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .meaning {
      margin: 0.75rem 0 1.25rem;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0.35rem 1rem;
      margin: 0;
      font-size: 0.9rem;
    }
    dt {
      color: var(--ink-soft);
    }
    dd {
      margin: 0;
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    details {
      margin-top: 0.75rem;
      border-top: 1px solid var(--line);
      padding-top: 0.5rem;
    }
    summary {
      padding: 0.5rem 0;
      color: var(--accent);
      font-size: 0.9rem;
      cursor: pointer;
      border-radius: 6px;
    }
  `,
];

export function verdictPanel(result: Classification) {
  const outcome = outcomeOf(result);
  const { title, sentence } = VERDICT[outcome];
  return html`
    <div class="verdict ${outcome}">
      <div class="headline">
        ${ICON[outcome]}
        <h2>${title}</h2>
      </div>
      <p class="probability">
        Probability of malignancy <strong>${percent(result.probabilityMalignant)}</strong>
      </p>
      ${probabilityBar(result)}
      <p class="meaning">${sentence(percent(result.threshold))}</p>
      <dl>
        <dt>Time</dt>
        <dd class="time">${milliseconds(result.milliseconds.total)}, on this device</dd>
        <dt>Network</dt>
        <dd class="weights">${result.weights.name} ${result.weights.version}</dd>
      </dl>
      ${technicalDetails(result)}
    </div>
  `;
}

function technicalDetails({ milliseconds: step, weights, runtime, ...result }: Classification) {
  return html`
    <details>
      <summary>Technical details</summary>
      <dl>
        <dt>Photo</dt>
        <dd>${result.imageWidth} × ${result.imageHeight} pixels</dd>
        <dt>Decoded by</dt>
        <dd>${DECODED_BY[result.decodedBy]}</dd>
        <dt>Steps</dt>
        <dd>
          decoding ${milliseconds(step.decode)}, resizing ${milliseconds(step.resize)}, network
          ${milliseconds(step.network)}
        </dd>
        <dt>Threshold</dt>
        <dd>
          ${percent(result.threshold)}${weights.thresholdNote ? `; ${weights.thresholdNote}` : ''}
        </dd>
        ${weights.classes.length > 2 ? classProbabilities(result.probabilities, weights.classes) : ''}
        <dt>Architecture</dt>
        <dd>${weights.architecture}, ${weights.inputWidth} × ${weights.inputHeight} pixels</dd>
        <dt>Trained on</dt>
        <dd>${weights.trainingData || 'not stated'}</dd>
        <dt>Weights</dt>
        <dd>${megabytes(weights.bytes)}${weights.licence ? `, ${weights.licence}` : ''}</dd>
        <dt>SHA-256</dt>
        <dd>${weights.sha256 ?? 'not available without https'}</dd>
        <dt>Runtime</dt>
        <dd>
          WebAssembly, ${RUNTIME[runtime.variant]}, ${megabytes(runtime.memoryBytes)} of memory
        </dd>
      </dl>
    </details>
  `;
}

function classProbabilities(probabilities: number[], classes: string[]) {
  const likeliestFirst = classes
    .map((name, index) => ({ name, probability: probabilities[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  return html`
    <dt>Classes</dt>
    <dd>
      ${likeliestFirst.map(({ name, probability }) => `${name} ${percent(probability)}`).join(', ')}
    </dd>
  `;
}

const DECODED_BY = {
  lesionlens: 'Lesionlens, the same in every browser',
  browser: 'this browser; another one may differ slightly',
  caller: 'the page',
} as const;

const RUNTIME = {
  'relaxed-simd-threads': 'relaxed SIMD and threads',
  'relaxed-simd': 'relaxed SIMD',
  simd: 'SIMD',
} as const;
