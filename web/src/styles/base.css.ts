// What all elements have in common. <lesion-lens> has colours of its own, `--_accent`, which a host page cannot hit by chance; the
// others take the page's, `--accent`.
import { css } from 'lit';

export const base = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
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
    outline: 3px solid var(--_accent, var(--accent));
    outline-offset: 2px;
  }
`;
