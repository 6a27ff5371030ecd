// The one error for all that keeps the module from starting.
import { LesionLensError } from './lesion-lens-error.ts';

export function runtimeUnavailable(cause?: unknown): LesionLensError {
  return new LesionLensError(
    'runtime-unavailable',
    'The classifier could not be started: its program did not load. Check the connection and try again.',
    { cause },
  );
}
