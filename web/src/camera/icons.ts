// Drawings of the camera's and the framing's buttons: 24 x 24, in the colour of the text around them, silent for screen readers.
import { html, svg, type SVGTemplateResult } from 'lit';

const icon = (shape: SVGTemplateResult) =>
  html`<svg
    class="icon"
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

export const ICON = {
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  switchCamera: icon(svg`<path d="M4 11a8 8 0 0 1 14-4.4L20 9M20 4v5h-5M20 13a8 8 0 0 1-14 4.4L4
    15M4 20v-5h5"/>`),
  torch: icon(svg`<path d="M13 2.8 5.5 13.5H11l-1 7.7 7.5-10.7H12l1-7.7Z"/>`),
  noCamera:
    icon(svg`<path d="M9.5 5h5L16 7.5h3.5A1.5 1.5 0 0 1 21 9v8.2M17.5 19h-13A1.5 1.5 0 0 1 3 17.5V9a1.5
    1.5 0 0 1 1.5-1.5H6M3 3l18 18"/><path d="M9.6 11.2a3.4 3.4 0 0 0 4.6 4.6"/>`),
  photo:
    icon(svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><circle cx="8.5" cy="10" r="1.6"/>
    <path d="m4 17.5 5-4.6 3.6 3.2 3.2-2.9 4.5 4"/>`),
  good: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.7 2.7L16 9.6"/>`),
  bad: icon(svg`<path d="M12 3.8 21.4 20H2.6L12 3.8Z"/><path d="M12 10v4.4M12 17.2v.1"/>`),
  more: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  less: icon(svg`<path d="M5 12h14"/>`),
  whole:
    icon(svg`<path d="M3 8V5.5A2.5 2.5 0 0 1 5.5 3H8M16 3h2.5A2.5 2.5 0 0 1 21 5.5V8M21 16v2.5a2.5 2.5 0 0
    1-2.5 2.5H16M8 21H5.5A2.5 2.5 0 0 1 3 18.5V16"/>`),
};
