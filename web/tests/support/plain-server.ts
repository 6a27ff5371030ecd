// A server of somebody else: pages of theirs, and folders as they are, without the headers that our own server sends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

export interface PlainServer {
  /** "http://localhost:PORT": an origin of its own. */
  origin: string;
  close: () => Promise<void>;
}

export interface PlainServerOptions {
  /** HTML by path. */
  pages?: Record<string, string>;
  /** Folder by path, without a slash at its end. */
  folders?: Record<string, string>;
  /** Sent with every answer. */
  headers?: Record<string, string>;
  /** Sent with the pages; `everywhere`: with every file. */
  policy?: { text: string; everywhere: boolean };
}

export async function startPlainServer(options: PlainServerOptions): Promise<PlainServer> {
  const { pages = {}, folders = {}, headers = {}, policy } = options;
  const handlers = Object.entries(folders).map(([path, folder]) => ({
    path,
    handle: sirv(folder, { dev: true }),
  }));
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const address = request.url ?? '/';
    const page = pages[address];
    for (const [name, value] of Object.entries(headers)) {
      response.setHeader(name, value);
    }
    if (policy && (page !== undefined || policy.everywhere)) {
      response.setHeader('Content-Security-Policy', policy.text);
    }
    if (page !== undefined) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page);
      return;
    }
    const notFound = () => {
      // Browsers ask for an icon by themselves.
      response.writeHead(address === '/favicon.ico' ? 204 : 404);
      response.end();
    };
    const found = handlers.find(({ path }) => address.startsWith(`${path}/`));
    if (found) {
      request.url = address.slice(found.path.length);
      found.handle(request, response, notFound);
    } else {
      notFound();
    }
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
