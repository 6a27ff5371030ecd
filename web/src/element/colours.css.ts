// The element's colours. Each can be set from outside; the defaults follow the page's `color-scheme` (light, dark), so that the element
// looks right alone on a foreign page. Text on its background has a contrast of at least 4.5 : 1 in both.
import { css, type CSSResult, unsafeCSS } from 'lit';

/** Name behind `--lesion-lens-`: [light, dark]. */
const COLOURS: Record<string, [light: string, dark: string]> = {
  surface: ['#ffffff', '#172126'],
  'surface-sunken': ['#eaf0f2', '#1f2c32'],
  ink: ['#14232a', '#e7eff1'],
  'ink-soft': ['#4a5e67', '#a4b5bc'],
  line: ['#d3dee2', '#2f3f46'],
  accent: ['#0b6670', '#67c7cf'],
  'accent-strong': ['#084c54', '#93dbe1'],
  'on-accent': ['#ffffff', '#06262a'],
  benign: ['#1b6a4a', '#7ed3a8'],
  'benign-soft': ['#e3f2ea', '#173329'],
  malignant: ['#a1321c', '#ffa08a'],
  'malignant-soft': ['#fbe9e4', '#3b211c'],
  unsure: ['#6b5300', '#e6c766'],
  'unsure-soft': ['#fbf2d5', '#352d13'],
  notice: ['#74510a', '#ecc46a'],
  'notice-soft': ['#fbf2dc', '#332a14'],
};

/** The element's own names (`--_ink`) for what a host may have set (`--lesion-lens-ink`). */
function own(defaultOf: (pair: [light: string, dark: string]) => string): CSSResult {
  const lines = Object.entries(COLOURS).map(
    ([name, pair]) => `--_${name}: var(--lesion-lens-${name}, ${defaultOf(pair)});`,
  );
  return unsafeCSS(lines.join('\n'));
}

export const colours = css`
  :host {
    ${own(([light]) => light)}
    --_radius: var(--lesion-lens-radius, 18px);
    --_shadow: var(
      --lesion-lens-shadow,
      0 1px 2px rgb(16 40 50 / 6%),
      0 8px 24px rgb(16 40 50 / 7%)
    );
  }
  @supports (color: light-dark(red, red)) {
    :host {
      ${own(([light, dark]) => `light-dark(${light}, ${dark})`)}
    }
  }
`;
