// What the live view tells beside itself: how sharp and how well lit the picture is, and how the network would lean. In words
// first; the small bars only repeat them. Drawn in SVG, because a width as an inline style is what a strict policy refuses.
import { css, html, nothing } from 'lit';
import type { Quality, QualityFinding } from '../classifier/types.ts';
import { probability } from '../history/format.ts';
import type { Language } from '../strings/language.ts';
import type { CameraStrings } from '../strings/parts/camera.ts';
import { ICON } from '../icons/icons.ts';
import type { LiveReading } from './live-classification.ts';

export const livePanelStyles = css`
  .readings {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.75rem 1rem;
  }
  .reading {
    min-width: 0;
  }
  .reading.lean {
    grid-column: 1 / -1;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--line);
  }
  .reading p {
    margin: 0;
  }
  .name {
    color: var(--ink-soft);
    font-size: 0.85rem;
  }
  .word {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 1.75rem;
    font-weight: 600;
  }
  .word .icon {
    width: 1.2rem;
    height: 1.2rem;
  }
  .word.good {
    color: var(--benign);
  }
  .word.bad {
    color: var(--notice);
  }
  .meter svg {
    display: block;
    width: 100%;
    height: 6px;
    border-radius: 3px;
  }
  .meter .track {
    fill: var(--surface-sunken);
  }
  .meter .fill {
    fill: var(--accent);
  }
  .meter .limit {
    fill: var(--ink);
    stroke: var(--surface-sunken);
  }
  [dir='rtl'] .meter svg {
    transform: scaleX(-1);
  }
  .lean .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
  }
  .lean .meter svg {
    height: 10px;
    border-radius: 5px;
    margin-block: 0.25rem 0.35rem;
  }
  .tag {
    padding: 0.1rem 0.6rem;
    border: 1px solid var(--line);
    border-radius: 999px;
    color: var(--ink-soft);
    font-size: 0.8rem;
    font-weight: 600;
  }
  .advice {
    min-height: 3em;
  }
  .number {
    color: var(--ink-soft);
    font-size: 0.9rem;
    font-variant-numeric: tabular-nums;
    min-height: 3em;
  }
  @media (forced-colors: active) {
    .meter .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .meter .fill {
      fill: Highlight;
    }
    .meter .limit {
      fill: CanvasText;
    }
  }
`;

/** `reading` is undefined until the first answer, null where frames are refused. */
export function livePanel(
  reading: LiveReading | null | undefined,
  strings: CameraStrings,
  language: Language,
) {
  const quality = reading?.quality;
  return html`<div class="readings">
    ${qualityReading('sharpness', strings.sharpness, sharpnessOf(quality, strings), language)}
    ${qualityReading('light', strings.light, lightOf(quality, strings), language)}
    <div class="reading lean" data-reading="lean">
      <div class="head">
        <p class="word">${leanWord(reading, strings)}</p>
        <p class="tag">${strings.live}</p>
      </div>
      ${leanBody(reading, strings, language)}
    </div>
  </div>`;
}

/** What a screen reader says of it: without numbers, for they change all the time. */
export function livePanelSentence(reading: LiveReading, strings: CameraStrings): string {
  const { quality, judged } = reading;
  const words = [sharpnessOf(quality, strings), lightOf(quality, strings)].map(({ word }) => word);
  return judged
    ? `${strings.looks[judged.looks]}. ${strings.live}. ${words.join(', ')}.`
    : `${words.join(', ')}. ${adviceFor(quality, strings)}`;
}

interface QualityReading {
  word: string;
  good?: boolean;
  /** In [0, 1]. */
  share?: number;
}

function sharpnessOf(quality: Quality | undefined, strings: CameraStrings): QualityReading {
  if (!quality) {
    return { word: strings.measuring };
  }
  const blurred = quality.findings.includes('blurred');
  return {
    word: blurred ? strings.blurred : strings.sharp,
    good: !blurred,
    // From 0 on without an end: drawn so that the core's limit, 0.4, lies in the middle.
    share: quality.sharpness / (quality.sharpness + 0.4),
  };
}

function lightOf(quality: Quality | undefined, strings: CameraStrings): QualityReading {
  if (!quality) {
    return { word: strings.measuring };
  }
  const has = (finding: QualityFinding) => quality.findings.includes(finding);
  const share = quality.brightness;
  if (has('too-dark')) {
    return { word: strings.tooDark, good: false, share };
  }
  return has('too-bright')
    ? { word: strings.tooBright, good: false, share }
    : { word: strings.lightGood, good: true, share };
}

function qualityReading(id: string, name: string, reading: QualityReading, language: Language) {
  const { word, good, share } = reading;
  const look = good === undefined ? '' : good ? 'good' : 'bad';
  return html`<div class="reading" data-reading=${id}>
    <p class="name">${name}</p>
    <p class="word ${look}">
      ${good === undefined ? nothing : good ? ICON.good : ICON.bad}<span>${word}</span>
    </p>
    ${meter({ name, words: `${word}, ${percent(share ?? 0, language)}`, share: share ?? 0 })}
  </div>`;
}

function leanWord(reading: LiveReading | null | undefined, strings: CameraStrings) {
  if (reading === undefined) {
    return strings.measuring;
  }
  return reading?.judged ? strings.looks[reading.judged.looks] : strings.notJudged;
}

function leanBody(
  reading: LiveReading | null | undefined,
  strings: CameraStrings,
  language: Language,
) {
  if (!reading?.judged) {
    return html`<p class="advice">
      ${reading ? adviceFor(reading.quality, strings) : reading === null ? strings.noReading : ''}
    </p>`;
  }
  const { probability: share, threshold } = reading.judged;
  const words = strings.probability(probability(share, language));
  return html`${meter({ name: strings.live, words, share, limit: threshold })}
    <p class="number">${words}</p>`;
}

/** Of what is worst; where the photo is good, the network did not know what it saw. */
function adviceFor(quality: Quality, strings: CameraStrings): string {
  return strings.advice[quality.findings[0] ?? 'unfamiliar'];
}

function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

interface Meter {
  name: string;
  words: string;
  share: number;
  limit?: number;
}

function meter({ name, words, share, limit }: Meter) {
  return html`<div
    class="meter"
    role="meter"
    aria-label=${name}
    aria-valuemin="0"
    aria-valuemax="1"
    aria-valuenow=${share.toFixed(2)}
    aria-valuetext=${words}
  >
    <svg aria-hidden="true">
      <rect class="track" width="100%" height="100%" />
      <rect class="fill" width="${share * 100}%" height="100%" />
      <rect
        class="limit"
        x="${(limit ?? 0) * 100}%"
        width=${limit === undefined ? 0 : 2}
        height="100%"
      />
    </svg>
  </div>`;
}
