import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/store/content-hash.ts';
import { BACKENDS, open, sequence } from './backends.ts';

const point = (pointId: string, substance = `text of ${pointId}`) => ({
  talkId: 'riyadh',
  pointId,
  substance,
});

describe.each(BACKENDS)('the ledger on $name', (backend) => {
  it('numbers points in the order they come', async () => {
    const { store } = await open(backend);
    expect(await store.ledger.latest()).toBe(0);
    expect(await store.ledger.publish([point('b'), point('a')])).toEqual({
      ...{ added: 2, changed: 0, removed: 0, restored: 0, latest: 2, standing: 'newest' },
    });
    expect(await store.ledger.since(sequence(0))).toMatchObject([
      { sequence: 1, pointId: 'b', changedAt: null },
      { sequence: 2, pointId: 'a' },
    ]);
    expect(await store.ledger.since(sequence(1))).toMatchObject([{ pointId: 'a' }]);
    expect(await store.ledger.latest()).toBe(2);
  });

  it('gives a changed point a new number, an edit of punctuation none, whatever the order', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a', 'No troops.'), point('b', 'Talks go on')]);
    const nothing = await store.ledger.publish([point('b', '“Talks go on.”'), point('a', 'no troops')]);
    expect(nothing).toMatchObject({ added: 0, changed: 0, latest: 2 });
    expect(await store.ledger.publish([point('a', 'Some troops'), point('b', 'Talks go on')])).toMatchObject({
      ...{ changed: 1, latest: 3 },
    });
    expect(await store.ledger.since(sequence(2))).toMatchObject([{ sequence: 3, pointId: 'a' }]);
    expect(await store.ledger.since(sequence(0))).toHaveLength(2);
  });

  it('leaves out what was removed; when it is put back it is not new', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a'), point('b')]);
    expect(await store.ledger.publish([point('a')])).toMatchObject({ removed: 1 });
    expect(await store.ledger.publish([point('a')])).toMatchObject({ removed: 0 });
    expect(await store.ledger.since(sequence(0))).toMatchObject([{ pointId: 'a' }]);
    expect(await store.ledger.publish([point('a'), point('b')])).toMatchObject({ restored: 1, latest: 2 });
    expect(await store.ledger.since(sequence(2))).toEqual([]);
    await store.ledger.publish([point('a')]);
    expect(await store.ledger.publish([point('a'), point('b', 'other')])).toMatchObject({
      changed: 1,
      latest: 3,
    });
  });

  it('never gives a number twice or backwards, whatever editors do', async () => {
    const { store } = await open(backend);
    const texts = fc.constantFrom('one', 'two', 'One.');
    const content = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), texts);
    await fc.assert(
      fc.asyncProperty(content, async (points) => {
        const before = await store.ledger.latest();
        const list = Object.entries(points).map(([id, text]) => point(id, text));
        const { added, changed, latest } = await store.ledger.publish(list);
        expect(latest).toBe(before + added + changed);
        expect(await store.ledger.since(before)).toHaveLength(added + changed);
        expect(await store.ledger.since(sequence(0))).toHaveLength(list.length);
        expect(await store.ledger.publish(list.reverse())).toMatchObject({
          added: 0,
          changed: 0,
          removed: 0,
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('the same statement', () => {
  it.each([
    ['No troops.', 'no troops'],
    ['U.S. envoy', 'US envoy'],
    ['co-operate', 'cooperate'],
    ['“Ready”  to talk', '"ready" to talk!'],
    ['10–20 %', '10-20%'],
    ['Zürich', 'Zu\u0308rich'],
  ])('%s = %s', (a, b) => expect(contentHash(a)).toBe(contentHash(b)));

  it.each([
    ['3.5 bn', '35 bn'],
    ['10-20 days', '1020 days'],
    ['-5 degrees', '5 degrees'],
    ['5%', '5'],
    ['$5', '€5'],
    ['will', 'will not'],
  ])('%s ≠ %s', (a, b) => expect(contentHash(a)).not.toBe(contentHash(b)));
});
