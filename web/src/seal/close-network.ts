// Closes the network of the page that runs, for good: what is closed here stays closed until the page is loaded anew.
//
// The browser's own means come first: a Content-Security-Policy that is added to a running page holds on top of those that it
// has, cannot be taken back, and is taken over by every worker that is started from memory afterwards. What is beyond any policy
// that browsers know (Content Security Policy Level 3 has a word for WebRTC, but none of them reads it) is closed by hand.

/** All that a page needs which has everything: pictures and files in memory, and the worker, with WebAssembly in it. */
const SEALED_POLICY = [
  "default-src 'none'",
  "script-src 'wasm-unsafe-eval'",
  'worker-src blob:',
  'connect-src blob:',
  'img-src blob:',
  'media-src blob:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

export function closeNetwork(): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = SEALED_POLICY;
  document.head.append(policy);

  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'open']) {
    withdraw(name);
  }
  refuseToLeave();
}

/** Takes a function from the page; it cannot be put back. */
function withdraw(name: string): void {
  Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
}

/** An address can carry anything to anywhere, and no policy holds for the page's own way to another address. */
function refuseToLeave(): void {
  const { navigation } = window as { navigation?: Navigation };
  const address = withoutFragment(window.location.href);
  navigation?.addEventListener('navigate', (event) => {
    const staysHere =
      event.hashChange ||
      (event.navigationType === 'reload' && withoutFragment(event.destination.url) === address) ||
      // What the page made itself and a person saves.
      (event.downloadRequest !== null && event.destination.url.startsWith('blob:'));
    if (!staysHere) {
      event.preventDefault();
    }
  });
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/, '');
}
