// Keeps one version of the page on the device, whole: page, module and weights together, so that it works without a network.
//
// - One set. The build writes the list of files with their digests into this script. Every file is fetched against its digest,
//   so that a set is never made of two versions, not even when a new one is put on the server meanwhile.
// - Only what this device runs. The service worker finds out itself which build of the module that is, as the page does, and
//   leaves the other one out: 0.75 MB less.
// - No surprise. A new version is fetched in the background and waits. It takes over when every window is closed, or when a
//   person asks for it and no other window still runs the version before.
// - A first visit runs on what it has loaded: this service worker does not take over pages that began without it.
import { PrecacheController } from 'workbox-precaching/PrecacheController';
import { detectVariant } from '../classifier/detect-variant.ts';
import { filesFor, type SetFile } from './file-set.ts';
import type { OtherWindows, UseNow } from './messages.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Of the first line of the built script. */
  lesionlensFiles: { version: string; files: SetFile[] };
};

const PAGE = 'index.html';
const { files } = self.lesionlensFiles;
const scope = self.registration.scope;

const controller = new PrecacheController({
  plugins: [
    {
      // Asks the server whether a copy in the browser's own cache still holds: what the page has just loaded is not loaded
      // twice, and nothing outdated is taken.
      requestWillFetch: ({ request }) =>
        Promise.resolve(new Request(request, { cache: 'no-cache' })),
    },
  ],
});

/** Fulfilled once the controller knows the files of this device. */
const listed = detectVariant().then((variant) => {
  controller.addToCacheList(
    filesFor(files, variant).map(({ url, integrity }) => ({ url, integrity, revision: integrity })),
  );
});
// In a browser that cannot run the module nothing is kept: `install` fails by this, and says so.
listed.catch(() => undefined);

self.addEventListener('install', (event) => {
  event.waitUntil(listed.then(() => controller.install(event)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(listed.then(() => controller.activate(event)));
});

self.addEventListener('fetch', (event) => {
  const file = event.request.method === 'GET' ? fileAt(event.request.url) : undefined;
  if (file) {
    event.respondWith(answer(event, file));
  }
});

self.addEventListener('message', (event) => {
  if ((event.data as Partial<UseNow> | null)?.type === 'use-now') {
    event.waitUntil(takeOver(event));
  }
});

/** Whatever follows the "?": `?weights=...` is the same page. */
function fileAt(address: string): SetFile | undefined {
  if (!address.startsWith(scope)) {
    return undefined;
  }
  const path = address.slice(scope.length).replace(/[?#].*$/, '') || PAGE;
  return files.find(({ url }) => url === path);
}

/** From the set; a file that the browser has thrown away is fetched anew, but only the very same one. */
async function answer(event: FetchEvent, { url, integrity }: SetFile): Promise<Response> {
  await listed;
  if (controller.getCacheKeyForURL(url) === undefined) {
    return fetch(event.request); // of the other variant
  }
  return controller.createHandlerBoundToURL(url)({
    event,
    request: event.request,
    url: new URL(url, scope),
    params: { integrity },
  });
}

/** Windows that run the version before would get files of this one: with any of them open, this one goes on waiting. */
async function takeOver(event: ExtendableMessageEvent): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.filter((one) => one.url.startsWith(scope)).length > 1) {
    event.source?.postMessage({ type: 'other-windows' } satisfies OtherWindows);
    return;
  }
  await self.skipWaiting();
}
