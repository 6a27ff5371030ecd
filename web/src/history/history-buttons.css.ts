// Buttons and short notes, as <lesion-keep> and <lesion-history> share them.
import { css } from 'lit';

export const historyButtonStyles = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  button {
    min-height: 2.75rem;
    padding: 0.4rem 1rem;
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
  button:disabled {
    border-color: var(--line);
    color: var(--ink-soft);
    cursor: not-allowed;
  }
  button.primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover {
    background: var(--accent-strong);
  }
  button.danger {
    border-color: var(--malignant);
    color: var(--malignant);
  }
  .note {
    margin: 0.5rem 0 0;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  .kept {
    margin: 0;
    color: var(--benign);
    font-weight: 600;
  }
  .problem {
    margin: 0.75rem 0 0;
    padding: 0.6rem 0.9rem;
    border-radius: 12px;
    background: var(--notice-soft);
    color: var(--notice);
  }
`;
