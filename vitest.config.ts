// How the tests run: files one after another in a few workers, which share what they have loaded.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Much of a scenario is waiting for a pace: one file more at a time than the smallest machine has cores.
    maxWorkers: 3,
    // Nothing in the house is global, so loading all of it anew for each file would only take time.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/postgres-for-all.ts'],
    setupFiles: ['test/support/setup.ts'],
  },
});
