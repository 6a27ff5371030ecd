// Downloads what the worker needs, side by side, with progress over the two large files.
import { download, DownloadError } from './download.ts';
import { LesionLensError } from './lesion-lens-error.ts';
import { PROGRAM } from './program-files.ts';
import { runtimeUnavailable } from './runtime-unavailable.ts';
import type { LoadProgress, Variant } from './types.ts';

/** Well above the largest network of the catalogue (178 MB), well below what a browser's tab can hold. */
const WEIGHTS_LIMIT_BYTES = 256 * 2 ** 20;

export interface LoadOptions {
  variant: Variant;
  weightsUrl: string;
  /** Whether the worker's script is wanted, too, for a worker that runs from memory. */
  withScript: boolean;
  onProgress: (progress: LoadProgress) => void;
}

export interface Files {
  script?: Blob;
  wasm: Blob;
  weights: Blob;
}

/** @throws LesionLensError of the first that fails; the others are then given up, and nothing more is reported. */
export async function loadFiles(options: LoadOptions): Promise<Files> {
  const { variant, weightsUrl, withScript, onProgress } = options;
  const wasmBytes = __WASM_BYTES__[variant];
  const loaded = { wasm: 0, weights: 0 };
  let weightsBytes: number | undefined;
  const report = () => {
    const loadedBytes = loaded.wasm + loaded.weights;
    onProgress(
      weightsBytes === undefined
        ? { loadedBytes }
        : { loadedBytes, totalBytes: wasmBytes + weightsBytes },
    );
  };

  const others = new AbortController();
  const wasm = download(PROGRAM[variant].wasm, {
    type: 'application/wasm',
    limitBytes: Infinity,
    signal: others.signal,
    onProgress: (bytes) => {
      loaded.wasm = bytes;
      report();
    },
  }).catch(asRuntimeUnavailable);
  const weights = download(weightsUrl, {
    type: 'application/octet-stream',
    limitBytes: WEIGHTS_LIMIT_BYTES,
    signal: others.signal,
    onProgress: (bytes, total) => {
      loaded.weights = bytes;
      weightsBytes = total;
      report();
    },
  }).catch((error: unknown) => {
    throw weightsError(weightsUrl, error);
  });
  const script = withScript
    ? download(PROGRAM[variant].worker, {
        type: 'text/javascript',
        limitBytes: Infinity,
        signal: others.signal,
      }).catch(asRuntimeUnavailable)
    : undefined;
  try {
    const [wasmFile, weightsFile, scriptFile] = await Promise.all([wasm, weights, script]);
    return { wasm: wasmFile, weights: weightsFile, ...(scriptFile && { script: scriptFile }) };
  } catch (error) {
    others.abort();
    throw error;
  }
}

function asRuntimeUnavailable(cause: unknown): never {
  throw runtimeUnavailable(cause);
}

function weightsError(url: string, error: unknown): LesionLensError {
  const name = `The weights file "${fileName(url)}"`;
  if (!(error instanceof DownloadError)) {
    return new LesionLensError('internal', `${name} could not be loaded: ${String(error)}.`);
  }
  const { reason } = error;
  if (reason.kind === 'too-large') {
    const megabytes = (WEIGHTS_LIMIT_BYTES / 2 ** 20).toFixed(0);
    return new LesionLensError('weights-too-large', `${name} is larger than ${megabytes} MB.`);
  }
  if (reason.kind === 'status') {
    const what = reason.status === 404 ? 'was not found' : 'could not be loaded';
    return new LesionLensError(
      'weights-unavailable',
      `${name} ${what} (the server answered ${reason.status}).`,
    );
  }
  return new LesionLensError(
    'weights-unavailable',
    `${name} could not be loaded: the connection failed. Check it and try again.`,
  );
}

/** What a person calls the file: the last part of its path, without query. */
function fileName(url: string): string {
  const { pathname, protocol } = new URL(url);
  const last = pathname.split('/').at(-1) ?? '';
  if (protocol === 'blob:' || last === '') {
    return url;
  }
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
