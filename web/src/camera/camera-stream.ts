// Opens a camera: the back one where there is a choice, as large as a live view may be, and never a microphone.

export type Facing = 'environment' | 'user';

/** Which camera is wanted: one that looks this way, or a certain device. */
export type CameraChoice = { facing: Facing } | { deviceId: string };

/**
 * Four by three like the sensors themselves, so that the live view shows all that a still will hold. In a ring of seven
 * tenths of the height there are a thousand pixels, and the network looks at fewer.
 */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1440 } };

export function cameraSupported(): boolean {
  const { mediaDevices } = navigator as { mediaDevices?: Partial<MediaDevices> };
  return typeof mediaDevices?.getUserMedia === 'function';
}

/** Rejects with what the browser says: see `cameraProblem`. */
export async function openCamera(choice: CameraChoice): Promise<MediaStream> {
  const which =
    'facing' in choice
      ? { facingMode: { ideal: choice.facing } }
      : { deviceId: { exact: choice.deviceId } };
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, ...which } });
}

export function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}

/**
 * The camera to switch to: the other way on phones, whose cameras say which way they look (and of whose several back
 * cameras the browser knows the best), else the next in the list. Undefined where there is only this one.
 */
export async function otherCamera(track: MediaStreamTrack): Promise<CameraChoice | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  if (cameras.length < 2) {
    return undefined;
  }
  const { facingMode, deviceId } = track.getSettings();
  if (facingMode === 'environment' || facingMode === 'user') {
    return { facing: facingMode === 'user' ? 'environment' : 'user' };
  }
  const here = cameras.findIndex((camera) => camera.deviceId === deviceId);
  const next = cameras[(here + 1) % cameras.length];
  return next && { deviceId: next.deviceId };
}
