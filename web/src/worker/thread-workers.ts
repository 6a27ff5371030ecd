// The workers that Emscripten starts for the threads of a module.
import type createLesionlens from '#wasm/lesionlens';
import { trusted } from '../classifier/trusted-address.ts';

type Create = typeof createLesionlens;

/**
 * Emscripten hands `new Worker` an address that Trusted Types refuse, and waits forever for a worker that does not start. Here the
 * address is a trusted one, and such a worker is an error.
 */
export function withThreadWorkers(create: Create): Create {
  return async (options) => {
    const PlainWorker = self.Worker;
    try {
      // All threads are started while the module is created.
      return await new Promise((resolve, reject) => {
        const refused = (cause: unknown) => {
          reject(new Error('the browser started no thread', { cause }));
        };
        self.Worker = new Proxy(PlainWorker, {
          construct(_, [address, how]: ConstructorParameters<typeof Worker>) {
            try {
              const worker = new PlainWorker(trusted(String(address)), how);
              worker.addEventListener('error', refused);
              return worker;
            } catch (cause) {
              refused(cause);
              throw cause;
            }
          },
        });
        create(options).then(resolve, reject);
      });
    } finally {
      self.Worker = PlainWorker;
    }
  };
}
