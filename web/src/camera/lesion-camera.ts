// <lesion-camera>: a live view with a ring, readings of what is in it, and a still.
import { html, LitElement, nothing } from 'lit';
import type { Region } from '../classifier/types.ts';
import { ring, ringStyles } from '../framing/ring.ts';
import { directionOf, type Language } from '../strings/language.ts';
import { cameraStrings, type CameraStrings } from '../strings/parts/camera.ts';
import { Announcer } from './announcer.ts';
import { type CameraProblem, cameraProblem } from './camera-problem.ts';
import {
  type CameraChoice,
  cameraSupported,
  openCamera,
  otherCamera,
  stopTracks,
} from './camera-stream.ts';
import { FrameSquare } from './frame-square.ts';
import { ICON } from '../icons/icons.ts';
import { lesionCameraStyles } from './lesion-camera.css.ts';
import { type ClassifyFrame, LiveClassification, type LiveReading } from './live-classification.ts';
import { livePanel, livePanelSentence, livePanelStyles } from './live-panel.ts';
import { ringSquareOfFrame, ringSquareOfStill } from './ring-square.ts';
import { takeStill } from './still.ts';
import { setOnTrack, type TrackControls, trackControls } from './track-controls.ts';

export type { CameraProblem, ClassifyFrame };

/** `detail` of `lesion-camera-still`. */
export interface CameraStill {
  /** A JPEG file, upright, at the camera's full resolution, without EXIF. */
  photo: Blob;
  /** The ring's square, in pixels of `photo`. */
  region: Region;
}

type State =
  | { step: 'starting' | 'paused' | 'taken' | 'closed' }
  | { step: 'live' | 'taking'; camera: OpenCamera }
  | { step: 'problem'; problem: CameraProblem };

interface OpenCamera {
  track: MediaStreamTrack;
  controls: TrackControls;
  /** The camera to switch to, where there is one. */
  other: CameraChoice | undefined;
  mirrored: boolean;
}

const BACK: CameraChoice = { facing: 'environment' };

/**
 * A camera from its start to a still. It starts when it is put into a page and stops when it is removed, when the page is
 * hidden (and starts again when it is seen), and after the still. No frame is kept.
 *
 * @element lesion-camera
 * @prop {ClassifyFrame | undefined} classify - Judges a frame of the live view; never called again before it has answered.
 *   Without it there are no live readings.
 * @prop {Language} language - Of everything that is shown. Default: `en`.
 * @fires lesion-camera-still - A photo was taken; `detail`: {@link CameraStill}. The camera is off by then.
 * @fires lesion-camera-unavailable - There is no live view; `detail`: `{ reason: CameraProblem }`. It is told in words, too.
 * @fires lesion-camera-pick-file - The person wants to choose a photo instead.
 * @fires lesion-camera-close - The person wants the camera closed. The host removes the element.
 * @csspart view - The box of the live view.
 * @csspart readings - What is told below it.
 * @csspart problem - What is told where there is no live view.
 * @cssprop --ink - Text.
 * @cssprop --ink-soft - Text of less weight.
 * @cssprop --line - Lines and borders.
 * @cssprop --surface-sunken - Background of what lies deeper.
 * @cssprop --accent - Buttons, bars, focus.
 * @cssprop --accent-strong - Buttons under the pointer.
 * @cssprop --on-accent - Text on `--accent`.
 * @cssprop --benign - What is good about the picture.
 * @cssprop --notice - What is not; `--notice-soft`: its background.
 */
export class LesionCamera extends LitElement {
  static override styles = [lesionCameraStyles, ringStyles, livePanelStyles];
  static override properties = {
    classify: { attribute: false },
    language: { type: String },
    strings: { attribute: false },
    state: { state: true },
    reading: { state: true },
    torch: { state: true },
    zoom: { state: true },
    note: { state: true },
    announcement: { state: true },
  };

  declare classify: ClassifyFrame | undefined;
  declare language: Language;
  /** A host's own words in place of some. */
  declare strings: Partial<CameraStrings> | undefined;
  declare private state: State;
  /** Undefined until the first answer, null where the last frame could not be judged. */
  declare private reading: LiveReading | null | undefined;
  declare private torch: boolean;
  declare private zoom: number;
  /** What went wrong without ending the live view. */
  declare private note: 'takeFailed' | 'notTaken' | undefined;
  declare private announcement: string;

  #choice: CameraChoice = BACK;
  #stream: MediaStream | undefined;
  /** Counts starts and stops, so that a camera which opens too late is closed again. */
  #session = 0;
  #cancelFrame: (() => void) | undefined;
  readonly #square = new FrameSquare();
  readonly #live = new LiveClassification((reading) => {
    this.#onReading(reading);
  });
  readonly #announcer = new Announcer((sentence) => {
    this.announcement = sentence;
  });

  constructor() {
    super();
    this.classify = undefined;
    this.language = 'en';
    this.strings = undefined;
    this.state = { step: 'starting' };
    this.reading = undefined;
    this.torch = false;
    this.zoom = 1;
    this.note = undefined;
    this.announcement = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisibility);
    void this.start();
  }

  override disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#stop();
    super.disconnectedCallback();
  }

  /** Turns the camera on, also after a still or a problem. */
  async start(): Promise<void> {
    this.#stop();
    const session = this.#session;
    if (document.hidden) {
      this.state = { step: 'paused' };
      return;
    }
    this.state = { step: 'starting' };
    this.#announcer.announce(this.#said.starting);
    if (!cameraSupported()) {
      this.#fail('not-secure');
      return;
    }
    try {
      const stream = await openCamera(this.#choice);
      if (session !== this.#session) {
        stopTracks(stream);
        return;
      }
      this.#stream = stream;
      await this.#show(stream, session);
    } catch (error) {
      if (session === this.#session) {
        this.#fail(cameraProblem(error));
      }
    }
  }

  get #said(): CameraStrings {
    return { ...cameraStrings[this.language], ...this.strings };
  }

  protected override render() {
    const { language, state } = this;
    const strings = this.#said;
    return html`<section lang=${language} dir=${directionOf(language)} aria-label=${strings.camera}>
      ${state.step === 'problem' ? this.#problem(state.problem) : this.#camera(state)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </section>`;
  }

  #camera(state: Exclude<State, { step: 'problem' }>) {
    const strings = this.#said;
    const camera = 'camera' in state ? state.camera : undefined;
    return html`<div class="view" part="view">
        <video
          class=${camera?.mirrored ? 'mirrored' : ''}
          aria-label=${strings.view}
          .muted=${true}
          playsinline
          autoplay
          disablepictureinpicture
        ></video>
        ${ring} ${state.step === 'taking' ? html`<div class="flash"></div>` : nothing}
        ${camera ? nothing : this.#cover(state.step)}
        ${camera ? this.#viewButtons(camera) : nothing}
        <div class="corner-end">
          <button class="round" aria-label=${strings.close} @click=${this.#onClose}>
            ${ICON.close}
          </button>
        </div>
      </div>
      <div class="below">
        ${camera ? this.#controls(state.step === 'taking', camera) : nothing}
        <p class="aid">${strings.aid}</p>
      </div>`;
  }

  #cover(step: State['step']) {
    const strings = this.#said;
    switch (step) {
      case 'taken':
        return html`<div class="cover">
          <span>${strings.taken}</span>
          <button class="primary" @click=${this.#onRetry}>${strings.takeAnother}</button>
        </div>`;
      case 'closed':
        return html`<div class="cover">
          <button class="primary" @click=${this.#onRetry}>${strings.start}</button>
        </div>`;
      default:
        return html`<p class="cover">${strings.starting}</p>`;
    }
  }

  #viewButtons({ controls, other }: OpenCamera) {
    const strings = this.#said;
    return html`<div class="corner-start">
      ${
        controls.torch
          ? html`<button
              class="round torch"
              aria-label=${strings.torch}
              aria-pressed=${this.torch}
              @click=${this.#onTorch}
            >
              ${ICON.torch}
            </button>`
          : nothing
      }
      ${
        other
          ? html`<button
              class="round switch"
              aria-label=${strings.switchCamera}
              @click=${this.#onSwitch}
            >
              ${ICON.switchCamera}
            </button>`
          : nothing
      }
    </div>`;
  }

  #controls(taking: boolean, { controls }: OpenCamera) {
    const strings = this.#said;
    return html`<button class="primary take" ?disabled=${taking} @click=${this.#onTake}>
        ${taking ? strings.taking : strings.take}
      </button>
      ${this.note ? html`<p class="note" role="alert">${strings[this.note]}</p>` : nothing}
      ${controls.zoom ? this.#zoomControl(controls.zoom) : nothing}
      ${
        this.classify
          ? html`<div part="readings">${livePanel(this.reading, strings, this.language)}</div>`
          : nothing
      }
      <p class="hint">${strings.hint}</p>`;
  }

  #zoomControl({ min, max, step }: NonNullable<TrackControls['zoom']>) {
    const strings = this.#said;
    const format = new Intl.NumberFormat(this.language, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    const factor = format.format(this.zoom);
    return html`<label class="zoom">
      <span>${strings.zoom}</span>
      <input
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(this.zoom)}
        aria-valuetext=${strings.zoomed(factor)}
        @input=${this.#onZoom}
      />
      <output dir="ltr">${factor}×</output>
    </label>`;
  }

  #problem(problem: CameraProblem) {
    const strings = this.#said;
    const { title, advice } = strings.problems[problem];
    return html`<div class="problem" part="problem" role="alert" data-reason=${problem}>
      <h2>${ICON.noCamera}${title}</h2>
      <p>${advice}</p>
      <div class="actions">
        <button class="primary pick" @click=${this.#onPickFile}>
          ${ICON.photo}${strings.pickFile}
        </button>
        ${
          problem === 'not-secure'
            ? nothing
            : html`<button class="retry" @click=${this.#onRetry}>${strings.retry}</button>`
        }
        <button class="close" @click=${this.#onClose}>${strings.close}</button>
      </div>
    </div>`;
  }

  get #video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  async #show(stream: MediaStream, session: number): Promise<void> {
    const [track] = stream.getVideoTracks();
    await this.updateComplete;
    const video = this.#video;
    if (!track || !video) {
      throw new Error('the camera has no picture');
    }
    track.addEventListener('ended', () => {
      if (session === this.#session) {
        this.#fail('ended');
      }
    });
    video.srcObject = stream;
    await video.play().catch((cause: unknown) => {
      throw new Error('the picture does not start', { cause });
    });
    const other = await otherCamera(track);
    if (session !== this.#session) {
      return;
    }
    const controls = trackControls(track);
    const mirrored = track.getSettings().facingMode === 'user';
    this.torch = false;
    this.zoom = controls.zoom?.value ?? 1;
    this.state = { step: 'live', camera: { track, controls, other, mirrored } };
    this.#announcer.announce(this.#said.started);
    this.#watchFrames(video);
  }

  #stop(): void {
    this.#session++;
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    stopTracks(this.#stream);
    this.#stream = undefined;
    const video = this.#video;
    if (video) {
      video.srcObject = null;
    }
    this.#live.reset();
    this.#announcer.cancel();
    this.reading = undefined;
    this.note = undefined;
  }

  #fail(problem: CameraProblem): void {
    this.#stop();
    this.#choice = BACK; // not again the one that may be gone
    this.state = { step: 'problem', problem };
    this.#emit('lesion-camera-unavailable', { reason: problem });
  }

  #watchFrames(video: HTMLVideoElement): void {
    const watch = () => {
      this.#cancelFrame = onNextFrame(video, () => {
        this.#onFrame(video);
        watch();
      });
    };
    watch();
  }

  #onFrame(video: HTMLVideoElement): void {
    const { classify, state } = this;
    if (!classify || state.step !== 'live' || !this.#live.free) {
      return;
    }
    const square = ringSquareOfFrame(frameSize(video), boxSize(video));
    const pixels = this.#square.pixels(video, square);
    if (pixels) {
      void this.#live.offer(pixels, classify);
    }
  }

  #onReading(reading: LiveReading | undefined): void {
    this.reading = reading ?? null;
    if (reading) {
      this.#announcer.mention(livePanelSentence(reading, this.#said));
    }
  }

  readonly #onTake = async (): Promise<void> => {
    const { state } = this;
    const video = this.#video;
    if (state.step !== 'live' || !video) {
      return;
    }
    const session = this.#session;
    const { camera } = state;
    this.note = undefined;
    this.state = { step: 'taking', camera };
    const frame = frameSize(video);
    const box = boxSize(video);
    try {
      const still = await takeStill(video, camera.track);
      if (session === this.#session) {
        this.#stop();
        this.state = { step: 'taken' };
        this.#announcer.announce(this.#said.taken);
        const region = ringSquareOfStill(still, frame, box);
        this.#emit('lesion-camera-still', { photo: still.photo, region } satisfies CameraStill);
      }
    } catch {
      if (session === this.#session) {
        this.note = 'takeFailed';
        this.state = { step: 'live', camera };
      }
    }
  };

  readonly #onVisibility = (): void => {
    const { step } = this.state;
    if (document.hidden && ['starting', 'live', 'taking'].includes(step)) {
      this.#stop();
      this.state = { step: 'paused' };
    } else if (!document.hidden && step === 'paused') {
      void this.start();
    }
  };

  readonly #onTorch = async (): Promise<void> => {
    if (this.state.step === 'live') {
      const torch = !this.torch;
      const taken = await setOnTrack(this.state.camera.track, { torch });
      this.torch = taken ? torch : this.torch;
      this.note = taken ? undefined : 'notTaken';
    }
  };

  readonly #onZoom = async (event: Event): Promise<void> => {
    if (this.state.step === 'live') {
      this.zoom = Number((event.target as HTMLInputElement).value);
      const taken = await setOnTrack(this.state.camera.track, { zoom: this.zoom });
      this.note = taken ? undefined : 'notTaken';
    }
  };

  readonly #onSwitch = async (): Promise<void> => {
    if (this.state.step === 'live' && this.state.camera.other) {
      this.#choice = this.state.camera.other;
      await this.start();
      await this.#focusOn('.switch');
    }
  };

  readonly #onRetry = async (): Promise<void> => {
    await this.start();
    await this.#focusOn('.take');
  };

  readonly #onClose = (): void => {
    this.#stop();
    this.state = { step: 'closed' };
    this.#emit('lesion-camera-close');
  };

  readonly #onPickFile = (): void => {
    this.#emit('lesion-camera-pick-file');
  };

  /** What was pressed is gone while the camera starts, and the keyboard's place with it. */
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function frameSize(video: HTMLVideoElement) {
  return { width: video.videoWidth, height: video.videoHeight };
}

function boxSize(video: HTMLVideoElement) {
  return { width: video.clientWidth, height: video.clientHeight };
}

/** Calls once, with the next frame that is shown; answers how to call that off. */
function onNextFrame(video: HTMLVideoElement, call: () => void): () => void {
  // Firefox before 132 has no `requestVideoFrameCallback`.
  if ('requestVideoFrameCallback' in video) {
    const id = video.requestVideoFrameCallback(call);
    return () => {
      video.cancelVideoFrameCallback(id);
    };
  }
  const id = requestAnimationFrame(call);
  return () => {
    cancelAnimationFrame(id);
  };
}

// As with <lesion-lens>: a page may load the script twice.
if (!customElements.get('lesion-camera')) {
  customElements.define('lesion-camera', LesionCamera);
}

declare global {
  interface HTMLElementTagNameMap {
    'lesion-camera': LesionCamera;
  }
}
