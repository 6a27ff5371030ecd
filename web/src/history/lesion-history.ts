// <lesion-history>: the kept results, to look at, compare, save, print and delete.
//
// It tells a page that it prints by the events `lesion-history-print` before and `lesion-history-printed` after, so that the
// page can leave everything else off the paper.
import { html, LitElement, nothing } from 'lit';
import type { Language } from '../strings/language.ts';
import { historyStrings } from '../strings/parts/history.ts';
import { comparison, comparisonStyles } from './comparison.ts';
import type { HistoryEntry } from './entry.ts';
import { entryCardStyles, entryFacts, entryPhoto } from './entry-card.ts';
import { exportHistory, saveJson } from './export-history.ts';
import { dayAndTime } from './format.ts';
import { historyButtonStyles } from './history-buttons.css.ts';
import { asHistoryError, type HistoryError } from './history-error.ts';
import { type History, historyStore } from './history-store.ts';
import { KeptPhotoAddresses } from './kept-photo.ts';
import { lesionHistoryStyles } from './lesion-history.css.ts';

export class LesionHistory extends LitElement {
  static override styles = [
    historyButtonStyles,
    lesionHistoryStyles,
    entryCardStyles,
    comparisonStyles,
  ];
  static override properties = {
    language: { type: String },
    history: { state: true },
    error: { state: true },
    chosen: { state: true },
    comparing: { state: true },
    asking: { state: true },
    said: { state: true },
  };

  declare language: Language;
  declare private history: History | undefined;
  declare private error: HistoryError | undefined;
  /** Keys of the entries to compare, at most two. */
  declare private chosen: number[];
  declare private comparing: boolean;
  /** Whether all are really to be deleted. */
  declare private asking: boolean;
  /** For screen readers. */
  declare private said: string;

  readonly #photos = new KeptPhotoAddresses();

  constructor() {
    super();
    this.language = 'en';
    this.history = undefined;
    this.error = undefined;
    this.chosen = [];
    this.comparing = false;
    this.asking = false;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    historyStore.addEventListener('change', this.#onChange);
    void this.#load();
  }

  override disconnectedCallback(): void {
    historyStore.removeEventListener('change', this.#onChange);
    this.#photos.keepOnly([]);
    super.disconnectedCallback();
  }

  protected override render() {
    const strings = historyStrings[this.language];
    const { entries, damaged } = this.history ?? { entries: [], damaged: [] };
    const any = entries.length + damaged.length > 0;
    return html`
      <h2>${strings.title}</h2>
      <p class="lead ${any || this.error ? '' : 'alone'}">
        ${any || !this.history ? strings.note : strings.empty}
      </p>
      ${
        this.error
          ? html`<p class="problem" role="alert" data-code=${this.error.code}>
              ${this.error.sentence(this.language)}
            </p>`
          : nothing
      }
      ${any ? this.#tools(entries) : nothing} ${this.asking ? this.#question() : nothing}
      ${damaged.length > 0 ? this.#damagedNote(damaged) : nothing} ${this.#comparison(entries)}
      <ul>
        ${entries.map((entry) => this.#card(entry))}
      </ul>
      <p class="aid">${strings.aid}</p>
      <p class="visually-hidden" aria-live="polite">${this.said}</p>
    `;
  }

  #tools(entries: HistoryEntry[]) {
    const strings = historyStrings[this.language];
    const none = entries.length === 0;
    return html`<div class="tools">
      ${
        entries.length > 1
          ? html`<button
                class="compare primary"
                ?disabled=${this.chosen.length !== 2}
                @click=${this.#onCompare}
              >
                ${strings.compare}</button
              ><span class="hint">${strings.compareHint}</span>`
          : nothing
      }
      <button class="export" ?disabled=${none} @click=${this.#onExport}>${strings.export}</button>
      <button class="print" ?disabled=${none} @click=${this.#onPrint}>${strings.print}</button>
      <button class="delete-all danger" @click=${this.#onAsk}>${strings.deleteAll}</button>
    </div>`;
  }

  #question() {
    const strings = historyStrings[this.language];
    const { entries, damaged } = this.history ?? { entries: [], damaged: [] };
    return html`<div class="question" role="group" aria-labelledby="question">
      <p id="question">${strings.deleteAllQuestion(entries.length + damaged.length)}</p>
      <div class="tools">
        <button class="yes danger" @click=${this.#onDeleteAll}>${strings.deleteAllYes}</button>
        <button class="cancel" @click=${this.#onCancel}>${strings.cancel}</button>
      </div>
    </div>`;
  }

  #damagedNote(damaged: number[]) {
    const strings = historyStrings[this.language];
    return html`<div class="tools damaged">
      <span>${strings.damaged(damaged.length)}</span>
      <button class="delete-damaged" @click=${() => this.#delete(...damaged)}>
        ${strings.deleteDamaged}
      </button>
    </div>`;
  }

  #comparison(entries: HistoryEntry[]) {
    const [one, other] = entries.filter(({ id }) => this.chosen.includes(id));
    return this.comparing && one && other
      ? comparison([one, other], this.#photos, this.language, () => {
          this.comparing = false;
        })
      : nothing;
  }

  #card(entry: HistoryEntry) {
    const strings = historyStrings[this.language];
    const when = dayAndTime(entry.result.time, this.language);
    const chosen = this.chosen.includes(entry.id);
    const several = (this.history?.entries.length ?? 0) > 1;
    return html`<li class=${chosen ? 'chosen' : ''}>
      ${entryPhoto(entry, this.#photos.of(entry), this.language)}
      ${entryFacts(entry, this.language)}
      <div class="entry-tools">
        ${
          several
            ? html`<label
                ><input
                  type="checkbox"
                  aria-label=${strings.choose(when)}
                  .checked=${chosen}
                  ?disabled=${!chosen && this.chosen.length === 2}
                  @change=${() => {
                    this.#toggle(entry.id);
                  }}
                />${strings.compare}</label
              >`
            : html`<span></span>`
        }
        <button
          class="delete"
          aria-label=${strings.deleteOne(when)}
          @click=${() => this.#delete(entry.id)}
        >
          ${strings.delete}
        </button>
      </div>
    </li>`;
  }

  #toggle(id: number): void {
    this.chosen = this.chosen.includes(id)
      ? this.chosen.filter((one) => one !== id)
      : [...this.chosen, id];
    this.comparing = false;
  }

  async #load(): Promise<void> {
    await this.#try(async () => {
      const history = await historyStore.list();
      this.#photos.keepOnly(this.isConnected ? history.entries : []);
      this.history = history;
      this.chosen = this.chosen.filter((id) => history.entries.some((entry) => entry.id === id));
    });
  }

  #delete(...ids: number[]): Promise<void> {
    return this.#try(async () => {
      await historyStore.delete(...ids);
      this.said = historyStrings[this.language].deleted;
      this.#focusHeading();
    });
  }

  /** The button that had the focus is gone; the focus goes on here instead of to the page's start. */
  #focusHeading(): void {
    const heading = this.renderRoot.querySelector('h2');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      await step();
      this.error = undefined;
    } catch (error) {
      this.error = asHistoryError(error);
    }
  }

  readonly #onChange = (): void => {
    void this.#load();
  };

  readonly #onCompare = async (): Promise<void> => {
    this.comparing = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.comparison')?.focus();
  };

  readonly #onExport = (): Promise<void> =>
    this.#try(async () => {
      const now = new Date();
      const content = await exportHistory(this.history?.entries ?? [], now);
      saveJson(content, `lesionlens-${now.toISOString().slice(0, 10)}.json`);
    });

  readonly #onPrint = (): void => {
    const tell = (type: string) =>
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
    window.addEventListener('afterprint', () => tell('lesion-history-printed'), { once: true });
    tell('lesion-history-print');
    window.print();
  };

  readonly #onAsk = async (): Promise<void> => {
    this.asking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.cancel')?.focus();
  };

  readonly #onCancel = async (): Promise<void> => {
    this.asking = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.delete-all')?.focus();
  };

  readonly #onDeleteAll = (): Promise<void> =>
    this.#try(async () => {
      await historyStore.deleteAll();
      this.asking = false;
      this.said = historyStrings[this.language].deleted;
      this.#focusHeading();
    });
}

customElements.define('lesion-history', LesionHistory);
