// Starts the worker, from its address or from a copy of its script in memory.
import { trusted } from './trusted-address.ts';

/** Whether browsers start a worker from this address: only where it has the page's own origin. */
export function startsFromAddress(script: string): boolean {
  return new URL(script).origin === self.origin;
}

/** A worker from memory takes over the Content-Security-Policy that the page has now; one with an address has its own. */
export function startWorker(script: string | Blob): Worker {
  const options = { type: 'module', name: 'lesionlens' } as const;
  if (typeof script === 'string') {
    return new Worker(trusted(script), options);
  }
  const address = URL.createObjectURL(script);
  const worker = new Worker(trusted(address), options);
  // Only once the worker runs: before that, browsers may still have to read it.
  const free = () => {
    URL.revokeObjectURL(address);
  };
  worker.addEventListener('message', free, { once: true });
  worker.addEventListener('error', free, { once: true });
  return worker;
}
