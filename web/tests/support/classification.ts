// What a classifier answers, made up for tests that need answers of every kind.
import type { Classification } from '../../src/classifier/index.ts';

export const MEASURED = {
  sensitivity: 0.9,
  specificity: 0.75,
  auc: 0.92,
  pictures: 1000,
  malignantPictures: 200,
};

export function classification(changes: Partial<Classification> = {}): Classification {
  const probabilityMalignant = changes.probabilityMalignant ?? 0.02;
  return {
    predicted: probabilityMalignant >= 0.1 ? 'malignant' : 'benign',
    probabilityMalignant,
    threshold: 0.1,
    certain: true,
    unsureFrom: 0.08,
    unsureTo: 0.12,
    namedClass: 'nv',
    probabilities: [probabilityMalignant, 1 - probabilityMalignant],
    imageWidth: 4032,
    imageHeight: 3024,
    region: { x: 504, y: 0, side: 3024, width: 3024, height: 3024 },
    quality: {
      brightness: 0.55,
      contrast: 0.12,
      sharpness: 0.31,
      side: 3024,
      darkShare: 0,
      brightShare: 0.001,
      findings: [],
    },
    familiarity: { distance: 12.5, limit: 40, familiar: true },
    milliseconds: { decode: 80, resize: 9, network: 14, quality: 2, total: 120 },
    weights: {
      name: 'some-weights',
      version: '7',
      architecture: 'mobilenet-v2',
      classes: ['mel', 'nv'],
      malignantClasses: ['mel'],
      inputWidth: 224,
      inputHeight: 224,
      threshold: 0.1,
      thresholdNote: 'chosen on drawn pictures',
      trainingData: 'drawn pictures',
      licence: 'none',
      measured: MEASURED,
      sha256: 'ab'.repeat(32),
      bytes: 3_853_312,
    },
    decodedBy: 'lesionlens',
    runtime: { variant: 'simd', memoryBytes: 50_000_000 },
    ...changes,
  };
}
