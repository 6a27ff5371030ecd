// A server whose page is replaced by another version while it runs, as a new release would.
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_WEIGHTS, stampFileSet } from '../../scripts/file-set.mjs';
import { DIST, startStaticServer } from '../../scripts/static-server.mjs';

export interface Deployment {
  /** The page, at the root of its server or below a path. */
  url: string;
  /** Puts another version in the place of the one before: see `becomeVersion`. */
  release: (version: number) => void;
  /** Other weights than those that the service worker's list names. */
  damageWeights: () => void;
  /** Ends the server: from now on the browser is offline, whatever it believes. */
  stop: () => Promise<void>;
  remove: () => void;
}

export async function deploy(path = '/'): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'lesionlens-deployment-'));
  cpSync(DIST, folder, { recursive: true });
  const server = await startStaticServer({ mounts: { [path]: folder } });
  return {
    url: server.url + path.slice(1),
    release: (version) => {
      rmSync(folder, { recursive: true });
      cpSync(DIST, folder, { recursive: true });
      becomeVersion(folder, version);
    },
    damageWeights: () => {
      appendFileSync(join(folder, DEFAULT_WEIGHTS), 'x');
    },
    stop: () => server.close(),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Another page (its title and its script's name), another worker, and other weights under the same name. */
function becomeVersion(folder: string, version: number): void {
  const number = String(version);
  const weights = join(folder, DEFAULT_WEIGHTS);
  const changed = readFileSync(weights)
    .toString('latin1')
    .replace(/"version":"\d"/, `"version":"${number}"`);
  writeFileSync(weights, changed, 'latin1');
  replaceIn(join(folder, 'index.html'), '</title>', ` (version ${number})</title>`);

  const assets = join(folder, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  for (const name of scripts) {
    const newName = name.replace('.js', `-v${number}.js`);
    renameSync(join(assets, name), join(assets, newName));
    for (const file of [
      ...readdirSync(assets).map((one) => join(assets, one)),
      join(folder, 'index.html'),
      join(folder, 'frame.html'),
    ]) {
      if (/\.(js|html)$/.test(file)) {
        replaceIn(file, name, newName);
      }
    }
  }
  stampFileSet(folder);
}

function replaceIn(file: string, search: string, replacement: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(search, replacement));
}
