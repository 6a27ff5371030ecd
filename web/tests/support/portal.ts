// A portal: a page of another origin than Lesionlens, with a copy of the script for hosts of a frame.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import sirv from 'sirv';
import { DIST } from '../../scripts/static-server.mjs';

export interface Portal {
  /** "http://127.0.0.1:PORT"; Lesionlens is at localhost, so that not even the sites are the same. */
  origin: string;
  /** An empty page. */
  url: string;
  /** Of the script, on the portal's own server. */
  scriptUrl: string;
  close: () => Promise<void>;
}

export async function startPortal(): Promise<Portal> {
  const files = sirv(DIST, { dev: true });
  const server = createServer((request, response) => {
    if (request.url === '/') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><html lang="en"><title>Portal</title><h1>Portal</h1></html>');
    } else {
      files(request, response, () => {
        response.writeHead(404);
        response.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/`,
    scriptUrl: `${origin}/lesionlens-frame.js`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Every message that the portal's window has heard, of whomever. */
export interface Heard {
  origin: string;
  data: { protocol?: unknown; type?: string; id?: string; [name: string]: unknown };
}

/** Puts the frame into the portal's page, which listens from before on. */
export async function embed(
  page: Page,
  address: string,
  attributes: Record<string, string> = {},
): Promise<Frame> {
  const handle = await page.evaluateHandle(
    ([address, attributes]) => {
      const portal = window as unknown as { heard?: Heard[] };
      if (!portal.heard) {
        const heard: Heard[] = [];
        portal.heard = heard;
        window.addEventListener('message', ({ origin, data }: MessageEvent<Heard['data']>) => {
          heard.push({ origin, data });
        });
      }
      const iframe = document.createElement('iframe');
      iframe.title = 'Lesionlens';
      iframe.width = '900';
      iframe.height = '1200';
      for (const [name, value] of Object.entries(attributes)) {
        iframe.setAttribute(name, value);
      }
      iframe.src = address;
      document.body.append(iframe);
      return iframe;
    },
    [address, attributes] as const,
  );
  const frame = await handle.contentFrame();
  if (!frame) {
    throw new Error('the iframe has no content');
  }
  return frame;
}

export function heard(page: Page): Promise<Heard[]> {
  return page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
}
