// A static file server for dist/, for `npm run serve`, the tests and the benchmarks. Any plain file server will do for
// the page; this one adds the headers that a careful one sends.
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { CONTENT_SECURITY_POLICY, FRAME_SANDBOX } from './content-security-policy.mjs';

/** With these a page is cross-origin isolated. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * @param {{ port?: number, host?: string, mounts?: Record<string, string>, isolated?: boolean }} [options] `mounts`: folder by address,
 *   each address with a slash at both ends. Port 0 is any free one. `isolated`: with the headers that make pages
 *   cross-origin isolated, so that they may use threads.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startStaticServer({
  port = 0,
  host = '127.0.0.1',
  mounts = { '/': DIST },
  isolated = false,
} = {}) {
  // The longest address first: "/" fits every request.
  const handlers = Object.entries(mounts)
    .sort(([a], [b]) => b.length - a.length)
    .map(([address, folder]) => ({ address, handle: folderHandler(folder, isolated) }));

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const mount = handlers.find(({ address }) => path.startsWith(address));
    if (!mount) {
      notFound(response);
      return;
    }
    request.url = path.slice(mount.address.length - 1);
    mount.handle(request, response, () => notFound(response));
  });

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  const actualPort = typeof address === 'object' ? address?.port : port;
  return {
    url: `http://localhost:${actualPort}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} folder @param {boolean} isolated */
function folderHandler(folder, isolated) {
  if (!existsSync(folder)) {
    throw new Error(`${folder} is missing`);
  }
  return sirv(folder, {
    dev: true, // looks at the disk for every request, so that a new build needs no restart
    etag: true,
    setHeaders(response, path) {
      response.setHeader(
        'Content-Security-Policy',
        path === '/frame.html'
          ? `${CONTENT_SECURITY_POLICY}; ${FRAME_SANDBOX}`
          : CONTENT_SECURITY_POLICY,
      );
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Referrer-Policy', 'no-referrer');
      // The element works on pages of other origins, too; there is nothing here that not everybody may read.
      response.setHeader('Access-Control-Allow-Origin', '*');
      if (isolated) {
        for (const [name, value] of Object.entries(ISOLATION_HEADERS)) {
          response.setHeader(name, value);
        }
      }
      response.setHeader(
        'Cache-Control',
        // The names below assets/ carry a hash of what is in them; the other files may change.
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      if (path.endsWith('.safetensors')) {
        // sirv knows the others.
        response.setHeader('Content-Type', 'application/octet-stream');
      }
    },
  });
}

/** @param {import('node:http').ServerResponse} response */
function notFound(response) {
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end('Not found');
}
