// Builds the page and the programmatic face into dist/: static files that work under any address.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY } from './scripts/content-security-policy.mjs';
import { ENTRIES } from './scripts/entries.mjs';
import { DEFAULT_WEIGHTS, stampFileSet } from './scripts/file-set.mjs';
import { DIST } from './scripts/static-server.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const repository = (path: string) => here(`../${path}`);

const WASM_FOLDER = {
  'relaxed-simd-threads': repository('build/wasm-relaxed-simd-threads'),
  'relaxed-simd': repository('build/wasm-relaxed-simd'),
  simd: repository('build/wasm-simd'),
};

/**
 * The weights keep their name, so that they can be replaced by others. Each wasm file is named after its variant, as its worker
 * is, so that the service worker's list knows whose it is.
 */
const assetFileNames = ({ names, originalFileNames }: AssetNames) => {
  if (names.some((name) => name.endsWith('.safetensors'))) {
    return 'weights/[name][extname]';
  }
  const variant = /wasm-([^/]+)\/lesionlens\.wasm$/.exec(originalFileNames[0] ?? '')?.[1];
  return `assets/${variant ?? '[name]'}-[hash][extname]`;
};
interface AssetNames {
  names: string[];
  originalFileNames: string[];
}
const MODEL_FOLDER = repository('model');

function requireFile(path: string, wayOut: string): string {
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: ${wayOut}`);
  }
  return path;
}

function wasmBytes(folder: string): number {
  const wayOut = 'build the WebAssembly module first (see the README)';
  requireFile(`${folder}/lesionlens.js`, wayOut);
  return statSync(requireFile(`${folder}/lesionlens.wasm`, wayOut)).size;
}

function ownVersion(): string {
  const description = readFileSync(new URL('package.json', import.meta.url), 'utf8');
  return (JSON.parse(description) as { version: string }).version;
}

/** Holds on any file server. Not while developing, where Vite needs inline styles and a socket. */
const contentSecurityPolicy: Plugin = {
  name: 'lesionlens:content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** The service worker lies beside the page, under a name that stays: browsers look for its next version there. */
const workerFileNames = ({ name }: { name: string }) =>
  name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js';

/** The other networks of model/ lie beside the default one, for `?weights=`; nobody loads them who does not ask for them. */
const otherWeights: Plugin = {
  name: 'lesionlens:other-weights',
  apply: 'build',
  generateBundle() {
    const files = readdirSync(MODEL_FOLDER).filter((file) => file.endsWith('.safetensors'));
    for (const file of files) {
      const fileName = `weights/${file}`;
      if (fileName !== DEFAULT_WEIGHTS) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(`${MODEL_FOLDER}/${file}`) });
      }
    }
  },
};

/** No minifier looks into the templates of HTML and CSS, where the browser passes over the indentation. */
const noIndentation: Plugin = {
  name: 'lesionlens:no-indentation',
  apply: 'build',
  renderChunk: (code) => code.replace(/\n +/g, '\n'),
};

/** Once every file is written, the service worker learns of which the page consists. */
const fileSet: Plugin = {
  name: 'lesionlens:file-set',
  apply: 'build',
  closeBundle: () => {
    stampFileSet(DIST);
  },
};

/** `vite build --mode package`: only what other pages import, for the npm package (see scripts/build-package.mjs). */
export default defineConfig(({ mode }) => {
  const forPackage = mode === 'package';
  requireFile(
    `${MODEL_FOLDER}/lesionlens-default.safetensors`,
    'train or export the default weights first (see the README)',
  );
  return {
    base: './',
    resolve: {
      alias: {
        ...Object.fromEntries(
          Object.entries(WASM_FOLDER).map(([variant, folder]) => [`#wasm/${variant}`, folder]),
        ),
        '#model': MODEL_FOLDER,
      },
    },
    define: {
      __LESIONLENS_VERSION__: JSON.stringify(ownVersion()),
      __WASM_BYTES__: JSON.stringify(
        Object.fromEntries(
          Object.entries(WASM_FOLDER).map(([variant, folder]) => [variant, wasmBytes(folder)]),
        ),
      ),
    },
    plugins: [noIndentation, ...(forPackage ? [] : [contentSecurityPolicy, otherWeights, fileSet])],
    publicDir: forPackage ? false : 'public',
    server: { fs: { allow: ['..'] } },
    worker: {
      format: 'es',
      rolldownOptions: { output: { assetFileNames, entryFileNames: workerFileNames } },
    },
    build: {
      outDir: forPackage ? 'package' : 'dist',
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      license: { fileName: 'third-party-licences.md' },
      rolldownOptions: {
        input: {
          ...(!forPackage && { index: here('index.html'), frame: here('frame.html') }),
          ...Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, here(file)])),
        },
        preserveEntrySignatures: 'exports-only',
        output: {
          // What other pages import keeps its name.
          entryFileNames: ({ name }) =>
            Object.hasOwn(ENTRIES, name) ? '[name].js' : 'assets/[name]-[hash].js',
          assetFileNames,
        },
      },
    },
  };
});
