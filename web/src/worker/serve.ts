// The worker: takes requests one after the other and answers each with `done` or `failed`. It asks for nothing over the
// network: the module and the weights come with the request to load.
import type createLesionlens from '#wasm/lesionlens';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type { Answer, NumberedRequest, Results } from '../classifier/messages.ts';
import type { Variant } from '../classifier/types.ts';
import { openWaysOfWorker } from '../seal/worker-probes.ts';
import { LesionEngine } from './lesion-engine.ts';

declare const self: DedicatedWorkerGlobalScope;

/** To be called once, by the worker's script. */
export function serve(variant: Variant, create: typeof createLesionlens): void {
  let engine: LesionEngine | undefined;
  let lastInLine: Promise<void> = Promise.resolve();

  self.onmessage = (event: MessageEvent<NumberedRequest>) => {
    const request = event.data;
    lastInLine = lastInLine.then(() => answer(request));
  };

  async function answer(request: NumberedRequest): Promise<void> {
    const { number } = request;
    try {
      send({ type: 'done', number, value: await handle(request) });
    } catch (error) {
      const { code, message } = asLesionLensError(error);
      send({ type: 'failed', number, code, message });
    }
  }

  async function handle(request: NumberedRequest): Promise<Results[keyof Results]> {
    if (request.type === 'load') {
      const { wasm, script, weights } = request;
      engine = await LesionEngine.load(
        { variant, create, wasm, ...(script && { script }) },
        weights,
      );
      return engine.weights;
    }
    if (request.type === 'probe') {
      return openWaysOfWorker(request.base);
    }
    if (!engine) {
      throw new LesionLensError('internal', 'A photo came before the classifier was loaded.');
    }
    return request.type === 'map' ? engine.activationMap() : engine.classify(request);
  }
}

function send(message: Answer): void {
  self.postMessage(message);
}

function asLesionLensError(error: unknown): LesionLensError {
  if (error instanceof LesionLensError) {
    return error;
  }
  return new LesionLensError('internal', `The classifier failed unexpectedly: ${String(error)}.`);
}
