// <lesion-update>: offers a new version of the page once it is on the device. Shows nothing otherwise.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../strings/language.ts';
import { offlineStrings } from '../strings/parts/offline.ts';
import { base } from '../styles/base.css.ts';
import { buttonStates, smallButtons } from '../styles/buttons.css.ts';
import { Updates } from './updates.ts';

export class LesionUpdate extends LitElement {
  static override styles = [
    base,
    smallButtons,
    buttonStates,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.6rem 1rem;
        margin-bottom: 1rem;
        padding: 0.75rem 1rem;
        border: 1px solid color-mix(in srgb, var(--accent) 40%, transparent);
        border-radius: 12px;
        background: var(--surface);
        color: var(--ink);
      }
      p {
        flex: 1 1 16rem;
        margin: 0;
        line-height: 1.4;
      }
      small {
        display: block;
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      .problem {
        flex-basis: 100%;
        color: var(--notice);
      }
    `,
  ];
  static override properties = {
    language: { type: String },
    updates: { attribute: false },
    postponed: { state: true },
  };

  declare language: Language;
  declare updates: Updates;
  /** Until the page is loaded the next time. */
  declare private postponed: boolean;

  constructor() {
    super();
    this.language = 'en';
    this.updates = new Updates();
    this.postponed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.updates.addEventListener('change', this.#onChange);
  }

  override disconnectedCallback(): void {
    this.updates.removeEventListener('change', this.#onChange);
    super.disconnectedCallback();
  }

  protected override render() {
    const strings = offlineStrings[this.language];
    const { state } = this.updates;
    if (state === 'none' || this.postponed) {
      return nothing;
    }
    return html`<section aria-label=${strings.area}>
      <p aria-live="polite"><strong>${strings.ready}</strong> <small>${strings.note}</small></p>
      <button class="use primary" @click=${this.#onUse}>${strings.useNow}</button>
      <button class="later" @click=${this.#onLater}>${strings.later}</button>
      ${
        state === 'other-windows'
          ? html`<p class="problem" aria-live="assertive">${strings.otherWindows}</p>`
          : nothing
      }
    </section>`;
  }

  readonly #onChange = (): void => {
    this.requestUpdate();
  };

  readonly #onUse = (): void => {
    this.updates.use();
  };

  readonly #onLater = (): void => {
    this.postponed = true;
  };
}

customElements.define('lesion-update', LesionUpdate);
