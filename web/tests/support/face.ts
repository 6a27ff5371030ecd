// The programmatic face, imported into an empty page.
import type { JSHandle, Page } from '@playwright/test';
import { openEmptyPage } from '../../scripts/empty-page.mjs';
import type * as Face from '../../src/classifier/index.ts';
import type { Site } from './site.ts';

/** An empty page of the same site, with the module imported. */
export async function importFace(page: Page, site: Site): Promise<JSHandle<typeof Face>> {
  await openEmptyPage(page, site.url);
  return page.evaluateHandle(
    async (url) => (await import(url)) as typeof Face,
    `${site.subPathUrl}lesionlens.js`,
  );
}
