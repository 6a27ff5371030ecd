// How the page looks around <lesion-lens>.
import { css } from 'lit';

export const lesionPageStyles = css`
  :host {
    max-width: 1040px;
    margin: 0 auto;
    padding: 1rem;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.25rem 0 1rem;
  }
  .logo {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.75rem;
    height: 2.75rem;
    border-radius: 12px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .name {
    flex: 1;
    min-width: 0;
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
    line-height: 1.3;
  }
  select {
    min-height: 2.75rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 0.95rem;
    cursor: pointer;
  }

  .seal {
    margin-bottom: 1rem;
  }
  lesion-lens {
    --lesion-lens-surface: var(--surface);
    --lesion-lens-surface-sunken: var(--surface-sunken);
    --lesion-lens-ink: var(--ink);
    --lesion-lens-ink-soft: var(--ink-soft);
    --lesion-lens-line: var(--line);
    --lesion-lens-accent: var(--accent);
    --lesion-lens-accent-strong: var(--accent-strong);
    --lesion-lens-on-accent: var(--on-accent);
    --lesion-lens-benign: var(--benign);
    --lesion-lens-benign-soft: var(--benign-soft);
    --lesion-lens-malignant: var(--malignant);
    --lesion-lens-malignant-soft: var(--malignant-soft);
    --lesion-lens-unsure: var(--unsure);
    --lesion-lens-unsure-soft: var(--unsure-soft);
    --lesion-lens-notice: var(--notice);
    --lesion-lens-notice-soft: var(--notice-soft);
    --lesion-lens-shadow: var(--shadow);
  }
  .panel {
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .panel h2 {
    margin: 0 0 0.75rem;
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .panel p:last-child {
    margin-bottom: 0;
  }
  .keep {
    border-top: 1px solid var(--line);
    padding-top: 1rem;
  }
  .history {
    margin-top: 1.25rem;
  }
  @media print {
    :host([printing-history]) :is(header, lesion-update, .seal, lesion-lens) {
      display: none;
    }
    :host([printing-history]) .history {
      border: 0;
      box-shadow: none;
    }
  }

  @media (min-width: 800px) {
    :host {
      padding: 2rem 1.5rem;
    }
    .panel {
      padding: 1.5rem;
    }
  }
`;
