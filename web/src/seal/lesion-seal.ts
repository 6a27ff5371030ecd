// <lesion-seal>: whether this page can still send anything, with what was tried.
import { html, LitElement, nothing, svg } from 'lit';
import { icon } from '../icons/icon.ts';
import type { Language } from '../strings/language.ts';
import { sealSentence, sealStrings } from '../strings/parts/seal.ts';
import { base } from '../styles/base.css.ts';
import { lesionSealStyles } from './lesion-seal.css.ts';
import { PAGE_WAYS, type SealReport, WORKER_WAYS } from './ways.ts';

export class LesionSeal extends LitElement {
  static override styles = [base, lesionSealStyles];
  static override properties = {
    report: { attribute: false },
    language: { type: String },
  };

  /** Undefined until every way has been tried. */
  declare report: SealReport | undefined;
  declare language: Language;

  constructor() {
    super();
    this.report = undefined;
    this.language = 'en';
  }

  protected override render() {
    const strings = sealStrings[this.language];
    const { report } = this;
    if (!report) {
      return html`<div class="seal">
        <p class="line">${lock(true)}<span>${strings.closing}</span></p>
      </div>`;
    }
    const ways = [...PAGE_WAYS, ...WORKER_WAYS];
    return html`<details class="seal ${report.sealed ? 'sealed' : 'leaking'}">
      <summary class="line">
        ${lock(!report.sealed)}<span>${sealSentence(report.open, this.language)}</span>${MORE}
      </summary>
      <div class="body">
        <p>${strings.tried(ways.length)}</p>
        <ul>
          ${ways.map((way) => {
            const open = report.open.includes(way);
            return html`<li>
              ${strings.ways[way]}
              <span class="answer ${open ? 'open' : ''}"
                >${open ? strings.open : strings.refused}</span
              >
            </li>`;
          })}
        </ul>
        ${report.sealed ? nothing : html`<p>${strings.notTaken}</p>`}
        <p>${strings.untilReload}</p>
      </div>
    </details>`;
  }
}

const lock = (open: boolean) =>
  icon(
    svg`<rect x="5" y="10.5" width="14" height="10" rx="2.5"/>
    <path d=${open ? 'M8 10.5V7a4 4 0 0 1 7.6-1.7' : 'M8 10.5V7a4 4 0 0 1 8 0v3.5'}/>
    <path d="M12 14.5v2.2"/>`,
  );

const MORE = icon(svg`<path d="m6 9.5 6 6 6-6"/>`, 'icon more');

customElements.define('lesion-seal', LesionSeal);
