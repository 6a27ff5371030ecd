// All that other pages may import of results: `import { fhirBundle } from './lesionlens-results.js'`. It needs neither worker nor
// page, and runs in Node.js, too.
export { fhirBundle } from './fhir.ts';
export {
  readFhirOptions,
  type FhirConcept,
  type FhirOptions,
  type FhirReference,
} from './fhir-options.ts';
export { CODE_SYSTEM } from './fhir-codes.ts';
export {
  DISCLAIMER,
  lesionResult,
  RESULT_FORMAT,
  type LesionResult,
  type NotJudgedReason,
  type ResultClass,
  type ResultOptions,
  type ResultVerdict,
} from './lesion-result.ts';
