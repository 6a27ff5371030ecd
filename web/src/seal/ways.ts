// The ways by which a page, or its worker, could send something.

export const PAGE_WAYS = [
  'fetch',
  'xhr',
  'beacon',
  'websocket',
  'event-source',
  'image',
  'webrtc',
  'navigation',
  'window',
] as const;
export type PageWay = (typeof PAGE_WAYS)[number];

export const WORKER_WAYS = [
  'worker-fetch',
  'worker-xhr',
  'worker-websocket',
  'worker-event-source',
  'worker-import',
  'worker-worker',
] as const;
export type WorkerWay = (typeof WORKER_WAYS)[number];

export type Way = PageWay | WorkerWay;

export interface SealReport {
  /** Every way was tried, and each was refused. */
  sealed: boolean;
  /** Those that were not refused. */
  open: Way[];
}
