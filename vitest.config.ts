// How the tests run: every test file in its own worker, no timers but the injected ones.
// Read by `vitest run`.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Much of a scenario is waiting for a pace: as many files at a time as the smallest machine has cores.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/setup.ts'],
  },
});
