// The WebAssembly module with its weights, kept alive: a module that traps is replaced by a fresh one, made of the bytes
// that were loaded at the start, so that nothing is requested again.
import type { Classifier, LesionlensModule, Outcome, Verdict } from '#wasm/lesionlens';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type { Picture, WorkerClassification } from '../classifier/messages.ts';
import type { DecodedBy, Variant, Weights } from '../classifier/types.ts';
import { decodeInBrowser, pixelsOf } from './browser-pixels.ts';
import { instantiate, type Runtime } from './runtime.ts';
import { sha256 } from './sha256.ts';

/** The module refuses larger files; they are not even read. */
const IMAGE_LIMIT_BYTES = 128 * 2 ** 20;

interface Running {
  module: LesionlensModule;
  classifier: Classifier;
}

export class LesionEngine {
  #running: Running | undefined;

  private constructor(
    private readonly runtime: Runtime,
    private readonly weightsFile: Blob,
    running: Running,
    readonly weights: Weights,
  ) {
    this.#running = running;
  }

  static async load(runtime: Runtime, weightsFile: Blob): Promise<LesionEngine> {
    const bytes = new Uint8Array(await weightsFile.arrayBuffer());
    const hash = await sha256(bytes);
    const running = await start(runtime, bytes);
    return new LesionEngine(runtime, weightsFile, running, {
      ...running.classifier.weights(),
      bytes: bytes.length,
      ...(hash === undefined ? {} : { sha256: hash }),
    });
  }

  async classify(picture: Picture): Promise<WorkerClassification> {
    if (picture.kind === 'encoded') {
      return this.#classifyFile(picture.blob);
    }
    if (picture.kind === 'pixels') {
      return this.#classifyPixels(picture.pixels, 'caller');
    }
    const { pixels, width, height } = pixelsOf(picture.bitmap);
    return {
      ...(await this.#classifyPixels(pixels, 'caller')),
      imageWidth: width,
      imageHeight: height,
    };
  }

  async #classifyFile(file: Blob): Promise<WorkerClassification> {
    const bytes = await readImageFile(file);
    try {
      return await this.#run('lesionlens', (classifier) => classifier.classifyEncoded(bytes));
    } catch (refusal) {
      if (!(refusal instanceof LesionLensError && refusal.code === 'image-unknown-format')) {
        throw refusal;
      }
      return this.#classifyByBrowser(file, refusal);
    }
  }

  async #classifyByBrowser(file: Blob, refusal: LesionLensError): Promise<WorkerClassification> {
    const start = performance.now();
    const decoded = await decodeInBrowser(file).catch(() => {
      throw refusal;
    });
    const decode = performance.now() - start;
    const answer = await this.#classifyPixels(decoded.pixels, 'browser');
    return {
      ...answer,
      imageWidth: decoded.width,
      imageHeight: decoded.height,
      milliseconds: { ...answer.milliseconds, decode },
    };
  }

  #classifyPixels(
    { data, width, height }: ImageData,
    by: DecodedBy,
  ): Promise<WorkerClassification> {
    return this.#run(by, (classifier) => classifier.classifyPixels(data, width, height));
  }

  async #run(
    decodedBy: DecodedBy,
    step: (classifier: Classifier) => Outcome<Verdict>,
  ): Promise<WorkerClassification> {
    this.#running ??= await start(
      this.runtime,
      new Uint8Array(await this.weightsFile.arrayBuffer()),
    );
    const { module, classifier } = this.#running;
    let outcome: Outcome<Verdict>;
    try {
      outcome = step(classifier);
    } catch (error) {
      // Nothing of the module can be trusted after a trap, not even `delete`.
      this.#running = undefined;
      throw new LesionLensError(
        'module-crashed',
        'The classifier stopped unexpectedly at this photo and was restarted. ' +
          'Try it once more, or try another photo.',
        { cause: error },
      );
    }
    const verdict = valueOf(outcome);
    const variant: Variant = this.runtime.variant;
    return { ...verdict, decodedBy, runtime: { variant, memoryBytes: module.memoryBytes() } };
  }
}

async function start(runtime: Runtime, weights: Uint8Array): Promise<Running> {
  const module = await instantiate(runtime);
  return { module, classifier: valueOf(module.createClassifier(weights)) };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new LesionLensError(outcome.code, outcome.message);
  }
  return outcome.value;
}

async function readImageFile(file: Blob): Promise<Uint8Array> {
  if (file.size > IMAGE_LIMIT_BYTES) {
    throw new LesionLensError(
      'image-too-large',
      `This file has ${(file.size / 2 ** 20).toFixed(0)} MB; a photo may have up to 128 MB.`,
    );
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new LesionLensError(
      'image-unreadable',
      'This file could not be read. It may have been moved or deleted; choose it once more.',
      { cause },
    );
  }
}
