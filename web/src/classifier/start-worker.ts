// Starts the worker, from its address or from a copy of its script in memory.

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

/** What is used of Trusted Types, which not every browser has. */
interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ) => { createScriptURL: (address: string) => unknown };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Where a page asks for Trusted Types, the address of a worker must have come through a policy with a name that the page knows. */
function trusted(address: string): string {
  const { trustedTypes } = self as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('lesionlens', { createScriptURL: (own) => own });
  // An object that `new Worker` takes in place of a string.
  return (policy?.createScriptURL(address) ?? address) as string;
}
