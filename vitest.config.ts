// How the tests run: files one after another in a few workers, which share what they have loaded.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Scenarios wait for processes and for a pace, so a file more at a time than the smallest machine has cores: with two
    // more it is never idle, and takes longer, as each worker loads and compiles everything for itself.
    maxWorkers: 3,
    // A worker that runs many files keeps what it has loaded: room for what is new saves collections.
    execArgv: ['--max-semi-space-size=32'],
    // No module keeps global state, so loading everything again for each file would only take time.
    isolate: false,
    // Only to end a test that hangs: on a busy machine everything takes many times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    globalSetup: [
      'test/support/temporary-folder-for-all.ts',
      'test/support/compile-cache-for-all.ts',
      'test/support/postgres-for-all.ts',
    ],
    setupFiles: ['test/support/setup.ts'],
  },
});
