// One file over fetch, with progress, a limit, and a reason where it fails.

export type DownloadFailure =
  { kind: 'status'; status: number } | { kind: 'connection' } | { kind: 'too-large' };

export class DownloadError extends Error {
  constructor(
    readonly reason: DownloadFailure,
    options?: ErrorOptions,
  ) {
    super(`download failed: ${reason.kind}`, options);
  }
}

export interface DownloadOptions {
  /** The MIME type of the blob that comes back, whatever the server calls it. */
  type: string;
  limitBytes: number;
  /** `total` is undefined where the server does not say, or compresses and so names another length. */
  onProgress?: (bytes: number, total: number | undefined) => void;
  /** Gives the download up: it then fails as if the connection had. */
  signal?: AbortSignal;
}

/** @throws DownloadError */
export async function download(url: string, options: DownloadOptions): Promise<Blob> {
  const response = await fetch(url, { signal: options.signal ?? null }).catch(connectionFailed);
  if (!response.ok || !response.body) {
    throw new DownloadError({ kind: 'status', status: response.status });
  }
  const total = lengthOf(response);
  if (total !== undefined && total > options.limitBytes) {
    await response.body.cancel();
    throw new DownloadError({ kind: 'too-large' });
  }

  const reader = response.body.getReader();
  const chunks: BlobPart[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(connectionFailed);
    if (done) {
      break;
    }
    bytes += value.length;
    if (bytes > options.limitBytes) {
      await reader.cancel();
      throw new DownloadError({ kind: 'too-large' });
    }
    chunks.push(value);
    options.onProgress?.(bytes, total);
  }
  options.onProgress?.(bytes, bytes);
  return new Blob(chunks, { type: options.type });
}

function connectionFailed(cause: unknown): never {
  throw new DownloadError({ kind: 'connection' }, { cause });
}

function lengthOf(response: Response): number | undefined {
  const length = Number(response.headers.get('content-length') ?? NaN);
  const compressed = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  return compressed || !Number.isSafeInteger(length) ? undefined : length;
}
