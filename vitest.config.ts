// How the tests run: every test file in its own worker, no timers but the injected ones.
// Read by `vitest run`.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/setup.ts'],
  },
});
