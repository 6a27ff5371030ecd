// `npm run bench:cold [-- --runs N] [--slowdown N] [--isolated] [--json]`: milliseconds from opening the page, with nothing of it in any
// cache, to the first verdict on a photo that is given to it the moment it takes one; on localhost, with the page's whole process
// slowed down.
//
// The browser's own throttling holds for the page's thread only, and the classifier runs in workers. So here the process is
// stopped by signals for most of every 20 ms: at 4 it runs for 5 ms and stands for 15. Other work on the machine makes the
// numbers larger, never smaller: the best run counts, and the median says how quiet it was.
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../scripts/chromium.mjs';
import { drawnPhoto } from '../scripts/drawn-photo.mjs';
import { startStaticServer } from '../scripts/static-server.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    slowdown: { type: 'string', default: '4' },
    isolated: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const slowdown = Number(values.slowdown);
const PERIOD_MS = 20;

/**
 * In the page, before anything of it runs: hands it a photo as soon as it takes one, and waits for the verdict.
 * @param {string} photoInBase64
 */
function watch(photoInBase64) {
  /** Also inside of elements. @param {string} selector @param {ParentNode} root @returns {Element | undefined} */
  const find = (selector, root = document) => {
    const found = root.querySelector(selector);
    if (found) {
      return found;
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const inside = shadowRoot && find(selector, shadowRoot);
      if (inside) {
        return inside;
      }
    }
    return undefined;
  };
  /** @type {Record<string, number>} */
  const times = {};
  const bytes = Uint8Array.from(atob(photoInBase64), (letter) => letter.charCodeAt(0));
  const photo = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
  const step = () => {
    const input = /** @type {HTMLInputElement | undefined} */ (find('input[type=file]'));
    if (times.ready === undefined && input && find('.choose:enabled')) {
      times.ready = performance.now();
      const transfer = new DataTransfer();
      transfer.items.add(photo);
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (times.ready !== undefined && find('.verdict')) {
      times.verdict = performance.now();
      Object.assign(globalThis, { coldLoad: times });
      return;
    }
    setTimeout(step, 2);
  };
  step();
}

/** @param {number[]} pids @returns {() => void} Ends it. */
function slowDown(pids) {
  const send = (/** @type {NodeJS.Signals} */ signal) => {
    for (const pid of pids) {
      process.kill(pid, signal);
    }
  };
  let ended = false;
  let timer = setTimeout(stand, PERIOD_MS / slowdown);
  function stand() {
    send('SIGSTOP');
    timer = setTimeout(run, PERIOD_MS - PERIOD_MS / slowdown);
  }
  function run() {
    send('SIGCONT');
    if (!ended) {
      timer = setTimeout(stand, PERIOD_MS / slowdown);
    }
  }
  return () => {
    ended = true;
    clearTimeout(timer);
    send('SIGCONT');
  };
}

/** Processes for pages: the one with the page, and a spare one. @param {import('@playwright/test').Browser} browser */
async function renderersOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .sort((a, b) => b.cpuTime - a.cpuTime);
}

/** Drawn before, so that it costs the page nothing. */
async function photoFile() {
  const browser = await chromium.launch(CHROMIUM_OPTIONS);
  const photo = await drawnPhoto(await browser.newPage(), { width: 1024, height: 768 });
  await browser.close();
  return photo.toString('base64');
}

const photo = await photoFile();
const server = await startStaticServer({ isolated: values.isolated });
/** @type {{ ready: number, verdict: number }[]} */
const rows = [];
for (let run = 0; run < runs; run++) {
  // A browser of its own for each: nothing is kept, not even compiled code.
  const browser = await chromium.launch(CHROMIUM_OPTIONS);
  const page = await browser.newPage();
  await page.addInitScript(watch, photo);
  await page.goto(`${server.url}manifest.webmanifest`); // of the same site, so that the page stays in this process
  const slowed = (await renderersOf(browser)).map(({ id }) => id);
  const end = slowdown > 1 ? slowDown(slowed) : () => undefined;
  await page.goto(server.url, { waitUntil: 'commit' });
  const times = await page.waitForFunction(() => /** @type {any} */ (globalThis).coldLoad);
  end();
  const busiest = (await renderersOf(browser))[0]?.id ?? NaN;
  if (!slowed.includes(busiest)) {
    throw new Error('the page ran in a process that was not slowed down');
  }
  rows.push(await times.jsonValue());
  await browser.close();
}
await server.close();

const sorted = (/** @type {'ready' | 'verdict'} */ name) =>
  rows.map((row) => row[name]).sort((a, b) => a - b);
const summary = Object.fromEntries(
  /** @type {const} */ (['ready', 'verdict']).map((name) => {
    const all = sorted(name);
    return [name, { best: all[0] ?? NaN, median: all[runs >> 1] ?? NaN }];
  }),
);
if (values.json) {
  console.log(JSON.stringify({ slowdown, isolated: values.isolated, runs, ...summary }, null, 2));
} else {
  console.log(`slowed down ${slowdown} times, ${runs} runs, milliseconds after opening the page`);
  for (const [name, { best, median }] of Object.entries(summary)) {
    console.log(`${name.padEnd(8)} best ${best.toFixed(0)}, median ${median.toFixed(0)}`);
  }
}
