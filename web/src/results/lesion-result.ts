// The result of one photo as plain JSON: what the element's events carry, what the frame posts, what is kept and exported. It
// says by which program and weights it came about. It holds no pixels, and nothing that the photo's file says of place,
// time, device or name: none of that reaches the classifier.
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type {
  Classification,
  DecodedBy,
  Familiarity,
  Measured,
  Milliseconds,
  Quality,
  QualityFinding,
  SeenRegion,
} from '../classifier/types.ts';

export const RESULT_FORMAT = 'lesionlens-result/1';
export const DISCLAIMER = 'A decision aid, not a diagnosis.';

/** `not-judged`: the photo is not good enough, or not like those that the network learnt from. */
export const RESULT_VERDICTS = ['benign', 'malignant', 'unsure', 'not-judged'] as const;
export type ResultVerdict = (typeof RESULT_VERDICTS)[number];

/** Why a photo is not judged. */
export type NotJudgedReason = QualityFinding | 'unfamiliar';

export interface ResultClass {
  name: string;
  /** In [0, 1]. */
  probability: number;
  /** Whether the class counts as malignant. */
  malignant: boolean;
}

export interface LesionResult {
  format: typeof RESULT_FORMAT;
  /** When the photo was judged: ISO 8601 in UTC. */
  time: string;
  verdict: ResultVerdict;
  /** Empty unless `verdict` is `not-judged`. What is wrong with the photo comes first, worst first. */
  reasons: NotJudgedReason[];
  /** In [0, 1]. What the network answers, also where the verdict is `not-judged`: it must then not be shown as a finding. */
  probabilityMalignant: number;
  /** Malignant is called from this probability on, in (0, 1). */
  threshold: number;
  /** The band of "not sure": from the first to below the second, each in [0, 1]; equal where there is none. */
  unsureFrom: number;
  unsureTo: number;
  /** The class that the network would name. The verdict does not depend on it. */
  namedClass: string;
  /** Their probabilities add up to 1. */
  classes: ResultClass[];
  /** At `threshold`, on pictures that the network had not learnt from; absent where the weights do not say. */
  measured?: Measured;
  quality: Quality;
  /** Absent where the weights cannot tell. */
  familiarity?: Familiarity;
  image: {
    /** Of the upright photo, in pixels. */
    width: number;
    height: number;
    /** What the network saw of it. */
    region: SeenRegion;
    decodedBy: DecodedBy;
  };
  weights: {
    name: string;
    version: string;
    architecture: string;
    /** Of the weights file, in hexadecimal. Absent where the page has no secure context. */
    sha256?: string;
  };
  software: { name: 'Lesionlens'; version: string };
  milliseconds: Milliseconds;
  disclaimer: typeof DISCLAIMER;
}

export interface ResultOptions {
  /** When the photo was judged. */
  time: Date;
  /** In (0, 1): in place of the weights' own operating point. There is no band of "not sure" around it. */
  threshold?: number | undefined;
}

/** @throws LesionLensError `options-invalid` where the threshold is no number between 0 and 1. */
export function lesionResult(
  classification: Classification,
  { time, threshold }: ResultOptions,
): LesionResult {
  const { weights, quality, familiarity, probabilityMalignant, probabilities } = classification;
  const reasons: NotJudgedReason[] = [
    ...quality.findings,
    ...(familiarity?.familiar === false ? ['unfamiliar' as const] : []),
  ];
  const point = operatingPoint(classification, threshold);
  return {
    format: RESULT_FORMAT,
    time: time.toISOString(),
    verdict: reasons.length > 0 ? 'not-judged' : verdictAt(probabilityMalignant, point),
    reasons,
    probabilityMalignant,
    threshold: point.threshold,
    unsureFrom: point.unsureFrom,
    unsureTo: point.unsureTo,
    namedClass: classification.namedClass,
    classes: weights.classes.map((name, at) => ({
      name,
      probability: probabilities[at] ?? 0,
      malignant: weights.malignantClasses.includes(name),
    })),
    ...(point.measured && { measured: { ...point.measured } }),
    quality: { ...quality, findings: [...quality.findings] },
    ...(familiarity && { familiarity: { ...familiarity } }),
    image: {
      width: classification.imageWidth,
      height: classification.imageHeight,
      region: { ...classification.region },
      decodedBy: classification.decodedBy,
    },
    weights: {
      name: weights.name,
      version: weights.version,
      architecture: weights.architecture,
      ...(weights.sha256 !== undefined && { sha256: weights.sha256 }),
    },
    software: { name: 'Lesionlens', version: __LESIONLENS_VERSION__ },
    milliseconds: { ...classification.milliseconds },
    disclaimer: DISCLAIMER,
  };
}

interface OperatingPoint {
  threshold: number;
  unsureFrom: number;
  unsureTo: number;
  measured?: Measured;
}

/** The weights' figures hold at their own threshold only. */
function operatingPoint(own: Classification, threshold: number | undefined): OperatingPoint {
  if (threshold === undefined) {
    const { unsureFrom, unsureTo } = own;
    const { measured } = own.weights;
    return { threshold: own.threshold, unsureFrom, unsureTo, ...(measured && { measured }) };
  }
  if (!(threshold > 0 && threshold < 1)) {
    throw new LesionLensError(
      'options-invalid',
      `A threshold lies between 0 and 1, which ${threshold} does not.`,
    );
  }
  return { threshold, unsureFrom: threshold, unsureTo: threshold };
}

/** As the module says it: malignant from the threshold on, not sure from the first of the band to below the second. */
function verdictAt(probability: number, point: OperatingPoint): ResultVerdict {
  if (probability >= point.unsureFrom && probability < point.unsureTo) {
    return 'unsure';
  }
  return probability >= point.threshold ? 'malignant' : 'benign';
}
