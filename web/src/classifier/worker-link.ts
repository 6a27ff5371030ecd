// One worker and the requests under way in it.
import { LesionLensError } from './lesion-lens-error.ts';
import type { Answer, NumberedRequest, Request, Results } from './messages.ts';
import { runtimeUnavailable } from './runtime-unavailable.ts';

interface Pending {
  resolve: (value: Results[keyof Results]) => void;
  reject: (error: LesionLensError) => void;
}

export class WorkerLink {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastNumber = 0;
  /** Why no further request is taken. */
  #ended: LesionLensError | undefined;
  #forgetScript = (): void => undefined;

  /** @param script The worker's script: its address, or a copy in memory, which takes over the policy of the page. */
  constructor(script: string | Blob) {
    const url = typeof script === 'string' ? script : URL.createObjectURL(script);
    this.#worker = new Worker(url, { type: 'module', name: 'lesionlens' });
    if (typeof script !== 'string') {
      // Not at once: browsers may read the script only after the constructor.
      this.#forgetScript = () => {
        URL.revokeObjectURL(url);
      };
    }
    this.#worker.onmessage = (event: MessageEvent<Answer>) => {
      this.#receive(event.data);
    };
    // The worker answers every failure of its own with `failed`; what ends here is a script that did not load or a
    // worker that the browser stopped.
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end(runtimeUnavailable());
    };
  }

  request<Type extends Request['type']>(
    request: Request & { type: Type },
    transfer: Transferable[] = [],
  ): Promise<Results[Type]> {
    if (this.#ended) {
      return Promise.reject(this.#ended);
    }
    const number = ++this.#lastNumber;
    const message: NumberedRequest = { ...request, number };
    return new Promise((resolve, reject) => {
      this.#worker.postMessage(message, transfer);
      this.#pending.set(number, { resolve: resolve as Pending['resolve'], reject });
    });
  }

  /** Stops the worker, frees its memory, and refuses what is under way and what comes later with `reason`. */
  end(reason: LesionLensError): void {
    this.#ended ??= reason;
    this.#worker.terminate();
    this.#forgetScript();
    for (const { reject } of this.#pending.values()) {
      reject(this.#ended);
    }
    this.#pending.clear();
  }

  #receive(answer: Answer): void {
    this.#forgetScript();
    const pending = this.#pending.get(answer.number);
    if (!pending) {
      return;
    }
    this.#pending.delete(answer.number);
    if (answer.type === 'done') {
      pending.resolve(answer.value);
    } else {
      pending.reject(new LesionLensError(answer.code, answer.message));
    }
  }
}
