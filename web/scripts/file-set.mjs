// Writes the list of the page's files, with their digests, into the built service worker: one version of the page, which is kept
// and replaced as a whole. The build does so at its end. Whoever changes a file of dist/ by hand, the weights for instance, does
// it once more: `npm run stamp`.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEntry } from './entries.mjs';
import { DIST } from './static-server.mjs';

const SERVICE_WORKER = 'service-worker.js';
const LIST = 'self.lesionlensFiles=';

/**
 * What the page never asks for, besides the entries for other pages. `frame.html` belongs to the set: where a service worker
 * reaches it, at a portal of the same site, its program and the weights must come from the same version, too.
 */
const NOT_OF_THE_PAGE = /^service-worker\.js$|^third-party-licences\.md$|\.map$/;

/**
 * @typedef {import('../src/service-worker/file-set.ts').SetFile} SetFile
 * @param {string} dist
 * @returns {{ version: string, files: SetFile[] }}
 */
export function stampFileSet(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dist.length + 1))
    .filter((file) => !NOT_OF_THE_PAGE.test(file) && !isEntry(file))
    .sort()
    .map((file) => ({ url: file, bytes: readFileSync(`${dist}/${file}`) }));
  const variantOf = variants(files);
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
 * A worker's script is named after its variant, and names its wasm file.
 * @param {{ url: string, bytes: Buffer }[]} files
 * @returns {(url: string) => 'simd' | 'relaxed-simd' | undefined}
 */
function variants(files) {
  /** @type {{ url: string, bytes: Buffer, variant: 'simd' | 'relaxed-simd' }[]} */
  const workers = files.flatMap(({ url, bytes }) => {
    const variant = /^assets\/(relaxed-simd|simd)-[^/]+\.js$/.exec(url)?.[1];
    return variant === 'simd' || variant === 'relaxed-simd' ? [{ url, bytes, variant }] : [];
  });
  return (url) => {
    const name = url.split('/').at(-1) ?? '';
    const found = workers.filter(
      (worker) => worker.url === url || (name.endsWith('.wasm') && worker.bytes.includes(name)),
    );
    return found.length === 1 ? found[0]?.variant : undefined;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { version, files } = stampFileSet(process.argv[2] ?? DIST);
  console.log(`The page has ${files.length} files; this version is ${version}.`);
}
