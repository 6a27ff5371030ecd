// How the camera looks: the live view with the ring, small round buttons on it, and below it what it tells.
import { css } from 'lit';
import { stage } from '../styles/stage.css.ts';

export const lesionCameraStyles = [
  stage,
  css`
    video {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    /* Whoever looks at themselves expects a mirror. Photos are not mirrored. */
    video.mirrored {
      transform: scaleX(-1);
    }
    .cover {
      justify-items: center;
      gap: 0.75rem;
      background: #10191d;
    }
    .flash {
      position: absolute;
      inset: 0;
      background: rgb(255 255 255 / 35%);
    }
    .corner-start,
    .corner-end {
      position: absolute;
      inset-block-start: 0.6rem;
      display: flex;
      gap: 0.5rem;
    }
    .corner-start {
      inset-inline-start: 0.6rem;
    }
    .corner-end {
      inset-inline-end: 0.6rem;
    }
    .round[aria-pressed='true'],
    .round[aria-pressed='true']:hover {
      background: #fff;
      color: #10191d;
    }
    .zoom {
      display: grid;
      grid-template-columns: auto 1fr auto;
      align-items: center;
      gap: 0.75rem;
      font-size: 0.9rem;
    }
    .zoom input {
      width: 100%;
      min-height: 2rem;
      accent-color: var(--accent);
    }
    .zoom output {
      min-width: 3rem;
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    .problem {
      display: grid;
      gap: 0.75rem;
    }
    .problem h2 {
      display: flex;
      align-items: center;
      gap: 0.6rem;
      margin: 0;
      padding: 0.75rem 1rem;
      border-radius: 12px;
      background: var(--notice-soft);
      color: var(--notice);
      font-size: 1.15rem;
      line-height: 1.3;
    }
    .problem p {
      margin: 0;
    }
    .actions button {
      flex: 1 1 10rem;
    }
  `,
];
