// How a result came about, in numbers.
import { css, html, nothing } from 'lit';
import type { Judged } from './judged.ts';
import type { Words } from './words.ts';

export const technicalDetailsStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.35rem 1rem;
    margin: 0;
    font-size: 0.9rem;
  }
  dt {
    color: var(--_ink-soft);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  @container (max-width: 30rem) {
    .technical dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
    .technical dd {
      margin-bottom: 0.5rem;
    }
  }
  details {
    margin-top: 0.75rem;
    border-top: 1px solid var(--_line);
    padding-top: 0.5rem;
  }
  details + details {
    margin-top: 0.25rem;
  }
  summary {
    padding: 0.5rem 0;
    color: var(--_accent);
    font-size: 0.9rem;
    font-weight: 600;
    cursor: pointer;
    border-radius: 6px;
  }
`;

export function technicalDetails({ classification, result, ownThreshold }: Judged, words: Words) {
  const { details } = words.strings;
  const { weights, runtime, milliseconds: step } = classification;
  const { image, quality, familiarity } = result;
  const note = ownThreshold ? details.hostThreshold : weights.thresholdNote;
  return html`
    <details class="technical">
      <summary>${details.title}</summary>
      <dl>
        <dt>${words.strings.probability}</dt>
        <dd>${words.percent(result.probabilityMalignant)}</dd>
        <dt>${details.threshold}</dt>
        <dd>${words.percent(result.threshold)}${note ? `; ${note}` : nothing}</dd>
        <dt>${details.photo}</dt>
        <dd>${details.pixels(pixels(image.width), pixels(image.height))}</dd>
        <dt>${details.seen}</dt>
        <dd>
          ${details.square(pixels(image.region.side), pixels(image.region.x), pixels(image.region.y))}
        </dd>
        <dt>${details.decoded}</dt>
        <dd>${details.decodedBy[image.decodedBy]}</dd>
        <dt>${details.quality}</dt>
        <dd>
          ${details.measures(
            words.number(quality.brightness, 2),
            words.number(quality.contrast, 2),
            words.number(quality.sharpness, 2),
          )}
        </dd>
        <dt>${details.familiarity}</dt>
        <dd>
          ${
            familiarity
              ? details.distance(
                  words.number(familiarity.distance, 2),
                  words.number(familiarity.limit, 2),
                )
              : details.notKnown
          }
        </dd>
        <dt>${details.steps}</dt>
        <dd>
          ${details.stepTimes(
            words.milliseconds(step.decode),
            words.milliseconds(step.resize),
            words.milliseconds(step.network),
            words.milliseconds(step.quality),
          )}
        </dd>
        <dt>${details.architecture}</dt>
        <dd>
          ${weights.architecture},
          ${details.pixels(pixels(weights.inputWidth), pixels(weights.inputHeight))}
        </dd>
        <dt>${details.trained}</dt>
        <dd>${weights.trainingData || details.notStated}</dd>
        <dt>${details.weights}</dt>
        <dd>
          ${weights.name} ${weights.version},
          ${words.megabytes(weights.bytes)}${weights.licence ? `, ${weights.licence}` : ''}
        </dd>
        <dt>SHA-256</dt>
        <dd>${weights.sha256 ?? details.noHash}</dd>
        <dt>${details.runtime}</dt>
        <dd>
          ${details.runs(details.variants[runtime.variant], words.megabytes(runtime.memoryBytes))}
        </dd>
      </dl>
    </details>
  `;
}

/** Plain digits: a separator of thousands says nothing in a number of pixels. */
const pixels = (value: number) => String(value);
