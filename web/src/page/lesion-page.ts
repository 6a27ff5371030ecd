// The page: takes a photo by picking, dropping, pasting or the phone's camera, and shows it with its verdict.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  type Classification,
  LesionClassifier,
  LesionLensError,
  type LoadProgress,
} from '../classifier/index.ts';
import type { KeptResult } from '../history/entry.ts';
import '../history/lesion-history.ts';
import '../history/lesion-keep.ts';
import '../offline/lesion-update.ts';
import { Updates } from '../offline/updates.ts';
import { NetworkSeal } from '../seal/network-seal.ts';
import '../seal/lesion-seal.ts';
import type { SealReport } from '../seal/ways.ts';
import { sealSentence } from '../strings/parts/seal.ts';
import { ICON } from './icons.ts';
import { keptResult } from './kept-result.ts';
import { lesionPageStyles } from './lesion-page.css.ts';
import { carriesFiles, firstPhoto } from './photo-source.ts';
import { announcement, progressSentence, TEXT } from './texts.ts';
import { verdictPanel, verdictPanelStyles } from './verdict-panel.ts';
import { weightsParameter } from './weights-parameter.ts';

type State =
  | { step: 'loading'; progress: LoadProgress }
  | { step: 'unavailable'; error: LesionLensError }
  | { step: 'ready' }
  | { step: 'working' }
  | { step: 'verdict'; result: Classification; keep: { result: KeptResult; photo: Blob } }
  | { step: 'refused'; error: LesionLensError };

class LesionPage extends LitElement {
  static override styles = [lesionPageStyles, ...verdictPanelStyles];
  static override properties = {
    state: { state: true },
    photo: { state: true },
    dragging: { state: true },
    sealReport: { state: true },
  };

  declare private state: State;
  /** The photo on show, as a blob: address, and its file's name. */
  declare private photo: { url: string; name: string } | undefined;
  declare private dragging: boolean;
  declare private sealReport: SealReport | undefined;

  readonly #seal = new NetworkSeal();
  readonly #updates = new Updates();
  #classifier: LesionClassifier | undefined;
  /** Counts photos, so that a verdict which a newer photo has overtaken is not shown. */
  #photoNumber = 0;

  constructor() {
    super();
    this.state = { step: 'loading', progress: { loadedBytes: 0 } };
    this.photo = undefined;
    this.dragging = false;
    this.sealReport = undefined;
    // While developing, Vite's own files change all the time.
    if (import.meta.env.PROD) {
      this.#seal.beforeSeal.push(this.#updates.start(), pageLoaded());
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.#onDragOver);
    window.addEventListener('dragleave', this.#onDragLeave);
    window.addEventListener('drop', this.#onDrop);
    window.addEventListener('paste', this.#onPaste);
    void this.#load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('dragover', this.#onDragOver);
    window.removeEventListener('dragleave', this.#onDragLeave);
    window.removeEventListener('drop', this.#onDrop);
    window.removeEventListener('paste', this.#onPaste);
    this.#classifier?.close();
    this.#classifier = undefined;
    this.#show(undefined);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        <span class="logo">${ICON.lens}</span>
        <div>
          <h1>${TEXT.name}</h1>
          <p>${TEXT.tagline}</p>
        </div>
      </header>
      <lesion-update .updates=${this.#updates}></lesion-update>
      <main>
        <lesion-seal class="seal" .report=${this.sealReport}></lesion-seal>
        <div class="columns">
          <section class="stage ${this.dragging ? 'dragging' : ''}" aria-label="Photo">
            ${this.#picture()} ${this.#controls()}
          </section>
          <section class="panel" aria-label="Verdict" aria-busy=${this.state.step === 'working'}>
            ${this.#panel()}
          </section>
        </div>
        <section class="panel history">
          <lesion-history
            @lesion-history-print=${this.#onPrint}
            @lesion-history-printed=${this.#onPrinted}
          ></lesion-history>
        </section>
      </main>
      <footer>
        <p>
          ${ICON.stethoscope}<span><strong>${TEXT.aid}</strong> ${TEXT.aidMore}</span>
        </p>
        <p>
          ${ICON.shield}<span><strong>${TEXT.privacy}</strong> ${TEXT.privacyMore}</span>
        </p>
      </footer>
      <p class="visually-hidden" role="status">${this.#announcement()}</p>
    `;
  }

  #picture() {
    if (this.photo) {
      return html`<div class="frame">
        <img src=${this.photo.url} alt="The chosen photo, ${this.photo.name}" />
      </div>`;
    }
    return html`<div class="frame empty">
      ${ICON.frame}
      <p>${this.dragging ? TEXT.dropHere : TEXT.emptyStage}</p>
    </div>`;
  }

  #controls() {
    const closed = !this.#classifier;
    return html`
      <div class="controls">
        <button class="primary take" ?disabled=${closed} @click=${this.#onTake}>
          ${ICON.camera}${TEXT.take}
        </button>
        <button class="primary choose" ?disabled=${closed} @click=${this.#onChoose}>
          ${ICON.photo}${this.photo ? TEXT.chooseAnother : TEXT.choose}
        </button>
        <p class="hint">${TEXT.dropOrPaste}</p>
        <input
          id="file"
          type="file"
          accept="image/*"
          aria-label=${TEXT.choose}
          hidden
          ?disabled=${closed}
          @change=${this.#onPick}
        />
        <input
          id="camera"
          type="file"
          accept="image/*"
          capture="environment"
          aria-label=${TEXT.take}
          hidden
          ?disabled=${closed}
          @change=${this.#onPick}
        />
      </div>
    `;
  }

  #panel() {
    const { state } = this;
    switch (state.step) {
      case 'loading':
        return loadingPanel(state.progress);
      case 'ready':
        return advicePanel();
      case 'working':
        return html`<div class="quiet">
          <h2>${TEXT.working}</h2>
          <progress aria-label=${TEXT.working}></progress>
        </div>`;
      case 'verdict':
        return html`${verdictPanel(state.result)}
          <lesion-keep
            class="keep"
            .result=${state.keep.result}
            .photo=${state.keep.photo}
          ></lesion-keep>`;
      case 'refused':
        return problemPanel(TEXT.refused, state.error, html`<p>${TEXT.nextPhoto}</p>`);
      case 'unavailable':
        return problemPanel(TEXT.unavailable, state.error, this.#retryButton(state.error));
    }
  }

  #retryButton(error: LesionLensError) {
    const helps = !['browser-unsupported', 'weights-address-invalid'].includes(error.code);
    return helps
      ? html`<button class="primary retry" @click=${this.#onRetry}>${TEXT.retry}</button>`
      : nothing;
  }

  /** For screen readers. Problems announce themselves, as alerts. */
  #announcement(): string {
    switch (this.state.step) {
      case 'loading':
        return TEXT.loading;
      case 'ready':
        return `${TEXT.ready}. ${sealSentence(this.sealReport?.open ?? [], 'en')}.`;
      case 'working':
        return TEXT.working;
      case 'verdict':
        return announcement(this.state.result);
      default:
        return '';
    }
  }

  async #load(): Promise<void> {
    this.state = { step: 'loading', progress: { loadedBytes: 0 } };
    try {
      const weightsUrl = weightsParameter(new URL(window.location.href));
      const classifier = await LesionClassifier.create({
        ...(weightsUrl && { weightsUrl }),
        onProgress: (progress) => {
          this.state = { step: 'loading', progress };
        },
        // While developing, Vite serves the worker in many files, which none could load once sealed.
        ...(import.meta.env.PROD && { beforeStart: () => this.#seal.close() }),
      });
      const report = await this.#seal.check(classifier);
      if (!this.isConnected) {
        classifier.close();
        return;
      }
      this.#classifier = classifier;
      this.sealReport = report;
      this.state = { step: 'ready' };
    } catch (error) {
      this.state = { step: 'unavailable', error: asLesionLensError(error) };
    }
  }

  async #classify(file: File): Promise<void> {
    const classifier = this.#classifier;
    if (!classifier) {
      return;
    }
    const number = ++this.#photoNumber;
    this.#show(file);
    this.state = { step: 'working' };
    try {
      const result = await classifier.classify(file);
      if (number === this.#photoNumber) {
        const keep = { result: keptResult(result, new Date()), photo: file };
        this.state = { step: 'verdict', result, keep };
      }
    } catch (error) {
      if (number === this.#photoNumber) {
        this.#show(undefined);
        this.state = { step: 'refused', error: asLesionLensError(error) };
      }
    }
  }

  #show(file: File | undefined): void {
    if (this.photo) {
      URL.revokeObjectURL(this.photo.url);
    }
    this.photo = file && { url: URL.createObjectURL(file), name: file.name };
  }

  /** Only the history comes onto the paper. */
  readonly #onPrint = (): void => {
    this.toggleAttribute('printing-history', true);
  };

  readonly #onPrinted = (): void => {
    this.toggleAttribute('printing-history', false);
  };

  readonly #onRetry = (): void => {
    if (this.#seal.closed) {
      window.location.reload(); // a closed page cannot load anything
    } else {
      void this.#load();
    }
  };

  readonly #onChoose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  };

  readonly #onTake = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#camera')?.click();
  };

  readonly #onPick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = firstPhoto(input.files);
    // Emptied, so that the same photo can be picked again.
    input.value = '';
    if (file) {
      void this.#classify(file);
    }
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (carriesFiles(event.dataTransfer)) {
      // Without this the browser would leave the page and open the file.
      event.preventDefault();
      this.dragging = true;
    }
  };

  readonly #onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) {
      this.dragging = false;
    }
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.dragging = false;
    if (!carriesFiles(event.dataTransfer)) {
      return;
    }
    event.preventDefault();
    const file = firstPhoto(event.dataTransfer?.files);
    if (file) {
      void this.#classify(file);
    }
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const file = firstPhoto(event.clipboardData?.files);
    if (file) {
      event.preventDefault();
      void this.#classify(file);
    }
  };
}

/** The icon and the manifest, which the browser loads by itself, have come. */
function pageLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') {
      resolve();
    } else {
      window.addEventListener('load', () => {
        resolve();
      });
    }
  });
}

function loadingPanel(progress: LoadProgress) {
  return html`<div class="quiet">
    <h2>${TEXT.loading}</h2>
    <progress
      aria-label=${TEXT.loading}
      max=${progress.totalBytes ?? nothing}
      value=${progress.totalBytes === undefined ? nothing : progress.loadedBytes}
    ></progress>
    <p class="bytes">${progressSentence(progress)}</p>
    ${adviceList()}
  </div>`;
}

function advicePanel() {
  return html`<div class="quiet">
    <h2>${TEXT.ready}</h2>
    ${adviceList()}
  </div>`;
}

function adviceList() {
  return html`<ol class="advice">
    ${TEXT.advice.map((sentence) => html`<li>${sentence}</li>`)}
  </ol>`;
}

function problemPanel(title: string, error: LesionLensError, wayOut: unknown) {
  return html`<div class="problem" role="alert" data-code=${error.code}>
    <h2>${ICON.refused}${title}</h2>
    <p class="message">${error.message}</p>
    ${wayOut}
  </div>`;
}

function asLesionLensError(error: unknown): LesionLensError {
  return error instanceof LesionLensError
    ? error
    : new LesionLensError('internal', `Something went wrong in this page: ${String(error)}.`);
}

customElements.define('lesion-page', LesionPage);
