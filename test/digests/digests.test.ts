// What a subscription gets: the first digest, what is new, or a repeated topic; each point once, none forgotten.

import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { createDigests, type Digests } from '../../src/digests/digests.ts';
import { openStore } from '../../src/store/database.ts';
import type { PublishRule } from '../../src/store/ledger.ts';
import type { TakenDigest } from '../../src/store/taken-delivery.ts';
import type { LocalTime, Sequence, SubscriptionSettings, ZoneId } from '../../src/store/types.ts';
import type { Summary } from '../../src/summaries/blocks.ts';
import { catalogueOf, type PlainPoint, type PlainTalk } from '../support/catalogue.ts';

const NOW = Date.UTC(2025, 1, 19, 9);
const HOUR = 3_600_000;

const point = (id: string, topics: readonly string[] = ['ukraine'], text = `Text of ${id}`): PlainPoint => ({
  ...{ id, topics, kind: 'said', by: ['lavrov'], text },
});
const talk = (id: string, date: string, ...points: readonly PlainPoint[]): PlainTalk => ({
  id,
  date,
  points,
});
const corrected = (was: string) => ({ on: '2025-02-19', how: 'corrected', was, why: 'It was another' });
const RIYADH = talk('riyadh', '2025-02-18', point('a'), point('b', ['europe']));

const settings = (change: Partial<SubscriptionSettings> = {}): SubscriptionSettings => ({
  ...{ time: '09:00' as LocalTime, zone: 'UTC' as ZoneId, days: 'daily' as never },
  ...{ topics: 'all', when: 'new', ...change },
});

interface Desk {
  readonly digests: Digests;
  /** Which points the last rendered digest had, in order. */
  readonly rendered: Summary[];
}

async function desk(now = NOW, rule: PublishRule = 'recorded'): Promise<Desk> {
  const store = await openStore(':memory:', { now: () => now });
  onTestFinished(() => store.close());
  const rendered: Summary[] = [];
  const render = (summary: Summary) => {
    rendered.push(summary);
    return [JSON.stringify({ title: summary.title, points: pointsOf(summary) })];
  };
  return {
    digests: createDigests({ store, clock: { now: () => now, monotonic: () => now }, render, rule }),
    rendered,
  };
}

function pointsOf(summary: Summary): readonly string[] {
  return summary.blocks.flatMap((block) =>
    block.type === 'section' && 'items' in block
      ? block.items.flatMap(({ points }) => points.map(({ talk, point }) => `${talk}/${point}`))
      : [],
  );
}

async function pointsFor(
  { digests }: Desk,
  cursor: Sequence | null,
  change: Partial<SubscriptionSettings> = {},
  rotation = 0,
): Promise<readonly string[]> {
  const [html] = await digests.preview(settings(change), null, cursor, rotation);
  return html === undefined ? [] : (JSON.parse(html).points as string[]);
}

describe('the first digest', () => {
  test('is the newest talk that has the chat’s topics', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH, talk('geneva', '2025-03-01', point('c', ['europe']))));
    expect(await pointsFor(it, null)).toEqual(['geneva/c']);
    expect(await pointsFor(it, null, { topics: ['ukraine'] })).toEqual(['riyadh/a']);
  });

  test('is empty for topics that the content does not have', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH));
    expect(await pointsFor(it, null, { topics: ['summit'] })).toEqual([]);
    expect(await pointsFor(it, null, { topics: ['gone'], when: 'always' })).toEqual([]);
  });

  test('shows a point of several topics under its subject, not under the overview', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(talk('riyadh', '2025-02-18', point('a', ['overview', 'ukraine']))));
    await pointsFor(it, null);
    const headings = it.rendered[0]?.blocks.flatMap((block) =>
      block.type === 'section' && 'heading' in block ? [JSON.stringify(block.heading)] : [],
    );
    expect(headings).toEqual([expect.stringContaining('"Ukraine"')]);
  });
});

describe('a later digest', () => {
  test('has points of every talk that came after the last one had', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(catalogueOf(RIYADH));
    expect(await pointsFor(it, latest)).toEqual([]);
    await it.digests.publish(
      catalogueOf(
        talk('riyadh', '2025-02-18', point('c'), point('a'), point('b', ['europe'])),
        talk('geneva', '2025-03-01', point('d', ['europe'])),
      ),
    );
    expect(await pointsFor(it, latest)).toEqual(['geneva/d', 'riyadh/c']);
    expect(await pointsFor(it, latest, { topics: ['ukraine'] })).toEqual(['riyadh/c']);
  });

  test('is not made by punctuation, order, or a draft that was away and is back', async () => {
    const it = await desk(NOW, 'drafts');
    const { latest } = await it.digests.publish(catalogueOf(RIYADH));
    await it.digests.publish(catalogueOf(talk('riyadh', '2025-02-18', point('a'))));
    await it.digests.publish(
      catalogueOf(
        talk('riyadh', '2025-02-18', point('b', ['europe']), point('a', ['ukraine'], 'Text – of a')),
      ),
    );
    expect(await pointsFor(it, latest)).toEqual([]);
  });

  test('has a point that was corrected, and none that was only reworded', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(
      catalogueOf(RIYADH, talk('geneva', '2024-01-01', point('c'))),
    );
    await it.digests.publish(
      catalogueOf(
        talk('geneva', '2024-01-01', {
          ...point('c', ['ukraine'], 'The text of c'),
          changes: [{ on: '2025-02-19', how: 'reworded' }],
        }),
        talk(
          'riyadh',
          '2025-02-18',
          { ...point('a', ['ukraine'], 'Another text'), changes: [corrected('Text of a')] },
          { ...point('b', ['europe']), by: ['rubio'], changes: [corrected('Lavrov said so')] },
        ),
      ),
    );
    expect(await pointsFor(it, latest)).toEqual(['riyadh/a', 'riyadh/b']);
  });

  test('stays one digest however much there is', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(catalogueOf(RIYADH));
    const talks = Array.from({ length: 30 }, (_, index) =>
      talk(
        `talk-${index}`,
        `2025-03-${String(index + 1).padStart(2, '0')}`,
        point('x'),
        point('y', ['europe']),
      ),
    );
    await it.digests.publish(catalogueOf(RIYADH, ...talks));
    const points = await pointsFor(it, latest);
    expect(points.length).toBe(12);
    expect(points[0]).toBe('talk-29/x');
  });
});

test('on “always” the topics take turns while nothing is new', async () => {
  const it = await desk();
  const { latest } = await it.digests.publish(catalogueOf(RIYADH));
  const turns = await Promise.all(
    [0, 1, 2].map((rotation) =>
      pointsFor(it, latest, { when: 'always', topics: ['europe', 'ukraine'] }, rotation),
    ),
  );
  expect(turns).toEqual([['riyadh/a'], ['riyadh/b'], ['riyadh/a']]);
});

test('chats with the same topics, language and range of news share one rendering', async () => {
  const it = await desk();
  const { latest } = await it.digests.publish(catalogueOf(RIYADH));
  const texts = Array.from({ length: 1000 }, (_, id) =>
    it.digests.contentOf(taken({ toSequence: latest, settings: settings({ topics: ['ukraine'] }), id })),
  );
  expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
  expect(it.rendered.length).toBe(1);
});

test('through any history of edits a chat gets each point once, and again only when it was changed', async () => {
  const version = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two'), {
    minKeys: 1,
  });
  const history = fc.array(fc.tuple(version, fc.boolean()), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(history, async (versions) => {
      const it = await desk(NOW, 'drafts');
      const known = new Map<string, string>();
      const news = new Set<string>();
      let cursor: Sequence | null = null;
      for (const [texts, isDigestDue] of versions) {
        const { latest } = await it.digests.publish(catalogueFrom(texts));
        for (const [id, text] of Object.entries(texts)) if (known.get(id) !== text) news.add(id);
        for (const [id, text] of Object.entries(texts)) known.set(id, text);
        if (!isDigestDue) continue;
        const content = it.digests.contentOf(taken({ toSequence: latest, cursor }));
        const points = content.type === 'digest' ? JSON.parse(content.htmls[0] ?? '').points : [];
        const expected = Object.keys(texts).filter((id) => news.has(id));
        expect(points.toSorted()).toEqual(expected.map((id) => `riyadh/${id}`).toSorted());
        if (points.length === 0) continue;
        news.clear();
        cursor = latest;
      }
    }),
    { numRuns: 60 },
  );
});

function catalogueFrom(texts: Readonly<Record<string, string>>): Catalogue {
  const points = Object.entries(texts).map(([id, text]) => point(id, ['ukraine'], text));
  return catalogueOf(talk('riyadh', '2025-02-18', ...points));
}

function taken(change: {
  readonly dueAt?: number;
  readonly toSequence: Sequence;
  readonly cursor?: Sequence | null;
  readonly settings?: SubscriptionSettings;
  readonly id?: number;
}): TakenDigest {
  const { dueAt = NOW, toSequence, cursor = null, id = 1 } = change;
  return {
    type: 'digest',
    ...{ chatId: id as never, threadId: 0 as never },
    delivery: {
      ...{
        broadcastId: null,
        id: id as never,
        subscriptionId: id as never,
        dueAt,
        state: 'sending',
        tries: 1,
        notBefore: null,
      },
      ...{ toSequence, messageId: null, reason: null, sentParts: [], finishedAt: null },
    },
    subscription: {
      ...{
        id: id as never,
        chatId: id as never,
        threadId: 0 as never,
        settings: change.settings ?? settings(),
      },
      ...{
        state: { status: 'active', dueAt: NOW + 24 * HOUR },
        cursor,
        rotation: 0,
        createdAt: 0,
        updatedAt: 0,
      },
    },
    ...{ language: 'en', quietHours: null, chatZone: null },
    chatType: 'private',
  };
}

test('nothing can be asked before content is published', async () => {
  const { digests } = await desk();
  expect(() => digests.edition).toThrow(/no content has been published/);
});
