// The seal of a page: everything is loaded, then the network is closed, then each way out is tried.
//
//   const seal = new NetworkSeal();
//   seal.beforeSeal.push(import('./part-on-demand.ts').then(() => undefined));
//   const classifier = await LesionClassifier.create({ beforeStart: () => seal.close() });
//   const report = await seal.check(classifier);
import { closeNetwork } from './close-network.ts';
import { openWaysOfPage } from './page-probes.ts';
import type { SealReport, WorkerWay } from './ways.ts';

export class NetworkSeal {
  /**
   * What must have come before the network is closed: parts that are loaded on demand, the check for an update. One that
   * fails does not keep the page open: what it would have brought is missing then, and says so itself.
   */
  readonly beforeSeal: Promise<void>[] = [];
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Waits for `beforeSeal`, then closes the page's network for good. */
  async close(): Promise<void> {
    await Promise.allSettled(this.beforeSeal);
    if (!this.#closed) {
      this.#closed = true;
      closeNetwork();
    }
  }

  /** Tries each way out of the page and out of the worker. To be called after `close`. */
  async check(worker: { openWays: () => Promise<WorkerWay[]> }): Promise<SealReport> {
    const [page, inWorker] = await Promise.all([openWaysOfPage(), worker.openWays()]);
    const open = [...page, ...inWorker];
    return { sealed: open.length === 0, open };
  }
}
