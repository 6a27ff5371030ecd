// What is kept of a classification where the person asks for it.
import type { Classification } from '../classifier/index.ts';
import type { KeptResult } from '../history/entry.ts';

export function keptResult(classification: Classification, when: Date): KeptResult {
  const { certain, predicted, probabilityMalignant, threshold, weights } = classification;
  return {
    format: 'lesionlens-result/1',
    time: when.toISOString(),
    verdict: certain ? predicted : 'unsure',
    probabilityMalignant,
    threshold,
    weights: { name: weights.name, version: weights.version },
  };
}
