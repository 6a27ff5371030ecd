// The page's side of the service worker: registers it, hears of new versions, and changes to one when asked.
import serviceWorkerUrl from '../service-worker/service-worker.ts?worker&url';
import type { OtherWindows, UseNow } from '../service-worker/messages.ts';

/**
 * - `none`: nothing new.
 * - `ready`: a new version is on the device, whole, and waits.
 * - `other-windows`: it cannot take over before other windows are closed.
 */
export type UpdateState = 'none' | 'ready' | 'other-windows';

/** Tells of every change of `state` by the event `change`. */
export class Updates extends EventTarget {
  state: UpdateState = 'none';
  #registration: ServiceWorkerRegistration | undefined;

  /**
   * Fulfilled once the browser knows of the service worker: to be called before the page's network is closed. From then on
   * the browser itself looks for a new version whenever the page is opened, about a second later and sealed or not: it
   * asks for one address that never changes, and nothing of the page goes with it. Never rejects: where there are no service
   * workers (private windows, http), the page works as before, online.
   */
  async start(): Promise<void> {
    // The type says that it is always there; outside secure contexts it is not.
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!container) {
      return;
    }
    container.addEventListener('message', (event: MessageEvent<Partial<OtherWindows> | null>) => {
      if (event.data?.type === 'other-windows') {
        this.#show('other-windows');
      }
    });
    try {
      this.#registration = await container.register(new URL(serviceWorkerUrl, import.meta.url), {
        updateViaCache: 'none',
      });
    } catch {
      return;
    }
    const registration = this.#registration;
    this.#look(registration);
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => {
        this.#look(registration);
      });
    });
  }

  /** Changes to the new version and loads the page anew. */
  use(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) {
      window.location.reload(); // another window was faster
      return;
    }
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') {
        window.location.reload();
      }
    });
    waiting.postMessage({ type: 'use-now' } satisfies UseNow);
  }

  #look({ waiting, active }: ServiceWorkerRegistration): void {
    // Without an active one it is the first version, which nobody waits for.
    if (waiting && active) {
      this.#show('ready');
    }
  }

  #show(state: UpdateState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
