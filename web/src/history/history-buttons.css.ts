// Buttons and short notes, as <lesion-keep> and <lesion-history> share them.
import { css } from 'lit';
import { base } from '../styles/base.css.ts';
import { buttonStates, smallButtons } from '../styles/buttons.css.ts';

export const historyButtonStyles = [
  base,
  smallButtons,
  buttonStates,
  css`
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
  `,
];
