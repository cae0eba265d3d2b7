// Whatever is chosen, in every language: the panel says it in one message, and each of its buttons means something.

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BotContext } from '../../src/bot/bot-context.ts';
import { openContext } from '../../src/bot/create-context.ts';
import { panel, screen } from '../../src/bot/digest/panel.ts';
import { daysOfBits } from '../../src/bot/digest/panel-keyboards.ts';
import { offsetsKeyboard } from '../../src/bot/digest/zone-keyboards.ts';
import { weekdaysOf } from '../../src/digests/days.ts';
import { writeTime } from '../../src/digests/times.ts';
import { parseZone } from '../../src/digests/zones.ts';
import { MAX_PAYLOAD_BYTES } from '../../src/messages/payloads.ts';
import type { Subscription, SubscriptionState, Topics, ZoneId } from '../../src/store/types.ts';
import { visibleText } from '../support/telegram-html.ts';

let context: BotContext;

beforeAll(async () => {
  context = { ...(await openContext('./content')), botName: 'communique_bot' };
});

const state: fc.Arbitrary<SubscriptionState> = fc.oneof(
  fc
    .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) })
    .map((dueAt) => ({ status: 'active' as const, dueAt })),
  fc.constantFrom(
    { status: 'paused' as const, reason: 'paused' },
    { status: 'closed' as const, reason: 'unsubscribed' },
    { status: 'closed' as const, reason: 'blocked' },
  ),
);

const settings = fc.record({
  time: fc.integer({ min: 0, max: 1439 }).map(writeTime),
  zone: fc
    .constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC', '+05:45', '-12:00')
    .map((zone) => zone as ZoneId),
  days: fc.integer({ min: 1, max: 127 }).map(daysOfBits),
  topics: fc
    .subarray(['overview', 'ukraine', 'economy', 'gone-topic'])
    .map((ids): Topics => (ids[0] === undefined ? 'all' : [ids[0], ...ids.slice(1)])),
  when: fc.constantFrom('new' as const, 'always' as const),
});

const view = fc.constantFrom(
  'main' as const,
  'time' as const,
  'zone' as const,
  'days' as const,
  'topics' as const,
  'language' as const,
);

/** A chat's own panel, and the one of a channel with the longest id. */
const shownIn = fc.constantFrom(
  { type: 'private' as const },
  { type: 'group' as const },
  { type: 'private' as const, about: { id: -(2 ** 52), title: 'News <b> & views' } },
);

interface Markup {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
}

function checkKeyboard(markup: object | undefined): void {
  const rows = (markup as Markup).inline_keyboard;
  expect(rows.flat().length).toBeLessThanOrEqual(100);
  for (const row of rows) {
    expect(row.length).toBeLessThanOrEqual(8);
    for (const { text, callback_data } of row) {
      expect(text).not.toBe('');
      expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
      expect(context.payloads.decode(callback_data), callback_data).toBeDefined();
    }
  }
}

describe('the panel', () => {
  test('says its state in one short message, and every button is one that we would take', () => {
    fc.assert(
      fc.property(
        fc.option(state),
        settings,
        view,
        fc.constantFrom('en', 'ru', 'uk'),
        fc.boolean(),
        shownIn,
        (at, chosen, shown, language, choseLanguage, place) => {
          const subscription = at ? ({ settings: chosen, state: at } as unknown as Subscription) : undefined;
          const { html, markup } = panel(
            shown,
            { place, language, choseLanguage, subscription, settings: chosen },
            context.locales.pick(language),
            context,
          );
          expect(visibleText(html).length).toBeLessThan(1000);
          expect(visibleText(html)).toContain(chosen.time);
          checkKeyboard(markup);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('has a button for each offset, and each is a zone', () => {
    const english = context.locales.pick('en');
    const pages = [1, 2, 99].map((page) => offsetsKeyboard(page, english));
    const presses = pages.flat(2).flatMap((button) => ('press' in button ? [button.press] : []));
    const zones = presses.flatMap((press) => (press.type === 'digest-zone' ? [press.zone] : []));
    expect(new Set(zones).size).toBe(40);
    for (const zone of zones) expect(parseZone(zone)).toEqual({ ok: true, zone });
    const subscriber = {
      language: 'en',
      choseLanguage: true,
      place: { type: 'private' } as const,
      subscription: undefined,
      settings: fc.sample(settings, 1)[0],
    };
    if (!subscriber.settings) throw new Error('no sample');
    for (const keyboard of pages) {
      checkKeyboard(
        screen({ ...subscriber, settings: subscriber.settings }, english, context, keyboard).markup,
      );
    }
  });

  test('reads days from bits, Monday the lowest', () => {
    expect([1, 64, 31, 127, 5].map(daysOfBits)).toEqual(['mon', 'sun', 'weekdays', 'daily', 'mon,wed']);
    for (let bits = 1; bits < 128; bits += 1) {
      expect(weekdaysOf(daysOfBits(bits)).length).toBe(bits.toString(2).replaceAll('0', '').length);
    }
  });
});
