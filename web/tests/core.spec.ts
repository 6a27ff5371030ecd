// The C++ core's own tests, built for WebAssembly and run in the browser, in both builds of the module.
import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { FOLDER, test } from './support/site.ts';

interface CoreTestsOptions {
  print: (line: string) => void;
  printErr: (line: string) => void;
  onExit: (status: number) => void;
}

for (const variant of ['simd', 'relaxed-simd'] as const) {
  test(`the core's tests pass as WebAssembly (${variant})`, async ({ page, site }, testInfo) => {
    testInfo.setTimeout(300_000);
    if (!existsSync(`${FOLDER.coreTests[variant]}/core_tests.js`)) {
      throw new Error(`build/wasm-${variant}/core_tests.js is missing: run scripts/test`);
    }
    await page.goto(site.url);
    const { output, status } = await page.evaluate(async (url) => {
      const { default: run } = (await import(url)) as {
        default: (options: CoreTestsOptions) => Promise<unknown>;
      };
      const output: string[] = [];
      const print = (line: string) => output.push(line);
      const status = await new Promise<number | string>((resolve) => {
        run({ print, printErr: print, onExit: resolve }).catch((error: unknown) => {
          resolve(String(error));
        });
      });
      return { output: output.join('\n'), status };
    }, `${site.url}core-tests/${variant}/core_tests.js`);

    await testInfo.attach('output', { body: output });
    expect(status, output.slice(-4_000)).toBe(0);
    expect(output).not.toContain('[  FAILED  ]');
    expect(Number(/\[ {2}PASSED {2}\] (\d+) tests?/.exec(output)?.[1])).toBeGreaterThan(0);
  });
}
