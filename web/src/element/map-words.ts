// The activation map in words: where it is strongest, and how much of the square it covers.
import type { ActivationMap } from '../classifier/index.ts';
import type { Place } from '../strings/parts/lens.ts';
import type { Words } from './words.ts';

/** Cells of at least this share of the strongest one count as covered. */
const COVERED = 0.5;

const PLACES: [Place, Place, Place][] = [
  ['upper-left', 'upper', 'upper-right'],
  ['left', 'middle', 'right'],
  ['lower-left', 'lower', 'lower-right'],
];

export function mapSentence(map: ActivationMap, words: Words): string {
  const summary = summarise(map);
  if (!summary) {
    return words.strings.mapEmpty;
  }
  return words.strings.mapWords(words.strings.places[summary.place], roughly(summary.share, words));
}

/** Undefined where nothing spoke for malignant. */
export function summarise({
  width,
  height,
  values,
}: ActivationMap): { place: Place; share: number } | undefined {
  let weight = 0;
  let x = 0;
  let y = 0;
  let covered = 0;
  values.forEach((value, at) => {
    if (value < COVERED) {
      return;
    }
    covered++;
    // The strongest cells decide; equal ones on both sides meet in the middle.
    const pull = value ** 4;
    weight += pull;
    x += pull * ((at % width) + 0.5);
    y += pull * (Math.floor(at / width) + 0.5);
  });
  if (weight === 0) {
    return undefined;
  }
  const third = (sum: number, of: number) => Math.min(2, Math.floor((3 * sum) / weight / of));
  const place = PLACES[third(y, height)]?.[third(x, width)] ?? 'middle';
  return { place, share: covered / values.length };
}

/** To 5 %: more would claim a sharpness that a map of a few cells does not have. */
function roughly(share: number, words: Words): string {
  return share < 0.05
    ? words.strings.under(words.wholePercent(0.05))
    : words.wholePercent(Math.round(share * 20) / 20);
}
