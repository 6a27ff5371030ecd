// Which Chromium the tests, the benchmarks and the screenshots run in, and how it is started.
import { existsSync } from 'node:fs';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The one named by CHROMIUM, else the system's, else the one that `npx playwright install chromium` brings. */
const executablePath =
  process.env.CHROMIUM || (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

/** @type {import('@playwright/test').LaunchOptions} */
export const CHROMIUM_OPTIONS = {
  ...(executablePath && { executablePath }),
  args: [
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--no-first-run',
    '--no-default-browser-check',
  ],
};
