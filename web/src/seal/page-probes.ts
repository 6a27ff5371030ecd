// Tries each way out of the page.
import { probeAddress, probeSocketAddress, refusedByPolicy } from './refused-by-policy.ts';
import { attemptEventSource, attemptWebSocket, attemptXhr } from './request-attempts.ts';
import { PAGE_WAYS, type PageWay } from './ways.ts';

type Probe = (base: string) => Promise<boolean>;

const byPolicy =
  (way: PageWay, attempt: (address: string) => unknown, address = probeAddress): Probe =>
  (base) =>
    refusedByPolicy(attempt, address(way, base));

const PROBES: Record<PageWay, Probe> = {
  fetch: byPolicy('fetch', (address) => fetch(address)),
  xhr: byPolicy('xhr', attemptXhr),
  beacon: byPolicy('beacon', (address) => navigator.sendBeacon(address)),
  websocket: byPolicy('websocket', attemptWebSocket, probeSocketAddress),
  'event-source': byPolicy('event-source', attemptEventSource),
  image: byPolicy('image', (address) => {
    new Image().src = address;
  }),
  webrtc: () =>
    throws(() => {
      new RTCPeerConnection().close();
    }),
  navigation: (base) => Promise.resolve(refusesNavigation(base)),
  window: (base) => throws(() => window.open(probeAddress('window', base))?.close()),
};

/** @returns those ways that were not refused. */
export async function openWaysOfPage(base = document.baseURI): Promise<PageWay[]> {
  const refused = await Promise.all(PAGE_WAYS.map((way) => PROBES[way](base)));
  return PAGE_WAYS.filter((_, at) => !refused[at]);
}

function throws(attempt: () => unknown): Promise<boolean> {
  return Promise.resolve()
    .then(attempt)
    .then(
      () => false,
      () => true,
    );
}

/** Never leaves the page, whatever the answer: what nobody before has stopped, is stopped here. */
function refusesNavigation(base: string): boolean {
  const { navigation } = window as { navigation?: Navigation };
  if (!navigation) {
    return false; // and no attempt: nothing would bring the page back
  }
  const probe = probeAddress('navigation', base);
  let refused = false;
  const watch = (event: NavigateEvent) => {
    refused = event.destination.url === probe && event.defaultPrevented;
    event.preventDefault();
  };
  navigation.addEventListener('navigate', watch);
  window.location.assign(probe);
  navigation.removeEventListener('navigate', watch);
  return refused;
}
