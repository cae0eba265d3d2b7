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
  const names = weekdaysOf(days).map((day) => locale.text('digest-weekday', { day: WEEKDAYS.indexOf(day) }));
  return locale.text('digest-days-list', { days: locale.list(names) });
}

/** Offsets are written as people know them: `UTC+03:00`. */
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

/** The language of a group's or a channel's digest; a channel's panel is in that of the person who sets it up. */
export function languageWords({ language, choseLanguage }: Subscriber, locale: Locale): Phrase {
  return phrase(choseLanguage ? 'digest-language' : 'digest-language-ask', {
    language: locale.languageName(language),
  });
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

/** Reasons for a pause that no person caused: as stored, and as named in message ids. */
export const OBSTACLES: Readonly<Record<string, string>> = {
  'topic closed': 'topic-closed',
  'topic deleted': 'topic-deleted',
  'may not write': 'silent',
};

function pausedWords(reason: string): string {
  const obstacle = OBSTACLES[reason];
  return obstacle === undefined ? 'digest-paused' : `digest-paused-${obstacle}`;
}
