// Buttons: large ones under a photo, small ones beside text. In large ones an icon may stand before the words.
import { css } from 'lit';

const shape = css`
  button {
    border: 1px solid transparent;
    border-radius: 12px;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
`;

/** Their colours are the element's. */
export const largeButtons = [
  shape,
  css`
    button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 0.5rem;
      min-height: 3rem;
      padding: 0.5rem 1.1rem;
    }
  `,
];

export const outlined = css`
  button {
    border-color: var(--accent);
    background: transparent;
    color: var(--accent);
  }
`;

export const smallButtons = [
  shape,
  outlined,
  css`
    button {
      min-height: 2.75rem;
      padding: 0.4rem 1rem;
    }
  `,
];

/** What outlined buttons look like under the pointer, disabled, and as the first choice. */
export const buttonStates = css`
  button:hover:not(:disabled) {
    background: var(--surface-sunken);
  }
  button.primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover {
    background: var(--accent-strong);
  }
  button:disabled,
  button.primary:disabled {
    border-color: var(--line);
    background: var(--surface-sunken);
    color: var(--ink-soft);
    cursor: not-allowed;
  }
`;
