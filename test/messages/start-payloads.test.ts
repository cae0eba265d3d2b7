// A link's parameter fits Telegram's 64 characters, comes back as it was, and means nothing when forged or stale.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelLink, groupLink, startLink } from '../../src/messages/bot-links.ts';
import { createStartPayloads, type StartPayload } from '../../src/messages/start-payloads.ts';
import { anyText } from '../support/any-text.ts';
import { catalogueOf, talkIn, topicIn } from '../support/catalogue.ts';

const LONG_ID = 'a-talk-whose-id-is-as-long-as-an-id-can-be-48-ch';
const catalogue = catalogueOf({}, { id: LONG_ID, date: '2025-01-01' });
const links = createStartPayloads(catalogue);

const anyTalk = fc.constantFrom(...catalogue.talks);
const anyLink: fc.Arbitrary<StartPayload> = fc.oneof(
  fc.constantFrom<StartPayload>(
    { type: 'digest' },
    { type: 'channel' },
    { type: 'start' },
    { type: 'talks' },
  ),
  fc
    .constantFrom(...catalogue.topics.filter(({ id }) => catalogue.newestTalkOn(id)))
    .map(({ id: topic }) => ({ type: 'topic' as const, topic })),
  fc
    .tuple(fc.constantFrom('talk' as const, 'timeline' as const, 'quotes' as const), anyTalk)
    .map(([type, { id: talk }]) => ({ type, talk })),
  anyTalk.chain(({ id: talk }) =>
    fc
      .constantFrom(...catalogue.topicsOf(talk))
      .map(({ id: topic }) => ({ type: 'talk-topic' as const, talk, topic })),
  ),
  anyTalk.chain(({ id: talk, points }) =>
    fc.constantFrom(...points).map(({ id: point }) => ({ type: 'point' as const, talk, point })),
  ),
);

describe('deep links', () => {
  test('come back as they were, in characters that Telegram lets through', () => {
    fc.assert(
      fc.property(anyLink, (link) => {
        const parameter = links.encode(link);
        expect(parameter).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(links.decode(parameter)).toEqual(link);
      }),
    );
  });

  test('with different spellings mean different things', () => {
    fc.assert(
      fc.property(anyLink, anyLink, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(links.encode(one) === links.encode(other)).toBe(same);
      }),
    );
  });

  test('in any other spelling mean nothing', () => {
    fc.assert(
      fc.property(anyLink, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), (link, at, noise) => {
        const parameter = links.encode(link);
        const place = at % (parameter.length + 1);
        const forged = parameter.slice(0, place) + noise + parameter.slice(place);
        const decoded = links.decode(forged);
        expect(decoded === undefined || links.encode(decoded) === forged).toBe(true);
      }),
    );
    fc.assert(fc.property(anyText(), (text) => links.decode(text) === undefined));
  });

  test.each([
    '',
    '1',
    '1x',
    '1dx',
    '1d ',
    ' 1d',
    '1d\n',
    '2d',
    '1D',
    '1t',
    '1k',
    '1c',
    'ukraine',
    '1tAAAAAAAAAA',
  ])('written as %j mean nothing', (parameter) => {
    expect(links.decode(parameter)).toBeUndefined();
  });

  test('with anything added mean nothing', () => {
    for (const link of [{ type: 'digest' as const }, { type: 'talk' as const, talk: talkIn(catalogue).id }]) {
      expect(links.decode(`${links.encode(link)}AAAAAAAAAA`)).toBeUndefined();
    }
  });

  test('to a talk that is gone, or to a topic or point that it no longer has, are stale', () => {
    const talk = talkIn(catalogue, LONG_ID);
    const { id: topic } = topicIn(catalogue, 'ukraine');
    const [{ id: point } = { id: undefined }] = talk.points;
    if (!point) throw new Error('the talk has points');
    const summit = { id: 'p', topics: ['summit'], kind: 'agreed', text: 'A summit' } as const;
    const without = createStartPayloads(catalogueOf({}));
    const changed = createStartPayloads(catalogueOf({ id: LONG_ID, points: [summit] }));
    for (const link of [
      { type: 'talk-topic' as const, talk: talk.id, topic },
      { type: 'point' as const, talk: talk.id, point },
    ]) {
      const parameter = links.encode(link);
      expect(links.decode(parameter)).toEqual(link);
      expect(without.decode(parameter)).toBeUndefined();
      expect(changed.decode(parameter)).toBeUndefined();
    }
    expect(without.decode(links.encode({ type: 'talk', talk: talk.id }))).toBeUndefined();
  });

  test('are addresses as the Bot API describes them', () => {
    expect(startLink('a_bot', '1d')).toBe('https://t.me/a_bot?start=1d');
    expect(groupLink('a_bot', '1d')).toBe('https://t.me/a_bot?startgroup=1d');
    expect(channelLink('a_bot')).toBe('https://t.me/a_bot?startchannel&admin=post_messages+edit_messages');
  });
});
