// Each browser gets the build of the module that it can run, and one that can run none is told so.
import { expect, type Page } from '@playwright/test';
import { draw } from './support/pictures.ts';
import { chooseButton, openPage, pick, problem, test, verdict } from './support/site.ts';

/** Plays a browser whose engine refuses what is named. */
async function without(page: Page, feature: 'relaxed SIMD' | 'SIMD' | 'WebAssembly') {
  await page.addInitScript((feature) => {
    if (feature === 'WebAssembly') {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      return;
    }
    const validate = WebAssembly.validate.bind(WebAssembly);
    WebAssembly.validate = (source) => {
      const bytes = source as Uint8Array;
      // Opcodes of SIMD begin with 0xfd; those of relaxed SIMD are numbered from 0x100 on (0x80 0x02 in LEB128).
      const simd = bytes.includes(0xfd);
      const relaxed = bytes.some(
        (byte, at) => byte === 0xfd && (bytes[at + 1] ?? 0) >= 0x80 && bytes[at + 2] === 2,
      );
      return validate(source) && !(feature === 'SIMD' ? simd : relaxed);
    };
  }, feature);
}

for (const [missing, runs] of [
  [undefined, 'relaxed SIMD'],
  ['relaxed SIMD', 'SIMD'],
] as const) {
  test(`a browser without ${missing ?? 'gaps'} runs the build for ${runs}, and loads no other`, async ({
    page,
    site,
  }) => {
    if (missing) {
      await without(page, missing);
    }
    const wasm: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.wasm')) {
        wasm.push(request.url());
      }
    });
    await openPage(page, site.url);
    await pick(page, await draw(page));
    await page.getByText('Technical details').click();
    await expect(verdict(page)).toContainText(`WebAssembly, ${runs},`);
    expect(wasm).toHaveLength(1);
  });
}

for (const missing of ['SIMD', 'WebAssembly'] as const) {
  test(`a browser without ${missing} is told so`, async ({ page, site }) => {
    await without(page, missing);
    await page.goto(site.url);
    await expect(problem(page)).toHaveAttribute('data-code', 'browser-unsupported');
    await expect(problem(page)).toContainText(`it has no WebAssembly`);
    await expect(problem(page)).toContainText('Please use a current version of');
    await expect(chooseButton(page)).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  });
}
