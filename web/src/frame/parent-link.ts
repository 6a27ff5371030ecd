// The frame's end of the line to the page around it. Speaks only to the origins that the frame's address names, each by its
// exact name, so that the browser itself delivers to no other; hears only the parent window, and only from these origins.
import {
  type FrameMessage,
  type HostMessage,
  type Plain,
  PROTOCOL,
  readHostMessage,
} from './protocol.ts';

export class ParentLink {
  readonly #origins: readonly string[];
  readonly #onMessage: (message: HostMessage) => void;
  /** Known once the parent has said something. */
  #origin: string | undefined;

  /** @param origins Exact ones. Without any, or outside of a frame, nothing is heard and nothing is said. */
  constructor(origins: readonly string[], onMessage: (message: HostMessage) => void) {
    this.#origins = window.parent === window ? [] : origins;
    this.#onMessage = onMessage;
    if (this.#origins.length > 0) {
      window.addEventListener('message', this.#hear);
    }
  }

  /** Where messages may go. */
  get origins(): readonly string[] {
    return this.#origin === undefined ? this.#origins : [this.#origin];
  }

  post(message: Plain<FrameMessage>): void {
    for (const origin of this.origins) {
      window.parent.postMessage({ protocol: PROTOCOL, ...message }, { targetOrigin: origin });
    }
  }

  close(): void {
    window.removeEventListener('message', this.#hear);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== window.parent || !this.#origins.includes(origin)) {
      return;
    }
    const message = readHostMessage(data);
    if (message) {
      this.#origin = origin;
      this.#onMessage(message);
    }
  };
}
