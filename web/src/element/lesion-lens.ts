// <lesion-lens>: takes a photo of a skin lesion and shows what the network finds, all on this device.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  type Classification,
  type ClassifyOptions,
  type LesionClassifier,
  LesionLensError,
  type LesionImage,
  type LoadProgress,
  type Region,
  type Variant,
  type Weights,
} from '../classifier/index.ts';
import type { LesionResult } from '../results/lesion-result.ts';
import type { Language } from '../strings/language.ts';
import { cameraSupported } from '../camera/camera-stream.ts';
import type { CameraStill, ClassifyFrame } from '../camera/lesion-camera.ts';
import { type Lease, leaseClassifier } from './classifier-pool.ts';
import { elementLanguage } from './element-language.ts';
import { ICON } from '../icons/icons.ts';
import { judge, type Judged, kindOf } from './judged.ts';
import { lesionLensStyles } from './lesion-lens.css.ts';
import { mapSentence } from './map-words.ts';
import { notJudgedAnnouncement, notJudgedPanel, unfamiliarPanel } from './not-judged-panel.ts';
import { PhotoDrop } from './photo-drop.ts';
import { firstPhoto } from './photo-source.ts';
import { drawMap, photoView } from './photo-view.ts';
import { adviceList, loadingPanel, workingPanel } from './quiet-panels.ts';
import { problemPanel } from './problem-panel.ts';
import { asBlob } from './shown-photo.ts';
import { cameraStage, framingStage } from './stage-elements.ts';
import { verdictPanel } from './verdict-panel.ts';
import { type OwnStrings, Words } from './words.ts';

export type LensMode = 'all' | 'photo' | 'camera';

export interface LensClassifyOptions extends Pick<ClassifyOptions, 'region'> {
  /** No event tells of this photo: the caller has the answer. Default: false. */
  silent?: boolean;
}

export interface LesionLensEventMap {
  'lesion-lens-ready': CustomEvent<{ weights: Weights; variant: Variant }>;
  'lesion-lens-progress': CustomEvent<LoadProgress>;
  'lesion-lens-result': CustomEvent<LesionResult>;
  'lesion-lens-error': CustomEvent<{ code: string; message: string }>;
  'lesion-lens-retry': CustomEvent<null>;
}

type State =
  | { step: 'loading'; progress: LoadProgress }
  | { step: 'unavailable'; error: LesionLensError }
  | { step: 'ready' }
  | { step: 'working' }
  /** `anyway`: the verdict is shown although the photo is not good enough. */
  | { step: 'judged'; judged: Judged; anyway: boolean }
  | { step: 'refused'; error: LesionLensError };

/**
 * Takes a photo of a skin lesion and shows whether the network finds it benign or malignant: a decision aid, not a diagnosis.
 * Everything happens on the device; the photo is not sent anywhere.
 *
 * @element lesion-lens
 *
 * @attr {string} weights - Address of a weights file; default: the weights beside the script. Weights decide the verdict: take
 *   them only from a place that you trust.
 * @attr {'en' | 'de' | 'es' | 'fr' | 'ar'} lang - Default: the closest `lang` around the element, else the browser's language.
 * @attr {'all' | 'photo' | 'camera'} mode - Where photos may come from. Default: `all`.
 * @attr {number} threshold - Malignant from this probability on, between 0 and 1, in place of the weights' own operating point;
 *   there is no "not sure" then, and no figures of how often the verdict is right.
 * @attr {boolean} whole-window - Takes what is dropped or pasted anywhere on the page, not only on the element.
 *
 * @fires lesion-lens-progress - While loading. Detail: `{ loadedBytes, totalBytes? }`.
 * @fires lesion-lens-ready - Photos are taken from now on. Detail: `{ weights, variant }`.
 * @fires lesion-lens-result - A photo was judged, and is on show. Detail: a `LesionResult`.
 * @fires lesion-lens-error - Loading failed, or a photo was refused. Detail: `{ code, message }`.
 * @fires lesion-lens-retry - "Try again" after a failed load. Cancelable: then the element does not load anew.
 *
 * @slot heading - Above everything.
 * @slot after-result - Under a result, only while there is one.
 * @slot footer - In place of the note that the photo stays on the device.
 *
 * @csspart heading - Around the slot of that name.
 * @csspart stage - The side with the photo.
 * @csspart picture - The photo with what lies over it.
 * @csspart controls - Buttons under the photo.
 * @csspart button - Every button.
 * @csspart panel - The side with the verdict.
 * @csspart verdict - All of the verdict.
 * @csspart headline - The verdict's word.
 * @csspart bar - The probability on its scale.
 * @csspart not-judged - In place of a verdict, where the photo is not good enough or shows no lesion.
 * @csspart problem - Something that keeps photos from being judged.
 * @csspart footer - The notes under both sides.
 *
 * @cssprop --lesion-lens-surface - Background of both sides.
 * @cssprop --lesion-lens-surface-sunken - Background of what lies deeper.
 * @cssprop --lesion-lens-ink - Text.
 * @cssprop --lesion-lens-ink-soft - Text of less weight.
 * @cssprop --lesion-lens-line - Lines and borders.
 * @cssprop --lesion-lens-accent - Buttons, links, focus.
 * @cssprop --lesion-lens-accent-strong - Buttons under the pointer.
 * @cssprop --lesion-lens-on-accent - Text on `--lesion-lens-accent`.
 * @cssprop --lesion-lens-benign - Text of a benign verdict; `-benign-soft`: its background.
 * @cssprop --lesion-lens-malignant - Text of a malignant verdict; `-malignant-soft`: its background.
 * @cssprop --lesion-lens-unsure - Text of a verdict that is not sure; `-unsure-soft`: its background.
 * @cssprop --lesion-lens-notice - Text of problems; `-notice-soft`: its background.
 * @cssprop --lesion-lens-radius - Roundness of both sides.
 * @cssprop --lesion-lens-shadow - Under both sides.
 */
export class LesionLens extends LitElement {
  static override styles = lesionLensStyles;
  static override properties = {
    weights: { type: String },
    mode: { type: String },
    threshold: { type: Number },
    wholeWindow: { type: Boolean, attribute: 'whole-window' },
    strings: { attribute: false },
    beforeStart: { attribute: false },
    beforeReady: { attribute: false },
    state: { state: true },
    shown: { state: true },
    stage: { state: true },
    dragging: { state: true },
    mapShown: { state: true },
  };

  declare weights: string;
  declare mode: LensMode;
  declare threshold: number | null | undefined;
  declare wholeWindow: boolean;
  /** A host's own words in place of the element's. */
  declare strings: OwnStrings | undefined;
  /** See `CreateOptions.beforeStart`. Counts for the first element that asks for these weights. */
  declare beforeStart: (() => Promise<void>) | undefined;
  /** Waited for once the classifier runs, before photos are taken. */
  declare beforeReady: ((classifier: LesionClassifier) => Promise<void>) | undefined;

  declare private state: State;
  /** The photo on show, as a blob: address; `unreadable`: to the browser. */
  declare private shown:
    { photo: Blob; url: string; name: string; unreadable: boolean } | undefined;
  /** What is on the stage: the photo, or what leads to the next verdict. */
  declare private stage: 'photo' | 'camera' | 'framing';
  declare private dragging: boolean;
  declare private mapShown: boolean;

  #lease: Lease | undefined;
  #classifier: LesionClassifier | undefined;
  /** Fulfilled with the classifier once photos are taken. */
  #ready: Promise<LesionClassifier> | undefined;
  /** Counts photos, so that a verdict which a newer photo has overtaken is not shown. */
  #photoNumber = 0;
  #words: Words | undefined;
  readonly #languageWatch = new MutationObserver(() => {
    this.#onLanguage();
  });
  readonly #drop = new PhotoDrop({
    onPhoto: (file) => {
      this.#take(file);
    },
    onDragging: (dragging) => {
      this.dragging = dragging;
    },
  });

  constructor() {
    super();
    this.weights = '';
    this.mode = 'all';
    this.wholeWindow = false;
    this.state = { step: 'loading', progress: { loadedBytes: 0 } };
    this.stage = 'photo';
    this.dragging = false;
    this.mapShown = false;
    this.addController(this.#drop);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'lang') {
      this.#onLanguage();
    } else {
      super.attributeChangedCallback(name, old, value);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#onLanguage();
    this.#languageWatch.observe(document.documentElement, { attributeFilter: ['lang'] });
    if (this.hasUpdated && !this.#lease) {
      this.#load();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#languageWatch.disconnect();
    // An element that is only moved comes back before this runs, and keeps what it has.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#free();
      }
    });
  }

  /** The photo on show; the result's event carries none. */
  get photo(): Blob | undefined {
    return this.shown?.photo;
  }

  /** The language that the element speaks. */
  get language(): Language {
    return this.#said.language;
  }

  /**
   * Judges a picture of the host's, and shows it as if it had been chosen. A later photo may overtake it on show; its result is
   * answered all the same. The result or error on show is also told by an event, unless it is `silent`.
   * @throws LesionLensError
   */
  async classify(
    image: LesionImage,
    { region, silent = false }: LensClassifyOptions = {},
  ): Promise<LesionResult> {
    const number = ++this.#photoNumber;
    if (this.isConnected && !this.#ready) {
      await this.updateComplete; // just put into the page
    }
    const ready = this.#ready;
    if (!ready) {
      throw new LesionLensError('closed', 'This element is in no document, or could not load.');
    }
    const photo = await asBlob(image);
    if (number === this.#photoNumber) {
      this.#show(photo, image instanceof File ? image.name : '');
      this.stage = 'photo';
      this.mapShown = false;
      if (this.state.step !== 'loading') {
        this.state = { step: 'working' };
      }
    }
    try {
      const classifier = await ready;
      if (number === this.#photoNumber) {
        this.state = { step: 'working' };
      }
      // A DICOM file is read once: what is shown of it is what is judged.
      const source = image instanceof Blob ? (photo ?? image) : image;
      const judged = await this.#judge(classifier, source, region);
      if (number === this.#photoNumber) {
        this.state = { step: 'judged', judged, anyway: false };
        if (!silent) {
          this.#tell('lesion-lens-result', judged.result);
        }
      }
      return judged.result;
    } catch (thrown) {
      const error = asLesionLensError(thrown);
      if (number === this.#photoNumber && this.#classifier) {
        this.#refuse(error);
        if (!silent) {
          this.#tellError(error);
        }
      }
      throw error;
    }
  }

  /** Takes photo and verdict away, as before the first photo. */
  reset(): void {
    this.#photoNumber++;
    this.#show(undefined);
    this.stage = 'photo';
    this.mapShown = false;
    if (this.#classifier) {
      this.state = { step: 'ready' };
    }
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('strings')) {
      this.#words = undefined;
    }
    if (changed.has('weights') || !this.hasUpdated) {
      this.#free();
      if (this.isConnected) {
        this.#load();
      }
    }
    if (changed.has('threshold') && this.state.step === 'judged') {
      const { classification, result } = this.state.judged;
      try {
        const judged = this.#judged(classification, new Date(result.time));
        this.state = { ...this.state, judged };
      } catch (error) {
        const refused = asLesionLensError(error);
        this.#refuse(refused);
        this.#tellError(refused);
      }
    }
  }

  protected override updated(): void {
    const takesFiles = this.isConnected && this.mode !== 'camera';
    this.#drop.listenOn(takesFiles ? (this.wholeWindow ? window : this) : undefined);
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.map');
    if (canvas && this.state.step === 'judged') {
      const { activationMap, imageWidth, imageHeight } = this.state.judged.classification;
      if (activationMap) {
        drawMap(canvas, activationMap, { width: imageWidth, height: imageHeight });
      }
    }
  }

  protected override render(): TemplateResult {
    const { strings, language, direction } = this.#said;
    return html`
      <div class="lens" lang=${language} dir=${direction}>
        <div part="heading"><slot name="heading"></slot></div>
        <div class="columns">
          <section
            class="stage ${this.dragging ? 'dragging' : ''}"
            part="stage"
            aria-label=${strings.photoArea}
          >
            ${this.#stage()} ${this.#fileInputs()}
          </section>
          <section
            class="panel"
            part="panel"
            aria-label=${strings.verdictArea}
            aria-busy=${this.state.step === 'working'}
          >
            ${this.#panel()}
            ${this.state.step === 'judged' ? html`<slot name="after-result"></slot>` : nothing}
          </section>
        </div>
        <footer part="footer">
          <p>
            ${ICON.stethoscope}<span><strong>${strings.aid}</strong> ${strings.aidMore}</span>
          </p>
          <slot name="footer">
            <p>
              ${ICON.shield}<span><strong>${strings.privacy}</strong> ${strings.privacyMore}</span>
            </p>
          </slot>
        </footer>
        <p class="visually-hidden" role="status">${this.#announcement()}</p>
      </div>
    `;
  }

  #stage() {
    if (this.stage === 'camera') {
      return cameraStage(
        {
          classify: this.#classifyFrame,
          onStill: this.#onStill,
          onPickFile: this.#onCameraPickFile,
          onClose: this.#onCameraClosed,
        },
        this.#said,
      );
    }
    if (this.stage === 'framing' && this.shown) {
      const { photo } = this.shown;
      const region =
        this.state.step === 'judged' ? this.state.judged.classification.region : undefined;
      return framingStage(
        { photo, region, onDone: this.#onFramed, onCancel: this.#onFramingClosed },
        this.#said,
      );
    }
    return html`${this.#picture()} ${this.#controls()}`;
  }

  #picture() {
    const { strings } = this.#said;
    if (!this.shown) {
      return html`<div class="frame empty">
        ${ICON.frame}
        <p>${this.dragging ? strings.dropHere : strings.emptyStage}</p>
      </div>`;
    }
    const classification =
      this.state.step === 'judged' ? this.state.judged.classification : undefined;
    const map = this.mapShown ? classification?.activationMap : undefined;
    const { url, name, unreadable } = this.shown;
    return html`<div class="frame">
        ${
          unreadable
            ? html`<p class="cannot-show">${strings.cannotShow}</p>`
            : photoView(
                {
                  url,
                  name,
                  ...(classification && {
                    seen: {
                      photo: {
                        width: classification.imageWidth,
                        height: classification.imageHeight,
                      },
                      region: classification.region,
                    },
                  }),
                  ...(map && { map }),
                },
                this.#onUnreadable,
                this.#said,
              )
        }
      </div>
      ${classification && !unreadable ? this.#mapControls(classification) : nothing}`;
  }

  #mapControls({ activationMap, region, imageWidth, imageHeight }: Classification) {
    const { strings } = this.#said;
    const whole = region.width === imageWidth && region.height === imageHeight;
    return html`<div class="looked-at">
      <p class="caption">${whole ? strings.seenWhole : strings.seenSquare}</p>
      ${
        activationMap
          ? html`<button
              class="secondary small map-toggle"
              part="button"
              aria-pressed=${this.mapShown}
              @click=${this.#onMap}
            >
              ${ICON.eye}${strings.mapTitle}
            </button>`
          : nothing
      }
      <button class="secondary small reframe" part="button" @click=${this.#onFrame}>
        ${ICON.frame}${strings.frame}
      </button>
      ${
        activationMap && this.mapShown
          ? html`<p class="caption map-words">
              <strong>${mapSentence(activationMap, this.#said)}</strong> ${strings.mapNote}
            </p>`
          : nothing
      }
    </div>`;
  }

  #controls() {
    const { strings } = this.#said;
    const closed = !this.#classifier;
    const { mode } = this;
    const take = html`<button
      class="primary take ${cameraSupported() ? '' : 'without-view'}"
      part="button"
      ?disabled=${closed}
      @click=${this.#onTake}
    >
      ${ICON.camera}${this.shown ? strings.takeAnother : strings.take}
    </button>`;
    const choose = html`<button
      class="primary choose"
      part="button"
      ?disabled=${closed}
      @click=${this.#onChoose}
    >
      ${ICON.photo}${this.shown ? strings.chooseAnother : strings.choose}
    </button>`;
    // First what is likelier on the device: a phone is pointed at the skin, a desktop has files.
    const both = onPhone() ? [take, choose] : [choose, take];
    return html`<div class="controls" part="controls">
      ${mode === 'photo' ? choose : mode === 'camera' ? take : both}
      ${mode === 'camera' ? nothing : html`<p class="hint">${strings.dropOrPaste}</p>`}
    </div>`;
  }

  /** Always there: where the camera gives no picture, files are the way out even if only the camera was wanted. */
  #fileInputs() {
    const { strings } = this.#said;
    // On a phone anything beside pictures would bring up its files in place of its photos.
    const accept = onPhone() ? 'image/*' : 'image/*,application/dicom,.dcm';
    const input = (id: string, label: string, capture: string | typeof nothing) =>
      html`<input
        id=${id}
        type="file"
        accept=${accept}
        capture=${capture}
        aria-label=${label}
        hidden
        ?disabled=${!this.#classifier}
        @change=${this.#onPick}
      />`;
    return [input('file', strings.choose, nothing), input('camera', strings.take, 'environment')];
  }

  #panel() {
    const { state } = this;
    const words = this.#said;
    const { strings } = words;
    switch (state.step) {
      case 'loading':
        return loadingPanel(state.progress, words);
      case 'ready':
        return html`<h2>${strings.ready}</h2>
          ${adviceList(words)}`;
      case 'working':
        return workingPanel(words);
      case 'judged':
        return this.#judgedPanel(state);
      case 'refused':
        return problemPanel(strings.refused, state.error, words, html`<p>${strings.nextPhoto}</p>`);
      case 'unavailable':
        return problemPanel(
          strings.unavailable,
          state.error,
          words,
          this.#retryButton(state.error),
        );
    }
  }

  #judgedPanel({ judged, anyway }: State & { step: 'judged' }) {
    const words = this.#said;
    switch (kindOf(judged)) {
      case 'verdict':
        return verdictPanel(judged, false, words);
      case 'quality':
        return anyway
          ? verdictPanel(judged, true, words)
          : notJudgedPanel(judged, this.#onShowAnyway, words);
      case 'unfamiliar':
        return unfamiliarPanel(judged, words);
    }
  }

  /** A retry cannot help where the browser or the address is what does not fit. */
  #retryButton({ code }: LesionLensError) {
    const helps = code !== 'browser-unsupported' && code !== 'weights-address-invalid';
    return helps
      ? html`<button class="primary retry" part="button" @click=${this.#onRetry}>
          ${this.#said.strings.retry}
        </button>`
      : nothing;
  }

  /** For screen readers. Problems announce themselves, as alerts. */
  #announcement(): string {
    const { state } = this;
    const words = this.#said;
    const { strings } = words;
    switch (state.step) {
      case 'loading':
        return strings.loading;
      case 'ready':
        return strings.ready;
      case 'working':
        return strings.working;
      case 'judged': {
        const { judged, anyway } = state;
        if (kindOf(judged) !== 'verdict' && !anyway) {
          return notJudgedAnnouncement(judged, words);
        }
        const { title, next } = strings.verdicts[judged.outcome];
        const probability = words.percent(judged.result.probabilityMalignant);
        const warning = anyway ? `${strings.unreliable} ` : '';
        return `${warning}${strings.spoken(title, probability)} ${next} ${strings.aid}`;
      }
      default:
        return '';
    }
  }

  get #said(): Words {
    return (this.#words ??= new Words(elementLanguage(this), this.strings));
  }

  #onLanguage(): void {
    this.#words = undefined;
    this.requestUpdate();
  }

  #load(): void {
    this.state = { step: 'loading', progress: { loadedBytes: 0 } };
    const lease = leaseClassifier({
      weights: this.weights,
      beforeStart: this.beforeStart,
      onProgress: (progress) => {
        this.state = { step: 'loading', progress };
        this.#tell('lesion-lens-progress', progress);
      },
    });
    this.#lease = lease;
    this.#ready = this.#becomeReady(lease);
    this.#ready.catch(() => undefined); // shown, and told by an event
  }

  async #becomeReady(lease: Lease): Promise<LesionClassifier> {
    try {
      const classifier = await lease.classifier;
      await this.beforeReady?.(classifier);
      if (lease !== this.#lease) {
        throw closedError();
      }
      this.#classifier = classifier;
      this.state = { step: 'ready' };
      const { weights, variant } = classifier;
      this.#tell('lesion-lens-ready', { weights, variant });
      return classifier;
    } catch (thrown) {
      const error = asLesionLensError(thrown);
      if (lease === this.#lease) {
        this.#free();
        this.state = { step: 'unavailable', error };
        this.#tellError(error);
      }
      throw error;
    }
  }

  #refuse(error: LesionLensError): void {
    this.#show(undefined);
    this.state = { step: 'refused', error };
    if (error.code === 'runtime-unavailable') {
      this.#lease?.discard(); // its worker has ended
      this.#free();
      this.state = { step: 'unavailable', error };
    }
  }

  #tellError({ code, message }: LesionLensError): void {
    this.#tell('lesion-lens-error', { code, message });
  }

  /** Gives the classifier back and forgets the photo. */
  #free(): void {
    this.#photoNumber++;
    this.#lease?.release();
    this.#lease = undefined;
    this.#classifier = undefined;
    this.#ready = undefined;
    this.#show(undefined);
  }

  async #judge(
    classifier: LesionClassifier,
    image: LesionImage,
    region: Region | undefined,
  ): Promise<Judged> {
    const classification = await classifier.classify(image, {
      activationMap: true,
      ...(region && { region }),
    });
    return this.#judged(classification, new Date());
  }

  #judged(classification: Classification, time: Date): Judged {
    return judge(classification, time, this.threshold ?? undefined);
  }

  /** A photo that came by hand: what becomes of it is shown, and told by events. */
  #take(photo: Blob, region?: Region): void {
    if (this.#classifier) {
      void this.classify(photo, region && { region })
        .catch(() => undefined)
        .then(() => this.#bringIntoView());
    }
  }

  /** On a phone the photo fills the screen, and what is said of it lies below. */
  async #bringIntoView(): Promise<void> {
    await this.updateComplete;
    const heading = this.renderRoot.querySelector('.panel h2');
    const box = heading?.getBoundingClientRect();
    if (heading && box && (box.top < 0 || box.bottom > window.innerHeight)) {
      const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      heading.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    }
  }

  /** What was pressed is gone, and the keyboard's place with it. */
  #focusOn(selector: string): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }

  #show(photo: Blob | undefined, name = ''): void {
    if (this.shown) {
      URL.revokeObjectURL(this.shown.url);
    }
    this.shown = photo && { photo, url: URL.createObjectURL(photo), name, unreadable: false };
  }

  #tell<Type extends keyof LesionLensEventMap>(
    type: Type,
    detail: LesionLensEventMap[Type]['detail'],
  ): boolean {
    const cancelable = type === 'lesion-lens-retry';
    return this.dispatchEvent(
      new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }),
    );
  }

  readonly #onRetry = (): void => {
    if (this.#tell('lesion-lens-retry', null)) {
      this.#load();
    }
  };

  readonly #onShowAnyway = (): void => {
    if (this.state.step === 'judged') {
      this.state = { ...this.state, anyway: true };
      this.#focusOn('.headline h2');
    }
  };

  readonly #onMap = (): void => {
    this.mapShown = !this.mapShown;
  };

  readonly #onUnreadable = (): void => {
    if (this.shown) {
      this.shown = { ...this.shown, unreadable: true };
    }
  };

  readonly #onChoose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  };

  /** Without access to the camera's picture (http, old browsers) a phone's own camera program takes the photo. */
  readonly #onTake = (): void => {
    if (cameraSupported()) {
      this.reset();
      this.stage = 'camera';
      this.#focusOn('lesion-camera');
    } else {
      this.renderRoot.querySelector<HTMLInputElement>('#camera')?.click();
    }
  };

  readonly #classifyFrame: ClassifyFrame = async (image, region) => {
    if (!this.#classifier) {
      throw closedError();
    }
    const answer = await this.#classifier.classify(image, { region });
    const { threshold } = this;
    return threshold === null || threshold === undefined
      ? answer
      : { ...answer, threshold, unsureFrom: threshold, unsureTo: threshold };
  };

  readonly #onStill = ({ photo, region }: CameraStill): void => {
    this.#take(photo, region);
  };

  readonly #onCameraPickFile = (): void => {
    this.#onChoose();
    this.#onCameraClosed();
  };

  readonly #onCameraClosed = (): void => {
    this.stage = 'photo';
    this.#focusOn('.take');
  };

  readonly #onFrame = (): void => {
    this.stage = 'framing';
    this.#focusOn('lesion-framing');
  };

  readonly #onFramed = (region: Region): void => {
    if (this.shown) {
      this.#take(this.shown.photo, region);
    }
  };

  readonly #onFramingClosed = (): void => {
    this.stage = 'photo';
    this.#focusOn('.reframe');
  };

  readonly #onPick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = firstPhoto(input.files);
    // Emptied, so that the same photo can be picked again.
    input.value = '';
    if (file) {
      this.#take(file);
    }
  };
}

function onPhone(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}

function closedError(): LesionLensError {
  return new LesionLensError('closed', 'This element was removed, or given other weights.');
}

function asLesionLensError(error: unknown): LesionLensError {
  return error instanceof LesionLensError
    ? error
    : new LesionLensError('internal', `Something went wrong in this page: ${String(error)}.`);
}

declare global {
  interface HTMLElementTagNameMap {
    'lesion-lens': LesionLens;
  }
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how a page's listeners get their types
  interface HTMLElementEventMap extends LesionLensEventMap {}
}

// A page may load the script twice, under two addresses.
if (!customElements.get('lesion-lens')) {
  customElements.define('lesion-lens', LesionLens);
}
