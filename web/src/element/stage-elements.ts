// What can take the photo's place on the stage: the live camera, and the photo behind a ring to be put into place.
import { css, html } from 'lit';
import '../camera/lesion-camera.ts';
import type { CameraStill, ClassifyFrame } from '../camera/lesion-camera.ts';
import type { Region } from '../classifier/index.ts';
import '../framing/lesion-framing.ts';
import type { Words } from './words.ts';

/** Both take their colours from properties named as those of our own page. */
export const stageElementStyles = css`
  lesion-camera,
  lesion-framing {
    --surface: var(--_surface);
    --surface-sunken: var(--_surface-sunken);
    --ink: var(--_ink);
    --ink-soft: var(--_ink-soft);
    --line: var(--_line);
    --accent: var(--_accent);
    --accent-strong: var(--_accent-strong);
    --on-accent: var(--_on-accent);
    --benign: var(--_benign);
    --benign-soft: var(--_benign-soft);
    --malignant: var(--_malignant);
    --malignant-soft: var(--_malignant-soft);
    --unsure: var(--_unsure);
    --unsure-soft: var(--_unsure-soft);
    --notice: var(--_notice);
    --notice-soft: var(--_notice-soft);
  }
`;

export interface CameraStage {
  classify: ClassifyFrame;
  onStill: (still: CameraStill) => void;
  onPickFile: () => void;
  onClose: () => void;
}

export function cameraStage({ classify, onStill, onPickFile, onClose }: CameraStage, words: Words) {
  return html`<lesion-camera
    tabindex="-1"
    .language=${words.language}
    .strings=${words.own.camera}
    .classify=${classify}
    @lesion-camera-still=${({ detail }: CustomEvent<CameraStill>) => {
      onStill(detail);
    }}
    @lesion-camera-pick-file=${onPickFile}
    @lesion-camera-close=${onClose}
  ></lesion-camera>`;
}

export interface FramingStage {
  photo: Blob;
  region: Region | undefined;
  onDone: (region: Region) => void;
  onCancel: () => void;
}

export function framingStage({ photo, region, onDone, onCancel }: FramingStage, words: Words) {
  return html`<lesion-framing
      tabindex="-1"
      .language=${words.language}
      .strings=${words.own.framing}
      .photo=${photo}
      .region=${region}
      @lesion-framing-done=${({ detail }: CustomEvent<{ region: Region }>) => {
        onDone(detail.region);
      }}
      @lesion-framing-unavailable=${onCancel}
    ></lesion-framing>
    <button class="secondary back" part="button" @click=${onCancel}>${words.strings.back}</button>`;
}
