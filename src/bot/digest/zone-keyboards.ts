// Choosing a time zone: the likely ones, UTC offsets page by page, a city by its name.

import { offsetZone, searchZones, UTC } from '../../digests/zones.ts';
import type { Locale } from '../../locales/locale.ts';
import { type Button, inRows, type Keyboard, pagedKeyboard } from '../../messages/buttons.ts';
import type { ZoneId } from '../../store/types.ts';
import type { BotContext } from '../bot-context.ts';
import { zoneWords } from './description.ts';
import { backRow } from './panel-keyboards.ts';
import type { Subscriber } from './subscription.ts';

/** Minutes; whole hours in use, and the zones between them (IANA time zone database, 2025b). */
const OFFSETS = [
  ...Array.from({ length: 27 }, (_, step) => (step - 12) * 60),
  ...[-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75].map((hours) => hours * 60),
].toSorted((a, b) => a - b);
const OFFSETS_ON_A_PAGE = 21;
const OFFSETS_IN_A_ROW = 3;
const CITIES_SHOWN = 6;

export function zoneKeyboard({ settings }: Subscriber, locale: Locale, { timeZone }: BotContext): Keyboard {
  const likely = [...new Set([settings.zone, timeZone, UTC])].map((zone) =>
    zoneButton(zone, zone === settings.zone ? `✓ ${zoneWords(zone, locale)}` : zoneWords(zone, locale)),
  );
  return [
    [{ text: locale.text('button-city'), press: { type: 'digest-city' } }],
    ...inRows(likely, 2),
    [{ text: locale.text('button-offsets'), press: { type: 'digest-offsets', page: 1 } }],
    backRow(locale),
  ];
}

/** @param page counted from 1; one that is too high gives the last */
export function offsetsKeyboard(page: number, locale: Locale): Keyboard {
  const of = Math.ceil(OFFSETS.length / OFFSETS_ON_A_PAGE);
  const number = Math.min(page, of);
  const shown = OFFSETS.slice((number - 1) * OFFSETS_ON_A_PAGE, number * OFFSETS_ON_A_PAGE);
  const buttons = shown.map((minutes) => {
    const zone = offsetZone(minutes);
    return zoneButton(zone, zoneWords(zone, locale));
  });
  return [
    ...inRows(buttons, OFFSETS_IN_A_ROW),
    ...pagedKeyboard(locale, { number, of }, (to) => ({ type: 'digest-offsets', page: to })),
    [{ text: locale.text('button-back'), press: { type: 'digest', view: 'zone' } }],
  ];
}

/** A button for each place that the words may mean; `undefined` where there is none. */
export function citiesKeyboard(words: string, locale: Locale): Keyboard | undefined {
  const cities = searchZones(words, CITIES_SHOWN, locale.language);
  if (cities.length === 0) return undefined;
  return [...cities.map(({ zone, city }) => [zoneButton(zone, `${city} · ${zone}`)]), backRow(locale)];
}

function zoneButton(zone: ZoneId, text: string): Button {
  return { text, press: { type: 'digest-zone', zone } };
}
