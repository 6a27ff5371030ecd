// Torch and zoom of a camera, where it has them ("MediaStream Image Capture" adds both to a track).

export interface TrackControls {
  torch: boolean;
  zoom?: ZoomRange;
}

export interface ZoomRange {
  min: number;
  max: number;
  step: number;
  value: number;
}

interface ImageCaptureCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step?: number };
}

interface ImageCaptureConstraints extends MediaTrackConstraintSet {
  torch?: boolean;
  zoom?: number;
}

export function trackControls(track: MediaStreamTrack): TrackControls {
  // Older versions of Firefox have no `getCapabilities`.
  const { getCapabilities } = track as { getCapabilities?: () => MediaTrackCapabilities };
  const { torch, zoom } = (getCapabilities?.call(track) ?? {}) as ImageCaptureCapabilities;
  const { zoom: value } = track.getSettings() as { zoom?: number };
  const hasZoom = zoom !== undefined && zoom.max > zoom.min;
  return {
    torch: torch === true,
    ...(hasZoom && {
      zoom: {
        min: zoom.min,
        max: zoom.max,
        step: zoom.step ?? (zoom.max - zoom.min) / 100,
        value: value ?? zoom.min,
      },
    }),
  };
}

/** Resolves with whether the camera took it. */
export async function setOnTrack(
  track: MediaStreamTrack,
  constraint: Pick<ImageCaptureConstraints, 'torch' | 'zoom'>,
): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [constraint as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}
