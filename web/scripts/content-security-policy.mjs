// What the page may load, and from where: nothing but its own files. Built into the page as a meta element, so that it
// holds on any file server, and sent as a header by our own.

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // 'wasm-unsafe-eval' allows WebAssembly to be compiled, and nothing else.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  // The chosen photo is shown from a blob: address; it never leaves the page.
  "img-src 'self' blob:",
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
