// What the page may load, and from where: nothing but its own files. Built into the page as a meta element, so that it
// holds on any file server, and sent as a header by our own.

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // 'wasm-unsafe-eval' allows WebAssembly to be compiled, and nothing else.
  "script-src 'self' 'wasm-unsafe-eval'",
  // The service worker has an address of its own. The classifier's worker runs from memory: only such a worker takes over
  // the page's policy, tightened before it starts, so that it is closed with the page.
  "worker-src 'self' blob:",
  "style-src 'self'",
  // The chosen photo is shown from a blob: address; it never leaves the page.
  "img-src 'self' blob:",
  "connect-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Sent with `frame.html` on top: no policy in a page keeps a frame from leading the whole window away, and no meta element can
 * put a page into a sandbox. On other servers the portal's `sandbox` attribute does the same.
 */
export const FRAME_SANDBOX = 'sandbox allow-scripts allow-same-origin allow-downloads';
