// A chat's digest in words: when it comes, what is in it, where it stands.

import { WEEKDAYS, weekdaysOf } from '../../digests/days.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Days, Topics, When, ZoneId } from '../../store/types.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import type { Subscriber } from './subscription.ts';

/** `Every day at 09:00, Europe/Berlin`. */
export function scheduleWords({ settings }: Subscriber, locale: Locale): Phrase {
  const { days, time, zone } = settings;
  return phrase('digest-schedule', { days: daysWords(days, locale), time, zone: zoneWords(zone) });
}

function daysWords(days: Days, locale: Locale): string {
  if (days === 'daily' || days === 'weekdays') return locale.text(`digest-days-${days}`);
  const names = weekdaysOf(days).map((day) => locale.weekday(WEEKDAYS.indexOf(day), 'long'));
  return locale.text('digest-days-list', { days: locale.list(names) });
}

/** An offset is told as people know it: `UTC+03:00`. */
export function zoneWords(zone: ZoneId): string {
  return /^[+-]/u.test(zone) ? `UTC${zone}` : zone;
}

export function topicsWords(topics: Topics, locale: Locale, { catalogue }: BotContext): Phrase {
  if (topics === 'all') return phrase('digest-topics-all');
  const names = catalogue.topics.filter(({ id }) => topics.includes(id)).map(({ name }) => name);
  return phrase('digest-topics', { topics: locale.list(names.length > 0 ? names : [...topics]) });
}

export function whenWords(when: When): Phrase {
  return phrase(when === 'new' ? 'digest-when-new' : 'digest-when-always');
}

/** What a channel's digest is written in; its panel is in the language of whoever sets it up. */
export function languageWords({ language }: Subscriber, locale: Locale): Phrase {
  return phrase('digest-language', { language: locale.languageName(language) });
}

/** Whether and when the next one comes. */
export function stateWords({ subscription, settings }: Subscriber, locale: Locale): Phrase {
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

/** Why a digest is paused that nobody has paused, as the store has it, and how its messages call it. */
export const OBSTACLES: Readonly<Record<string, string>> = {
  'topic closed': 'topic-closed',
  'topic deleted': 'topic-deleted',
  'may not write': 'silent',
};

function pausedWords(reason: string): string {
  const obstacle = OBSTACLES[reason];
  return obstacle === undefined ? 'digest-paused' : `digest-paused-${obstacle}`;
}
