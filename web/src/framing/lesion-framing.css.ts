// How the framing looks: the photo behind the ring, its buttons, and the preview of what the network will see.
import { css } from 'lit';
import { stage } from '../styles/stage.css.ts';

export const lesionFramingStyles = [
  stage,
  css`
    .box {
      position: relative;
    }
    .stage {
      touch-action: none;
      cursor: grab;
      user-select: none;
      -webkit-user-select: none;
    }
    .stage:active {
      cursor: grabbing;
    }
    .stage canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
    .zoom {
      position: absolute;
      inset-block-end: 0.6rem;
      inset-inline-end: 0.6rem;
      display: flex;
      gap: 0.5rem;
    }
    figure {
      display: flex;
      align-items: center;
      gap: 0.9rem;
      margin: 0;
    }
    figure canvas {
      flex: none;
      width: 6rem;
      height: 6rem;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface-sunken);
    }
    figcaption {
      font-size: 0.9rem;
      font-weight: 600;
    }
    .actions button {
      flex: 1 1 12rem;
    }
  `,
];
