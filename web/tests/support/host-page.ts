// A page of somebody else with <lesion-lens> in it: under a strict policy, without a style sheet of ours.
import type { Page } from '@playwright/test';
import type { LesionLens } from '../../src/element/lesion-lens.ts';
import type { Site } from './site.ts';

/** The strictest that WebAssembly allows. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' blob:",
  'img-src blob:',
].join('; ');

export interface HeardEvent {
  type: string;
  detail: Record<string, unknown>;
}

/** @param body What stands in the page's body: tags with attributes. `lang`: of its document. */
export async function openHostPage(
  page: Page,
  site: Site,
  body = '<lesion-lens></lesion-lens>',
  lang = 'en',
): Promise<void> {
  await page.route(`${site.url}host.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': POLICY },
      body: `<!doctype html><html lang="${lang}"><title>host</title>
        <script type="module" src="a/b/lesion-lens.js"></script><body><main>${body}</main></body></html>`,
    }),
  );
  await page.addInitScript(() => {
    const heard: HeardEvent[] = [];
    Object.assign(window, { heard });
    for (const type of ['progress', 'ready', 'result', 'error'] as const) {
      document.addEventListener(`lesion-lens-${type}`, (event) => {
        // As a message to another window would carry it.
        const { detail } = event as CustomEvent<HeardEvent['detail']>;
        heard.push({ type, detail: structuredClone(detail) });
      });
    }
  });
  await page.goto(`${site.url}host.html`);
}

/** The events of one type that have reached the document. */
export async function heard(page: Page, type: string): Promise<HeardEvent['detail'][]> {
  const all = await page.evaluate(() => (window as unknown as { heard: HeardEvent[] }).heard);
  return all.filter((event) => event.type === type).map(({ detail }) => detail);
}

/** For `evaluate`: the elements of the page. */
export type Lens = LesionLens;
