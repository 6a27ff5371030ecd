// `npm run serve`: says where the page is, sends the headers of a careful server, and explains itself when it cannot.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { test } from './support/site.ts';

const SCRIPT = fileURLToPath(new URL('../scripts/serve.mjs', import.meta.url));

interface Run {
  process: ChildProcessByStdio<null, Readable, Readable>;
  output: () => string;
  exit: Promise<number | null>;
}

function serve(...options: string[]): Run {
  const process = spawn('node', [SCRIPT, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const exit = new Promise<number | null>((resolve) => process.once('close', resolve));
  return { process, output: () => output, exit };
}

test('the page is served with its types and headers, and a taken port is explained', async () => {
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const server = serve('--port', port);
  try {
    await expect.poll(server.output).toContain(`http://localhost:${port}/`);
    const get = (path: string) => fetch(`http://127.0.0.1:${port}/${path}`);

    const page = await get('');
    const html = await page.text();
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-cache');

    const script = await get(/assets\/index-[^"]+\.js/.exec(html)?.[0] ?? '');
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(script.headers.get('cache-control')).toContain('immutable');
    const weights = await get('weights/lesionlens-default.safetensors');
    expect(weights.headers.get('content-type')).toBe('application/octet-stream');
    expect(weights.headers.get('cache-control')).toBe('no-cache');
    expect((await get('nothing')).status).toBe(404);
    expect((await get('../package.json')).status).toBe(404);

    const second = serve('--port', port);
    expect(await second.exit).toBe(1);
    expect(second.output()).toBe(
      `serve: port ${port} is taken by another program. Choose another one with --port.\n`,
    );
  } finally {
    server.process.kill();
    await server.exit;
  }
});

for (const options of [['--port', 'http'], ['--port', '70000'], ['--colour']]) {
  test(`serve refuses ${options.join(' ')} in one sentence`, async () => {
    const { exit, output } = serve(...options);
    expect(await exit).toBe(1);
    expect(output()).toMatch(/^serve: .+\n$/);
  });
}
