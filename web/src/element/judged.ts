// A photo that was judged: what its result says, and what it would say were the photo good enough.
import type { Classification } from '../classifier/index.ts';
import { type LesionResult, lesionResult } from '../results/lesion-result.ts';
import type { Outcome } from '../strings/parts/lens.ts';

export interface Judged {
  classification: Classification;
  result: LesionResult;
  /** The verdict by the probability alone. */
  outcome: Outcome;
  /** The operating point is the host's. */
  ownThreshold: boolean;
}

export function judge(
  classification: Classification,
  time: Date,
  threshold: number | undefined,
): Judged {
  const faultless = { ...classification, quality: { ...classification.quality, findings: [] } };
  delete faultless.familiarity;
  return {
    classification,
    result: lesionResult(classification, { time, threshold }),
    outcome: lesionResult(faultless, { time, threshold }).verdict as Outcome,
    ownThreshold: threshold !== undefined,
  };
}

/**
 * What is shown of it: a verdict, what to do for a better photo, or that it is no photo of a lesion. What is too dark, or blurred, is
 * unlike other photos just for that, so that what is wrong with it is said first.
 */
export function kindOf({ result }: Judged): 'verdict' | 'quality' | 'unfamiliar' {
  if (result.verdict !== 'not-judged') {
    return 'verdict';
  }
  return result.quality.findings.length > 0 ? 'quality' : 'unfamiliar';
}

/** What is unlike every lesion gets no verdict, on no request. */
export function canBeJudgedAnyway({ result }: Judged): boolean {
  return !result.reasons.includes('unfamiliar');
}
