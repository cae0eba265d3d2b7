// Ready or not, from how long Telegram and the database have been silent, and how late digests are.

import { expect, test } from 'vitest';
import { readinessOf } from '../../src/ops/readiness.ts';

test.each([
  [{}, undefined],
  [{ telegram: 59_999, database: 9_999, overdue: 599_999 }, undefined],
  [{ telegram: 60_000 }, 'Telegram has not answered for 60 s.'],
  [{ database: 10_000 }, 'The database has not answered for 10 s.'],
  [{ telegram: 90_000, database: 12_400 }, 'The database has not answered for 12 s.'],
  [{ overdue: 600_000 }, 'A digest has been due for 10 minutes.'],
  [{ overdue: 3 * 3_600_000 + 59_000 }, 'A digest has been due for 180 minutes.'],
  [{ problem: 'the disk is full', telegram: 90_000 }, 'Changes cannot be stored: the disk is full.'],
  [{ waiting: 4_999 }, undefined],
  [{ waiting: 5_000 }, '5000 messages are waiting to be sent.'],
])('%j', (standing, reason) => {
  expect(readinessOf({ telegram: 0, database: 0, overdue: 0, ...standing })).toEqual(
    reason ? { ready: false, reason } : { ready: true },
  );
});
