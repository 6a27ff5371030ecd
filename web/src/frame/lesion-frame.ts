// The page that a portal puts into an <iframe>: <lesion-lens>, sealed, with a line to the page around it.
import { html, LitElement, nothing } from 'lit';
import { type LesionClassifier, LesionLensError } from '../classifier/index.ts';
import { browserLanguage } from '../element/element-language.ts';
import '../element/lesion-lens.ts';
import type { LensMode, LesionLens, LesionLensEventMap } from '../element/lesion-lens.ts';
import { problemPanel, problemPanelStyles } from '../element/problem-panel.ts';
import { Words } from '../element/words.ts';
import { setDocumentLanguage } from '../page/page-language.ts';
import { weightsOrRefusal } from '../page/weights-parameter.ts';
import { fhirBundle } from '../results/fhir.ts';
import type { FhirOptions } from '../results/fhir-options.ts';
import type { LesionResult } from '../results/lesion-result.ts';
import { NetworkSeal } from '../seal/network-seal.ts';
import { pageLoaded } from '../seal/page-loaded.ts';
import '../seal/lesion-seal.ts';
import type { SealReport } from '../seal/ways.ts';
import { supportedLanguage } from '../strings/language.ts';
import { frameStrings } from '../strings/parts/frame.ts';
import { sealSentence } from '../strings/parts/seal.ts';
import { base } from '../styles/base.css.ts';
import { namedOrigins } from './exact-origin.ts';
import { lesionFrameStyles } from './lesion-frame.css.ts';
import { ParentLink } from './parent-link.ts';
import type {
  ClassifyMessage,
  ErrorMessage,
  HostMessage,
  Plain,
  ProgressMessage,
  ReadyMessage,
} from './protocol.ts';

class LesionFrame extends LitElement {
  static override styles = [base, problemPanelStyles, lesionFrameStyles];
  static override properties = {
    sealReport: { state: true },
  };

  declare private sealReport: SealReport | undefined;

  readonly #address = new URL(window.location.href);
  readonly #language =
    supportedLanguage(this.#address.searchParams.get('lang')) ?? browserLanguage();
  readonly #weights = weightsOrRefusal(this.#address);
  readonly #seal = new NetworkSeal();
  readonly #parent = new ParentLink(namedOrigins(this.#address), (message) => {
    this.#onMessage(message);
  });

  /** How things stand, for a parent that asks. */
  #status: Plain<ReadyMessage | ProgressMessage | ErrorMessage> = {
    type: 'progress',
    loadedBytes: 0,
  };
  /** What the parent wants to have said in bundles of photos that are taken or picked here. */
  #fhir: FhirOptions | undefined;

  constructor() {
    super();
    this.sealReport = undefined;
    setDocumentLanguage(this.#language);
    if (import.meta.env.PROD) {
      this.#seal.beforeSeal.push(pageLoaded());
    }
    if (this.#weights instanceof LesionLensError) {
      this.#say(errorMessage(this.#weights));
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#parent.close();
  }

  protected override render() {
    const language = this.#language;
    return html`
      <main>
        <h1 class="visually-hidden">Lesionlens</h1>
        <lesion-seal class="seal" .report=${this.sealReport} .language=${language}></lesion-seal>
        ${this.#handsOver()}
        ${
          this.#weights instanceof LesionLensError
            ? this.#refusal(this.#weights)
            : this.#lens(this.#weights)
        }
      </main>
      <p class="visually-hidden" role="status">
        ${this.sealReport ? sealSentence(this.sealReport.open, language) : ''}
      </p>
    `;
  }

  /** A person is told who gets the results, before there is one. */
  #handsOver() {
    const { origins } = this.#parent;
    const strings = frameStrings[this.#language];
    const list = new Intl.ListFormat(this.#language, { type: 'disjunction' });
    return origins.length === 0
      ? nothing
      : html`<div class="hands-over">
          <p>${strings.handsOver(list.format(origins))}</p>
          <p>${strings.handsOverMore}</p>
        </div>`;
  }

  #lens(weights: URL | undefined) {
    const mode = this.#address.searchParams.get('mode');
    return html`<lesion-lens
      lang=${this.#language}
      weights=${weights?.href ?? ''}
      mode=${MODES.find((one) => one === mode) ?? 'all'}
      threshold=${thresholdParameter(this.#address) ?? nothing}
      whole-window
      .beforeStart=${
        // While developing, Vite serves the worker in many files, which none could load once sealed.
        import.meta.env.PROD ? this.#closeNetwork : undefined
      }
      .beforeReady=${this.#checkSeal}
      @lesion-lens-progress=${this.#onProgress}
      @lesion-lens-ready=${this.#onReady}
      @lesion-lens-result=${this.#onResult}
      @lesion-lens-error=${this.#onError}
      @lesion-lens-retry=${this.#onRetry}
    ></lesion-lens>`;
  }

  #refusal(error: LesionLensError) {
    const words = new Words(this.#language);
    return problemPanel(words.strings.unavailable, error, words, nothing);
  }

  get #element(): LesionLens | null {
    return this.renderRoot.querySelector('lesion-lens');
  }

  readonly #closeNetwork = (): Promise<void> => this.#seal.close();

  /** Before a photo can be taken, each way out has been tried. */
  readonly #checkSeal = async (classifier: LesionClassifier): Promise<void> => {
    this.sealReport = await this.#seal.check(classifier);
  };

  /** Says how things stand now, and remembers it for those who ask later. */
  #say(status: Plain<ReadyMessage | ProgressMessage | ErrorMessage>): void {
    this.#status = status;
    this.#parent.post(status);
  }

  #onMessage(message: HostMessage): void {
    this.requestUpdate(); // the parent has made itself known
    switch (message.type) {
      case 'hello':
        this.#fhir = message.fhir;
        this.#parent.post(this.#status);
        break;
      case 'classify':
        void this.#classify(message);
        break;
      case 'reset':
        this.#element?.reset();
        break;
    }
  }

  async #classify(message: ClassifyMessage): Promise<void> {
    const { id, fhir } = message;
    try {
      const result = await this.#judge(message);
      this.#parent.post({ type: 'result', id, ...withBundle(result, fhir) });
    } catch (error) {
      this.#parent.post({ ...errorMessage(asLesionLensError(error)), id });
    }
  }

  /** @throws LesionLensError */
  async #judge({ image, region }: ClassifyMessage): Promise<LesionResult> {
    if (this.#weights instanceof LesionLensError) {
      throw this.#weights;
    }
    await this.updateComplete;
    const element = this.#element;
    if (!element) {
      throw new LesionLensError('closed', 'The frame has been taken away.');
    }
    await element.updateComplete; // it begins to load with its first update
    return element.classify(image, { ...(region && { region }), silent: true });
  }

  readonly #onProgress = ({ detail }: LesionLensEventMap['lesion-lens-progress']): void => {
    this.#say({ type: 'progress', ...detail });
  };

  readonly #onReady = ({ detail }: LesionLensEventMap['lesion-lens-ready']): void => {
    const { name, version } = detail.weights;
    this.#say({ type: 'ready', weights: { name, version } });
  };

  readonly #onResult = ({ detail }: LesionLensEventMap['lesion-lens-result']): void => {
    this.#parent.post({ type: 'result', ...withBundle(detail, this.#fhir) });
  };

  readonly #onError = ({ detail }: LesionLensEventMap['lesion-lens-error']): void => {
    if (this.#status.type === 'progress') {
      this.#say(errorMessage(detail)); // it will not become ready
    } else {
      this.#parent.post(errorMessage(detail));
    }
  };

  readonly #onRetry = (event: Event): void => {
    if (this.#seal.closed) {
      event.preventDefault();
      window.location.reload(); // a closed page cannot load anything
    } else {
      this.#say({ type: 'progress', loadedBytes: 0 });
    }
  };
}

const MODES: readonly LensMode[] = ['all', 'photo', 'camera'];

/** `?threshold=` of the frame's address; undefined where it is none. */
function thresholdParameter(address: URL): number | undefined {
  const threshold = Number(address.searchParams.get('threshold') ?? NaN);
  return threshold > 0 && threshold < 1 ? threshold : undefined;
}

function withBundle(result: LesionResult, fhir: FhirOptions | undefined) {
  return { result, ...(fhir && { fhir: fhirBundle(result, fhir) }) };
}

function errorMessage({ code, message }: { code: string; message: string }): Plain<ErrorMessage> {
  return { type: 'error', code, message };
}

function asLesionLensError(error: unknown): LesionLensError {
  return error instanceof LesionLensError
    ? error
    : new LesionLensError('internal', `Something went wrong in the frame: ${String(error)}.`);
}

customElements.define('lesion-frame', LesionFrame);
