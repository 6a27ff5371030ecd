// How the camera looks: the live view with the ring, small round buttons on it, and below it what it tells.
import { css } from 'lit';

export const lesionCameraStyles = css`
  :host {
    display: block;
    color: var(--ink);
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .view {
    position: relative;
    /* Above and below the square there is room for the buttons. */
    aspect-ratio: 4 / 5;
    max-height: min(34rem, 68vh);
    width: 100%;
    border-radius: 14px;
    background: #10191d;
    overflow: hidden;
  }
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
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.75rem;
    margin: 0;
    padding: 1rem;
    background: #10191d;
    color: #e7eff1;
    text-align: center;
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
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 3rem;
    padding: 0.5rem 1.1rem;
    border: 1px solid var(--accent);
    border-radius: 12px;
    background: transparent;
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--surface-sunken);
  }
  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent-strong);
  }
  button:disabled {
    border-color: var(--line);
    background: var(--surface-sunken);
    color: var(--ink-soft);
    cursor: not-allowed;
  }
  .round,
  .round:hover:not(:disabled) {
    width: 2.75rem;
    min-height: 2.75rem;
    padding: 0;
    border: 1px solid rgb(255 255 255 / 45%);
    border-radius: 50%;
    background: rgb(8 18 22 / 72%);
    color: #fff;
  }
  .round[aria-pressed='true'],
  .round[aria-pressed='true']:hover {
    background: #fff;
    color: #10191d;
  }
  .round:focus-visible {
    outline-color: #fff;
    outline-offset: 1px;
  }
  .below {
    display: grid;
    gap: 0.9rem;
    margin-block-start: 0.9rem;
  }
  .below p {
    margin: 0;
  }
  .hint,
  .aid {
    color: var(--ink-soft);
    font-size: 0.9rem;
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
  .note {
    padding: 0.6rem 0.9rem;
    border-radius: 12px;
    background: var(--notice-soft);
    color: var(--notice);
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
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }
  .actions button {
    flex: 1 1 10rem;
  }
  @media (min-width: 800px) {
    .view {
      aspect-ratio: 4 / 3;
    }
  }
`;
