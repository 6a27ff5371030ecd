// Fingers and mouse on a stage, as movements: dragged, pinched (two pointers), wheel and trackpad, tapped twice. Distances are
// CSS pixels; points count from the stage's top left corner.

export interface Point {
  x: number;
  y: number;
}

export interface GestureHandlers {
  move: (right: number, down: number) => void;
  /** `factor` above 1 is closer; `at` stays where it is. */
  zoom: (factor: number, at: Point) => void;
  doubleTap: (at: Point) => void;
  /** Fingers off, or the wheel at rest. */
  end: () => void;
}

const TAP_MILLISECONDS = 300;
const TAP_DISTANCE = 24;
/** A notch of a mouse's wheel is about 100 pixels; a trackpad's pinch comes as a wheel with the control key and small steps. */
const WHEEL_ZOOM_PER_PIXEL = 0.0016;
const PINCH_ZOOM_PER_PIXEL = 0.012;
/** One line of a wheel that counts in lines, as in Firefox. */
const LINE_PIXELS = 16;
const WHEEL_REST_MILLISECONDS = 250;

export class Gestures {
  readonly #handlers: GestureHandlers;
  readonly #pointers = new Map<number, Point>();
  /** Where and when the last tap was; a second one close to it is a double tap. */
  #tap: { at: Point; time: number } | undefined;
  #down: { at: Point; time: number } | undefined;
  #wheelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: GestureHandlers) {
    this.#handlers = handlers;
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) {
      return;
    }
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const at = pointIn(event);
    this.#pointers.set(event.pointerId, at);
    this.#down = this.#pointers.size === 1 ? { at, time: event.timeStamp } : undefined;
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = pointIn(event);
    this.#pointers.set(event.pointerId, now);
    const [other] = [...this.#pointers].filter(([id]) => id !== event.pointerId);
    if (!other) {
      this.#handlers.move(now.x - before.x, now.y - before.y);
      return;
    }
    // The two fingers' middle moves the photo, their distance zooms around it.
    const resting = other[1];
    this.#handlers.move((now.x - before.x) / 2, (now.y - before.y) / 2);
    const factor = distance(now, resting) / Math.max(1, distance(before, resting));
    this.#handlers.zoom(factor, middle(now, resting));
  };

  readonly onPointerUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) {
      return;
    }
    const at = pointIn(event);
    const down = this.#down;
    const isTap =
      event.type === 'pointerup' &&
      down !== undefined &&
      event.timeStamp - down.time < TAP_MILLISECONDS &&
      distance(at, down.at) < TAP_DISTANCE;
    const before = this.#tap;
    this.#tap = undefined;
    if (isTap && before && near(before, { at, time: event.timeStamp })) {
      this.#handlers.doubleTap(at);
    } else if (isTap) {
      this.#tap = { at, time: event.timeStamp };
    }
    this.#handlers.end();
  };

  readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault(); // else the page would scroll or zoom as well
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1;
    const rate = event.ctrlKey ? PINCH_ZOOM_PER_PIXEL : WHEEL_ZOOM_PER_PIXEL;
    this.#handlers.zoom(Math.exp(-event.deltaY * pixels * rate), pointIn(event));
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = setTimeout(this.#handlers.end, WHEEL_REST_MILLISECONDS);
  };
}

function pointIn(event: MouseEvent): Point {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function near(one: { at: Point; time: number }, other: { at: Point; time: number }): boolean {
  return other.time - one.time < 2 * TAP_MILLISECONDS && distance(one.at, other.at) < TAP_DISTANCE;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
