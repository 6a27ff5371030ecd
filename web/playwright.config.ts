// Tests of the built page (`npm run build` first) in Chromium.
import { defineConfig } from '@playwright/test';
import { CHROMIUM_OPTIONS } from './scripts/chromium.mjs';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: CHROMIUM_OPTIONS,
    trace: 'retain-on-failure',
  },
});
