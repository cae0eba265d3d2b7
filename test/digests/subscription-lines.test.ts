// Subscriptions as lines of JSON: import reads what export writes, and names every mistake.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineReader, writeLine } from '../../src/digests/subscription-lines.ts';
import type { ListedSubscription } from '../../src/store/subscriptions.ts';
import type { Sequence } from '../../src/store/types.ts';

const DUE = 1_740_000_000_000;
const LATEST = 123 as Sequence;
const context = {
  topics: new Set(['ukraine', 'economy']),
  languages: ['en', 'ru'],
  latest: LATEST,
  nextDue: () => DUE,
};
const read = lineReader(context);
const LINE = {
  ...{ chat_id: 1001, time: '09:00', zone: 'Europe/Berlin', days: 'daily', topics: ['ukraine'] },
  ...{ when: 'new', language: 'en' },
};
const why = (change: object) => {
  const result = read(JSON.stringify({ ...LINE, ...change }));
  return result.ok ? 'fine' : result.why;
};

test('a line becomes a subscription that is active and due', () => {
  expect(read(JSON.stringify(LINE))).toEqual({
    ok: true,
    subscription: {
      ...{ chatId: 1001, threadId: 0, language: 'en' },
      settings: { time: '09:00', zone: 'Europe/Berlin', days: 'daily', topics: ['ukraine'], when: 'new' },
      state: { status: 'active', dueAt: DUE },
    },
  });
});

test('what may be left out is: every day, all topics, when there is news', () => {
  expect(read('{"chat_id":-100123,"time":"18:30","zone":"UTC"}')).toMatchObject({
    subscription: { language: null, settings: { days: 'daily', topics: 'all', when: 'new' } },
  });
});

describe('a mistake is named with its field', () => {
  test.each<[object, RegExp]>([
    [{ chat_id: '1001' }, /^chat_id: is not a whole number/],
    [{ chat_id: 0 }, /^chat_id: is 0/],
    [{ chat_id: 2 ** 53 }, /^chat_id: /],
    [{ time: '9:00' }, /^time: "9:00" is not a time; write it like "09:00"/],
    [{ time: '24:00' }, /^time: /],
    [{ time: undefined }, /^time: is missing$/],
    [{ zone: 'Nowhere/Land' }, /^zone: "Nowhere\/Land" is not a time zone/],
    [{ days: 'someday' }, /^days: "someday" names no days/],
    [{ topics: ['mars'] }, /^topics: "mars" is not a topic; write one of ukraine, economy/],
    [{ topics: [] }, /^topics: is not a list of topics/],
    [{ follows: ['lavrov'] }, /^follows.*is nothing to follow; write it like "person:lavrov"/],
    [{ follows: ['words:SWIFT'] }, /^follows.*is nothing to follow/],
    [{ when: 'often' }, /^when: /],
    [{ status: 'asleep' }, /^status: /],
    [{ thread_id: -1 }, /^thread_id: /],
    [{ language: 'xx' }, /^language: "xx" is not a language of the bot; write one of en, ru$/],
    [{ language: '' }, /^language: "" is not a language/],
    [{ status: 'paused' }, /^reason: is missing; write why it is paused/],
    [{ status: 'closed', reason: ' ' }, /^reason: is missing; write why it is closed/],
    [{ reason: 'blocked' }, /^reason: does not go with "active"/],
    [{ seen: 7 }, /^seen: /],
    [{ seen: [-1, 5] }, /^seen: /],
    [{ seen: [6, 5] }, /^seen: has a place behind the end/],
    [{ colour: 'red' }, /^colour: is not a field/],
    [{ time: 'x', when: 'y' }, /^time: .*; when: /],
  ])('%j', (change, expected) => {
    expect(why(change)).toMatch(expected);
  });

  test.each(['', 'x', '[]', '7', 'null', '"text"'])('%j is no line', (line) => {
    expect(read(line)).toMatchObject({ ok: false });
  });
});

test.each([
  ['the same ledger', 123, 120],
  ['a ledger that has grown since', 200, 120],
  ['one that was begun again with the same content', 100, 97],
  ['one with less than the chat has not seen', 2, 0],
])('a place is taken over into %s', (_, latest, cursor) => {
  const reader = lineReader({ ...context, latest: latest as Sequence });
  expect(reader(JSON.stringify({ ...LINE, seen: [120, 123] }))).toMatchObject({ subscription: { cursor } });
});

test('a language is read as the bot reads it', () => {
  for (const language of ['ru', 'RU', 'ru-RU', 'ru_UA']) {
    expect(read(JSON.stringify({ ...LINE, language }))).toMatchObject({ subscription: { language: 'ru' } });
  }
});

const listed: fc.Arbitrary<ListedSubscription> = fc.record({
  id: fc.constant(1 as never),
  chatId: fc.integer({ min: -(2 ** 51), max: 2 ** 51 }).filter((id) => id !== 0) as fc.Arbitrary<never>,
  threadId: fc.nat(1000) as fc.Arbitrary<never>,
  settings: fc.record({
    follows: fc.constantFrom(
      undefined,
      [{ key: 'person:lavrov', paused: false }],
      [
        { key: 'words:prisoner exchanges', paused: true },
        { key: 'subject:nato-troops', paused: false },
      ],
    ) as fc.Arbitrary<never>,
    agreedAtOnce: fc.constantFrom(undefined, true),
    card: fc.constantFrom(undefined, true),
    time: fc.constantFrom('00:00', '09:00', '23:59') as fc.Arbitrary<never>,
    zone: fc.constantFrom('UTC', 'Europe/Kyiv', '+05:30', 'America/New_York') as fc.Arbitrary<never>,
    days: fc.constantFrom('daily', 'weekdays', 'mon,wed', 'sun') as fc.Arbitrary<never>,
    topics: fc.constantFrom<'all' | [string, ...string[]]>('all', ['ukraine'], ['economy', 'ukraine']),
    when: fc.constantFrom('new', 'always'),
  }),
  state: fc.oneof(
    fc.constant({ status: 'active' as const, dueAt: DUE }),
    fc.record({ status: fc.constantFrom('paused', 'closed'), reason: fc.constantFrom('paused', 'blocked') }),
  ),
  cursor: fc.option(fc.nat(LATEST) as fc.Arbitrary<never>),
  places: fc.dictionary(fc.constantFrom('ukraine', 'economy'), fc.nat(LATEST) as fc.Arbitrary<never>),
  apart: fc.constantFrom(undefined, [
    { strand: 'ukraine', sequence: LATEST },
    { strand: 'words:swift', sequence: 1 },
  ]) as fc.Arbitrary<never>,
  rotation: fc.constant(0),
  createdAt: fc.constant(0),
  updatedAt: fc.constant(0),
  language: fc.constantFrom(null, 'en', 'ru'),
});

test('import reads all that export writes', () => {
  fc.assert(
    fc.property(listed, (subscription) => {
      const { chatId, threadId, settings, state, language, cursor, places, apart } = subscription;
      expect(read(writeLine(subscription, LATEST))).toEqual({
        ok: true,
        subscription: {
          ...{ chatId, threadId, settings, state, language },
          ...(cursor === null ? {} : { cursor }),
          ...(Object.keys(places).length === 0 ? {} : { places: { ...places } }),
          ...(apart ? { apart } : {}),
        },
      });
    }),
  );
});
