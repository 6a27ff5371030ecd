// An empty page on the site, for tests and benchmarks that use the programmatic face: the site's own page is sealed, and lets
// nothing be loaded once it stands.

import { ISOLATION_HEADERS } from './static-server.mjs';

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} url Of the site, with a slash at its end.
 * @param {{ isolated?: boolean }} [options] Whether the page is to be cross-origin isolated.
 */
export async function openEmptyPage(page, url, { isolated = false } = {}) {
  await page.route(`${url}empty.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: isolated ? ISOLATION_HEADERS : {},
      body: '<!doctype html><title>empty</title>',
    }),
  );
  await page.goto(`${url}empty.html`);
}
