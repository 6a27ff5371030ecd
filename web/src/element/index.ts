// <lesion-lens> for other pages: `<script type="module" src="./lesion-lens.js"></script>`, or `import './lesion-lens.js'`.
export {
  LesionLens,
  type LensClassifyOptions,
  type LensMode,
  type LesionLensEventMap,
} from './lesion-lens.ts';
export type { LesionResult } from '../results/lesion-result.ts';
export type { OwnStrings } from './words.ts';
export type { CameraStrings } from '../strings/parts/camera.ts';
export type { FramingStrings } from '../strings/parts/framing.ts';
export type { LensStrings } from '../strings/parts/lens.ts';
export * from '../classifier/index.ts';
