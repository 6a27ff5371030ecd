// How the list of kept results looks, on the screen and on paper.
import { css } from 'lit';

export const lesionHistoryStyles = css`
  :host {
    color: var(--ink);
  }
  h2 {
    margin: 0 0 0.25rem;
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .lead {
    margin: 0 0 1rem;
    color: var(--ink-soft);
    font-size: 0.95rem;
  }
  .lead.alone {
    margin-bottom: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem;
    margin-bottom: 1rem;
  }
  .tools .hint {
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  .question {
    margin-bottom: 1rem;
    padding: 0.75rem 1rem;
    border-radius: 12px;
    background: var(--malignant-soft);
  }
  .question p {
    margin: 0 0 0.6rem;
    color: var(--malignant);
    font-weight: 600;
  }
  .question .tools {
    margin: 0;
  }
  .problem {
    margin: 0 0 1rem;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr));
    gap: 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    align-content: start;
    gap: 0.5rem;
    min-width: 0;
    padding: 0.75rem;
    border: 1px solid var(--line);
    border-radius: 14px;
  }
  li.chosen {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }
  .entry-tools {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    margin-top: 0.25rem;
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    cursor: pointer;
  }
  input[type='checkbox'] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .aid {
    display: none;
  }

  @media print {
    :host {
      color: #000;
    }
    .tools,
    .entry-tools,
    .question,
    button {
      display: none;
    }
    .aid {
      display: block;
    }
    ul {
      grid-template-columns: 1fr 1fr;
    }
    li,
    .comparison {
      break-inside: avoid;
    }
  }
`;
