// Results as FHIR R4: valid by the official schema, true to the result, and nothing made up.
import { expect, test } from '@playwright/test';
import type { Bundle, Device, FhirResource, Observation, RiskAssessment } from 'fhir/r4';
import { fhirBundle } from '../src/results/fhir.ts';
import { type FhirOptions, readFhirOptions } from '../src/results/fhir-options.ts';
import type { LesionResult } from '../src/results/lesion-result.ts';
import { classification, MEASURED } from './support/classification.ts';
import { schemaFaults } from './support/fhir-schema.ts';

function result(changes: Partial<LesionResult> = {}): LesionResult {
  const made = classification();
  const { name, version, architecture } = made.weights;
  return {
    format: 'lesionlens-result/1',
    time: '2026-11-28T13:00:00.250Z',
    verdict: 'malignant',
    reasons: [],
    probabilityMalignant: 0.546789,
    threshold: 0.086,
    unsureFrom: 0.06,
    unsureTo: 0.1,
    namedClass: 'mel',
    classes: [
      { name: 'mel', probability: 0.5, malignant: true },
      { name: 'bcc', probability: 0.046789, malignant: true },
      { name: 'nv', probability: 0.453211, malignant: false },
    ],
    measured: MEASURED,
    quality: made.quality,
    familiarity: { distance: 12.5, limit: 40, familiar: true },
    image: {
      width: made.imageWidth,
      height: made.imageHeight,
      region: made.region,
      decodedBy: made.decodedBy,
    },
    weights: { name, version, architecture, sha256: 'ab'.repeat(32) },
    software: { name: 'Lesionlens', version: '1.2.3' },
    milliseconds: made.milliseconds,
    disclaimer: 'A decision aid, not a diagnosis.',
    ...changes,
  };
}

const NOT_JUDGED: Partial<LesionResult> = {
  verdict: 'not-judged',
  reasons: ['too-dark', 'unfamiliar'],
  familiarity: { distance: 41, limit: 40, familiar: false },
};

const HOST: FhirOptions = {
  subject: { reference: 'Patient/example', display: 'whom the portal means' },
  encounter: { identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:4711' } },
  bodySite: {
    text: 'left forearm',
    coding: [{ system: 'https://portal.example/sites', code: 'lf' }],
  },
  photo: { reference: 'Media/photo' },
};

function all<T extends FhirResource['resourceType']>(bundle: Bundle, type: T) {
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource as Extract<FhirResource, { resourceType: T }>] : [],
  );
}

function risk(bundle: Bundle): RiskAssessment {
  const [one, ...others] = all(bundle, 'RiskAssessment');
  if (!one || others.length > 0) {
    throw new Error('one risk assessment was expected');
  }
  return one;
}

function coded(bundle: Bundle, code: string): Observation | undefined {
  return all(bundle, 'Observation').find((one) => one.code.coding?.[0]?.code === code);
}

for (const verdict of ['benign', 'malignant', 'unsure', 'not-judged'] as const) {
  for (const [name, options] of [
    ['nothing said by the host', {}],
    ['all that a host may say', HOST],
  ] as const) {
    test(`${verdict}, with ${name}: valid by the official schema of R4`, () => {
      const one = result(verdict === 'not-judged' ? NOT_JUDGED : { verdict });
      expect(schemaFaults(fhirBundle(one, options))).toEqual([]);
    });
  }
}

test('the schema refuses broken bundles, so that its silence means something', () => {
  const broken: [string, (bundle: Bundle) => void][] = [
    ['no subject', (bundle) => delete (risk(bundle) as Partial<RiskAssessment>).subject],
    ['a status that is no code', (bundle) => Object.assign(risk(bundle), { status: ' sure' })],
    [
      'an unknown status',
      (bundle) => Object.assign(all(bundle, 'Observation')[0] ?? {}, { status: 'sure' }),
    ],
    [
      'a word as probability',
      (bundle) => Object.assign(risk(bundle).prediction?.[0] ?? {}, { probabilityDecimal: 'high' }),
    ],
    ['a member unknown to FHIR', (bundle) => Object.assign(risk(bundle), { fileName: 'x.jpg' })],
    [
      'a time without zone',
      (bundle) => Object.assign(risk(bundle), { occurrenceDateTime: '2026-11-28T13:00:00' }),
    ],
    [
      'a device without the kind of its property',
      (bundle) => {
        delete (all(bundle, 'Device')[0]?.property?.[0] as { type?: unknown }).type;
      },
    ],
    [
      'an observation without code',
      (bundle) => delete (all(bundle, 'Observation')[0] as { code?: unknown }).code,
    ],
    ['a bundle of no known type', (bundle) => Object.assign(bundle, { type: 'heap' })],
    [
      'a resource of no known kind',
      (bundle) => Object.assign(bundle.entry?.[0]?.resource ?? {}, { resourceType: 'Guess' }),
    ],
  ];
  for (const [name, breakIt] of broken) {
    const bundle = fhirBundle(result(), HOST);
    breakIt(bundle);
    expect(schemaFaults(bundle), name).not.toEqual([]);
  }
});

test('numbers at their ends stay valid, and those that are none say why they are missing', () => {
  const { quality } = result();
  for (const probabilityMalignant of [0, 1, 5e-324, 1e-9, 1 - 1e-16, NaN]) {
    const bundle = fhirBundle(
      result({
        probabilityMalignant,
        classes: [{ name: 'mel', probability: probabilityMalignant, malignant: true }],
        quality: { ...quality, sharpness: Infinity, contrast: NaN, side: 1e9, brightness: 1e-300 },
        familiarity: { distance: 1e300, limit: Infinity, familiar: false },
        verdict: 'malignant',
      }),
    );
    expect(schemaFaults(bundle), `${probabilityMalignant}`).toEqual([]);
    const components = coded(bundle, 'image-quality')?.component ?? [];
    const absent = components.flatMap(({ dataAbsentReason }) =>
      (dataAbsentReason?.coding ?? []).map(({ code }) => code),
    );
    expect(absent).toEqual(['not-a-number', 'positive-infinity']);
    expect(components.every((one) => one.valueQuantity ?? one.dataAbsentReason)).toBe(true);
    const given = risk(bundle).prediction?.[0]?.probabilityDecimal;
    if (Number.isNaN(probabilityMalignant)) {
      expect(given).toBeUndefined();
    } else {
      expect(given).toBeCloseTo(probabilityMalignant * 100, 3);
    }
  }
});

test('the probability is given in per cent, as R4 has it, beside the verdict and what it rests on', () => {
  const bundle = fhirBundle(result());
  const { prediction, status, occurrenceDateTime, mitigation } = risk(bundle);
  expect(status).toBe('final');
  expect(occurrenceDateTime).toBe('2026-11-28T13:00:00.250Z');
  expect(prediction).toHaveLength(1);
  expect(prediction?.[0]?.probabilityDecimal).toBe(54.6789);
  expect(prediction?.[0]?.qualitativeRisk?.coding?.[0]?.code).toBe('malignant');
  expect(prediction?.[0]?.rationale).toBe(
    'Probability of malignant 54.7%; malignant is called from 8.6% on; not sure from 6.0% to 10.0%; at that threshold ' +
      'sensitivity 90.0% and specificity 75.0% on 1000 labelled pictures, 200 of them malignant.',
  );
  expect(mitigation).toContain('examined by a doctor');
  expect(
    coded(bundle, 'class-probabilities')?.component?.map(({ valueQuantity }) => valueQuantity),
  ).toEqual(
    [50, 4.6789, 45.3211].map((value) => ({
      value,
      unit: '%',
      system: 'http://unitsofmeasure.org',
      code: '%',
    })),
  );
});

test('not sure is preliminary; a photo that was not judged has no prediction and no classes', () => {
  expect(risk(fhirBundle(result({ verdict: 'unsure' }))).status).toBe('preliminary');
  const bundle = fhirBundle(result(NOT_JUDGED));
  expect(risk(bundle).status).toBe('preliminary');
  expect(risk(bundle)).not.toHaveProperty('prediction');
  expect(coded(bundle, 'class-probabilities')).toBeUndefined();
  expect(JSON.stringify(bundle)).not.toContain('54.6');
  expect(risk(bundle).note?.map(({ text }) => text)).toEqual([
    'A decision aid, not a diagnosis.',
    'Not judged: The photo is too dark; The photo is unlike those that the network learnt from.',
  ]);
  const quality = coded(bundle, 'image-quality');
  expect(quality?.valueCodeableConcept?.coding?.[0]?.code).toBe('not-good-enough');
  expect(quality?.interpretation?.map(({ coding }) => coding?.[0]?.code)).toEqual([
    'A',
    'too-dark',
    'unfamiliar',
  ]);
});

test('the software is the device, with the version of program and weights', () => {
  const [device] = all(fhirBundle(result()), 'Device') as [Device];
  expect(device.deviceName).toEqual([{ name: 'Lesionlens', type: 'user-friendly-name' }]);
  expect(device.version?.map(({ value }) => value)).toEqual(['1.2.3', '7']);
  const properties = device.property?.map(({ type, valueCode, valueQuantity }) => [
    type.coding?.[0]?.code,
    valueCode?.[0]?.text ?? valueQuantity?.[0]?.value,
  ]);
  expect(properties).toEqual([
    ['weights-name', 'some-weights'],
    ['weights-sha256', 'ab'.repeat(32)],
    ['architecture', 'mobilenet-v2'],
    ['threshold', 8.6],
  ]);
  // Nobody has given a manufacturer, an identifier or a person.
  for (const member of ['manufacturer', 'udiCarrier', 'serialNumber', 'patient', 'owner']) {
    expect(device).not.toHaveProperty(member);
  }
});

test('no person is made up: without a subject it is said to be unknown', () => {
  const bundle = fhirBundle(result());
  expect(risk(bundle).subject).toEqual({
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
        valueCode: 'unknown',
      },
    ],
  });
  expect(all(bundle, 'Patient')).toEqual([]);
  for (const observation of all(bundle, 'Observation')) {
    expect(observation).not.toHaveProperty('subject');
    expect(observation).not.toHaveProperty('bodySite');
  }
});

test('what the host says stands where it belongs, and nowhere else', () => {
  const bundle = fhirBundle(result(), HOST);
  expect(risk(bundle).subject).toEqual(HOST.subject);
  expect(risk(bundle).encounter).toEqual(HOST.encounter);
  expect(risk(bundle).basis).toContainEqual(HOST.photo);
  const observations = all(bundle, 'Observation');
  expect(observations).toHaveLength(2);
  for (const observation of observations) {
    expect(observation).toMatchObject({
      subject: HOST.subject,
      encounter: HOST.encounter,
      bodySite: HOST.bodySite,
      derivedFrom: [HOST.photo],
    });
  }
  expect(JSON.stringify(all(bundle, 'Device'))).not.toMatch(/Patient|portal|forearm/);
});

test('every resource says that it is no diagnosis, and what refers to another finds it', () => {
  const bundle = fhirBundle(result());
  const entries = bundle.entry ?? [];
  const addresses = entries.map(({ fullUrl }) => fullUrl);
  expect(new Set(addresses).size).toBe(4);
  for (const address of addresses) {
    expect(address).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
  const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
    (match) => match[1],
  );
  expect(references.length).toBeGreaterThan(4);
  expect(references.filter((one) => !addresses.includes(one))).toEqual([]);
  for (const { resource } of entries) {
    expect(JSON.stringify(resource)).toContain('A decision aid, not a diagnosis.');
  }
});

test('addresses are random UUIDs in pages without a secure context, too', () => {
  const own = Object.getOwnPropertyDescriptor(crypto, 'randomUUID');
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  try {
    const addresses = [1, 2].flatMap(() =>
      (fhirBundle(result()).entry ?? []).map(({ fullUrl }) => fullUrl),
    );
    expect(new Set(addresses).size).toBe(8);
    for (const address of addresses) {
      expect(address).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  } finally {
    if (own) {
      Object.defineProperty(crypto, 'randomUUID', own);
    } else {
      delete (crypto as { randomUUID?: unknown }).randomUUID;
    }
  }
});

test('of what another window says only what FHIR knows is taken, and nothing half', () => {
  expect(readFhirOptions(HOST)).toEqual(HOST);
  expect(readFhirOptions({})).toEqual({});
  expect(readFhirOptions({ subject: undefined })).toEqual({});
  for (const wrong of [
    null,
    undefined,
    'Patient/1',
    [],
    { subject: 'Patient/1' },
    { subject: {} },
    { subject: { reference: '' } },
    { subject: { reference: ' ' } },
    { subject: { reference: 1 } },
    { subject: { reference: 'x'.repeat(2001) } },
    { subject: { reference: 'Patient/1', photo: 'x' } },
    { subject: { identifier: {} } },
    { bodySite: { coding: [] } },
    { bodySite: { coding: [{}] } },
    { bodySite: { coding: [null] } },
    { bodySite: { coding: new Array(21).fill({ code: 'x' }) } },
    { toString: { reference: 'x' } },
    JSON.parse('{"__proto__": {"reference": "x"}}'),
  ]) {
    expect(readFhirOptions(wrong), JSON.stringify(wrong)).toBeUndefined();
  }
});
