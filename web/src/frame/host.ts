// For the page around a frame of Lesionlens: `import { connectLesionFrame } from './lesionlens-frame.js'`.
//
//   <iframe src="https://lens.example/frame.html?origin=https://portal.example" allow="camera"
//     sandbox="allow-scripts allow-same-origin allow-downloads"></iframe>
//
//   const frame = connectLesionFrame(document.querySelector('iframe'), { origin: 'https://lens.example' });
//   frame.onResult(({ result }) => console.log(result.verdict));       // of photos taken or picked in the frame
//   const { result } = await frame.classify(file);                     // of a photo that the page has
import type { Bundle } from 'fhir/r4';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type { LoadProgress, Region } from '../classifier/types.ts';
import type { FhirOptions } from '../results/fhir-options.ts';
import type { LesionResult } from '../results/lesion-result.ts';
import { randomUuid } from '../results/uuid.ts';
import { isExactOrigin } from './exact-origin.ts';
import {
  type HostMessage,
  type Plain,
  PROTOCOL,
  readFrameMessage,
  type ReadyMessage,
} from './protocol.ts';

export { PROTOCOL } from './protocol.ts';
export type {
  ClassifyMessage,
  ErrorMessage,
  FrameMessage,
  HelloMessage,
  HostMessage,
  ProgressMessage,
  ReadyMessage,
  ResetMessage,
  ResultMessage,
} from './protocol.ts';
export { LesionLensError } from '../classifier/lesion-lens-error.ts';
export type { FhirConcept, FhirOptions, FhirReference } from '../results/fhir-options.ts';
export type { LesionResult } from '../results/lesion-result.ts';

export interface ConnectOptions {
  /** Where the frame comes from, exactly: "https://lens.example". */
  origin: string;
  /** Asks for a FHIR bundle with results of photos that a person takes or picks in the frame. */
  fhir?: FhirOptions;
}

export interface FrameClassifyOptions {
  region?: Region;
  /** Asks for a FHIR bundle; `{}` where there is nothing to say of the person. */
  fhir?: FhirOptions;
}

export interface FrameResult {
  result: LesionResult;
  fhir?: Bundle;
}

/** Takes a listener; the function that comes back takes it away again. */
export type Listen<T> = (listener: (value: T) => void) => () => void;

export interface LesionFrame {
  /** Fulfilled when the frame takes photos; rejected with a `LesionLensError` where it cannot. Another one once it is loaded anew. */
  readonly ready: Promise<Pick<ReadyMessage, 'weights'>>;
  /**
   * Waits for `ready`, then has the photo judged, which is also shown in the frame.
   * @throws LesionLensError as `LesionClassifier.classify`, `frame-reloaded`, or `closed`
   */
  classify: (image: Blob | ImageBitmap, options?: FrameClassifyOptions) => Promise<FrameResult>;
  /** Puts the photo and its verdict away. */
  reset: () => void;
  /** Results of photos that a person took or picked in the frame. Those of `classify` only come from there. */
  onResult: Listen<FrameResult>;
  onProgress: Listen<LoadProgress>;
  /** What went wrong with such photos, or with the frame as a whole. */
  onError: Listen<LesionLensError>;
  /** Lets go of the frame, which stays as it is. What is under way is rejected. */
  close: () => void;
}

interface Settle<T> {
  resolve: (value: T) => void;
  reject: (error: LesionLensError) => void;
}

/** @throws TypeError where `origin` is none */
export function connectLesionFrame(
  iframe: HTMLIFrameElement,
  { origin, fhir }: ConnectOptions,
): LesionFrame {
  if (!isExactOrigin(origin)) {
    throw new TypeError(`"${origin}" is no exact origin such as https://lens.example`);
  }
  const waiting = new Map<string, Settle<FrameResult>>();
  const results = new Set<(value: FrameResult) => void>();
  const progress = new Set<(value: LoadProgress) => void>();
  const errors = new Set<(value: LesionLensError) => void>();
  let closed = false;
  let readiness = newReadiness();
  let answered = false;

  const post = (message: Plain<HostMessage>) => {
    iframe.contentWindow?.postMessage({ protocol: PROTOCOL, ...message }, { targetOrigin: origin });
  };
  const hello = () => {
    post({ type: 'hello', ...(fhir && { fhir }) });
  };
  const rejectAll = (error: LesionLensError) => {
    for (const { reject } of waiting.values()) {
      reject(error);
    }
    waiting.clear();
  };

  const hear = ({ source, origin: from, data }: MessageEvent) => {
    if (source !== iframe.contentWindow || from !== origin) {
      return;
    }
    const message = readFrameMessage(data);
    switch (message?.type) {
      case 'ready':
        answered = true;
        readiness.resolve({ weights: message.weights });
        break;
      case 'progress': {
        const { loadedBytes, totalBytes } = message;
        tell(progress, { loadedBytes, ...(totalBytes !== undefined && { totalBytes }) });
        break;
      }
      case 'result': {
        const { id, result, fhir: bundle } = message;
        const value = { result, ...(bundle && { fhir: bundle }) };
        if (id === undefined) {
          tell(results, value);
        } else {
          waiting.get(id)?.resolve(value);
          waiting.delete(id);
        }
        break;
      }
      case 'error': {
        const error = new LesionLensError(message.code, message.message);
        if (message.id === undefined) {
          // Before the frame was ready this is why it will not be; afterwards it changes nothing.
          answered = true;
          readiness.reject(error);
          tell(errors, error);
        } else {
          waiting.get(message.id)?.reject(error);
          waiting.delete(message.id);
        }
        break;
      }
      case undefined:
    }
  };
  const onLoad = () => {
    if (answered) {
      answered = false;
      readiness = newReadiness();
      rejectAll(
        new LesionLensError('frame-reloaded', 'The frame was loaded anew before it had answered.'),
      );
    }
    hello();
  };
  window.addEventListener('message', hear);
  iframe.addEventListener('load', onLoad);
  // The frame may have been there before. One that is still to come is greeted when it has loaded: until then the empty document
  // in its place, which is of this page's origin, would only make the browser complain.
  if (iframe.contentDocument?.URL !== 'about:blank') {
    hello();
  }

  return {
    get ready() {
      return readiness.promise;
    },
    async classify(image, { region, fhir: asked } = {}) {
      await readiness.promise;
      if (closed) {
        throw closedError();
      }
      const id = randomUuid();
      const { promise, ...settle } = settleable<FrameResult>();
      waiting.set(id, settle);
      try {
        post({
          type: 'classify',
          id,
          image,
          ...(region && { region }),
          ...(asked && { fhir: asked }),
        });
      } catch (error) {
        waiting.delete(id);
        throw error;
      }
      return promise;
    },
    reset: () => {
      post({ type: 'reset' });
    },
    onResult: listen(results),
    onProgress: listen(progress),
    onError: listen(errors),
    close() {
      closed = true;
      window.removeEventListener('message', hear);
      iframe.removeEventListener('load', onLoad);
      readiness.reject(closedError());
      rejectAll(closedError());
    },
  };
}

function newReadiness() {
  const readiness = settleable<Pick<ReadyMessage, 'weights'>>();
  // Those who do not ask for it need not catch it.
  readiness.promise.catch(() => undefined);
  return readiness;
}

function settleable<T>(): Settle<T> & { promise: Promise<T> } {
  let settle: Settle<T> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as unknown as Settle<T>) };
}

function tell<T>(listeners: Set<(value: T) => void>, value: T): void {
  for (const listener of [...listeners]) {
    listener(value);
  }
}

function listen<T>(listeners: Set<(value: T) => void>): Listen<T> {
  return (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
}

function closedError(): LesionLensError {
  return new LesionLensError('closed', 'This connection to the frame has been closed.');
}
