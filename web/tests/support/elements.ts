// A page for testing elements by themselves, apart from the site's own page: the elements bundled into a folder for the time of
// the tests, beside the built programmatic face, under the same strict policy as the site's page.
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { DIST, startStaticServer } from '../../scripts/static-server.mjs';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Elements</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="elements.css"><header><h1>Elements</h1></header><main></main>`;

/** Room around the element, as hosts give it. */
const STYLES = `main { max-width: 640px; margin-inline: auto; padding: 16px; }`;

export interface ElementsSite {
  /** An empty page that may import `./elements.js` and `./face/lesionlens.js`. */
  url: string;
  close: () => Promise<void>;
}

export async function serveElements(): Promise<ElementsSite> {
  if (!existsSync(join(DIST, 'lesionlens.js'))) {
    throw new Error('the page has not been built yet: run "npm run build" first');
  }
  const folder = mkdtempSync(join(tmpdir(), 'lesionlens-elements-'));
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: here('elements-entry.ts'),
        formats: ['es'],
        fileName: () => 'elements.js',
      },
    },
  });
  copyFileSync(here('../../src/page/page.css'), join(folder, 'page.css'));
  writeFileSync(join(folder, 'elements.css'), STYLES);
  writeFileSync(join(folder, 'index.html'), PAGE);
  const server = await startStaticServer({ mounts: { '/': folder, '/face/': DIST } });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
