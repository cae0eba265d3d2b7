// Ready or not, from how long Telegram and the database have been silent.
// Run by vitest.

import { expect, test } from 'vitest';
import { readinessOf } from '../../src/ops/readiness.ts';

test.each([
  [{ telegram: 0, database: 0 }, undefined],
  [{ telegram: 59_999, database: 9_999 }, undefined],
  [{ telegram: 60_000, database: 0 }, 'Telegram has not answered for 60 s.'],
  [{ telegram: 0, database: 10_000 }, 'The database has not answered for 10 s.'],
  [{ telegram: 90_000, database: 12_400 }, 'The database has not answered for 12 s.'],
])('%j', (silences, reason) => {
  expect(readinessOf(silences)).toEqual(reason ? { ready: false, reason } : { ready: true });
});
