// What a subscription gets: the first digest, what is new, or a repeated topic; each point once, none forgotten.

import { describe, expect, onTestFinished, test } from 'vitest';
import { createDigests, type Digests } from '../../src/digests/digests.ts';
import { positionOf } from '../../src/digests/selection.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { renderText } from '../../src/messages/terminal.ts';
import { openStore } from '../../src/store/database.ts';
import type { PublishRule } from '../../src/store/ledger.ts';
import { moveOn, type Place, tellApart, UNTOLD } from '../../src/store/place.ts';
import type { TakenDigest } from '../../src/store/taken-delivery.ts';
import type { LocalTime, Sequence, SubscriptionSettings, ZoneId } from '../../src/store/types.ts';
import type { Summary } from '../../src/summaries/blocks.ts';
import { catalogueOf, type PlainPoint, type PlainTalk } from '../support/catalogue.ts';

const NOW = Date.UTC(2025, 1, 19, 9);
const HOUR = 3_600_000;
const english = createLocales().pick('en');

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
  readonly rendered: Summary[];
  /** The last one as plain text. */
  text(): string;
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
    text: () => renderText(rendered.at(-1) ?? { title: [], blocks: [] }, english, false),
  };
}

/** What the digest states, the headline first: by the texts of the points, which all begin with `Text of`. */
function pointsOf(summary: Summary): readonly string[] {
  const lines = JSON.stringify([summary.title, summary.blocks]);
  return [...lines.matchAll(/Text of (\w+)/gu)].map(([, id = '']) => id);
}

async function pointsFor(
  { digests }: Desk,
  told: Place | Sequence | null,
  change: Partial<SubscriptionSettings> = {},
  rotation = 0,
): Promise<readonly string[]> {
  const place = typeof told === 'object' && told !== null ? told : { cursor: told, places: {} };
  const settings = { topics: 'all', when: 'new', ...change } as SubscriptionSettings;
  const position = positionOf({ settings, ...place, rotation });
  const writing = { day: '2025-02-19', language: null, use: 'digest' } as const;
  const text = digests.edition.digest(position, digests.edition.latest, writing);
  return text === undefined ? [] : (JSON.parse(text.htmls[0] ?? '').points as string[]);
}

describe('the first digest', () => {
  test('has the newest round of each of the chat’s topics', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH, talk('geneva', '2025-03-01', point('c', ['europe']))));
    expect(await pointsFor(it, null)).toEqual(['c', 'a', 'b']);
    expect(await pointsFor(it, null, { topics: ['ukraine'] })).toEqual(['a']);
    expect(await pointsFor(it, null, { topics: ['europe'] })).toEqual(['c']);
    expect(it.text()).toMatch(/From earlier rounds: Riyadh talks, 18 Feb 2025 \(1\)/u);
  });

  test('is empty for topics that the content does not have', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH));
    expect(await pointsFor(it, null, { topics: ['summit'] })).toEqual([]);
    expect(await pointsFor(it, null, { topics: ['gone'], when: 'always' })).toEqual([]);
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
    expect(await pointsFor(it, latest)).toEqual(['d', 'c']);
    expect(await pointsFor(it, latest, { topics: ['ukraine'] })).toEqual(['c']);
  });

  test('has the newest round of a topic that was chosen since, and no round from before as news', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH));
    const told = moveOn(UNTOLD, ['ukraine'], it.digests.edition.latest);
    const MUNICH = talk('munich', '2025-02-14', point('e', ['ukraine']));
    await it.digests.publish(catalogueOf(RIYADH, MUNICH));
    expect(await pointsFor(it, told, { topics: ['ukraine'] })).toEqual([]);
    expect(it.text()).toMatch(/^Added from earlier rounds: Riyadh talks, 14 Feb 2025 \(1\)/u);
    expect(await pointsFor(it, told, { topics: ['ukraine', 'europe'] })).toEqual(['b']);
    expect(it.text()).toMatch(
      /New in your digest: Europe\n\nFrom earlier rounds: Riyadh talks, 14 Feb 2025/u,
    );
  });

  test('names as new only what its own chat has chosen since', async () => {
    const it = await desk();
    await it.digests.publish(catalogueOf(RIYADH));
    const { latest } = it.digests.edition;
    const chosen = { topics: ['ukraine', 'europe', 'summit'] } as const;
    expect(await pointsFor(it, moveOn(UNTOLD, ['ukraine', 'summit'], latest), chosen)).toEqual(['b']);
    expect(it.text()).toMatch(/^New in your digest: Europe$/mu);
    expect(await pointsFor(it, moveOn(UNTOLD, ['ukraine'], latest), chosen)).toEqual(['b']);
    expect(it.text()).toMatch(
      /^New in your digest: .*Europe.*Summit|^New in your digest: .*Summit.*Europe/mu,
    );
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

  test('tells that a point was corrected, to those who had it; to others as it is now; a reworded one to nobody', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(
      catalogueOf(RIYADH, talk('geneva', '2024-01-01', point('c'))),
    );
    const now = await it.digests.publish(
      catalogueOf(
        talk('geneva', '2024-01-01', {
          ...point('c', ['ukraine'], 'The text of c'),
          changes: [{ on: '2025-02-19', how: 'reworded' }],
        }),
        talk(
          'riyadh',
          '2025-02-18',
          { ...point('a', ['ukraine'], 'Text of a2'), changes: [corrected('Text of a')] },
          point('b', ['europe']),
        ),
      ),
    );
    expect(await pointsFor(it, latest)).toEqual(['a2', 'a']);
    expect(it.text()).toMatch(
      /^✏️ Corrected: Text of a2\n\nRiyadh talks · .*\nIt said: “Text of a”\nWhy: It was another/u,
    );
    expect(await pointsFor(it, latest, { topics: ['europe'] })).toEqual([]);
    expect(await pointsFor(it, now.latest)).toEqual([]);
    expect(await pointsFor(it, null)).not.toContain('a');
    expect(it.text()).not.toMatch(/It said/u);
  });

  test('does not correct what was told at once, where it was corrected before that', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(catalogueOf(RIYADH));
    const agreed: PlainPoint = { ...point('c'), kind: 'agreed', by: ['russia', 'usa'] };
    const geneva = (text: string, was: readonly string[]) =>
      catalogueOf(RIYADH, talk('geneva', '2025-03-01', { ...agreed, text, changes: was.map(corrected) }));
    await it.digests.publish(catalogueOf(RIYADH, talk('geneva', '2025-03-01', agreed)));
    const range = { after: latest, upTo: it.digests.edition.latest };
    await it.digests.publish(geneva('Text of c2', ['Text of c']));
    const writing = { day: '2025-03-01', language: null, use: 'digest' } as const;
    const position = positionOf({ settings: settings(), cursor: latest, places: {}, rotation: 0 });
    const told = it.digests.edition.agreed(position, range, writing);
    expect(JSON.parse(told?.htmls[0] ?? '').points).toEqual(['c2']);
    const place = tellApart({ cursor: latest, places: {} }, told?.apart ?? []);
    expect(await pointsFor(it, place)).toEqual([]);
    // What is corrected after that is told.
    await it.digests.publish(geneva('Text of c3', ['Text of c', 'Text of c2']));
    expect(await pointsFor(it, place)).toEqual(['c3', 'c2']);
  });

  test('stays one digest of seven points however much there is, and says where the rest is', async () => {
    const it = await desk();
    const { latest } = await it.digests.publish(catalogueOf(RIYADH));
    const talks = Array.from({ length: 30 }, (_, index) =>
      talk(
        `talk-${index}`,
        `2025-03-${String(index + 1).padStart(2, '0')}`,
        point(`x${index}`),
        point(`y${index}`, ['europe']),
      ),
    );
    await it.digests.publish(catalogueOf(RIYADH, ...talks));
    const points = await pointsFor(it, latest);
    expect(points.length).toBe(7);
    expect(points[0]).toBe('x29');
    expect(it.text()).toMatch(/^and 42 in 21 more rounds$/mu);
  });
});

test('on “always” it looks back in turn while nothing is new, and is never the same on two days', async () => {
  const it = await desk();
  const { latest } = await it.digests.publish(catalogueOf(RIYADH));
  const back = { when: 'always', topics: ['europe', 'ukraine'] } as const;
  const turn = (rotation: number) => pointsFor(it, latest, back, rotation);
  const turns = [await turn(0), await turn(1)];
  expect(it.text()).toMatch(/^Nothing new today; a look back · 19 Feb 2025/u);
  turns.push(await turn(2));
  expect(it.text()).toMatch(
    /^Nothing new today · 19 Feb 2025\n\nThe newest round is still Riyadh talks, 18 Feb/u,
  );
  turns.push(await turn(3));
  expect(turns).toEqual([['a'], ['b'], [], ['a']]);
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
      ...{
        toSequence,
        messageId: null,
        reason: null,
        sentParts: [],
        finishedAt: null,
        correctedAt: null,
        notCorrected: null,
        cutOff: 0,
      },
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
        places: {},
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
