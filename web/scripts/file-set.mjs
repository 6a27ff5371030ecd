// Writes the list of the page's files, with their digests, into the built service worker: one version of the page, which is kept
// and replaced as a whole. The build does so at its end. Whoever changes a file of dist/ by hand, the weights for instance, does
// it once more: `npm run stamp`.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEntry } from './entries.mjs';
import { DIST } from './static-server.mjs';

const SERVICE_WORKER = 'service-worker.js';
export const DEFAULT_WEIGHTS = 'weights/lesionlens-default.safetensors';
export const VARIANTS = /** @type {const} */ (['relaxed-simd-threads', 'relaxed-simd', 'simd']);

const LIST = 'self.lesionlensFiles=';

/**
 * What the page never asks for, besides the entries for other pages and other weights than the default ones: texts for people, and
 * the icons of the installed page, which the browser takes and keeps itself when it installs one. `frame.html` belongs to the set:
 * where a service worker reaches it, at a portal of the same site, its program and the weights must come from the same version, too.
 */
const NOT_OF_THE_PAGE = /^service-worker\.js$|^third-party-licences\.md$|^icons\/|\.map$/;

/** @param {string} file */
function isOfThePage(file) {
  const otherWeights = file.endsWith('.safetensors') && file !== DEFAULT_WEIGHTS;
  return !NOT_OF_THE_PAGE.test(file) && !isEntry(file) && !otherWeights;
}

/**
 * @typedef {import('../src/service-worker/file-set.ts').SetFile} SetFile
 * @typedef {import('../src/classifier/types.ts').Variant} Variant
 * @param {string} dist
 * @returns {{ version: string, files: SetFile[] }}
 */
export function stampFileSet(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dist.length + 1))
    .filter(isOfThePage)
    .sort()
    .map((file) => ({ url: file, bytes: readFileSync(`${dist}/${file}`) }));
  const set = files.map(({ url, bytes }) => {
    const variant = variantOf(url);
    return {
      url,
      integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}`,
      ...(variant && { variant }),
    };
  });
  const version = createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 12);
  const stamped = { version, files: set };

  const path = `${dist}/${SERVICE_WORKER}`;
  const script = readFileSync(path, 'utf8').replace(/^self\.lesionlensFiles=.*\n/, '');
  writeFileSync(path, `${LIST}${JSON.stringify(stamped)};\n${script}`);
  return stamped;
}

/**
 * Of a worker's script or a wasm file, which are named after it.
 * @param {string} file
 */
export function variantOf(file) {
  // The longest name first: one begins with another.
  return VARIANTS.find((one) => file.startsWith(`assets/${one}-`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { version, files } = stampFileSet(process.argv[2] ?? DIST);
  console.log(`The page has ${files.length} files; this version is ${version}.`);
}
