// The words and codes of the FHIR bundle. Standard codes stand here only where FHIR's own definitions hold them; there are no
// LOINC or SNOMED CT codes for what a network measures of a photo. The others are the project's own, each with its text.
import type { CodeableConcept } from 'fhir/r4';
import type { NotJudgedReason, ResultVerdict } from './lesion-result.ts';

/** The project's own codes. A fixed UUID, since no other kind of URN is free to take. */
export const CODE_SYSTEM = 'urn:uuid:7c0e1f4e-6f0b-4c57-9d0a-2a4b8f3d9e61';
export const UNITS = 'http://unitsofmeasure.org';
export const DATA_ABSENT_REASON =
  'http://hl7.org/fhir/StructureDefinition/data-absent-reason' as const;
const ABSENT_REASONS = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

export const CONCEPT = {
  risk: own('malignancy-risk', 'Risk that a skin lesion is malignant, from one photo'),
  outcome: own('malignant-lesion', 'Malignant skin lesion'),
  quality: own('image-quality', 'Quality of a photo of a skin lesion'),
  goodEnough: own('good-enough', 'Good enough to be judged'),
  notGoodEnough: own('not-good-enough', 'Not good enough to be judged'),
  classes: own('class-probabilities', 'Probability of each class of the network'),
  brightness: own('brightness', 'Brightness: mean luma, 0 to 1'),
  contrast: own('contrast', 'Contrast: standard deviation of luma, 0 to 0.5'),
  sharpness: own('sharpness', 'Sharpness: energy of fine detail by that of coarser detail'),
  side: own('side', 'Shorter side of the region that was judged'),
  darkShare: own('dark-share', 'Share of pixels that are black beyond use'),
  brightShare: own('bright-share', 'Share of pixels that are white beyond use'),
  familiarity: own('familiarity', 'Distance from the photos that the network learnt from'),
  weightsName: own('weights-name', 'Name of the weights'),
  weightsSha256: own('weights-sha256', 'SHA-256 of the weights file'),
  architecture: own('architecture', 'Architecture of the network'),
  threshold: own('threshold', 'Probability from which on malignant is called'),
  softwareVersion: own('software-version', 'Version of the software'),
  weightsVersion: own('weights-version', 'Version of the weights'),
} as const;

export const VERDICT: Record<ResultVerdict, CodeableConcept> = {
  benign: own('benign', 'Benign'),
  malignant: own('malignant', 'Malignant'),
  unsure: own('unsure', 'Not sure'),
  'not-judged': own('not-judged', 'Not judged'),
};

export const REASON: Record<NotJudgedReason, CodeableConcept> = {
  'too-dark': own('too-dark', 'The photo is too dark'),
  'too-bright': own('too-bright', 'The photo is too bright'),
  blurred: own('blurred', 'The photo is blurred'),
  'too-small': own('too-small', 'The photo has too few pixels'),
  'lesion-out-of-frame': own('lesion-out-of-frame', 'The lesion is not wholly in the photo'),
  unfamiliar: own('unfamiliar', 'The photo is unlike those that the network learnt from'),
};

/** What is to be done next. */
export const NEXT_STEP: Record<ResultVerdict, string> = {
  benign:
    'This does not rule out cancer: keep an eye on the lesion, and have it examined if it changes or worries.',
  malignant: 'No proof of cancer, but a reason to have the lesion examined by a doctor soon.',
  unsure:
    'Take another photo in better light, sharp and close; if it stays unsure, have the lesion examined by a doctor.',
  'not-judged':
    'Take another photo, sharp, close and in even light; have a lesion that worries examined by a doctor whatever is said here.',
};

/** Of HL7's own system, for `interpretation`. */
export function interpretation(normal: boolean): CodeableConcept {
  const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
  return {
    coding: [
      normal
        ? { system, code: 'N', display: 'Normal' }
        : { system, code: 'A', display: 'Abnormal' },
    ],
  };
}

/** Why a number that is none is missing. */
export function absence(value: number): CodeableConcept {
  const code = Number.isNaN(value)
    ? 'not-a-number'
    : value > 0
      ? 'positive-infinity'
      : 'negative-infinity';
  return { coding: [{ system: ABSENT_REASONS, code }] };
}

export function own(code: string, text: string): CodeableConcept {
  return { coding: [{ system: CODE_SYSTEM, code, display: text }], text };
}
