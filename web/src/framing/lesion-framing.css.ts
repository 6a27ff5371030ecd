// How the framing looks: the photo behind the ring, its buttons, and the preview of what the network will see.
import { css } from 'lit';

export const lesionFramingStyles = css`
  :host {
    display: block;
    color: var(--ink);
  }
  *,
  *::before {
    box-sizing: border-box;
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
  .box {
    position: relative;
  }
  .stage {
    position: relative;
    width: 100%;
    /* Below the square there is room for the buttons. */
    aspect-ratio: 4 / 5;
    max-height: min(34rem, 68vh);
    border-radius: 14px;
    background: #10191d;
    overflow: hidden;
    touch-action: none;
    cursor: grab;
    user-select: none;
    -webkit-user-select: none;
  }
  .stage:active {
    cursor: grabbing;
  }
  .stage canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .cover {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    margin: 0;
    padding: 1rem;
    color: #e7eff1;
    text-align: center;
  }
  .zoom {
    position: absolute;
    inset-block-end: 0.6rem;
    inset-inline-end: 0.6rem;
    display: flex;
    gap: 0.5rem;
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
  .round:hover:not(:disabled),
  .round:disabled {
    width: 2.75rem;
    min-height: 2.75rem;
    padding: 0;
    border: 1px solid rgb(255 255 255 / 45%);
    border-radius: 50%;
    background: rgb(8 18 22 / 72%);
    color: #fff;
  }
  .round:disabled {
    color: rgb(255 255 255 / 60%);
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
  figure {
    display: flex;
    align-items: center;
    gap: 0.9rem;
    margin: 0;
  }
  figure canvas {
    flex: none;
    width: 6rem;
    height: 6rem;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface-sunken);
  }
  figcaption {
    font-size: 0.9rem;
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }
  .actions button {
    flex: 1 1 12rem;
  }
  .note {
    padding: 0.6rem 0.9rem;
    border-radius: 12px;
    background: var(--notice-soft);
    color: var(--notice);
  }
  @media (min-width: 800px) {
    .stage {
      aspect-ratio: 4 / 3;
    }
  }
`;
