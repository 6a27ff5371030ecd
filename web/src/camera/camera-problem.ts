// Why there is no live view, told apart, because each has another way out.

export const CAMERA_PROBLEMS = [
  /** The person, the browser or the embedding page has not allowed the camera. */
  'permission-refused',
  'no-camera',
  /** Another program, or another window, holds it. */
  'in-use',
  /** Browsers give cameras to https and localhost only, and old ones not at all. */
  'not-secure',
  /** It was there and went: unplugged, or taken away by the system. */
  'ended',
  'failed',
] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

/** The names that browsers use, old ones included: see getUserMedia in "Media Capture and Streams". */
const PROBLEM_OF_ERROR: Record<string, CameraProblem> = {
  NotAllowedError: 'permission-refused',
  PermissionDeniedError: 'permission-refused',
  SecurityError: 'permission-refused',
  NotFoundError: 'no-camera',
  DevicesNotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
};

export function cameraProblem(error: unknown): CameraProblem {
  return (error instanceof Error ? PROBLEM_OF_ERROR[error.name] : undefined) ?? 'failed';
}
