// The C++ core's own tests, built for WebAssembly and run in the browser, in both builds of the module.
import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { FOLDER, test } from './support/site.ts';

/** Runs the tests and posts what they print, and at the end how they ended. */
const WORKER_SCRIPT = `
  import run from './core_tests.js';
  const print = (line) => postMessage({ line });
  const end = (status) => postMessage({ status });
  run({ print, printErr: print, onExit: end }).catch((error) => end(String(error)));
`;

type Message = { line: string } | { status: number | string };

for (const variant of ['simd', 'relaxed-simd'] as const) {
  test(`the core's tests pass as WebAssembly (${variant})`, async ({ page, site }, testInfo) => {
    testInfo.setTimeout(300_000);
    if (!existsSync(`${FOLDER.coreTests[variant]}/core_tests.js`)) {
      throw new Error(`build/wasm-${variant}/core_tests.js is missing: run scripts/test`);
    }
    const folder = `${site.url}core-tests/${variant}/`;
    await page.route(`${folder}empty.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title>' }),
    );
    await page.route(`${folder}run.js`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: WORKER_SCRIPT }),
    );
    await page.goto(`${folder}empty.html`);
    const { output, status } = await page.evaluate(async () => {
      const lines: string[] = [];
      const status = await new Promise<number | string>((resolve) => {
        const worker = new Worker('run.js', { type: 'module' });
        worker.onerror = (event) => {
          resolve(`the worker failed: ${event.message}`);
        };
        worker.onmessage = ({ data }: MessageEvent<Message>) => {
          if ('line' in data) {
            lines.push(data.line);
          } else {
            resolve(data.status);
          }
        };
      });
      return { output: lines.join('\n'), status };
    });

    await testInfo.attach('output', { body: output });
    expect(status, output.slice(-4_000)).toBe(0);
    expect(output).not.toContain('[  FAILED  ]');
    expect(Number(/\[ {2}PASSED {2}\] (\d+) tests?/.exec(output)?.[1])).toBeGreaterThan(0);
  });
}
