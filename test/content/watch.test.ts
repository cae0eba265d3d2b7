// A burst of changes is one change, once it is quiet; what differs between two contents is counted.

import { expect, test } from 'vitest';
import { changesBetween } from '../../src/live/changes.ts';
import { createQuiet, QUIET_FOR } from '../../src/live/watch.ts';
import { catalogueOf, type PlainPoint } from '../support/catalogue.ts';
import { manualClock } from '../support/clock.ts';

test('a burst is told once, when it has been quiet for long enough, and never after the end', async () => {
  const clock = manualClock();
  let told = 0;
  const quiet = createQuiet(clock, QUIET_FOR, () => {
    told += 1;
  });
  for (let save = 0; save < 5; save += 1) {
    quiet.touch();
    await clock.advance(QUIET_FOR - 1);
  }
  expect(told).toBe(0);
  await clock.advance(1);
  expect(told).toBe(1);
  quiet.touch();
  quiet.cancel();
  await clock.advance(QUIET_FOR);
  expect(told).toBe(1);
});

test('talks and points that came, changed or went are told apart', async () => {
  const point = (id: string, text: string): PlainPoint => ({
    id,
    topics: ['overview'],
    kind: 'reported',
    text,
  });
  const before = catalogueOf(
    { id: 'a', points: [point('kept', 'As before'), point('changed', 'So'), point('gone', 'Was')] },
    { id: 'b', points: [point('one', 'One')] },
  );
  const after = catalogueOf(
    { id: 'a', points: [point('kept', 'As before'), point('changed', 'Otherwise'), point('new', 'Is')] },
    { id: 'c', points: [point('one', 'One'), point('two', 'Two')] },
  );
  expect(await changesBetween(before, after)).toEqual({
    talks: { added: ['c'], changed: ['a'], removed: ['b'] },
    points: { added: 3, changed: 1, removed: 2 },
  });
  expect((await changesBetween(before, before)).points).toEqual({ added: 0, changed: 0, removed: 0 });
});
