// `npm run serve -- [--port N] [--host ADDRESS] [--isolated]`: serves the built page on this machine; isolated from
// other origins it may use threads.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DIST, startStaticServer } from './static-server.mjs';

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        isolated: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return stop(`serve: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const { port: portText, host, isolated } = readOptions();
const port = Number(portText);
if (!/^\d+$/.test(portText) || port < 1 || port > 65535) {
  stop(`serve: --port takes a number from 1 to 65535, not "${portText}".`);
}
if (!existsSync(`${DIST}/index.html`)) {
  stop('serve: the page has not been built yet. Run "npm run build" first.');
}

try {
  const { url } = await startStaticServer({ port, host, isolated });
  console.log(`Lesionlens is served at ${url} (stop with Ctrl+C)`);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    stop(`serve: port ${port} is taken by another program. Choose another one with --port.`);
  }
  if (code === 'EACCES') {
    stop(`serve: port ${port} is not allowed for this user. Choose one above 1023 with --port.`);
  }
  stop(`serve: ${error instanceof Error ? error.message : String(error)}`);
}
