// Tries each way out of a worker. To be called in the worker.
import { probeAddress, probeSocketAddress, refusedByPolicy } from './refused-by-policy.ts';
import { attemptEventSource, attemptWebSocket, attemptXhr } from './request-attempts.ts';
import { WORKER_WAYS, type WorkerWay } from './ways.ts';

const ATTEMPTS: Record<WorkerWay, (address: string) => unknown> = {
  'worker-fetch': (address) => fetch(address),
  'worker-xhr': attemptXhr,
  'worker-websocket': attemptWebSocket,
  'worker-event-source': attemptEventSource,
  'worker-import': (address) => import(/* @vite-ignore */ address),
  'worker-worker': (address) => {
    const worker = new Worker(address);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
    };
  },
};

/** @param base An own address, absolute. @returns those ways that the browser did not refuse. */
export async function openWaysOfWorker(base: string): Promise<WorkerWay[]> {
  const refused = await Promise.all(
    WORKER_WAYS.map((way) => {
      const address = way === 'worker-websocket' ? probeSocketAddress : probeAddress;
      return refusedByPolicy(ATTEMPTS[way], address(way, base));
    }),
  );
  return WORKER_WAYS.filter((_, at) => !refused[at]);
}
