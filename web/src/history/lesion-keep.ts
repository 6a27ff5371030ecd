// <lesion-keep>: the button that keeps a result, and its photo, on this device. Nothing is kept without it.
import { html, LitElement, nothing } from 'lit';
import type { Language } from '../strings/language.ts';
import { historyStrings } from '../strings/parts/history.ts';
import type { KeptResult } from './entry.ts';
import { historyButtonStyles } from './history-buttons.css.ts';
import { asHistoryError, type HistoryError } from './history-error.ts';
import { historyStore } from './history-store.ts';

type State = 'offered' | 'keeping' | 'kept' | HistoryError;

export class LesionKeep extends LitElement {
  static override styles = historyButtonStyles;
  static override properties = {
    result: { attribute: false },
    photo: { attribute: false },
    language: { type: String },
    state: { state: true },
  };

  declare result: KeptResult | undefined;
  declare photo: Blob | undefined;
  declare language: Language;
  declare private state: State;

  constructor() {
    super();
    this.result = undefined;
    this.photo = undefined;
    this.language = 'en';
    this.state = 'offered';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('result')) {
      this.state = 'offered'; // another result has not been kept yet
    }
  }

  protected override render() {
    const strings = historyStrings[this.language];
    const { state } = this;
    if (!this.result) {
      return nothing;
    }
    if (state === 'kept') {
      return html`<p class="kept" role="status">${strings.kept}</p>`;
    }
    return html`
      <button ?disabled=${state === 'keeping'} @click=${this.#onKeep} aria-describedby="note">
        ${state === 'keeping' ? strings.keeping : strings.keep}
      </button>
      <p id="note" class="note">${strings.keepNote}</p>
      ${
        typeof state === 'object'
          ? html`<p class="problem" role="alert" data-code=${state.code}>
              ${state.sentence(this.language)}
            </p>`
          : nothing
      }
    `;
  }

  readonly #onKeep = async (): Promise<void> => {
    const { result, photo } = this;
    if (!result) {
      return;
    }
    this.state = 'keeping';
    let outcome: State = 'kept';
    try {
      await historyStore.keep({ result, ...(photo && { photo }) });
    } catch (error) {
      outcome = asHistoryError(error);
    }
    if (result === this.result) {
      this.state = outcome;
    }
  };
}

customElements.define('lesion-keep', LesionKeep);
