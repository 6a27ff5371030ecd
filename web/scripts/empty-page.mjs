// An empty page on the site, for tests and benchmarks that use the programmatic face: the site's own page is sealed, and lets
// nothing be loaded once it stands.

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} url Of the site, with a slash at its end.
 */
export async function openEmptyPage(page, url) {
  await page.route(`${url}empty.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title>' }),
  );
  await page.goto(`${url}empty.html`);
}
