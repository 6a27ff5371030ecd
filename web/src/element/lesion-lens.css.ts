// How <lesion-lens> looks: one column where it is narrow, photo and verdict side by side where it has room.
import { css } from 'lit';
import { base } from '../styles/base.css.ts';
import { largeButtons } from '../styles/buttons.css.ts';
import { colours } from './colours.css.ts';
import { notJudgedPanelStyles } from './not-judged-panel.ts';
import { photoViewStyles } from './photo-view.ts';
import { problemPanelStyles } from './problem-panel.ts';
import { quietPanelStyles } from './quiet-panels.ts';
import { stageElementStyles } from './stage-elements.ts';
import { technicalDetailsStyles } from './technical-details.ts';
import { verdictPanelStyles } from './verdict-panel.ts';

export const lesionLensStyles = [
  colours,
  base,
  largeButtons,
  css`
    :host {
      container-type: inline-size;
      color: var(--_ink);
      line-height: 1.5;
      text-align: start;
    }
    .lens {
      position: relative;
    }

    .columns {
      display: grid;
      gap: 1rem;
    }
    .stage,
    .panel {
      min-width: 0;
      padding: 1rem;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      box-shadow: var(--_shadow);
    }
    .frame {
      display: grid;
      place-items: center;
      border-radius: 12px;
      background: var(--_surface-sunken);
      overflow: hidden;
    }
    .frame.empty {
      align-content: center;
      gap: 0.25rem;
      min-height: 11rem;
      border: 2px dashed var(--_line);
      color: var(--_ink-soft);
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
      border: 2px dashed var(--_accent);
      color: var(--_accent);
    }
    .looked-at {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0 0.75rem;
    }
    .looked-at .map-words {
      flex-basis: 100%;
    }

    .controls {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.75rem;
      margin-top: 1rem;
    }
    .primary {
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .primary:hover {
      background: var(--_accent-strong);
    }
    .secondary {
      border-color: var(--_accent);
      background: transparent;
      color: var(--_accent);
    }
    .secondary:hover {
      background: var(--_surface-sunken);
    }
    .back {
      margin-top: 0.75rem;
    }
    .small {
      min-height: 2.75rem;
      margin-top: 0.6rem;
      padding: 0.3rem 0.8rem;
      font-size: 0.9rem;
    }
    .small .icon {
      width: 1.3rem;
      height: 1.3rem;
    }
    .secondary[aria-pressed='true'] {
      background: var(--_accent);
      color: var(--_on-accent);
    }
    button:disabled {
      background: var(--_surface-sunken);
      color: var(--_ink-soft);
      border-color: var(--_line);
      cursor: not-allowed;
    }
    .hint {
      margin: 0;
      color: var(--_ink-soft);
      font-size: 0.9rem;
    }
    .take.without-view {
      display: none;
    }
    .take.without-view:only-of-type {
      display: inline-flex;
    }
    .controls button + button:not(:disabled) {
      background: transparent;
      color: var(--_accent);
      border-color: var(--_accent);
    }
    .controls button + button:not(:disabled):hover {
      background: var(--_surface-sunken);
    }
    /* A phone or tablet: it has a camera to point, and nothing to drop or paste. */
    @media (pointer: coarse) {
      .take.without-view {
        display: inline-flex;
      }
      .hint {
        display: none;
      }
      .controls button,
      .looked-at button {
        flex: 1 1 12rem;
      }
    }

    .panel h2 {
      margin: 0 0 0.75rem;
      font-size: 1.25rem;
      line-height: 1.3;
    }
    :where(.panel) p {
      margin: 0 0 1rem;
    }
    .note {
      color: var(--_ink-soft);
      font-size: 0.9rem;
    }
    ::slotted([slot='after-result']) {
      margin-top: 1rem;
    }

    footer {
      display: grid;
      gap: 0.75rem;
      margin-top: 1.25rem;
      color: var(--_ink-soft);
      font-size: 0.9rem;
    }
    footer p {
      display: flex;
      gap: 0.75rem;
      margin: 0;
    }
    footer strong {
      color: var(--_ink);
    }
    footer .icon {
      color: var(--_accent);
    }

    @container (min-width: 44rem) {
      .columns {
        grid-template-columns: 1.1fr 1fr;
        gap: 1.5rem;
        align-items: start;
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
  `,
  photoViewStyles,
  stageElementStyles,
  quietPanelStyles,
  problemPanelStyles,
  notJudgedPanelStyles,
  technicalDetailsStyles,
  ...verdictPanelStyles,
];
