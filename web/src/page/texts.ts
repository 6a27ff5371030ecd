// Every sentence that the page says by itself. Those of errors come with the error.
import type { Classification, LoadProgress } from '../classifier/index.ts';

export const TEXT = {
  name: 'Lesionlens',
  tagline: 'Checks skin lesions on this device',
  choose: 'Choose a photo',
  chooseAnother: 'Choose another photo',
  take: 'Take a photo',
  dropHere: 'Drop the photo here',
  dropOrPaste: 'or drop it here, or paste it',
  emptyStage: 'One lesion, sharp and close',
  loading: 'Loading the network',
  ready: 'Ready for a photo',
  working: 'Looking at the photo',
  retry: 'Try again',
  unavailable: 'The classifier is not available',
  refused: 'This photo could not be judged',
  nextPhoto: 'Another photo can be chosen right away.',
  aid: 'A decision aid, not a diagnosis.',
  aidMore:
    'The network sees one photo and nothing else. It misses some cancers and is alarmed by some harmless spots. ' +
    'A lesion that changes, bleeds, itches or worries you belongs before a doctor, whatever is said here.',
  privacy: 'Your photo stays on this device.',
  privacyMore:
    'It is judged in this browser. It is not uploaded and not counted, and only kept, on this device, where you ask for it.',
  advice: [
    'Fill about half of the frame with the lesion, with some skin around it.',
    'Hold still until it is sharp; a blurred photo gives no sound verdict.',
    'Even daylight, no flash glare; move hair and clothing aside.',
  ],
} as const;

export const VERDICT = {
  benign: {
    title: 'Benign',
    sentence: (threshold: string) =>
      `The probability of malignancy lies below the threshold of ${threshold}. ` +
      'That does not rule out cancer: keep an eye on the lesion, and have it examined if it changes or worries you. ' +
      'This is a decision aid, not a diagnosis.',
  },
  malignant: {
    title: 'Malignant',
    sentence: (threshold: string) =>
      `The probability of malignancy has reached the threshold of ${threshold}. ` +
      'That is no proof of cancer, but a reason to have the lesion examined by a doctor soon. ' +
      'This is a decision aid, not a diagnosis.',
  },
  unsure: {
    title: 'Not sure',
    sentence: (threshold: string) =>
      `The probability of malignancy lies too close to the threshold of ${threshold} for a verdict. ` +
      'Take another photo in better light, sharp and close; if it stays unsure, have the lesion examined by a doctor. ' +
      'This is a decision aid, not a diagnosis.',
  },
} as const;

/** What is said of a result: its verdict, or that it is not sure. */
export function outcomeOf(result: Classification): keyof typeof VERDICT {
  return result.certain ? result.predicted : 'unsure';
}

/** One decimal, and no certainty that no network has: "34.2%", "under 0.1%", "over 99.9%". */
export function percent(probability: number): string {
  if (probability < 0.001) {
    return 'under 0.1%';
  }
  if (probability > 0.999) {
    return 'over 99.9%';
  }
  return `${(probability * 100).toFixed(1)}%`;
}

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function progressSentence({ loadedBytes, totalBytes }: LoadProgress): string {
  return totalBytes === undefined
    ? `${megabytes(loadedBytes)} so far`
    : `${megabytes(loadedBytes)} of ${megabytes(totalBytes)}`;
}

/** What a screen reader says when a verdict arrives. */
export function announcement(result: Classification): string {
  const { title, sentence } = VERDICT[outcomeOf(result)];
  return (
    `Result: ${title}. Probability of malignancy ${percent(result.probabilityMalignant)}. ` +
    sentence(percent(result.threshold))
  );
}
