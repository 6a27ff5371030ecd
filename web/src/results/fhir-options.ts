// What a host may say of the person and the photo for the FHIR bundle. Nothing of that is ever made up here.

/** A `Reference` of FHIR. */
export interface FhirReference {
  /** "Patient/123", or an absolute address. */
  reference?: string;
  /** "Patient" */
  type?: string;
  identifier?: { system?: string; value?: string };
  display?: string;
}

/** A `CodeableConcept` of FHIR. */
export interface FhirConcept {
  coding?: { system?: string; version?: string; code?: string; display?: string }[];
  text?: string;
}

export interface FhirOptions {
  /** Whose lesion it is: a patient or group. Default: said to be unknown. */
  subject?: FhirReference;
  encounter?: FhirReference;
  /** Where on the body. */
  bodySite?: FhirConcept;
  /** Where the host has filed the photo: a `Media`, `DocumentReference` or `ImagingStudy`. */
  photo?: FhirReference;
}

const LONGEST_TEXT = 2_000;
const MOST_CODINGS = 20;

/**
 * A copy of what `value` holds of the members above; undefined where it holds others, or members of another kind. For what
 * comes from another window.
 */
export function readFhirOptions(value: unknown): FhirOptions | undefined {
  return readMembers<FhirOptions>(value, {
    subject: readReference,
    encounter: readReference,
    bodySite: readConcept,
    photo: readReference,
  });
}

type Reader<T> = (value: unknown) => T | undefined;

function readReference(value: unknown): FhirReference | undefined {
  return nonEmpty(
    readMembers<FhirReference>(value, {
      reference: readText,
      type: readText,
      display: readText,
      identifier: (identifier) =>
        nonEmpty(
          readMembers<{ system?: string; value?: string }>(identifier, {
            system: readText,
            value: readText,
          }),
        ),
    }),
  );
}

function readConcept(value: unknown): FhirConcept | undefined {
  return nonEmpty(readMembers<FhirConcept>(value, { coding: readCodings, text: readText }));
}

function readCodings(value: unknown): NonNullable<FhirConcept['coding']> | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CODINGS) {
    return undefined;
  }
  const codings = value.map((coding) =>
    nonEmpty(
      readMembers<NonNullable<FhirConcept['coding']>[number]>(coding, {
        system: readText,
        version: readText,
        code: readText,
        display: readText,
      }),
    ),
  );
  return codings.every((coding) => coding !== undefined) ? codings : undefined;
}

/** FHIR knows no empty texts. */
function readText(value: unknown): string | undefined {
  const usable = typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT;
  return usable ? value : undefined;
}

/** Undefined where a member is none of those named, or its reader refuses it. Members may be missing or undefined. */
function readMembers<T extends object>(
  value: unknown,
  readers: { [K in keyof T]-?: Reader<NonNullable<T[K]>> },
): T | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const read: Partial<Record<string, unknown>> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) {
      continue;
    }
    const reader = Object.hasOwn(readers, name) ? readers[name as keyof T] : undefined;
    const known = reader?.(member);
    if (known === undefined) {
      return undefined;
    }
    read[name] = known;
  }
  return read as T;
}

/** Nor empty elements. */
function nonEmpty<T extends object>(value: T | undefined): T | undefined {
  return value !== undefined && Object.keys(value).length > 0 ? value : undefined;
}
