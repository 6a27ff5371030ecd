// The WebAssembly module with its weights, kept alive: a module that traps is replaced by a fresh one, made of the bytes
// that were loaded at the start, so that nothing is requested again.
import type {
  ActivationMap,
  Classifier,
  LesionlensModule,
  Outcome,
  Region,
  Verdict,
} from '#wasm/lesionlens';
import { LesionLensError } from '../classifier/lesion-lens-error.ts';
import type { ClassifyRequest, WorkerClassification } from '../classifier/messages.ts';
import type { DecodedBy, Variant, Weights } from '../classifier/types.ts';
import { decodeInBrowser, pixelsOf, type UprightPixels } from './browser-pixels.ts';
import { instantiate, type Runtime } from './runtime.ts';
import { sha256 } from './sha256.ts';
import { unreadableFormat } from './unreadable-format.ts';

/** The module refuses larger files; they are not even read. */
const IMAGE_LIMIT_BYTES = 128 * 2 ** 20;

interface Running {
  module: LesionlensModule;
  classifier: Classifier;
}

export class LesionEngine {
  #running: Running | undefined;
  /** From the module's pixels to those of the photo seen last, which the browser may have had to draw smaller. */
  #enlarge = 1;

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

  async classify({
    picture,
    region,
    activationMap,
  }: ClassifyRequest): Promise<WorkerClassification> {
    const answer = await this.#classifyPicture(picture, region);
    return activationMap ? { ...answer, activationMap: this.activationMap() } : answer;
  }

  /** Of the photo classified last. */
  activationMap(): ActivationMap {
    if (!this.#running) {
      throw new LesionLensError(
        'options-invalid',
        'There is no activation map before a photo has been classified.',
      );
    }
    const map = this.#guard(this.#running, (classifier) => classifier.activationMap());
    return { ...map, region: scaled(map.region, this.#enlarge) };
  }

  async #classifyPicture(
    picture: ClassifyRequest['picture'],
    region: Region | undefined,
  ): Promise<WorkerClassification> {
    if (picture.kind === 'encoded') {
      return this.#classifyFile(picture.blob, region);
    }
    if (picture.kind === 'pixels') {
      const { width, height } = picture.pixels;
      return this.#classifyPixels({ pixels: picture.pixels, width, height }, region, 'caller');
    }
    return this.#classifyPixels(pixelsOf(picture.bitmap), region, 'caller');
  }

  async #classifyFile(file: Blob, region: Region | undefined): Promise<WorkerClassification> {
    const bytes = await readImageFile(file);
    this.#enlarge = 1;
    try {
      return await this.#run('lesionlens', (classifier) =>
        classifier.classifyEncoded(bytes, region),
      );
    } catch (refusal) {
      if (!(refusal instanceof LesionLensError && refusal.code === 'image-unknown-format')) {
        throw refusal;
      }
      return this.#classifyByBrowser(file, region, unreadableFormat(bytes) ?? refusal);
    }
  }

  async #classifyByBrowser(
    file: Blob,
    region: Region | undefined,
    refusal: LesionLensError,
  ): Promise<WorkerClassification> {
    const start = performance.now();
    const decoded = await decodeInBrowser(file).catch(() => {
      throw refusal;
    });
    const decode = performance.now() - start;
    const answer = await this.#classifyPixels(decoded, region, 'browser');
    return { ...answer, milliseconds: { ...answer.milliseconds, decode } };
  }

  async #classifyPixels(
    { pixels, width, height }: UprightPixels,
    region: Region | undefined,
    by: DecodedBy,
  ): Promise<WorkerClassification> {
    // The smaller one of both axes' ratios, there and back, keeps a region inside.
    const shrink = Math.min(pixels.width / width, pixels.height / height);
    const enlarge = Math.min(width / pixels.width, height / pixels.height);
    this.#enlarge = enlarge;
    const answer = await this.#run(by, (classifier) =>
      classifier.classifyPixels(
        pixels.data,
        pixels.width,
        pixels.height,
        region && scaled(region, shrink),
      ),
    );
    return {
      ...answer,
      imageWidth: width,
      imageHeight: height,
      region: scaled(answer.region, enlarge),
      quality: { ...answer.quality, side: Math.floor(answer.quality.side * enlarge) },
    };
  }

  async #run(
    decodedBy: DecodedBy,
    step: (classifier: Classifier) => Outcome<Verdict>,
  ): Promise<WorkerClassification> {
    this.#running ??= await start(
      this.runtime,
      new Uint8Array(await this.weightsFile.arrayBuffer()),
    );
    const running = this.#running;
    const verdict = this.#guard(running, step);
    const variant: Variant = this.runtime.variant;
    const memoryBytes = running.module.memoryBytes();
    return { ...verdict, decodedBy, runtime: { variant, memoryBytes } };
  }

  #guard<T>(running: Running, step: (classifier: Classifier) => Outcome<T>): T {
    let outcome: Outcome<T>;
    try {
      outcome = step(running.classifier);
    } catch (error) {
      // Nothing of the module can be trusted after a trap, not even `delete`.
      this.#running = undefined;
      running.module.PThread?.terminateAllThreads();
      throw new LesionLensError(
        'module-crashed',
        'The classifier stopped unexpectedly at this photo and was restarted. ' +
          'Try it once more, or try another photo.',
        { cause: error },
      );
    }
    return valueOf(outcome);
  }
}

/** The same region of a picture that is so many times as wide; rounded down, so that it stays inside. */
function scaled<T extends Region>(region: T, factor: number): T {
  const entries = Object.entries(region) as [string, number][];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Math.floor(value * factor)]),
  ) as unknown as T;
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
