// One worker and the requests under way in it.
import { LesionLensError } from './lesion-lens-error.ts';
import type { Answer, NumberedRequest, Request, Results } from './messages.ts';
import { runtimeUnavailable } from './runtime-unavailable.ts';
import { startWorker } from './start-worker.ts';

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

  /** @param script The worker's script: its address, or a copy in memory. */
  constructor(script: string | Blob) {
    this.#worker = startWorker(script);
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
    for (const { reject } of this.#pending.values()) {
      reject(this.#ended);
    }
    this.#pending.clear();
  }

  #receive(answer: Answer): void {
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
