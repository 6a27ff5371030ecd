// How a drawing is framed: 24 x 24, in the colour of the text around it, silent for screen readers.
import { html, type SVGTemplateResult } from 'lit';

export const icon = (shape: SVGTemplateResult, className = 'icon') =>
  html`<svg
    class=${className}
    viewBox="0 0 24 24"
    width="24"
    height="24"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${shape}
  </svg>`;
