// Builds package/, which `npm pack` packs: what other pages import, built as for dist/, with types, a custom-elements manifest
// and licences. Nothing in it imports from another package. `npm pack` runs it by itself (`prepack`).
import { copyFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { build } from 'vite';
import { customElementsManifest } from './custom-elements.mjs';
import { ENTRIES } from './entries.mjs';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const PACKAGE = here('package');

await build({ root: here('.'), mode: 'package', logLevel: 'warn' });

// Lit's types are taken in, as its code is.
const types = await rolldown({
  cwd: here('.'),
  input: ENTRIES,
  plugins: [dts({ emitDtsOnly: true, tsconfig: here('src/tsconfig.json') })],
});
await types.write({
  dir: `${PACKAGE}/types`,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});

writeFileSync(
  `${PACKAGE}/custom-elements.json`,
  `${JSON.stringify(await customElementsManifest(), undefined, 2)}\n`,
);
copyFileSync(here('../LICENSE'), `${PACKAGE}/LICENSE`);
for (const card of ['README.md', 'lesionlens-default.md']) {
  copyFileSync(here(`../model/${card}`), `${PACKAGE}/weights/${card}`);
}
