// Fixtures of the worker for what is started once and closed when the worker ends: servers.
import type { WorkerFixture } from '@playwright/test';

export function startedOnce<Started extends { close: () => Promise<void> }>(
  start: () => Promise<Started>,
): [WorkerFixture<Started, object>, { scope: 'worker' }] {
  return [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const started = await start();
      await use(started);
      await started.close();
    },
    { scope: 'worker' },
  ];
}
