// A button's data fits into 64 bytes, comes back as it was, and means nothing when forged or stale.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActorId, STEPS } from '../../src/content/schema.ts';
import { QUIET_SPANS } from '../../src/digests/quiet.ts';
import { type MemoryPayload, wordsForButton } from '../../src/messages/memory-payloads.ts';
import {
  createPayloads,
  isDigestPayload,
  MAX_PAYLOAD_BYTES,
  type Payload,
  type Pictured,
  pointIn,
  sharePointAt,
} from '../../src/messages/payloads.ts';
import { anyText } from '../support/any-text.ts';
import { catalogueOf, talkIn, topicIn } from '../support/catalogue.ts';

const LONG_ID = 'a-talk-whose-id-is-as-long-as-an-id-can-be-48-ch';
const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC', '+05:45', '-12:00', 'Etc/GMT+12'];
const catalogue = catalogueOf({}, { id: LONG_ID, date: '2025-01-01' });
const payloads = createPayloads(catalogue);

const about = fc
  .constantFrom(...catalogue.talks)
  .chain((talk) =>
    fc.constantFrom(...catalogue.topicsOf(talk.id)).map((topic) => ({ talk: talk.id, topic: topic.id })),
  );
const count = fc.integer({ min: 1, max: 9999 });
const aboutPoint = about.chain((ids) =>
  fc.constantFrom(...catalogue.points(ids.talk, ids.topic)).map(({ id: point }) => ({ ...ids, point })),
);
const filter = fc.record(
  {
    party: fc.constantFrom(...catalogue.parties.map(({ id }) => id)),
    topic: fc.constantFrom(...catalogue.topics.map(({ id }) => id)),
    step: fc.constantFrom(...STEPS),
  },
  { requiredKeys: [] },
);
/** Who has an id that may stand in `by`. */
const actor = fc.constantFrom(
  ...[...catalogue.people, ...catalogue.parties].map(({ id }) => ActorId.parse(id)),
);
const memoryPayload: fc.Arbitrary<Payload> = fc.oneof(
  fc.tuple(filter, count).map(([of, page]) => ({ type: 'promises' as const, filter: of, page })),
  fc
    .tuple(fc.constantFrom(...catalogue.topics), count)
    .map(([{ id: topic }, page]) => ({ type: 'compare' as const, topic, page })),
  fc
    .tuple(actor, fc.string({ unit: 'grapheme' }), count)
    .map(([of, words, page]) => ({ type: 'who' as const, actor: of, words: wordsForButton(words), page })),
  count.map((page) => ({ type: 'corrections' as const, page })),
  count.map((page) => ({ type: 'timeline-all' as const, page })),
  fc.constant({ type: 'compare-topics' as const }),
);
const pictured: fc.Arbitrary<Pictured> = fc.oneof(
  fc.tuple(filter, count).map(([of, page]) => ({ type: 'promises' as const, filter: of, page })),
  fc
    .tuple(fc.constantFrom(...catalogue.subjects), count)
    .map(([{ id: subject }, page]) => ({ type: 'compare-subject' as const, subject, page })),
  fc.tuple(about, count).map(([ids, part]) => ({ type: 'topic' as const, ...ids, part })),
);
const chatPayload: fc.Arbitrary<Payload> = fc.oneof(
  memoryPayload,
  pictured.map((of) => ({ type: 'picture' as const, of })),
  fc.tuple(about, count).map(([ids, part]) => ({ type: 'topic' as const, ...ids, part })),
  fc.tuple(about, count).map(([ids, page]) => ({ type: 'evidence' as const, ...ids, page })),
  fc.tuple(about, count).map(([ids, part]) => ({ type: 'share' as const, ...ids, part })),
  fc
    .tuple(fc.constantFrom('timeline' as const, 'quotes' as const), about, count)
    .map(([view, { talk }, page]) => ({ type: 'view-evidence' as const, view, talk, page })),
  fc.tuple(aboutPoint, memoryPayload).map(([ids, from]) => pointIn(ids, from as MemoryPayload)),
  fc
    .tuple(aboutPoint, memoryPayload, count)
    .chain(([{ talk, topic, point }, list, page]) =>
      fc
        .constantFrom(
          list as MemoryPayload,
          { type: 'evidence' as const, talk, topic, page },
          { type: 'view-evidence' as const, view: 'quotes' as const, talk, page },
          undefined,
        )
        .map((from) => sharePointAt({ talk, topic, point }, from)),
    ),
  count.map((page) => ({ type: 'talks' as const, page, between: 'russia+usa' })),
  fc
    .tuple(fc.constantFrom('point' as const, 'share-point' as const), aboutPoint)
    .map(([type, ids]) => ({ type, ...ids })),
  fc
    .tuple(
      fc.constantFrom(
        'timeline' as const,
        'quotes' as const,
        'share-timeline' as const,
        'share-quotes' as const,
      ),
      about,
      count,
    )
    .map(([type, { talk }, part]) => ({ type, talk, part })),
  fc
    .tuple(fc.constantFrom('talks' as const, 'share-talks' as const), count)
    .map(([type, page]) => ({ type, page })),
  fc
    .constantFrom('everyone' as const, 'administrators' as const)
    .map((who) => ({ type: 'who-may-ask' as const, who })),
  fc.boolean().map((wanted) => ({ type: 'delete-questions' as const, wanted })),
  fc.constantFrom('off', ...QUIET_SPANS).map((hours) => ({ type: 'quiet' as const, hours })),
  fc.nat(2 ** 31 - 1).map((thread) => ({ type: 'resume' as const, thread })),
  fc
    .tuple(
      fc.nat(2 ** 31 - 1),
      fc.maxSafeNat().map((id) => -1 - (id % 2 ** 52)),
    )
    .map(([thread, chat]) => ({ type: 'resume' as const, thread, chat })),
  fc.constant({ type: 'quiet-choices' as const }),
  fc.integer({ min: 0, max: 1439 }).map((minutes) => ({ type: 'digest-time' as const, minutes })),
  fc.constantFrom(...ZONES).map((zone) => ({ type: 'digest-zone' as const, zone })),
  fc.integer({ min: 1, max: 99 }).map((page) => ({ type: 'digest-offsets' as const, page })),
  fc.integer({ min: 1, max: 127 }).map((days) => ({ type: 'digest-days' as const, days })),
  fc
    .tuple(fc.constantFrom(...catalogue.topics), fc.boolean())
    .map(([{ id: topic }, wanted]) => ({ type: 'digest-topic' as const, topic, wanted })),
  fc
    .constantFrom('main' as const, 'time' as const, 'zone' as const, 'days' as const, 'language' as const)
    .map((view) => ({ type: 'digest' as const, view })),
  fc
    .tuple(
      fc.constantFrom('pause' as const, 'resume' as const, 'off' as const),
      fc.constantFrom('panel' as const, 'digest' as const),
    )
    .map(([action, spot]) => ({ type: 'digest-do' as const, action, spot })),
  fc.constantFrom<Payload>(
    { type: 'digest-open' },
    { type: 'digest-begin' },
    { type: 'digest-begin', zone: 'Asia/Tokyo' },
    { type: 'digest-city' },
    { type: 'digest-all-topics' },
    { type: 'digest-preview' },
    { type: 'digest-channel' },
    { type: 'digest-language', language: 'ru' },
    { type: 'digest-when', when: 'new' },
    { type: 'digest-when', when: 'always' },
    { type: 'language', language: 'ru' },
    { type: 'forget', sure: true },
    { type: 'forget', sure: false },
  ),
  fc
    .tuple(count, fc.constantFrom('ceasefire', 'обмен пленными', 'a.b c', '.', 'п'.repeat(27)))
    .map(([page, words]) => ({ type: 'search' as const, page, words })),
  fc.constantFrom<Payload>({ type: 'start' }, { type: 'help' }, { type: 'settings' }, { type: 'noop' }),
);

/** Supergroups and channels: Bot API, "Dialog identifiers". */
const channelId = fc.integer({ min: -(2 ** 52), max: -1_000_000_000_001 });
/** Any of them; those about a digest also for a channel. */
const anyPayload: fc.Arbitrary<Payload> = fc
  .tuple(chatPayload, fc.option(channelId))
  .map(([payload, channel]) =>
    channel !== null && isDigestPayload(payload) ? { ...payload, channel } : payload,
  );

describe('payloads', () => {
  test('come back as they were, in at most 64 bytes', () => {
    fc.assert(
      fc.property(anyPayload, (payload) => {
        const data = payloads.encode(payload);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
        expect(payloads.decode(data)).toEqual(payload);
      }),
    );
  });

  test('are refused in any other spelling', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyText({ maxLength: 100 })), (data) => {
        // Chance finds the shortest of them: `1n` is a button that does nothing.
        const decoded = payloads.decode(data);
        expect(decoded === undefined || payloads.encode(decoded) === data).toBe(true);
      }),
    );
    fc.assert(
      fc.property(anyPayload, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), (payload, at, noise) => {
        const data = payloads.encode(payload);
        const place = at % (data.length + 1);
        const forged = data.slice(0, place) + noise + data.slice(place);
        const decoded = payloads.decode(forged);
        // A longer page number is still a page number; everything else must be refused.
        expect(decoded === undefined || payloads.encode(decoded) === forged).toBe(true);
      }),
    );
  });

  test.each([
    ...['1d', '1d.everything', '1d.main.x', '1i', '1i.1440', '1i.-1', '1i.09', '1i.1e2', '1u.0', '1u.100'],
    ...[
      '1z',
      '1z.',
      '1z.Europe.Berlin',
      '1z.Europe/Berlin ',
      `1z.${'A'.repeat(41)}`,
      '1y.0',
      '1y.128',
      '1y.01',
    ],
    ...['1p.AAAAAAAAAA.+', '1p', '1w', '1w.sometimes', '1x', '1x.pause', '1x.stop.panel', '1x.off.nowhere'],
    ...['1n.@', '1n.@1', '1n.@gjdgxs', '1n.@CRE66IO8', '1n.@zzzzzzzzzzz', '1n.@0cre66i9', '1h.@cre66i9s'],
    ...[
      '1G',
      '1G.RU',
      '1G.rus',
      '1d.Language',
      '1n.1',
      '1c.x',
      '1a.',
      '1v.v',
      '1g',
      '1g.RU',
      '1g.rus',
      '1f',
      '1f.perhaps',
    ],
  ])('about digests written as %j mean nothing', (data) => {
    expect(payloads.decode(data)).toBeUndefined();
  });

  test.each(['1h.', '1h.x', '1k.1.1', '1k.01', '1k.0', '1k.10000', '1k', '1t', '1x', 'h', ''])(
    'written as %j mean nothing',
    (data) => {
      expect(payloads.decode(data)).toBeUndefined();
    },
  );

  test('open a point that was withdrawn, which the corrections list', () => {
    const changes = [{ on: '2025-03-02', how: 'withdrawn', why: 'It was not so' }];
    const gone = { id: 'gone', topics: ['summit'], kind: 'agreed', text: 'At one', changes } as const;
    const other = { id: 'other', topics: ['summit'], kind: 'agreed', text: 'A summit' } as const;
    const own = catalogueOf({ points: [gone, other] });
    const { talk, point } = own.changes[0] ?? {};
    const [topic] = point?.topics ?? [];
    const payload =
      talk && point && topic ? { type: 'point' as const, talk: talk.id, topic, point: point.id } : undefined;
    expect(payload && createPayloads(own).decode(payloads.encode(payload))).toEqual(payload);
    expect(payload).toBeDefined();
  });

  test('of another version are stale', () => {
    expect(payloads.decode(payloads.encode({ type: 'help' }).replace('1', '2'))).toBeUndefined();
  });

  test('about a talk that is gone, or a topic that the talk no longer has, are stale', () => {
    const data = payloads.encode({
      type: 'topic',
      talk: talkIn(catalogue, LONG_ID).id,
      topic: topicIn(catalogue, 'ukraine').id,
      part: 1,
    });
    const point = { id: 'p', topics: ['summit'], kind: 'agreed', text: 'A summit' } as const;
    expect(createPayloads(catalogueOf({})).decode(data)).toBeUndefined();
    expect(createPayloads(catalogueOf({ id: LONG_ID, points: [point] })).decode(data)).toBeUndefined();
    expect(createPayloads(catalogueOf({ id: LONG_ID })).decode(data)).toBeDefined();
  });
});

test('a point of a search in Cyrillic leads back to the words, in half of their bytes', () => {
  const talk = talkIn(catalogue);
  const [point] = catalogue.points(talk.id, topicIn(catalogue, 'ukraine').id);
  if (point === undefined) throw new Error('no point');
  const address = { talk: talk.id, topic: topicIn(catalogue, 'ukraine').id, point: point.id };
  const from = { type: 'search', page: 2, words: 'Обмін полоненими' } as const;
  const data = payloads.encode(pointIn(address, from));
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
  const back = { ...from, words: 'обмін полоненими', isPacked: true };
  expect(payloads.decode(data)).toEqual({ type: 'point', ...address, from: back });
  // What was typed and only looks packed is no other word.
  expect(payloads.encode({ type: 'search', page: 1, words: '|abc' })).not.toContain('|');
});
