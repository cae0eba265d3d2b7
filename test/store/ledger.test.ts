import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/store/content-hash.ts';
import { BACKENDS, open, sequence } from './backends.ts';

const point = (
  pointId: string,
  text = `text of ${pointId}`,
  changes: readonly ('reworded' | 'corrected')[] = [],
) => ({
  talkId: 'riyadh',
  pointId,
  hash: contentHash(text),
  changes: changes.map((how) => how === 'corrected'),
});

const DRAFTS = { rule: 'drafts' } as const;

describe.each(BACKENDS)('the ledger on $name', (backend) => {
  it('numbers points in the order they come', async () => {
    const { store } = await open(backend);
    expect(await store.ledger.latest()).toBe(0);
    expect(await store.ledger.publish([point('b'), point('a')])).toEqual({
      ...{ added: 2, changed: 0, removed: 0, restored: 0, latest: 2, standing: 'newest', refused: [] },
    });
    expect(await store.ledger.since(sequence(0))).toMatchObject([
      { sequence: 1, pointId: 'b', changedAt: null },
      { sequence: 2, pointId: 'a' },
    ]);
    expect(await store.ledger.since(sequence(1))).toMatchObject([{ pointId: 'a' }]);
    expect(await store.ledger.latest()).toBe(2);
  });

  it('gives a correction a number of its own once, a reworded point none, an edit of punctuation none', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a', 'No troops.'), point('b', 'Talks go on')]);
    const nothing = await store.ledger.publish([point('b', '“Talks go on.”'), point('a', 'no troops')]);
    expect(nothing).toMatchObject({ added: 0, changed: 0, latest: 2 });
    const reworded = [point('a', 'Not any troops', ['reworded']), point('b', 'Talks go on')];
    expect(await store.ledger.publish(reworded)).toMatchObject({ changed: 0, latest: 2, refused: [] });
    const corrected = [point('a', 'Some troops', ['reworded', 'corrected']), point('b', 'Talks go on')];
    expect(await store.ledger.publish(corrected)).toMatchObject({ changed: 1, latest: 3 });
    expect(await store.ledger.publish(corrected)).toMatchObject({ changed: 0, latest: 3 });
    expect(await store.ledger.since(sequence(0))).toMatchObject([
      { pointId: 'a', sequence: 1 },
      { sequence: 2 },
    ]);
    expect(await store.ledger.changes()).toEqual([
      { sequence: 3, talkId: 'riyadh', pointId: 'a', number: 1 },
    ]);
    expect(await store.ledger.latest()).toBe(3);
  });

  it('refuses what changed or went without saying so, by name, and writes nothing', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a'), point('b'), point('c', 'so', ['reworded'])]);
    const bad = [point('a', 'other'), point('c', 'so'), point('d')];
    const refused = [
      { talkId: 'riyadh', pointId: 'a', why: 'changed' },
      { talkId: 'riyadh', pointId: 'c', why: 'forgotten' },
      { talkId: 'riyadh', pointId: 'b', why: 'vanished' },
    ];
    expect(await store.ledger.publish(bad)).toMatchObject({ added: 0, changed: 0, latest: 0, refused });
    expect(await store.ledger.refusals(bad)).toEqual(refused);
    expect(await store.ledger.since(sequence(0))).toHaveLength(3);
    const good = [point('a', 'other', ['corrected']), point('b'), point('c', 'so', ['reworded']), point('d')];
    expect(await store.ledger.publish(good)).toMatchObject({ added: 1, changed: 1, refused: [] });
  });

  it('lets go of what it is told to forget', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a'), point('b'), point('c')]);
    expect(await store.ledger.forget('riyadh', 'b')).toBe(1);
    expect(await store.ledger.forget('riyadh', 'b')).toBe(0);
    expect(await store.ledger.publish([point('a'), point('c')])).toMatchObject({ refused: [], removed: 0 });
    expect(await store.ledger.forget('riyadh')).toBe(2);
    expect(await store.ledger.publish([])).toMatchObject({ refused: [] });
  });

  it('leaves drafts what they are: those that went are left out, and put back they are not new', async () => {
    const { store } = await open(backend);
    await store.ledger.publish([point('a'), point('b')], DRAFTS);
    expect(await store.ledger.publish([point('a')], DRAFTS)).toMatchObject({ removed: 1 });
    expect(await store.ledger.publish([point('a')], DRAFTS)).toMatchObject({ removed: 0 });
    expect(await store.ledger.since(sequence(0))).toMatchObject([{ pointId: 'a' }]);
    expect(await store.ledger.publish([point('a'), point('b')])).toMatchObject({ restored: 1, latest: 2 });
    expect(await store.ledger.since(sequence(2))).toEqual([]);
    await store.ledger.publish([point('a')], DRAFTS);
    expect(await store.ledger.publish([point('a'), point('b', 'other')], DRAFTS)).toMatchObject({
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
        const { added, changed, latest } = await store.ledger.publish(list, DRAFTS);
        expect(latest).toBe(before + added + changed);
        expect(await store.ledger.since(before)).toHaveLength(added + changed);
        expect(await store.ledger.since(sequence(0))).toHaveLength(list.length);
        expect(await store.ledger.publish(list.reverse())).toMatchObject({
          added: 0,
          changed: 0,
          removed: 0,
          refused: [],
        });
      }),
      { numRuns: 60 },
    );
  });

  it('announces each correction once, whatever the order of edits', async () => {
    const { store } = await open(backend);
    const edits = fc.array(fc.constantFrom('reworded', 'corrected'), { maxLength: 6 });
    let id = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (hows) => {
        const name = `p${id++}`;
        const points = (length: number) => [
          ...others(),
          point(name, `text ${length}`, hows.slice(0, length)),
        ];
        const others = () =>
          Array.from({ length: id - 1 }, (_, n) => kept.get(`p${n}`)).flatMap((one) => one ?? []);
        let news = 0;
        for (let length = 0; length <= hows.length; length += 1) {
          const { added, changed, refused } = await store.ledger.publish(points(length));
          expect(refused).toEqual([]);
          expect(added).toBe(length === 0 ? 1 : 0);
          news += changed;
        }
        kept.set(name, point(name, `text ${hows.length}`, hows));
        expect(news).toBe(hows.filter((how) => how === 'corrected').length);
      }),
      { numRuns: 40 },
    );
  });
});

/** Points of earlier runs: they may not vanish. */
const kept = new Map<string, ReturnType<typeof point>>();

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
