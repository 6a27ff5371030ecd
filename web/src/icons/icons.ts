// The drawings of page, element, camera and history.
import { svg } from 'lit';
import { icon } from './icon.ts';

const TICK = icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.7 2.7L16 9.6"/>`);
const WARNING = icon(svg`<path d="M12 3.8 21.4 20H2.6L12 3.8Z"/><path d="M12 10v4.4M12 17.2v.1"/>`);

export const ICON = {
  lens: icon(svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>
    <circle cx="10.2" cy="10.8" r="2" fill="currentColor" stroke="none"/>`),
  photo:
    icon(svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><circle cx="8.5" cy="10" r="1.6"/>
    <path d="m4 17.5 5-4.6 3.6 3.2 3.2-2.9 4.5 4"/>`),
  frame:
    icon(svg`<path d="M3 7.5v-2A2.5 2.5 0 0 1 5.5 3h2M16.5 3h2A2.5 2.5 0 0 1 21 5.5v2M21 16.5v2a2.5 2.5 0 0
    1-2.5 2.5h-2M7.5 21h-2A2.5 2.5 0 0 1 3 18.5v-2"/><path d="M12.2 7.6c2.5-.3 4.6 1.5 4.5 4.2-.1 2.9-2.4 3.6-4
    4.3-1.9.8-5-.3-5.3-3.3-.3-2.8 1.7-4.9 4.8-5.2Z" fill="currentColor" fill-opacity=".16"/>`),
  camera:
    icon(svg`<path d="M4.5 7.5h3l1.6-2.5h5.8l1.6 2.5h3A1.5 1.5 0 0 1 21 9v8.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5
    1.5 0 0 1 3 17.5V9a1.5 1.5 0 0 1 1.5-1.5Z"/><circle cx="12" cy="13" r="3.4"/>`),
  eye: icon(svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/>
    <circle cx="12" cy="12" r="3"/>`),
  benign: TICK,
  good: TICK,
  malignant: WARNING,
  bad: WARNING,
  unsure:
    icon(svg`<circle cx="12" cy="12" r="9"/><path d="M9.4 9.6a2.7 2.7 0 1 1 3.9 2.5c-.9.4-1.3 1-1.3 2"/>
    <path d="M12 17v.1"/>`),
  notJudged: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>`),
  refused: icon(svg`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8Z"/><path d="M12 7.8v5M12 16.2v.1"/>`),
  shield: icon(svg`<path d="M12 3 4.5 6v5.5c0 4.6 3.1 8 7.5 9.5 4.4-1.5 7.5-4.9 7.5-9.5V6L12 3Z"/>
    <path d="m8.8 11.9 2.3 2.3 4.2-4.3"/>`),
  stethoscope:
    icon(svg`<path d="M6 3.5H4.5V9a4.5 4.5 0 0 0 9 0V3.5H12"/><path d="M9 13.5V16a5 5 0 0 0 10 0v-2"/>
    <circle cx="19" cy="11.7" r="2.2"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  switchCamera: icon(svg`<path d="M4 11a8 8 0 0 1 14-4.4L20 9M20 4v5h-5M20 13a8 8 0 0 1-14 4.4L4
    15M4 20v-5h5"/>`),
  torch: icon(svg`<path d="M13 2.8 5.5 13.5H11l-1 7.7 7.5-10.7H12l1-7.7Z"/>`),
  noCamera:
    icon(svg`<path d="M9.5 5h5L16 7.5h3.5A1.5 1.5 0 0 1 21 9v8.2M17.5 19h-13A1.5 1.5 0 0 1 3 17.5V9a1.5
    1.5 0 0 1 1.5-1.5H6M3 3l18 18"/><path d="M9.6 11.2a3.4 3.4 0 0 0 4.6 4.6"/>`),
  more: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  less: icon(svg`<path d="M5 12h14"/>`),
  whole:
    icon(svg`<path d="M3 8V5.5A2.5 2.5 0 0 1 5.5 3H8M16 3h2.5A2.5 2.5 0 0 1 21 5.5V8M21 16v2.5a2.5 2.5 0 0
    1-2.5 2.5H16M8 21H5.5A2.5 2.5 0 0 1 3 18.5V16"/>`),
};
