// Downloads what the worker needs, side by side, with progress over the two large files.
import { download, DownloadError } from './download.ts';
import { LesionLensError } from './lesion-lens-error.ts';
import { DEFAULT_WEIGHTS_URL, PROGRAM } from './program-files.ts';
import { runtimeUnavailable } from './runtime-unavailable.ts';
import type { LoadProgress, Variant } from './types.ts';

/** Well above the largest network of the catalogue (178 MB), well below what a browser's tab can hold. */
const WEIGHTS_LIMIT_BYTES = 256 * 2 ** 20;

export interface Files {
  wasm: Blob;
  weights: Blob;
}

/** @throws LesionLensError */
export async function loadFiles(
  variant: Variant,
  weightsUrl = DEFAULT_WEIGHTS_URL,
  onProgress: (progress: LoadProgress) => void,
): Promise<Files> {
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

  const wasm = download(PROGRAM[variant].wasm, {
    type: 'application/wasm',
    limitBytes: Infinity,
    onProgress: (bytes) => {
      loaded.wasm = bytes;
      report();
    },
  }).catch(asRuntimeUnavailable);
  const weights = download(weightsUrl, {
    type: 'application/octet-stream',
    limitBytes: WEIGHTS_LIMIT_BYTES,
    onProgress: (bytes, total) => {
      loaded.weights = bytes;
      weightsBytes = total;
      report();
    },
  }).catch((error: unknown) => {
    throw weightsError(weightsUrl, error);
  });
  const [wasmFile, weightsFile] = await Promise.all([wasm, weights]);
  return { wasm: wasmFile, weights: weightsFile };
}

/**
 * The worker's script, for a worker that runs from memory.
 * @throws LesionLensError
 */
export function loadWorkerScript(variant: Variant): Promise<Blob> {
  return download(PROGRAM[variant].worker, {
    type: 'text/javascript',
    limitBytes: Infinity,
    onProgress: () => undefined,
  }).catch(asRuntimeUnavailable);
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
