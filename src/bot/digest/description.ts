// A chat's digest in words: when it comes, what is in it, where it stands.

import { DAILY, WEEKDAYS, weekdaysOf } from '../../digests/days.ts';
import { localDay } from '../../digests/edition.ts';
import type { DigestChange } from '../../digests/schedule-words.ts';
import { cityOf } from '../../digests/zone-cities.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Days, SubscriptionSettings, Topics, When, ZoneId } from '../../store/types.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import { followName } from '../../summaries/follow-names.ts';
import type { BotContext } from '../bot-context.ts';
import { OBSTACLES } from './obstacles.ts';
import type { Subscriber } from './subscription.ts';

/** `Every day at 09:00, Europe/Berlin`. */
export function scheduleWords({ settings }: Subscriber, locale: Locale): Phrase {
  const { days, time, zone } = settings;
  return phrase('digest-schedule', { days: daysWords(days, locale), time, zone: zoneWords(zone, locale) });
}

/** @param place `kept`: in the middle of a line */
function daysWords(days: Days, locale: Locale, place: 'days' | 'kept' = 'days'): string {
  if (days === 'daily') return locale.text('digest-days-daily');
  if (days === 'weekdays') return locale.text(`digest-${place}-weekdays`);
  const names = weekdaysOf(days).map((day) => locale.text('digest-weekday', { day: WEEKDAYS.indexOf(day) }));
  return locale.text(`digest-${place}-list`, { days: locale.list(names) });
}

/** `Europe/Berlin`, in another script its city: `Берлин`. Offsets are written as people know them: `UTC+03:00`. */
export function zoneWords(zone: ZoneId, locale: Locale): string {
  if (/^[+-]/u.test(zone)) return `UTC${zone}`;
  const city = cityOf(zone, locale.language);
  return city === undefined || /\p{Script=Latin}/u.test(city) ? zone : city;
}

export function topicsWords(topics: Topics, locale: Locale, { catalogue }: BotContext): Phrase {
  if (topics === 'all') return phrase('digest-topics-all');
  if (topics.length === 0) return phrase('digest-topics-none');
  return phrase('digest-topics', { topics: topicNames(topics, locale, { catalogue }) });
}

function topicNames(
  topics: Exclude<Topics, 'all'>,
  locale: Locale,
  { catalogue }: Pick<BotContext, 'catalogue'>,
): string {
  const own = catalogue.in(locale.language);
  const names = own.topics.filter(({ id }) => topics.includes(id)).map(({ name }) => name);
  return locale.list(names.length > 0 ? names : [...topics]);
}

/** What is followed, and what that means beside all topics; `undefined` for nothing. */
export function followsWords(
  { topics, follows = [] }: SubscriptionSettings,
  locale: Locale,
  { catalogue }: BotContext,
): Phrase | undefined {
  const heard = follows.filter(({ paused }) => !paused);
  if (heard.length === 0) return undefined;
  const what = { list: heard.map(({ key }) => followName(catalogue.in(locale.language), key)) };
  return phrase(topics === 'all' ? 'digest-follows-first' : 'digest-follows', { what });
}

export function whenWords(when: When): Phrase {
  return phrase(when === 'new' ? 'digest-when-new' : 'digest-when-always');
}

/** The language of a group's or a channel's digest; a channel's panel is in that of the person who sets it up. */
export function languageWords({ language, choseLanguage }: Subscriber, locale: Locale): Phrase {
  return phrase(choseLanguage ? 'digest-language' : 'digest-language-ask', {
    language: locale.languageName(language),
  });
}

/** What a digest that begins has just been given: when the first one comes, and where that time is. */
export function doneWords(
  { subscription, settings }: Subscriber,
  locale: Locale,
  { clock }: Pick<BotContext, 'clock'>,
  city?: string,
): Phrase {
  const { time, zone } = settings;
  const place = city ?? cityOf(zone, locale.language) ?? zoneWords(zone, locale);
  const due = subscription?.state.status === 'active' ? subscription.state.dueAt : clock.now();
  const days = daysBetween(localDay(zone, clock.now()), localDay(zone, due));
  if (days > 1) return phrase('digest-done-later', { when: locale.instant(due, zone), place });
  return phrase(days === 0 ? 'digest-done-today' : 'digest-done-tomorrow', { time, place });
}

/** @param from, to `2025-02-18` */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** What an ended digest that begins again has kept, besides what was chosen now; `undefined` for what everybody has. */
export function keptWords(
  before: Subscriber,
  change: DigestChange,
  locale: Locale,
  context: BotContext,
): Phrase | undefined {
  const { subscription, settings } = before;
  if (subscription?.state.status !== 'closed') return undefined;
  const { days, topics, follows = [], when, zone, card = false } = settings;
  const kept = [
    ...(change.days === undefined && days !== DAILY ? [daysWords(days, locale, 'kept')] : []),
    ...(change.zone === undefined && zone !== context.timeZone ? [zoneWords(zone, locale)] : []),
    ...(change.topics === undefined && topics !== 'all' && topics.length > 0
      ? [topicNames(topics, locale, context)]
      : []),
    ...(follows.length > 0 ? [locale.text('digest-kept-follows', { count: follows.length })] : []),
    ...(change.when === undefined && when !== 'new' ? [locale.text('button-digest-always')] : []),
    ...(before.place.about && card ? [locale.text('button-digest-card-on')] : []),
  ];
  return kept.length === 0 ? undefined : phrase('digest-kept', { what: kept.join(' · ') });
}

/** Whether and when the next one comes. */
export function stateWords({ subscription, settings, obstacle }: Subscriber, locale: Locale): Phrase {
  if (obstacle !== undefined) return phrase(`digest-paused-${obstacle}`);
  if (!subscription) return phrase('digest-none');
  const { state } = subscription;
  switch (state.status) {
    case 'active':
      return phrase('digest-next', { when: locale.instant(state.dueAt, settings.zone) });
    case 'paused':
      return phrase(pausedWords(state.reason));
    case 'closed':
      return phrase(state.reason === 'unsubscribed' ? 'digest-unsubscribed' : 'digest-ended');
  }
}

function pausedWords(reason: string): string {
  const obstacle = OBSTACLES[reason];
  return obstacle === undefined ? 'digest-paused' : `digest-paused-${obstacle}`;
}
