// The seal: before a photo can be taken the page has closed its network, tried each way out, and says so. What it says is
// checked from outside: a witness in front of the server hears every connection and packet that leaves the browser.
import { expect, type Page } from '@playwright/test';
import { openEmptyPage } from '../scripts/empty-page.mjs';
import { LANGUAGES } from '../src/strings/language.ts';
import { withOrigin } from './support/exif.ts';
import { draw } from './support/pictures.ts';
import {
  chooseButton,
  kept,
  openPage,
  pick,
  type Site,
  test as base,
  verdict,
} from './support/site.ts';
import { startWitness, type Witness } from './support/witness.ts';

const MARKER = 'MARKER-5f1c9a';

const test = base.extend<{ witness: Witness }>({
  witness: async ({ site }: { site: Site }, use) => {
    const witness = await startWitness(site.url);
    await use(witness);
    await witness.close();
  },
});

const seal = (page: Page) => page.locator('lesion-seal');

/** Every way that a page could send something, and those of a worker, tried by the test itself. */
const PAGE_ATTEMPTS = `
  fetch: () => fetch(address('fetch'), { method: 'POST', body: marker }),
  keepalive: () => fetch(address('keepalive'), { method: 'POST', body: marker, keepalive: true }),
  xhr: () => { const x = new XMLHttpRequest(); x.open('POST', address('xhr')); x.send(marker); },
  beacon: () => navigator.sendBeacon(address('beacon'), marker),
  websocket: () => new WebSocket(address('websocket').replace('http', 'ws')),
  eventSource: () => new EventSource(address('event-source')),
  image: () => { new Image().src = address('image'); },
  script: () => { const s = document.createElement('script'); s.src = address('script'); document.head.append(s); },
  module: () => import(address('module')),
  style: () => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = address('style'); document.head.append(l); },
  prefetch: () => { const l = document.createElement('link'); l.rel = 'prefetch'; l.href = address('prefetch'); document.head.append(l); },
  frame: () => { const f = document.createElement('iframe'); f.src = address('frame'); document.body.append(f); },
  media: () => { const v = document.createElement('video'); v.src = address('media'); v.load(); },
  font: () => new FontFace('x', 'url(' + address('font') + ')').load(),
  worker: () => { new Worker(address('worker')); },
  sharedWorker: () => { new SharedWorker(address('shared-worker')); },
  cache: async () => (await caches.open('x')).add(address('cache')),
  ping: () => { const a = document.createElement('a'); a.href = '#x'; a.ping = address('ping'); document.body.append(a); a.click(); },
  rtc: async () => { const c = new RTCPeerConnection({ iceServers: [{ urls: stunUrl }] }); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); },
`;
/** Ways to leave the page. */
const LEAVING_ATTEMPTS = `
  form: () => { const f = document.createElement('form'); f.method = 'post'; f.action = address('form'); document.body.append(f); f.submit(); },
  window: () => { window.open(address('window')); },
  navigation: () => { location.href = address('navigation'); },
  replace: () => { location.replace(address('replace')); },
`;
const WORKER_ATTEMPTS = `
  fetch: () => fetch(address('worker-fetch'), { method: 'POST', body: marker }),
  xhr: () => { const x = new XMLHttpRequest(); x.open('POST', address('worker-xhr')); x.send(marker); },
  websocket: () => new WebSocket(address('worker-websocket').replace('http', 'ws')),
  eventSource: () => new EventSource(address('worker-event-source')),
  module: () => import(address('worker-module')),
  font: () => new FontFace('x', 'url(' + address('worker-font') + ')').load(),
  worker: () => { new Worker(address('worker-worker')); },
  cache: async () => (await caches.open('x')).add(address('worker-cache')),
`;

/** A script that makes the attempts, each with the marker in its address. It never fails, and ends when all had time. */
const script = (attempts: string, url: string, stunUrl: string) => `(async () => {
  const marker = ${JSON.stringify(MARKER)};
  const stunUrl = ${JSON.stringify(stunUrl)};
  const address = (way) => ${JSON.stringify(url)} + way + '?' + marker;
  for (const attempt of Object.values({${attempts}})) {
    try { Promise.resolve(attempt()).catch(() => undefined); } catch {}
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
})()`;

test('sealed before a photo can be taken, and shown', async ({ page, site }) => {
  await page.route('**/*.safetensors', async (route) => {
    await expect(seal(page)).toHaveText('Closing this page’s network');
    await expect(chooseButton(page)).toBeDisabled();
    await route.continue();
  });
  await openPage(page, site.url);
  await expect(seal(page).locator('summary')).toHaveText(
    'Sealed: this page can no longer send anything',
  );
  await seal(page).locator('summary').click();
  await expect(seal(page).locator('li .answer')).toHaveText(new Array(15).fill('refused'));
  await expect(page.getByRole('status').filter({ hasText: 'Sealed' })).toHaveCount(1);
});

test('a page without a seal is heard, so that the silence of a sealed one proves something', async ({
  page,
  witness,
}) => {
  await page.goto(`${witness.url}nothing-here`);
  await page.evaluate(script(PAGE_ATTEMPTS, witness.url, witness.stunUrl));
  const open = witness.heard();
  for (const way of ['fetch', 'xhr', 'beacon', 'websocket', 'event-source', 'image', 'ping']) {
    expect(open.bytes.toString('latin1'), way).toContain(`/${way}?${MARKER}`);
  }
  expect(open.packets, 'WebRTC').toBeGreaterThan(0);
});

test('whatever page or worker try after sealing, nothing leaves the browser', async ({
  page,
  context,
  witness,
}) => {
  await openPage(page, witness.url);
  await expect(seal(page)).toContainText('Sealed');
  await kept(page);
  witness.forget();
  await page.evaluate(script(PAGE_ATTEMPTS, witness.url, witness.stunUrl));
  const [worker] = page.workers();
  expect(worker?.url()).toMatch(/^blob:/);
  await worker?.evaluate(script(WORKER_ATTEMPTS, witness.url, witness.stunUrl));

  // The page works on.
  await pick(page, await draw(page));
  await expect(verdict(page)).toBeVisible();

  await page.evaluate(script(LEAVING_ATTEMPTS, witness.url, witness.stunUrl));
  expect(page.url(), 'the page was not left').toBe(`${witness.url}#x`);
  expect(context.pages(), 'no window was opened').toHaveLength(1);

  const heard = witness.heard();
  expect(heard.bytes.toString('latin1')).toBe('');
  expect(heard.connections + heard.packets).toBe(0);
});

test('fifty photos with a marker in them: no request of any kind, and the marker nowhere', async ({
  page,
  context,
  witness,
}) => {
  test.setTimeout(180_000);
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  await openPage(page, witness.url);
  expect(requests.some((url) => url.endsWith('.wasm'))).toBe(true);
  expect(witness.heard().bytes.length).toBeGreaterThan(0);
  await expect(seal(page)).toContainText('Sealed');
  await kept(page);
  requests.length = 0;
  witness.forget();

  const { buffer, mimeType } = await draw(page);
  for (let number = 1; number <= 50; number++) {
    const marked = withOrigin(buffer, { device: `${MARKER} ${number}`, north: 48, east: 11 });
    await pick(page, { name: `${MARKER}-${number}.jpg`, mimeType, buffer: marked });
    await expect(page.getByRole('img', { name: `${MARKER}-${number}.jpg` })).toBeVisible();
    await expect(verdict(page)).toBeVisible();
  }
  await page.waitForTimeout(1_000);

  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  const heard = witness.heard();
  expect(heard.bytes.toString('latin1')).toBe('');
  expect(heard.connections + heard.packets).toBe(0);
});

test("on later visits the browser's own look for an update is all that is heard", async ({
  page,
  witness,
}) => {
  await openPage(page, witness.url);
  await kept(page);
  await page.reload();
  await expect(seal(page)).toContainText('Sealed');
  witness.forget();
  for (const darkness of [0.3, 0.6, 0.9]) {
    const { buffer, ...file } = await draw(page, { darkness });
    const marked = withOrigin(buffer, { device: MARKER, north: 48, east: 11 });
    await pick(page, { ...file, buffer: marked });
    await expect(verdict(page)).toBeVisible();
  }
  await expect
    .poll(() => witness.heard().bytes.toString('latin1'))
    .toContain('GET /service-worker.js HTTP');
  await page.waitForTimeout(1_000);
  const lines = witness
    .heard()
    .bytes.toString('latin1')
    .match(/^[A-Z]+ \/.*$/gm);
  expect(new Set(lines)).toEqual(new Set(['GET /service-worker.js HTTP/1.1']));
  expect(witness.heard().bytes.includes(MARKER)).toBe(false);
});

test('place and device of a photo never reach the result', async ({ page, site }) => {
  await openEmptyPage(page, site.url);
  const { buffer } = await draw(page);
  const marked = withOrigin(buffer, { device: MARKER, north: 48, east: 11 });
  expect(marked.includes(MARKER)).toBe(true);
  const result = await page.evaluate(
    async ({ url, bytes }) => {
      const { LesionClassifier } = (await import(
        url
      )) as typeof import('../src/classifier/index.ts');
      const classifier = await LesionClassifier.create();
      const file = new File([new Uint8Array(bytes)], 'MARKER-file.jpg');
      return JSON.stringify(await classifier.classify(file));
    },
    { url: `${site.url}lesionlens.js`, bytes: [...marked] },
  );
  expect(result).toContain('probabilityMalignant');
  expect(result).not.toMatch(/MARKER|gps|latitude|longitude|exif|make|model"/i);
});

test('what could not be closed is said, and nothing is claimed', async ({ page, site }) => {
  // Plays a browser without the Navigation API: nothing there keeps a page from leaving for another address.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'navigation', { value: undefined });
  });
  await openPage(page, site.url);
  await expect(seal(page).locator('summary')).toHaveText(
    'Not fully sealed: this browser leaves open leaving for another address',
  );
  await seal(page).locator('summary').click();
  await expect(seal(page).locator('li .answer', { hasText: 'open' })).toHaveCount(1);
  await expect(seal(page)).toContainText('takes none of the open ways');
});

test('a page that could not be closed does not count as sealed', async ({ page, site }) => {
  // Plays a browser that passes over policies added to a running page.
  await page.addInitScript(() => {
    const { append } = Element.prototype as unknown as {
      append: (this: Element, ...nodes: (Node | string)[]) => void;
    };
    Element.prototype.append = function (...nodes) {
      append.apply(
        this,
        nodes.filter((node) => !(node instanceof HTMLMetaElement)),
      );
    };
  });
  await openPage(page, site.url);
  await expect(seal(page)).toContainText('Not fully sealed');
  await seal(page).locator('summary').click();
  await expect(seal(page).locator('li .answer', { hasText: 'open' })).toHaveCount(12);
});

for (const language of LANGUAGES) {
  test(`the seal speaks the language ${language}`, async ({ page, site }) => {
    await openPage(page, site.url);
    await page.evaluate((language) => {
      const element = document
        .querySelector('lesion-page')
        ?.shadowRoot?.querySelector('lesion-seal');
      element?.setAttribute('language', language);
    }, language);
    const sentence = { en: 'Sealed', de: 'Versiegelt', es: 'Sellada', fr: 'Scellée', ar: 'مختومة' };
    await expect(seal(page).locator('summary')).toContainText(sentence[language]);
  });
}
