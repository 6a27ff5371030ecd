// How the frame looks around <lesion-lens>: as little as possible, for the portal's page is around it.
import { css } from 'lit';

export const lesionFrameStyles = css`
  :host {
    max-width: 1040px;
    margin-inline: auto;
    padding: 0.75rem;
  }
  .seal,
  .hands-over {
    margin-block-end: 0.75rem;
  }
  .hands-over {
    padding: 0.6rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: var(--ink);
    font-size: 0.95rem;
  }
  .hands-over p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .hands-over p + p {
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
`;
