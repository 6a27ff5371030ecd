// Builds the page and the programmatic face into dist/: static files that work under any address.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY } from './scripts/content-security-policy.mjs';
import { stampFileSet } from './scripts/file-set.mjs';
import { DIST } from './scripts/static-server.mjs';

const repository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

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

/** Once every file is written, the service worker learns of which the page consists. */
const fileSet: Plugin = {
  name: 'lesionlens:file-set',
  apply: 'build',
  closeBundle: () => {
    stampFileSet(DIST);
  },
};

export default defineConfig(() => {
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
      __WASM_BYTES__: JSON.stringify(
        Object.fromEntries(
          Object.entries(WASM_FOLDER).map(([variant, folder]) => [variant, wasmBytes(folder)]),
        ),
      ),
    },
    plugins: [contentSecurityPolicy, fileSet],
    server: { fs: { allow: ['..'] } },
    worker: {
      format: 'es',
      rolldownOptions: { output: { assetFileNames, entryFileNames: workerFileNames } },
    },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      license: { fileName: 'third-party-licences.md' },
      rolldownOptions: {
        input: {
          index: fileURLToPath(new URL('index.html', import.meta.url)),
          lesionlens: fileURLToPath(new URL('src/classifier/index.ts', import.meta.url)),
        },
        preserveEntrySignatures: 'exports-only',
        output: {
          // The programmatic face keeps its name, so that other pages can import it.
          entryFileNames: ({ name }) =>
            name === 'lesionlens' ? 'lesionlens.js' : 'assets/[name]-[hash].js',
          assetFileNames,
        },
      },
    },
  };
});
