// The page around <lesion-lens>: its name, the language, the seal, and what is kept.
import { html, LitElement, type TemplateResult } from 'lit';
import { LesionClassifier, LesionLensError } from '../classifier/index.ts';
import { ICON } from '../icons/icons.ts';
import '../element/lesion-lens.ts';
import type { LesionLens, LesionLensEventMap } from '../element/lesion-lens.ts';
import { problemPanel, problemPanelStyles } from '../element/problem-panel.ts';
import { Words } from '../element/words.ts';
import type { KeptResult } from '../history/entry.ts';
import '../history/lesion-history.ts';
import '../history/lesion-keep.ts';
import '../offline/lesion-update.ts';
import { Updates } from '../offline/updates.ts';
import { NetworkSeal } from '../seal/network-seal.ts';
import { pageLoaded } from '../seal/page-loaded.ts';
import '../seal/lesion-seal.ts';
import type { SealReport } from '../seal/ways.ts';
import { type Language, LANGUAGES } from '../strings/language.ts';
import { LANGUAGE_NAMES, pageStrings } from '../strings/parts/page.ts';
import { sealSentence } from '../strings/parts/seal.ts';
import { base } from '../styles/base.css.ts';
import { lesionPageStyles } from './lesion-page.css.ts';
import { pageLanguage, rememberLanguage, setDocumentLanguage } from './page-language.ts';
import { weightsOrRefusal } from './weights-parameter.ts';

class LesionPage extends LitElement {
  static override styles = [base, problemPanelStyles, lesionPageStyles];
  static override properties = {
    language: { state: true },
    sealReport: { state: true },
    keep: { state: true },
  };

  declare private language: Language;
  declare private sealReport: SealReport | undefined;
  /** What can be kept: the result on show, with its photo. */
  declare private keep: { result: KeptResult; photo: Blob | undefined } | undefined;

  readonly #seal = new NetworkSeal();
  readonly #updates = new Updates();
  readonly #weights = weightsOrRefusal(new URL(window.location.href));

  constructor() {
    super();
    this.language = pageLanguage(new URL(window.location.href));
    // While developing, Vite's own files change all the time.
    if (import.meta.env.PROD) {
      this.#seal.beforeSeal.push(this.#updates.start(), pageLoaded());
    }
  }

  protected override willUpdate(): void {
    setDocumentLanguage(this.language);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const strings = pageStrings[language];
    return html`
      <header>
        <span class="logo">${ICON.lens}</span>
        <div class="name">
          <h1>Lesionlens</h1>
          <p>${strings.tagline}</p>
        </div>
        <label class="language">
          <span class="visually-hidden">${strings.language}</span>
          <select @change=${this.#onLanguage}>
            ${LANGUAGES.map(
              (one) =>
                html`<option value=${one} lang=${one} ?selected=${one === language}>
                  ${LANGUAGE_NAMES[one]}
                </option>`,
            )}
          </select>
        </label>
      </header>
      <lesion-update .updates=${this.#updates} .language=${language}></lesion-update>
      <main>
        <lesion-seal class="seal" .report=${this.sealReport} .language=${language}></lesion-seal>
        ${
          this.#weights instanceof LesionLensError
            ? this.#refusal(this.#weights)
            : this.#lens(this.#weights)
        }
        <section class="panel history">
          <lesion-history
            .language=${language}
            @lesion-history-print=${this.#onPrint}
            @lesion-history-printed=${this.#onPrinted}
          ></lesion-history>
        </section>
      </main>
      <p class="visually-hidden" role="status">
        ${this.sealReport ? sealSentence(this.sealReport.open, language) : ''}
      </p>
    `;
  }

  #lens(weights: URL | undefined) {
    return html`<lesion-lens
      lang=${this.language}
      weights=${weights?.href ?? ''}
      whole-window
      .beforeStart=${
        // While developing, Vite serves the worker in many files, which none could load once sealed.
        import.meta.env.PROD ? this.#closeNetwork : undefined
      }
      .beforeReady=${this.#checkSeal}
      @lesion-lens-result=${this.#onResult}
      @lesion-lens-retry=${this.#onRetry}
    >
      <lesion-keep
        slot="after-result"
        class="keep"
        .language=${this.language}
        .result=${this.keep?.result}
        .photo=${this.keep?.photo}
      ></lesion-keep>
    </lesion-lens>`;
  }

  #refusal(error: LesionLensError) {
    const words = new Words(this.language);
    return html`<section class="panel">
      ${problemPanel(words.strings.unavailable, error, words, '')}
    </section>`;
  }

  readonly #closeNetwork = (): Promise<void> => this.#seal.close();

  /** Before a photo can be taken, each way out has been tried. */
  readonly #checkSeal = async (classifier: LesionClassifier): Promise<void> => {
    this.sealReport = await this.#seal.check(classifier);
  };

  readonly #onResult = (event: LesionLensEventMap['lesion-lens-result']): void => {
    const lens = event.target as LesionLens;
    this.keep = { result: event.detail, photo: lens.photo };
  };

  readonly #onRetry = (event: Event): void => {
    if (this.#seal.closed) {
      event.preventDefault();
      window.location.reload(); // a closed page cannot load anything
    }
  };

  readonly #onLanguage = (event: Event): void => {
    this.language = (event.target as HTMLSelectElement).value as Language;
    rememberLanguage(this.language);
  };

  /** Only the history comes onto the paper. */
  readonly #onPrint = (): void => {
    this.toggleAttribute('printing-history', true);
  };

  readonly #onPrinted = (): void => {
    this.toggleAttribute('printing-history', false);
  };
}

customElements.define('lesion-page', LesionPage);
