// Sentences for screen readers, not faster than they can be listened to: of those that come too early the newest is said.

const LEAST_MILLISECONDS_BETWEEN = 3000;

export class Announcer {
  readonly #say: (sentence: string) => void;
  #said = '';
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  /** Something that goes on changing: waits its turn, and is not said twice in a row. */
  mention(sentence: string): void {
    clearTimeout(this.#timer);
    const wait = this.#last + LEAST_MILLISECONDS_BETWEEN - performance.now();
    if (wait <= 0) {
      this.announce(sentence);
    } else {
      this.#timer = setTimeout(() => {
        this.announce(sentence);
      }, wait);
    }
  }

  /** Something that has happened: at once. */
  announce(sentence: string): void {
    this.cancel();
    if (sentence === this.#said) {
      return;
    }
    this.#said = sentence;
    this.#last = performance.now();
    this.#say(sentence);
  }

  /** What waits is not said any more. */
  cancel(): void {
    clearTimeout(this.#timer);
  }
}
