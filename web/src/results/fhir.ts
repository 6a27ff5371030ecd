// A result as FHIR R4 (4.0.1), for health records: a bundle of the risk assessment, the software as device, and what was
// measured of the photo. What FHIR asks for and nobody has said, such as the patient, is marked as unknown and not made up.
import type {
  Bundle,
  CodeableConcept,
  Device,
  FhirResource,
  Observation,
  ObservationComponent,
  Quantity,
  Reference,
  RiskAssessment,
  RiskAssessmentPrediction,
} from 'fhir/r4';
import { probability as percentText } from '../history/format.ts';
import {
  absence,
  CONCEPT,
  DATA_ABSENT_REASON,
  interpretation,
  NEXT_STEP,
  REASON,
  UNITS,
  VERDICT,
} from './fhir-codes.ts';
import type { FhirOptions } from './fhir-options.ts';
import type { LesionResult } from './lesion-result.ts';
import { randomUuid } from './uuid.ts';

const LANGUAGE = 'en';

/** A `Bundle` of type `collection`; its entries refer to each other by `urn:uuid:` addresses, new ones at each call. */
export function fhirBundle(result: LesionResult, options: FhirOptions = {}): Bundle {
  const address = () => `urn:uuid:${randomUuid()}`;
  const device = address();
  const quality = address();
  const classes = result.verdict === 'not-judged' ? undefined : address();
  const about: About = { device: { reference: device }, options, result };
  return {
    resourceType: 'Bundle',
    language: LANGUAGE,
    type: 'collection',
    timestamp: new Date().toISOString(),
    entry: [
      entry(
        address(),
        riskAssessment(about, [
          { reference: quality },
          ...(classes === undefined ? [] : [{ reference: classes }]),
        ]),
      ),
      entry(quality, qualityObservation(about)),
      ...(classes === undefined ? [] : [entry(classes, classObservation(about))]),
      entry(device, softwareDevice(result)),
    ],
  };
}

interface About {
  result: LesionResult;
  options: FhirOptions;
  device: Reference;
}

function entry(fullUrl: string, resource: FhirResource) {
  return { fullUrl, resource };
}

function riskAssessment(about: About, observations: Reference[]): RiskAssessment {
  const { result, options, device } = about;
  const settled = result.verdict === 'benign' || result.verdict === 'malignant';
  return {
    resourceType: 'RiskAssessment',
    language: LANGUAGE,
    status: settled ? 'final' : 'preliminary',
    method: { text: methodText(result) },
    code: CONCEPT.risk,
    subject: options.subject ?? unknownReference(),
    ...(options.encounter && { encounter: options.encounter }),
    occurrenceDateTime: result.time,
    performer: device,
    basis: [...observations, ...(options.photo ? [options.photo] : [])],
    // A photo that was not judged has no prediction: its probability means nothing.
    ...(result.verdict !== 'not-judged' && { prediction: [prediction(result)] }),
    mitigation: NEXT_STEP[result.verdict],
    note: [
      { text: result.disclaimer },
      ...(result.verdict === 'not-judged' ? [{ text: notJudgedText(result) }] : []),
    ],
  };
}

function prediction(result: LesionResult): RiskAssessmentPrediction {
  const { probabilityMalignant, verdict } = result;
  return {
    outcome: CONCEPT.outcome,
    // In per cent, as the specification of R4 says of it.
    ...(Number.isFinite(probabilityMalignant) && {
      probabilityDecimal: perCent(probabilityMalignant),
    }),
    qualitativeRisk: VERDICT[verdict],
    rationale: rationaleText(result),
  };
}

function qualityObservation(about: About): Observation {
  const { quality, familiarity, reasons, verdict } = about.result;
  const good = verdict !== 'not-judged';
  return {
    ...observation(about, CONCEPT.quality),
    valueCodeableConcept: good ? CONCEPT.goodEnough : CONCEPT.notGoodEnough,
    interpretation: [interpretation(good), ...reasons.map((reason) => REASON[reason])],
    component: [
      component(CONCEPT.brightness, number(quality.brightness)),
      component(CONCEPT.contrast, number(quality.contrast)),
      component(CONCEPT.sharpness, number(quality.sharpness)),
      component(CONCEPT.side, number(quality.side, 'pixels', '{pixels}')),
      component(CONCEPT.darkShare, share(quality.darkShare)),
      component(CONCEPT.brightShare, share(quality.brightShare)),
      ...(familiarity
        ? [
            {
              ...component(CONCEPT.familiarity, number(familiarity.distance)),
              interpretation: [interpretation(familiarity.familiar)],
              ...(Number.isFinite(familiarity.limit) && {
                referenceRange: [{ high: number(familiarity.limit) }],
              }),
            },
          ]
        : []),
    ],
  };
}

function classObservation(about: About): Observation {
  const { classes, namedClass } = about.result;
  return {
    ...observation(about, CONCEPT.classes),
    valueString: `Most like class ${namedClass}`,
    component: classes.map(({ name, probability, malignant }) =>
      component(
        { text: `${name} (counts as ${malignant ? 'malignant' : 'benign'})` },
        share(probability),
      ),
    ),
  };
}

/** What all observations have in common. Without a subject they simply say none: it is optional there. */
function observation({ result, options, device }: About, code: CodeableConcept): Observation {
  return {
    resourceType: 'Observation',
    language: LANGUAGE,
    status: 'final',
    code,
    ...(options.subject && { subject: options.subject }),
    ...(options.encounter && { encounter: options.encounter }),
    effectiveDateTime: result.time,
    ...(options.bodySite && { bodySite: options.bodySite }),
    device,
    ...(options.photo && { derivedFrom: [options.photo] }),
    note: [{ text: result.disclaimer }],
  };
}

/** One version of the program with one file of weights, which together make the verdict. */
function softwareDevice({ software, weights, threshold, disclaimer }: LesionResult): Device {
  const { name, version, architecture, sha256 } = weights;
  const said = (type: CodeableConcept, text: string) => ({ type, valueCode: [{ text }] });
  return {
    resourceType: 'Device',
    language: LANGUAGE,
    status: 'active',
    deviceName: [{ name: software.name, type: 'user-friendly-name' }],
    type: { text: 'Software that classifies photos of skin lesions' },
    version: [
      { type: CONCEPT.softwareVersion, value: software.version },
      ...(version === '' ? [] : [{ type: CONCEPT.weightsVersion, value: version }]),
    ],
    property: [
      ...(name === '' ? [] : [said(CONCEPT.weightsName, name)]),
      ...(sha256 === undefined ? [] : [said(CONCEPT.weightsSha256, sha256)]),
      said(CONCEPT.architecture, architecture),
      { type: CONCEPT.threshold, valueQuantity: [share(threshold)] },
    ],
    note: [{ text: disclaimer }],
  };
}

function component(code: CodeableConcept, quantity: Quantity): ObservationComponent {
  const { value } = quantity;
  return value === undefined || Number.isFinite(value)
    ? { code, valueQuantity: quantity }
    : { code, dataAbsentReason: absence(value) };
}

/** Without a unit of its own: UCUM's "1". */
function number(value: number, unit?: string, code = '1'): Quantity {
  return { value, ...(unit !== undefined && { unit }), system: UNITS, code };
}

function share(value: number): Quantity {
  return number(perCent(value), '%', '%');
}

/** Four decimals: finer differences are noise of the processor's arithmetic. */
function perCent(value: number): number {
  return Math.round(value * 1e6) / 1e4;
}

/** The element is there, as the specification demands, and says why it holds nothing. */
function unknownReference(): Reference {
  return { extension: [{ url: DATA_ABSENT_REASON, valueCode: 'unknown' }] };
}

function methodText({ software, weights }: LesionResult): string {
  return (
    `${software.name} ${software.version}: a convolutional network (${weights.architecture}) on one photo, ` +
    `weights ${weights.name} ${weights.version}`
  );
}

function notJudgedText({ reasons }: LesionResult): string {
  return `Not judged: ${reasons.map((reason) => REASON[reason].text ?? reason).join('; ')}.`;
}

function rationaleText(result: LesionResult): string {
  const { probabilityMalignant, threshold, unsureFrom, unsureTo, measured } = result;
  const per = (value: number) => percentText(value, LANGUAGE);
  const sentences = [
    `Probability of malignant ${per(probabilityMalignant)}; malignant is called from ${per(threshold)} on`,
    ...(unsureFrom < unsureTo ? [`not sure from ${per(unsureFrom)} to ${per(unsureTo)}`] : []),
    ...(measured
      ? [
          `at that threshold sensitivity ${per(measured.sensitivity)} and specificity ${per(measured.specificity)}` +
            ` on ${measured.pictures} labelled pictures, ${measured.malignantPictures} of them malignant`,
        ]
      : []),
  ];
  return `${sentences.join('; ')}.`;
}
