// Something that keeps the photo, or every photo, from being judged: one sentence, and the way out.
import { css, html } from 'lit';
import type { LesionLensError } from '../classifier/index.ts';
import { ICON } from '../icons/icons.ts';
import type { Words } from './words.ts';

/** In the element's own colours; beside it, in those of our page. */
export const problemPanelStyles = css`
  h2.notice {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.75rem 1rem;
    border-radius: 12px;
    background: var(--_notice-soft, var(--notice-soft));
    color: var(--_notice, var(--notice));
  }
  .message {
    overflow-wrap: anywhere;
  }
`;

export function problemPanel(title: string, error: LesionLensError, words: Words, wayOut: unknown) {
  return html`<div class="problem" part="problem" role="alert" data-code=${error.code}>
    <h2 class="notice">${ICON.refused}<span>${title}</span></h2>
    <p class="message">${words.error(error)}</p>
    ${wayOut}
  </div>`;
}
