// `/talks`, and what a talk has beside its topics: `/timeline`, `/quotes`.

import type { Catalogue } from '../../content/catalogue.ts';
import { boundsOf } from '../../content/edtf.ts';
import type { Talk } from '../../content/schema.ts';
import type { Locale } from '../../locales/locale.ts';
import { type Keyboard, roundsKeyboard, topicsButton } from '../../messages/buttons.ts';
import { fitsSearch, type Payload } from '../../messages/payloads.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { roundsIn } from '../../summaries/rounds.ts';
import type { View } from '../../summaries/views.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';
import { memoryMessage } from './memory.ts';

/** Longer than any talk's id (48 characters), UTF-16 units. */
const ROUND_LENGTH = 64;
/** Rounds to choose from: a phone's screen of buttons. */
const MOST_CHOICES = 8;

export function talks(command: Command, { answers }: BotContext): Reply {
  return say(answers.talks(1, command.locale));
}

/** Of all rounds, or of the one named. */
export function timeline(command: Command, context: BotContext): Reply {
  if (command.words === '')
    return say(memoryMessage({ type: 'timeline-all', page: 1 }, command.locale, context));
  return ofTalk(command, context, 'timeline');
}

export function quotes(command: Command, context: BotContext): Reply {
  return ofTalk(command, context, 'quotes');
}

function ofTalk(command: Command, context: BotContext, view: View): Reply {
  const { catalogue, answers } = context;
  const to = (talk: Talk) => ({ type: view, talk: talk.id, part: 1 }) as const;
  return namedTalk(command, context, { among: catalogue.talks, to }, (named) => {
    const talk = named ?? catalogue.talks[0];
    return say(
      talk
        ? answers.view(talk, view, 1, command.locale)
        : hint(answers, command.locale, phrase('no-content')),
    );
  });
}

/** Which rounds can be meant after a command, newest first, and what a press on one of them shows. */
interface Rounds {
  readonly among: readonly Talk[];
  readonly to: (talk: Talk) => Payload;
}

/**
 * Goes on with the round that the words after the command name (its id, city, month, "previous"), or with none where
 * there are none. Several are offered to choose from; for words that name none, it says what to do.
 */
export function namedTalk(
  command: Command,
  context: BotContext,
  rounds: Rounds,
  go: (talk: Talk | undefined) => Reply,
): Reply {
  const { words, locale } = command;
  const { answers } = context;
  if (words === '') return go(undefined);
  if (words.length > ROUND_LENGTH) return say(hint(answers, locale, phrase('argument-too-long')));
  const named = talksNamed(words, rounds.among, context);
  const [only, other] = named;
  // Of rounds that have nothing on it, none is worth choosing.
  if (only && (!other || !named.some((talk) => rounds.among.includes(talk)))) return go(only);
  const own = context.catalogue.in(locale.language);
  const keyboard = (talks: readonly Talk[]) =>
    roundsKeyboard(
      own,
      locale,
      talks.slice(0, MOST_CHOICES).map((talk) => own.talk(talk.id) ?? talk),
      rounds.to,
    );
  const home = [topicsButton(locale)];
  if (only && other) {
    const example = phrase('which-round-hint', {
      example: `/${command.name} ${roundWords(own, only, locale)}`,
    });
    return say(answers.fresh(notice(phrase('which-round'), example), locale, [...keyboard(named), home]));
  }
  const title = phrase('unknown-talk', { talk: { input: words } });
  const lines = [phrase('unknown-talk-hint'), phrase('unknown-round-choose')];
  const search: Keyboard = fitsSearch(words)
    ? [
        [
          {
            text: locale.text('button-search-words', { words }),
            press: { type: 'search', page: 1, words },
          },
        ],
      ]
    : [];
  return say(answers.fresh(notice(title, ...lines), locale, [...keyboard(rounds.among), ...search, home]));
}

/** The rounds that the words name, among those given; where it is none of them, among all. */
export function talksNamed(
  words: string,
  among: readonly Talk[],
  { catalogue }: Pick<BotContext, 'catalogue'>,
): readonly Talk[] {
  const read = roundsIn(catalogue, words, among, true);
  if (!read.isNamed) return [];
  return read.talks.length > 0 ? read.talks : roundsIn(catalogue, words, catalogue.talks, true).talks;
}

/** `Istanbul Jun 2025`: what a person can type after a command to name the round. */
export function roundWords(own: Catalogue, { place, date }: Talk, locale: Locale): string {
  const town = place === undefined ? [] : [own.place(place).name];
  return [...town, locale.date(boundsOf(date).first.slice(0, 'YYYY-MM'.length))].join(' ');
}
