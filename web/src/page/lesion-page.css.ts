// How the page looks: one column on a phone, photo and verdict side by side from 800 px on.
import { css } from 'lit';

export const lesionPageStyles = css`
  :host {
    display: block;
    max-width: 1040px;
    margin: 0 auto;
    padding: 1rem;
  }
  *,
  *::before,
  *::after {
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

  header {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.25rem 0 1rem;
  }
  .logo {
    display: grid;
    place-items: center;
    width: 2.75rem;
    height: 2.75rem;
    border-radius: 12px;
    background: var(--accent);
    color: var(--on-accent);
  }
  h1 {
    margin: 0;
    font-size: 1.25rem;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  header p {
    margin: 0;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }

  .seal {
    margin-bottom: 1rem;
  }

  .columns {
    display: grid;
    gap: 1rem;
  }
  .stage,
  .panel {
    min-width: 0;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .frame {
    display: grid;
    place-items: center;
    border-radius: 12px;
    background: var(--surface-sunken);
    overflow: hidden;
  }
  .frame img {
    display: block;
    width: 100%;
    max-height: min(26rem, 55vh);
    object-fit: contain;
  }
  .frame.empty {
    align-content: center;
    gap: 0.25rem;
    min-height: 11rem;
    border: 2px dashed var(--line);
    color: var(--ink-soft);
    text-align: center;
  }
  .frame.empty .icon {
    width: 5rem;
    height: 5rem;
    stroke-width: 0.9;
  }
  .frame.empty p {
    margin: 0;
  }
  .dragging .frame {
    border: 2px dashed var(--accent);
    color: var(--accent);
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    margin-top: 1rem;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 3rem;
    padding: 0.5rem 1.1rem;
    border: 1px solid transparent;
    border-radius: 12px;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  .primary:hover {
    background: var(--accent-strong);
  }
  button:disabled {
    background: var(--surface-sunken);
    color: var(--ink-soft);
    border-color: var(--line);
    cursor: not-allowed;
  }
  .hint {
    margin: 0;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  .take {
    display: none;
  }
  /* A phone or tablet: it has a camera to point, and nothing to drop or paste. */
  @media (pointer: coarse) {
    .take {
      display: inline-flex;
    }
    .hint {
      display: none;
    }
    .controls button {
      flex: 1 1 12rem;
    }
    .take:not(:disabled) + .choose:not(:disabled) {
      background: transparent;
      color: var(--accent);
      border-color: var(--accent);
    }
  }

  .panel h2 {
    margin: 0 0 0.75rem;
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .panel p:last-child {
    margin-bottom: 0;
  }
  progress {
    display: block;
    appearance: none;
    width: 100%;
    height: 10px;
    border: 0;
    border-radius: 5px;
    background: var(--surface-sunken);
    color: var(--accent);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress:indeterminate {
    background: linear-gradient(90deg, transparent 35%, var(--accent), transparent 65%)
      var(--surface-sunken) 0 / 200% 100%;
    animation: wander 1.6s linear infinite;
  }
  @keyframes wander {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate {
      animation: none;
    }
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .bytes {
    margin: 0.5rem 0 1.25rem;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .advice {
    display: grid;
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: advice;
  }
  .advice li {
    display: grid;
    grid-template-columns: 2rem 1fr;
    gap: 0.75rem;
    align-items: baseline;
    counter-increment: advice;
  }
  .advice li::before {
    content: counter(advice);
    display: grid;
    place-items: center;
    width: 2rem;
    height: 2rem;
    border-radius: 50%;
    background: var(--surface-sunken);
    color: var(--accent);
    font-weight: 600;
  }
  .problem h2 {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.75rem 1rem;
    border-radius: 12px;
    background: var(--notice-soft);
    color: var(--notice);
  }
  .message {
    overflow-wrap: anywhere;
  }

  .keep {
    margin-top: 1rem;
    border-top: 1px solid var(--line);
    padding-top: 1rem;
  }
  .history {
    margin-top: 1rem;
  }
  @media print {
    :host([printing-history]) :is(header, lesion-update, .seal, .columns, footer) {
      display: none;
    }
    :host([printing-history]) .history {
      border: 0;
      box-shadow: none;
    }
  }

  footer {
    display: grid;
    gap: 0.75rem;
    margin-top: 1.25rem;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  footer p {
    display: flex;
    gap: 0.75rem;
    margin: 0;
  }
  footer strong {
    color: var(--ink);
  }
  footer .icon {
    color: var(--accent);
  }

  @media (min-width: 800px) {
    :host {
      padding: 2rem 1.5rem;
    }
    .columns {
      grid-template-columns: 1.1fr 1fr;
      gap: 1.5rem;
    }
    .stage,
    .panel {
      padding: 1.5rem;
    }
    .frame.empty {
      min-height: 18rem;
    }
    footer {
      grid-template-columns: 1.1fr 1fr;
      gap: 1.5rem;
    }
  }
`;
