// The programmatic face: a photo in, a verdict out, computed in a worker on this device.
//
//   const classifier = await LesionClassifier.create();
//   const { predicted, probabilityMalignant } = await classifier.classify(file);
//   classifier.close();
import { photoOf, preloadDicom } from '../dicom/photo-of.ts';
import type { WorkerWay } from '../seal/ways.ts';
import { detectVariant } from './detect-variant.ts';
import { LesionLensError } from './lesion-lens-error.ts';
import { loadFiles } from './load-files.ts';
import type { ClassifyRequest, Picture, WorkerClassification } from './messages.ts';
import { parseAddress } from './parse-address.ts';
import { DEFAULT_WEIGHTS_URL, PROGRAM } from './program-files.ts';
import { startsFromAddress } from './start-worker.ts';
import type {
  ActivationMap,
  Classification,
  LoadProgress,
  Region,
  Variant,
  Weights,
} from './types.ts';
import { WorkerLink } from './worker-link.ts';

export type LesionImage = Blob | ImageData | HTMLCanvasElement | ImageBitmap;

export interface CreateOptions {
  /**
   * A weights file (`.safetensors`) under http, https or blob; relative addresses count from the page's. Weights decide
   * the verdict: take them only from a place that you trust. Default: the weights that come with the page.
   */
  weightsUrl?: string | URL;
  /** Called as the WebAssembly file and the weights arrive. */
  onProgress?: (progress: LoadProgress) => void;
  /** Default: the fastest that the browser can run. For tests and benchmarks. */
  variant?: Variant;
  /**
   * Called when everything has been downloaded, before the worker is started. Where this is given, the worker's script is
   * downloaded, too, and runs from memory (`worker-src blob:`): such a worker takes over the Content-Security-Policy that
   * the page has by then, while a worker with an address of its own has a policy of its own. So a page that closes its
   * network here closes the worker's, too, from its first moment on. What is else loaded on demand, the reader of DICOM
   * files, is loaded before it. Where this script comes from another origin than the page, the worker runs from memory in
   * any case, for browsers start none from an address of another origin.
   */
  beforeStart?: () => Promise<void>;
}

export interface ClassifyOptions {
  /** What the network is to see: a square of the upright photo, in its pixels. Default: what the weights' crop says. */
  region?: Region;
  /** Whether the answer is to hold the activation map. Default: false. */
  activationMap?: boolean;
}

export class LesionClassifier {
  /** What the loaded weights file says of itself. */
  readonly weights: Weights;
  /** The build of the module that runs. */
  readonly variant: Variant;
  readonly #link: WorkerLink;

  private constructor(link: WorkerLink, weights: Weights, variant: Variant) {
    this.#link = link;
    this.weights = weights;
    this.variant = variant;
  }

  /**
   * Loads all that is needed and starts a worker; from then on nothing is requested from any server.
   * @throws LesionLensError
   */
  static async create(options: CreateOptions = {}): Promise<LesionClassifier> {
    const weightsUrl = weightsAddress(options.weightsUrl);
    const variant = options.variant ?? (await detectVariant());
    const { beforeStart, onProgress = () => undefined } = options;
    // A page without it is as good as before, and says so when a DICOM file comes.
    const dicom = beforeStart && preloadDicom().catch(() => undefined);
    const fromMemory = !!beforeStart || !startsFromAddress(PROGRAM[variant].worker);
    const loading = loadFiles({ variant, weightsUrl, withScript: fromMemory, onProgress });
    // A worker with an address loads its script meanwhile; one from memory starts when everything is there.
    let link = fromMemory ? undefined : new WorkerLink(PROGRAM[variant].worker);
    try {
      const files = await loading;
      await dicom;
      await beforeStart?.();
      link ??= new WorkerLink(files.script ?? PROGRAM[variant].worker);
      const weights = await link.request({ type: 'load', ...files });
      return new LesionClassifier(link, weights, variant);
    } catch (error) {
      link?.end(closedError());
      throw error;
    }
  }

  /**
   * Classifies one picture. The bytes of JPEG and PNG files go to the module as they are (EXIF orientation honoured);
   * formats that it does not know are decoded by the browser where the browser can. Of a DICOM file it is the photo in it.
   * Calls are answered in their order, but for DICOM files, which are first opened.
   * @throws LesionLensError
   */
  async classify(image: LesionImage, options: ClassifyOptions = {}): Promise<Classification> {
    const start = performance.now();
    const asked = {
      ...(options.region === undefined ? {} : { region: checkRegion(options.region) }),
      ...(options.activationMap === true ? { activationMap: true } : {}),
    };
    const picture = await asPicture(image);
    const transfer = picture.kind === 'bitmap' && picture.bitmap !== image ? [picture.bitmap] : [];
    const request = { type: 'classify', picture, ...asked } as const;
    const answer = await this.#link
      .request(request, transfer)
      .catch((error: unknown) => this.#classifyDicom(request, error))
      .catch(explain);
    const total = performance.now() - start;
    return { ...answer, weights: this.weights, milliseconds: { ...answer.milliseconds, total } };
  }

  /** Where the worker did not know the file. */
  async #classifyDicom(request: ClassifyRequest, refusal: unknown): Promise<WorkerClassification> {
    const { picture } = request;
    const unknown = refusal instanceof LesionLensError && refusal.code === 'image-unknown-format';
    if (!unknown || picture.kind !== 'encoded') {
      throw refusal;
    }
    const photo = await photoOf(picture.blob);
    if (photo === picture.blob) {
      throw refusal;
    }
    return this.#link.request({ ...request, picture: { kind: 'encoded', blob: photo } });
  }

  /**
   * Where the network looked at the photo classified last. Where several callers share one classifier, `classify` with
   * `activationMap: true` says which photo the map belongs to.
   * @throws LesionLensError `options-invalid` where no photo has been classified, or the last one was refused.
   */
  activationMap(): Promise<ActivationMap> {
    return this.#link.request({ type: 'map' });
  }

  /**
   * Has the worker try each way by which it could send something, and answers those that the browser did not refuse.
   * Costs up to a second and requests to the page's own server where the worker is not closed.
   */
  openWays(): Promise<WorkerWay[]> {
    return this.#link.request({ type: 'probe', base: document.baseURI });
  }

  /** Stops the worker and frees its memory. Calls under way, and later ones, are refused with code `closed`. */
  close(): void {
    this.#link.end(closedError());
  }
}

function closedError(): LesionLensError {
  return new LesionLensError('closed', 'This classifier was closed.');
}

/** Absolute: that of the weights beside this script, or the one asked for. */
function weightsAddress(address: string | URL | undefined): string {
  if (address === undefined) {
    return DEFAULT_WEIGHTS_URL;
  }
  const url = parseAddress(address, document.baseURI);
  if (!url || !['http:', 'https:', 'blob:'].includes(url.protocol)) {
    throw new LesionLensError(
      'weights-address-invalid',
      `"${String(address)}" is no address of a weights file: it must be http, https or blob.`,
    );
  }
  return url.href;
}

/** The module checks that it lies in the photo; here only what cannot be sent to the worker is refused. */
function checkRegion(region: Region): Region {
  const { x, y, side } = region;
  if (![x, y, side].every((value) => Number.isFinite(value))) {
    throw new LesionLensError('region-invalid', 'A region needs x, y and side, each a number.');
  }
  return { x, y, side };
}

async function asPicture(image: LesionImage): Promise<Picture> {
  if (image instanceof Blob) {
    return { kind: 'encoded', blob: image };
  }
  if (image instanceof ImageBitmap) {
    return { kind: 'bitmap', bitmap: image };
  }
  if (image instanceof HTMLCanvasElement) {
    return { kind: 'bitmap', bitmap: await createImageBitmap(image).catch(explain) };
  }
  // The module takes 8-bit sRGB as it is; other kinds of ImageData are converted on the way.
  return image.data instanceof Uint8ClampedArray && image.colorSpace === 'srgb'
    ? { kind: 'pixels', pixels: image }
    : { kind: 'bitmap', bitmap: await createImageBitmap(image).catch(explain) };
}

/** Turns what the browser throws on the way to the worker into the error that callers expect. */
function explain(error: unknown): never {
  if (error instanceof LesionLensError) {
    throw error;
  }
  if (error instanceof DOMException && ['DataCloneError', 'SecurityError'].includes(error.name)) {
    throw new LesionLensError(
      'image-of-another-site',
      'This picture comes from another site that does not allow it to be read.',
      { cause: error },
    );
  }
  throw new LesionLensError('image-unreadable', 'This picture could not be read.', {
    cause: error,
  });
}
