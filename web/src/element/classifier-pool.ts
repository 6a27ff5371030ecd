// One classifier, and so one worker, for all elements of a page that want the same weights. It is started for the first of them and
// closed, with its memory freed, when the last one has gone.
import { LesionClassifier, type LoadProgress } from '../classifier/index.ts';
import { parseAddress } from '../classifier/parse-address.ts';

export interface LeaseOptions {
  /** As in `CreateOptions`; empty: the default weights. */
  weights: string;
  /** That of the first one counts, for there is only one start. */
  beforeStart?: (() => Promise<void>) | undefined;
  onProgress: (progress: LoadProgress) => void;
}

/** A share in a classifier, to be given back. */
export interface Lease {
  /** Rejected with the LesionLensError of a failed start; a later lease tries anew. */
  classifier: Promise<LesionClassifier>;
  /** Once; later calls do nothing. */
  release: () => void;
  /** Says that the classifier is of no use any more: later leases start another one. */
  discard: () => void;
}

interface Shared {
  classifier: Promise<LesionClassifier>;
  leases: number;
  listeners: Set<LeaseOptions['onProgress']>;
  lastProgress: LoadProgress | undefined;
}

const pool = new Map<string, Shared>();

export function leaseClassifier(options: LeaseOptions): Lease {
  const { weights, onProgress } = options;
  const key = weights && (parseAddress(weights, document.baseURI)?.href ?? weights);
  const shared = pool.get(key) ?? start(key, options);
  shared.leases++;
  shared.listeners.add(onProgress);
  if (shared.lastProgress) {
    onProgress(shared.lastProgress);
  }
  let released = false;
  return {
    classifier: shared.classifier,
    release: () => {
      if (!released) {
        released = true;
        shared.leases--;
        shared.listeners.delete(onProgress);
        closeIfUnused(key, shared);
      }
    },
    discard: () => {
      forget(key, shared);
    },
  };
}

function start(key: string, { weights, beforeStart }: LeaseOptions): Shared {
  const shared: Shared = {
    classifier: LesionClassifier.create({
      ...(weights && { weightsUrl: weights }),
      ...(beforeStart && { beforeStart }),
      onProgress: (progress) => {
        shared.lastProgress = progress;
        for (const listener of shared.listeners) {
          listener(progress);
        }
      },
    }),
    leases: 0,
    listeners: new Set(),
    lastProgress: undefined,
  };
  pool.set(key, shared);
  shared.classifier.then(
    () => {
      closeIfUnused(key, shared); // all may have gone while it was loading
    },
    () => {
      forget(key, shared);
    },
  );
  return shared;
}

/** One that is still loading stays, for whoever comes back before it is there. */
function closeIfUnused(key: string, shared: Shared): void {
  void shared.classifier.then(
    (classifier) => {
      if (shared.leases === 0) {
        forget(key, shared);
        classifier.close();
      }
    },
    () => undefined,
  );
}

function forget(key: string, shared: Shared): void {
  if (pool.get(key) === shared) {
    pool.delete(key);
  }
}
