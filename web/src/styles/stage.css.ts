// What can take the photo's place on the stage looks alike: a dark box with white round buttons on it, below it hints and buttons.
import { css } from 'lit';
import { base } from './base.css.ts';
import { buttonStates, largeButtons, outlined } from './buttons.css.ts';

export const stage = [
  base,
  largeButtons,
  outlined,
  buttonStates,
  css`
    :host {
      color: var(--ink);
    }
    .view {
      position: relative;
      width: 100%;
      /* Around the square there is room for the buttons. */
      aspect-ratio: 4 / 5;
      max-height: min(34rem, 68vh);
      border-radius: 14px;
      background: #10191d;
      overflow: hidden;
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
    button.primary {
      border-color: transparent;
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
    .note {
      padding: 0.6rem 0.9rem;
      border-radius: 12px;
      background: var(--notice-soft);
      color: var(--notice);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
    }
    @media (min-width: 800px) {
      .view {
        aspect-ratio: 4 / 3;
      }
    }
  `,
];
