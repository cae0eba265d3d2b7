// The buttons of the panel's screens: what is chosen is ticked, what a button sets stands in it.

import {
  DAILY,
  MONDAY_TO_FRIDAY,
  WEEKDAYS,
  type Weekday,
  weekdaysOf,
  writeDays,
} from '../../digests/days.ts';
import { minutesOf, writeTime } from '../../digests/times.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Button, Keyboard } from '../../messages/buttons.ts';
import { homeButton, inRows } from '../../messages/buttons.ts';
import type { DigestView } from '../../messages/digest-payloads.ts';
import type { Days } from '../../store/types.ts';
import type { BotContext } from '../bot-context.ts';
import { isOwn, type Subscriber } from './subscription.ts';

/** Hours at which people read: before work, at lunch, after it. */
const QUICK_HOURS = [7, 8, 9, 12, 18, 20];
/** The steps of the time, minutes. */
const STEPS = [-60, -15, 15, 60];
/** Bot API: 100 buttons in a keyboard; a few are for more than topics. */
const MAX_TOPICS = 96;

/** Under the panel of a digest that runs or is paused. */
export function mainKeyboard(subscriber: Subscriber, locale: Locale, context: BotContext): Keyboard {
  const { place, subscription, settings } = subscriber;
  const paused = subscription?.state.status === 'paused';
  const turn = (view: DigestView): Button => ({
    text: locale.text(`button-digest-${view}`),
    press: { type: 'digest', view },
  });
  const other = settings.when === 'new' ? 'always' : 'new';
  return [
    [turn('time'), turn('zone')],
    [turn('days'), turn('topics')],
    [turn('follows')],
    [{ text: locale.text(`button-digest-${settings.when}`), press: { type: 'digest-when', when: other } }],
    ...cardRow(subscriber, locale),
    [
      { text: locale.text('button-preview'), press: { type: 'digest-preview' } },
      {
        text: locale.text(paused ? 'button-resume' : 'button-pause'),
        press: { type: 'digest-do', action: paused ? 'resume' : 'pause', spot: 'panel' },
      },
    ],
    [
      {
        text: locale.text('button-unsubscribe'),
        press: { type: 'digest-do', action: 'off', spot: 'panel' },
        style: 'danger',
      },
    ],
    ...languageRows(subscriber, locale, context),
    lastRow(place, locale),
  ];
}

/** Only a channel's digest can open with a picture: in a chat it would push the answers away. */
function cardRow({ place, settings: { card = false } }: Subscriber, locale: Locale): Keyboard {
  if (!place.about) return [];
  const text = locale.text(card ? 'button-digest-card-on' : 'button-digest-card-off');
  return [[{ text, press: { type: 'digest-card', wanted: !card } }]];
}

/** Under the panel of a chat without a digest: a time is all it takes; one that has ended can go on as it was. */
export function offerKeyboard(subscriber: Subscriber, locale: Locale, context: BotContext): Keyboard {
  const { place, subscription } = subscriber;
  const again: Button = {
    text: locale.text('button-as-before'),
    press: { type: 'digest-do', action: 'resume', spot: 'panel' },
  };
  return [
    ...(subscription ? [[again]] : []),
    ...quickTimes(undefined),
    [
      { text: locale.text('button-digest-zone'), press: { type: 'digest', view: 'zone' } },
      { text: locale.text('button-preview'), press: { type: 'digest-preview' } },
    ],
    ...languageRows(subscriber, locale, context),
    lastRow(place, locale),
  ];
}

/** Where many read the digest its language is asked for until it is chosen; then a button leads to it. */
function languageRows(subscriber: Subscriber, locale: Locale, context: BotContext): Keyboard {
  if (isOwn(subscriber.place)) return [];
  if (!subscriber.choseLanguage) return languageChoice(subscriber, context);
  const view = 'language';
  return [[{ text: locale.text(`button-digest-${view}`), press: { type: 'digest', view } }]];
}

/** A private chat's own panel leads to those of its person's channels; every panel leads home. */
function lastRow({ type, about }: Subscriber['place'], locale: Locale): readonly Button[] {
  const home = homeButton(locale);
  if (type !== 'private' || about) return [home];
  return [{ text: locale.text('button-channel'), press: { type: 'digest-channel' } }, home];
}

export function timeKeyboard({ settings }: Subscriber, locale: Locale): Keyboard {
  const minutes = minutesOf(settings.time);
  const steps = STEPS.map(
    (step): Button => ({ text: stepWords(step, locale), press: timePress(minutes + step) }),
  );
  return [...quickTimes(minutes), steps, backRow(locale)];
}

export function daysKeyboard({ settings }: Subscriber, locale: Locale): Keyboard {
  const chosen = weekdaysOf(settings.days);
  const group = (days: Days): Button => ({
    text: ticked(locale.text(`digest-days-${days}`), settings.days === days),
    press: { type: 'digest-days', days: bitsOf(weekdaysOf(days)) },
  });
  const day = (name: Weekday, place: number): Button => ({
    text: ticked(locale.weekday(place, 'short'), chosen.includes(name)),
    press: { type: 'digest-days', days: bitsOf(toggled(chosen, name)) },
  });
  const single = WEEKDAYS.map(day);
  return [[group(DAILY), group(MONDAY_TO_FRIDAY)], single.slice(0, 4), single.slice(4), backRow(locale)];
}

/** The days that a `digest-days` payload stands for. */
export function daysOfBits(bits: number): Days {
  return writeDays(WEEKDAYS.filter((_, place) => (bits & (1 << place)) !== 0)) ?? DAILY;
}

export function topicsKeyboard(
  { settings: { topics, follows = [] } }: Subscriber,
  locale: Locale,
  { catalogue }: BotContext,
): Keyboard {
  const own = catalogue.in(locale.language);
  const buttons = own.topics.slice(0, MAX_TOPICS).map(({ id, name }): Button => {
    const chosen = topics !== 'all' && topics.includes(id);
    return { text: ticked(name, chosen), press: { type: 'digest-topic', topic: id, wanted: !chosen } };
  });
  const all: Button = {
    text: ticked(locale.text('button-all-topics'), topics === 'all'),
    press: { type: 'digest-all-topics' },
  };
  const onlyFollows: Button = {
    text: ticked(locale.text('button-only-follows'), topics.length === 0),
    press: { type: 'digest-only-follows' },
  };
  return [[all], ...(follows.length === 0 ? [] : [[onlyFollows]]), ...inRows(buttons, 2), backRow(locale)];
}

export function languageKeyboard(subscriber: Subscriber, locale: Locale, context: BotContext): Keyboard {
  return [...languageChoice(subscriber, context), backRow(locale)];
}

/** The languages of the interface, each named in itself. */
function languageChoice({ language }: Subscriber, { locales }: BotContext): Keyboard {
  const buttons = locales.languages.map((one): Button => {
    const name = locales.pick(one).ownName;
    return { text: ticked(name, one === language), press: { type: 'digest-language', language: one } };
  });
  return inRows(buttons, 3);
}

/** Leads back to the panel's main screen. */
export function backRow(locale: Locale): readonly Button[] {
  return [{ text: locale.text('button-back'), press: { type: 'digest', view: 'main' } }];
}

function quickTimes(chosen: number | undefined): Keyboard {
  const buttons = QUICK_HOURS.map((hour): Button => {
    const minutes = hour * 60;
    return { text: ticked(writeTime(minutes), minutes === chosen), press: timePress(minutes) };
  });
  return inRows(buttons, 3);
}

function timePress(minutes: number): { readonly type: 'digest-time'; readonly minutes: number } {
  return { type: 'digest-time', minutes: (minutes + 1440) % 1440 };
}

/** `+1 h`, `−15 min`. */
function stepWords(step: number, locale: Locale): string {
  const sign = step < 0 ? '−' : '+';
  const size = Math.abs(step);
  return size < 60
    ? locale.text('button-step-minutes', { step: `${sign}${size}` })
    : locale.text('button-step-hours', { step: `${sign}${size / 60}` });
}

/** With a tick where it is chosen. */
export function ticked(text: string, chosen: boolean): string {
  return chosen ? `✓ ${text}` : text;
}

/** Without the last one, the day itself stays: a digest has at least one. */
function toggled(chosen: readonly Weekday[], day: Weekday): readonly Weekday[] {
  const others = chosen.filter((one) => one !== day);
  return others.length === chosen.length || others.length === 0 ? [...others, day] : others;
}

function bitsOf(days: readonly Weekday[]): number {
  return days.reduce((bits, day) => bits | (1 << WEEKDAYS.indexOf(day)), 0);
}
