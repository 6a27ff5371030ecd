// All that other pages may import: `import { LesionClassifier } from './lesionlens.js'`.
export {
  LesionClassifier,
  type ClassifyOptions,
  type CreateOptions,
  type LesionImage,
} from './lesion-classifier.ts';
export {
  LesionLensError,
  type LesionLensErrorCode,
  type OwnErrorCode,
} from './lesion-lens-error.ts';
export { photoOf } from '../dicom/photo-of.ts';
export type { WorkerWay } from '../seal/ways.ts';
export type {
  ActivationMap,
  Classification,
  DecodedBy,
  Familiarity,
  LoadProgress,
  Measured,
  Milliseconds,
  Quality,
  QualityFinding,
  Region,
  SeenRegion,
  Variant,
  Weights,
} from './types.ts';
