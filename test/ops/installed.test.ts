// Which packages are installed here.

import { expect, test } from 'vitest';
import { isInstalled } from '../../src/ops/installed.ts';

test.each([
  ['pino-pretty', true],
  // It has no code that could be imported.
  ['@twemoji/svg', true],
  ['no-such-package', false],
  ['@twemoji/no-such-package', false],
])('%s is installed: %s', (name, installed) => {
  expect(isInstalled(name)).toBe(installed);
});
