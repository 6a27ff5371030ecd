// <lesion-framing>: puts a part of a photo into the ring, which is then what the network sees.
import { html, LitElement } from 'lit';
import { Announcer } from '../camera/announcer.ts';
import { ICON } from '../icons/icons.ts';
import type { Region } from '../classifier/types.ts';
import { directionOf, type Language } from '../strings/language.ts';
import { framingStrings, type FramingStrings } from '../strings/parts/framing.ts';
import { drawBehindRing, drawSquare, ringSide } from './draw-photo.ts';
import { finished, inside, moved, wholeMiddle, zoomed } from './framed-square.ts';
import { Gestures, type Point } from './gestures.ts';
import { lesionFramingStyles } from './lesion-framing.css.ts';
import { ring, ringStyles } from './ring.ts';
import { type ShownPhoto, shownPhoto } from './shown-photo.ts';

/** One press of a button or key. */
const STEP_FACTOR = 1.25;
/** By the square's side. */
const STEP_SHARE = 0.06;
const DOUBLE_TAP_FACTOR = 2;
/** From here on a double tap goes back to the whole middle. */
const CLOSEST_BY_DOUBLE_TAP = 6;

/**
 * A photo behind a square with a ring: moved by dragging and arrow keys, zoomed by pinching, wheel, double tap, buttons and
 * the keys + and -. The square never leaves the photo.
 *
 * @element lesion-framing
 * @prop {Blob | ImageBitmap | undefined} photo - A picture file, or upright pixels, which stay the host's.
 * @prop {Region | undefined} region - The square in whole pixels of the upright photo. Set it before or after `photo` to start
 *   somewhere else than with the whole middle; undefined until the photo is open.
 * @prop {Language} language - Of everything that is shown. Default: `en`.
 * @fires lesion-framing-change - The square was moved or zoomed; `detail`: `{ region: Region }`.
 * @fires lesion-framing-done - This part is to be judged; `detail`: `{ region: Region }`.
 * @fires lesion-framing-unavailable - The browser cannot show the photo: classify it without a region.
 * @csspart stage - The photo with the ring.
 * @csspart preview - What the network will see.
 * @cssprop --ink - Text.
 * @cssprop --ink-soft - Text of less weight.
 * @cssprop --line - Lines and borders.
 * @cssprop --surface-sunken - Background of what lies deeper.
 * @cssprop --accent - Buttons, bars, focus.
 * @cssprop --accent-strong - Buttons under the pointer.
 * @cssprop --on-accent - Text on `--accent`.
 * @cssprop --notice - What is not; `--notice-soft`: its background.
 */
export class LesionFraming extends LitElement {
  static override styles = [lesionFramingStyles, ringStyles];
  static override properties = {
    photo: { attribute: false },
    language: { type: String },
    strings: { attribute: false },
    shown: { state: true },
    square: { state: true },
    unreadable: { state: true },
    announcement: { state: true },
  };

  declare photo: Blob | ImageBitmap | undefined;
  declare language: Language;
  /** A host's own words in place of some. */
  declare strings: Partial<FramingStrings> | undefined;
  declare private shown: ShownPhoto | undefined;
  /** With fractions of pixels. */
  declare private square: Region | undefined;
  declare private unreadable: boolean;
  declare private announcement: string;

  /** What is open or being opened. An object of its own each time, so that an earlier opening knows that it is late. */
  #followed: { photo: Blob | ImageBitmap } | undefined;
  /** Where to start, until the photo is open. */
  #start: Region | undefined;
  readonly #resized = new ResizeObserver(() => {
    this.#draw();
  });
  readonly #announcer = new Announcer((sentence) => {
    this.announcement = sentence;
  });
  readonly #gestures = new Gestures({
    move: (right, down) => {
      this.#move(right, down);
    },
    zoom: (factor, at) => {
      this.#zoom(factor, at);
    },
    doubleTap: (at) => {
      this.#onDoubleTap(at);
    },
    end: () => {
      this.#tellPlace();
    },
  });

  constructor() {
    super();
    this.photo = undefined;
    this.language = 'en';
    this.strings = undefined;
    this.shown = undefined;
    this.square = undefined;
    this.unreadable = false;
    this.announcement = '';
  }

  get region(): Region | undefined {
    const { shown, square } = this;
    return shown && square && finished(square, shown);
  }

  set region(region: Region | undefined) {
    // Kept, for the photo that it is meant for may not be open yet.
    this.#start = region;
    if (this.shown) {
      this.square = region ? inside(region, this.shown) : wholeMiddle(this.shown);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#announcer.cancel();
    this.#follow();
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    this.#follow();
  }

  protected override updated(): void {
    const stage = this.#canvas('.stage canvas');
    if (stage) {
      this.#resized.observe(stage);
    }
    this.#draw();
  }

  get #said(): FramingStrings {
    return { ...framingStrings[this.language], ...this.strings };
  }

  protected override render() {
    const { language, unreadable } = this;
    const strings = this.#said;
    return html`<section
      lang=${language}
      dir=${directionOf(language)}
      aria-label=${strings.framing}
    >
      ${unreadable ? html`<p class="note" role="alert">${strings.unreadable}</p>` : this.#framing()}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </section>`;
  }

  #framing() {
    const strings = this.#said;
    const { shown } = this;
    const { onPointerDown, onPointerMove, onPointerUp, onWheel } = this.#gestures;
    return html`
      <div class="box">
        <div
          class="stage view"
          part="stage"
          role="application"
          tabindex="0"
          aria-label=${strings.stage}
          aria-describedby="hint keys"
          aria-busy=${!shown}
          @pointerdown=${onPointerDown}
          @pointermove=${onPointerMove}
          @pointerup=${onPointerUp}
          @pointercancel=${onPointerUp}
          @wheel=${onWheel}
          @keydown=${this.#onKey}
        >
          <canvas></canvas>
          ${shown ? ring : html`<p class="cover">${strings.loading}</p>`}
        </div>
        <div class="zoom">
          <button
            class="round farther"
            aria-label=${strings.farther}
            ?disabled=${!shown}
            @click=${this.#onFarther}
          >
            ${ICON.less}
          </button>
          <button
            class="round closer"
            aria-label=${strings.closer}
            ?disabled=${!shown}
            @click=${this.#onCloser}
          >
            ${ICON.more}
          </button>
        </div>
      </div>
      <div class="below">
        <p id="hint" class="hint">${strings.hint}</p>
        <p id="keys" class="visually-hidden">${strings.keys}</p>
        <figure part="preview">
          <canvas role="img" aria-label=${strings.previewAlternative}></canvas>
          <figcaption>${strings.preview}</figcaption>
        </figure>
        <div class="actions">
          <button class="primary confirm" ?disabled=${!shown} @click=${this.#onConfirm}>
            ${strings.confirm}
          </button>
          <button class="whole" ?disabled=${!shown} @click=${this.#onWholeMiddle}>
            ${ICON.whole}${strings.wholeMiddle}
          </button>
        </div>
        <p class="aid">${strings.aid}</p>
      </div>
    `;
  }

  /** Opens the photo that is wanted now, and closes the one before; a removed element holds none. */
  #follow(): void {
    const photo = this.isConnected ? this.photo : undefined;
    if (photo !== this.#followed?.photo) {
      this.shown?.close();
      this.shown = undefined;
      this.square = undefined;
      this.unreadable = false;
      this.#followed = photo && { photo };
      void this.#open();
    }
  }

  async #open(): Promise<void> {
    const followed = this.#followed;
    if (!followed) {
      return;
    }
    const opened = await shownPhoto(followed.photo).catch(() => undefined);
    if (followed !== this.#followed) {
      opened?.close();
    } else if (opened) {
      this.shown = opened;
      this.square = this.#start ? inside(this.#start, opened) : wholeMiddle(opened);
      this.#start = undefined;
    } else {
      this.unreadable = true;
      this.#emit('lesion-framing-unavailable');
    }
  }

  #draw(): void {
    const { shown, square } = this;
    const stage = this.#canvas('.stage canvas');
    const preview = this.#canvas('figure canvas');
    if (shown && square && stage && preview) {
      const box = { width: stage.clientWidth, height: stage.clientHeight };
      drawBehindRing(stage, box, shown, square);
      drawSquare(preview, preview.clientWidth, shown, square);
    }
  }

  #canvas(selector: string): HTMLCanvasElement | null {
    return this.renderRoot.querySelector<HTMLCanvasElement>(selector);
  }

  /** CSS pixels by which the photo follows finger or mouse. */
  #move(right: number, down: number): void {
    const { shown, square } = this;
    const stage = this.#canvas('.stage canvas');
    if (shown && square && stage) {
      const pixels = square.side / this.#ringSide(stage);
      this.#change(moved(square, -right * pixels, -down * pixels, shown));
    }
  }

  #zoom(factor: number, at?: Point): void {
    const { shown, square } = this;
    const stage = this.#canvas('.stage canvas');
    if (!shown || !square || !stage) {
      return;
    }
    const side = this.#ringSide(stage);
    const point = at && {
      across: (at.x - stage.clientWidth / 2) / side + 0.5,
      down: (at.y - stage.clientHeight / 2) / side + 0.5,
    };
    this.#change(zoomed(square, factor, shown, point));
  }

  #ringSide(stage: HTMLCanvasElement): number {
    return ringSide({ width: stage.clientWidth, height: stage.clientHeight });
  }

  #change(square: Region): void {
    this.square = square;
    this.#emit('lesion-framing-change', { region: this.region });
  }

  #tellPlace(): void {
    const { shown, square } = this;
    if (!shown || !square) {
      return;
    }
    const percent = new Intl.NumberFormat(this.language, { style: 'percent' });
    const side = square.side / Math.min(shown.width, shown.height);
    const across = (square.x + square.side / 2) / shown.width;
    const down = (square.y + square.side / 2) / shown.height;
    this.#announcer.mention(
      this.#said.place(percent.format(side), percent.format(across), percent.format(down)),
    );
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { shown, square } = this;
    if (!shown || !square || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const step = STEP_SHARE * square.side;
    const squares: Record<string, () => Region> = {
      ArrowLeft: () => moved(square, -step, 0, shown),
      ArrowRight: () => moved(square, step, 0, shown),
      ArrowUp: () => moved(square, 0, -step, shown),
      ArrowDown: () => moved(square, 0, step, shown),
      '+': () => zoomed(square, STEP_FACTOR, shown),
      '=': () => zoomed(square, STEP_FACTOR, shown),
      '-': () => zoomed(square, 1 / STEP_FACTOR, shown),
      Home: () => wholeMiddle(shown),
    };
    const next = squares[event.key];
    if (next) {
      event.preventDefault(); // else the arrows would scroll the page as well
      this.#change(next());
      this.#tellPlace();
    }
  };

  #onDoubleTap(at: Point): void {
    const { shown, square } = this;
    if (!shown || !square) {
      return;
    }
    if (square.side * CLOSEST_BY_DOUBLE_TAP < Math.min(shown.width, shown.height)) {
      this.#change(wholeMiddle(shown));
    } else {
      this.#zoom(DOUBLE_TAP_FACTOR, at);
    }
  }

  readonly #onCloser = (): void => {
    this.#zoom(STEP_FACTOR);
    this.#tellPlace();
  };

  readonly #onFarther = (): void => {
    this.#zoom(1 / STEP_FACTOR);
    this.#tellPlace();
  };

  readonly #onWholeMiddle = (): void => {
    if (this.shown) {
      this.#change(wholeMiddle(this.shown));
      this.#tellPlace();
    }
  };

  readonly #onConfirm = (): void => {
    this.#emit('lesion-framing-done', { region: this.region });
  };

  #emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

// As with <lesion-lens>: a page may load the script twice.
if (!customElements.get('lesion-framing')) {
  customElements.define('lesion-framing', LesionFraming);
}

declare global {
  interface HTMLElementTagNameMap {
    'lesion-framing': LesionFraming;
  }
}
