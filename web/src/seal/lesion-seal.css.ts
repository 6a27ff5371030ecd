// How the seal looks: one calm line, which opens.
import { css } from 'lit';

export const lesionSealStyles = css`
  :host {
    color: var(--ink);
    font-size: 0.95rem;
  }
  .seal {
    --seal: var(--accent);
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
  }
  .seal.sealed {
    --seal: var(--benign);
    border-color: color-mix(in srgb, var(--benign) 35%, transparent);
    background: var(--benign-soft);
  }
  .seal.leaking {
    --seal: var(--notice);
    border-color: color-mix(in srgb, var(--notice) 35%, transparent);
    background: var(--notice-soft);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.65rem;
    margin: 0;
    min-height: 2.75rem;
    padding: 0.5rem 0.9rem;
    border-radius: 12px;
    color: var(--seal);
    font-weight: 600;
    line-height: 1.35;
  }
  summary.line {
    cursor: pointer;
    list-style: none;
  }
  summary.line::-webkit-details-marker {
    display: none;
  }
  .line .icon {
    width: 1.35rem;
    height: 1.35rem;
  }
  .line span {
    flex: 1;
  }
  .line .more {
    width: 1.1rem;
    height: 1.1rem;
    transition: transform 0.15s;
  }
  details[open] .more {
    transform: rotate(180deg);
  }
  @media (prefers-reduced-motion: reduce) {
    .line .more {
      transition: none;
    }
  }
  .body {
    padding: 0 0.9rem 0.9rem;
  }
  .body p {
    margin: 0 0 0.6rem;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: 0 1.5rem;
    margin: 0 0 0.75rem;
    padding: 0;
    list-style: none;
    font-size: 0.9rem;
  }
  li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.75rem;
    padding: 0.3rem 0;
    border-bottom: 1px solid var(--line);
  }
  .answer {
    flex: none;
    font-weight: 600;
    color: var(--benign);
  }
  .answer.open {
    color: var(--notice);
  }
  .body p:last-child {
    margin-bottom: 0;
    font-size: 0.9rem;
  }
`;
