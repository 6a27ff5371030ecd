// The npm package, as somebody else gets it: packed, installed from the file without a network into a project of its own, checked by
// TypeScript, built by Vite, and opened in the browser. The project's files are those of docs/embedding.md.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { ClassDeclaration, CustomElement, Package } from 'custom-elements-manifest/schema.js';
import { createServer } from 'vite';
import { startStaticServer } from '../scripts/static-server.mjs';
import { codeOf, DOCUMENT } from './support/embedding-doc.ts';
import { EXAMPLE_LINE, judgesAPhoto } from './support/judged-photo.ts';
import { test } from './support/site.ts';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const TOOLS = join(WEB, 'node_modules');

/** Every entry of the package by its type. */
const ENTRIES_SOURCE = `
import { LesionClassifier, LesionLens, LesionLensError, type LensStrings } from 'lesionlens';
import { LesionClassifier as Same, type Classification } from 'lesionlens/classifier';
import { connectLesionFrame } from 'lesionlens/frame';
import { fhirBundle, lesionResult } from 'lesionlens/results';

export const sameClass: typeof LesionClassifier = Same;
export const words: Partial<LensStrings> = { choose: 'Upload' };
export const asElement = (lens: LesionLens): HTMLElement => lens;
export const bundleOf = (made: Classification) =>
  fhirBundle(lesionResult(made, { time: new Date(0) }), {});
export const codeOf = (error: unknown) => error instanceof LesionLensError ? error.code : '';
export const connect = connectLesionFrame;
// @ts-expect-error -- types are there, not \`any\`
export const wrong: number = new LesionLens().mode;
`;

const COMPILER_OPTIONS = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  noEmit: true,
};

test.describe.configure({ mode: 'serial' });

let project: string;
const installed = (path: string): string => join(project, 'node_modules/lesionlens', path);
const run = (command: string, options: string[], cwd = project): string =>
  execFileSync(command, options, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const tool = (script: string, ...options: string[]): string =>
  run(process.execPath, [join(TOOLS, script), ...options]);

test.beforeAll(() => {
  test.setTimeout(300_000);
  project = mkdtempSync(join(tmpdir(), 'lesionlens-package-'));
  run('npm', ['pack', '--pack-destination', project], WEB);
  const [archive = '', ...more] = readdirSync(project);
  expect(more).toEqual([]);
  expect(DOCUMENT, 'the document names the file').toContain(archive);

  mkdirSync(join(project, 'src'));
  const files = {
    'package.json': '{ "name": "portal", "private": true, "type": "module" }',
    'index.html': codeOf('npm', 'html'),
    'src/main.ts': codeOf('npm', 'ts'),
    'src/entries.ts': ENTRIES_SOURCE,
    'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['src'] }),
  };
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(project, path), text);
  }
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`]);
});

test.afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

async function judges(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await judgesAPhoto(page);
  await expect(page.locator('#result')).toHaveText(EXAMPLE_LINE);
}

test('holds all that its entries name, with licences, and nothing of the page', () => {
  const description = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
    customElements: string;
    dependencies?: Record<string, string>;
  };
  const targets = Object.values(description.exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  const named = [...targets, description.customElements, 'package/LICENSE', 'README.md'];
  expect(named.filter((path) => !existsSync(installed(path)))).toEqual([]);
  expect(description.dependencies, 'all that runs is bundled').toBeUndefined();
  expect(
    readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.')),
  ).toEqual(['lesionlens']);
  expect(readdirSync(installed('.')).sort()).toEqual(['README.md', 'package', 'package.json']);
  expect(readdirSync(installed('package')).sort()).toEqual([
    'LICENSE',
    'assets',
    'custom-elements.json',
    'lesion-lens.js',
    'lesionlens-frame.js',
    'lesionlens-results.js',
    'lesionlens.js',
    'third-party-licences.md',
    'types',
    'weights',
  ]);
  for (const entry of Object.keys(description.exports).filter((one) => one !== './package.json')) {
    expect(DOCUMENT).toContain(`\`lesionlens${entry.slice(1)}\``);
  }
});

test('has types that a strict project takes, with a bundler and in Node.js', () => {
  test.setTimeout(180_000);
  const failures = [[], ['--module', 'NodeNext', '--moduleResolution', 'NodeNext']].map(
    (options) => {
      try {
        return tool('typescript/bin/tsc', ...options);
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    },
  );
  expect(failures).toEqual(['', '']);
});

test('built by Vite as it comes, it classifies', async ({ page }) => {
  tool('vite/bin/vite.js', 'build', '--logLevel', 'warn');
  const assets = readdirSync(join(project, 'dist/assets'));
  expect(assets.some((name) => name.endsWith('.safetensors'))).toBe(true);
  const server = await startStaticServer({ mounts: { '/': join(project, 'dist') } });
  try {
    await judges(page, server.url);
    expect(page.workers()[0]?.url()).toContain(`${server.url}assets/`);
  } finally {
    await server.close();
  }
});

test("it classifies while developing, on Vite's own server", async ({ page }) => {
  const server = await createServer({
    root: project,
    configFile: false,
    logLevel: 'silent',
    server: { port: 0, fs: { allow: [project, WEB] } },
  });
  try {
    await server.listen();
    await judges(page, server.resolvedUrls?.local[0] ?? '');
  } finally {
    await server.close();
  }
});

test('its manifest and the document name what the element has, and nothing else', async ({
  page,
  site,
}) => {
  const manifest = JSON.parse(
    readFileSync(installed('package/custom-elements.json'), 'utf8'),
  ) as Package;
  const declarations = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  expect(declarations).toHaveLength(1);
  const element = declarations[0] as ClassDeclaration & CustomElement;
  expect(element.tagName).toBe('lesion-lens');
  const names = (list: readonly { name: string }[] = []): string[] =>
    list.map(({ name }) => name).sort();

  await page.goto(site.subPathUrl);
  await expect(page.locator('lesion-lens .choose')).toBeEnabled();
  const found = await page.locator('lesion-lens').evaluate((lens) => ({
    attributes: (lens.constructor as unknown as { observedAttributes: string[] })
      .observedAttributes,
    styles: (lens.shadowRoot?.adoptedStyleSheets ?? [])
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
      .join('\n'),
    members: Object.getOwnPropertyNames(lens.constructor.prototype),
  }));
  expect(names(element.attributes)).toEqual([...new Set(found.attributes)].sort());
  for (const { name } of (element.members ?? []).filter(({ kind }) => kind === 'method')) {
    expect(found.members).toContain(name);
  }

  // What lies in elements of its own, as the camera, is not to be reached from outside.
  const folder = join(WEB, 'src/element');
  const source = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const inSource = (pattern: RegExp): string[] =>
    [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort();
  expect(names(element.events)).toEqual(inSource(/'(lesion-lens-[a-z]+)'/g));
  expect(names(element.cssParts)).toEqual(inSource(/ part="([a-z-]+)"/g));
  expect(names(element.slots)).toEqual(inSource(/<slot name="([a-z-]+)"/g));
  const properties = [...found.styles.matchAll(/var\(\s*(--lesion-lens-[a-z-]+)/g)].map(
    ([, name = '']) => name,
  );
  const described = (element.cssProperties ?? []).flatMap(({ name, description = '' }) => [
    name,
    ...[...description.matchAll(/`(-[a-z-]+-soft)`/g)].map(([, end = '']) => `--lesion-lens${end}`),
  ]);
  expect(described.sort()).toEqual([...new Set(properties)].sort());

  const code = (name: string): string => `\`${name}\``;
  const missing = [
    ...[element.attributes, element.events, element.cssParts, element.slots]
      .flatMap(names)
      .map(code),
    ...(element.members ?? [])
      .filter(({ kind }) => kind === 'method')
      .map(({ name }) => `\`${name}(`),
  ].filter((text) => !DOCUMENT.includes(text));
  expect(missing).toEqual([]);
});
