// `/follow` with a name or words, and the button *Follow*: they join what the digest has.

import type { Catalogue } from '../../content/catalogue.ts';
import {
  FOLLOW_LENGTH,
  followWords,
  pointsFollowed,
  readFollow,
  writeFollow,
} from '../../content/follows.ts';
import { actorsNamed, subjectNamed, topicNamed } from '../../content/named-entries.ts';
import { fold, wordsOf } from '../../content/words.ts';
import {
  type Button,
  followButtons,
  forChannel,
  inRows,
  type Keyboard,
  topicsButton,
} from '../../messages/buttons.ts';
import { fitsFollow } from '../../messages/payloads.ts';
import { MOST_FOLLOWS } from '../../store/types.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import { followName } from '../../summaries/follow-names.ts';
import { tellingWords } from '../../summaries/question-words.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say, tellDigest } from '../reply.ts';
import type { Command, Place, Press } from '../request.ts';
import { doneWords, stateWords } from './description.ts';
import { addFollow, type Following } from './following.ts';
import { followKeyboard, followsScreen } from './follows-screen.ts';
import { subscriberAt } from './subscription.ts';

/** Offered where words name several, or nothing. */
const MOST_OFFERED = 6;

export async function follow(command: Command, context: BotContext): Promise<Reply> {
  const { words, locale } = command;
  if (words === '') return tellDigest(followsScreen(await subscriberAt(command, context), locale, context));
  const meant = followsMeant(words, context.catalogue);
  switch (meant.type) {
    case 'one':
      return added(meant.key, command, context);
    case 'several':
      return offer(phrase('follow-which', { words: { input: words } }), meant.keys, command, context);
    case 'unheard': {
      const [key, ...near] = meant.keys;
      if (!fitsFollow(key)) return added(key, command, context);
      return offer(phrase('follow-unheard', { words: { input: words } }), [key, ...near], command, context);
    }
    case 'nothing':
      return say(
        hint(
          context.answers,
          locale,
          wordsOf(words).length === 0
            ? phrase('follow-wordless')
            : phrase('follow-words', { limit: FOLLOW_LENGTH }),
        ),
      );
  }
}

/** Posted in a channel: done where one thing is meant, and said in a line. */
export async function followPost(command: Command, context: BotContext): Promise<{ readonly line: string }> {
  const { words, locale } = command;
  const meant = words === '' ? undefined : followsMeant(words, context.catalogue);
  const key = meant?.type === 'one' ? meant.key : undefined;
  const line =
    key === undefined
      ? phrase('follows-how', { example: '/follow lavrov', words: '/follow swift' })
      : titleOf(await addFollow(key, command, context), key, command, context);
  return { line: context.answers.words(line, locale) };
}

/** A message of its own: what the button stands under stays. */
export async function pressFollow(key: string, press: Press, context: BotContext): Promise<Reply> {
  return added(key, press, context);
}

async function added(key: string, place: Place, context: BotContext): Promise<Reply> {
  const { locale } = place;
  const following = await addFollow(key, place, context);
  const { type, subscriber } = following;
  const { topics } = subscriber.settings;
  const isStored = type !== 'full' && readFollow(key) !== undefined;
  const lines = [
    ...(type === 'begun' ? [doneWords(subscriber, locale, context), phrase('follow-only')] : []),
    ...(type === 'added' && topics === 'all' ? [phrase('follows-all-topics')] : []),
    ...(type === 'added' || type === 'already' ? [stateWords(subscriber, locale)] : []),
  ];
  const keyboard = followKeyboard(isStored ? key : undefined, locale);
  const buttons = place.about ? forChannel(keyboard, place.about.id) : keyboard;
  const summary = notice(titleOf(following, key, place, context), ...lines);
  return tellDigest(context.answers.fresh(summary, locale, buttons));
}

function titleOf({ type }: Following, key: string, { locale }: Place, context: BotContext): Phrase {
  const own = context.catalogue.in(locale.language);
  if (type === 'full') return phrase('follow-full', { limit: MOST_FOLLOWS });
  const what = nameOf(own, key);
  if (type === 'already') return phrase('follow-already', { what });
  const count = countOf(own, key);
  return phrase('follow-added', { what, count });
}

function countOf(catalogue: Catalogue, key: string): number {
  const read = readFollow(key);
  if (read) return pointsFollowed(catalogue, read).size;
  const topic = catalogue.topic(key.slice(key.indexOf(':') + 1));
  return topic ? catalogue.talks.reduce((sum, { id }) => sum + catalogue.points(id, topic.id).length, 0) : 0;
}

function nameOf(catalogue: Catalogue, key: string): string {
  const topic = key.startsWith('topic:') ? catalogue.topic(key.slice('topic:'.length)) : undefined;
  return topic?.name ?? followName(catalogue, key);
}

function offer(title: Phrase, keys: readonly string[], place: Place, context: BotContext): Reply {
  const { locale } = place;
  const own = context.catalogue.in(locale.language);
  const offered = keys
    .slice(0, MOST_OFFERED)
    .flatMap((key): readonly Button[] =>
      followButtons(locale, key).map((button) => ({ ...button, text: choiceName(own, key, place) })),
    );
  const keyboard: Keyboard = [...inRows(offered, 1), [topicsButton(locale)]];
  const buttons = place.about ? forChannel(keyboard, place.about.id) : keyboard;
  return say(context.answers.fresh(notice(title, phrase('follow-choose')), locale, buttons));
}

/** Where a topic and a side have one name, which of them it is. */
function choiceName(catalogue: Catalogue, key: string, { locale }: Place): string {
  const name = nameOf(catalogue, key);
  if (key.startsWith('topic:')) return locale.text('follow-topic', { name });
  return key.startsWith('party:') ? locale.text('follow-party', { name }) : name;
}

type Meant =
  | { readonly type: 'one'; readonly key: string }
  | { readonly type: 'several'; readonly keys: readonly string[] }
  /** Words that no point has so far, then words that are nearly like them. */
  | { readonly type: 'unheard'; readonly keys: readonly [string, ...string[]] }
  | { readonly type: 'nothing' };

/** Topics, people, sides, subjects and promises that all the words name; else the words themselves. */
function followsMeant(typed: string, catalogue: Catalogue): Meant {
  const words = wordsOf(typed).slice(0, FOLLOW_LENGTH);
  const folded = words.map(fold).join(' ');
  const topic = topicNamed(catalogue, words);
  const subject = subjectNamed(catalogue, words);
  const { actors, rest } = actorsNamed(catalogue, typed.slice(0, FOLLOW_LENGTH));
  const named = tellingWords(rest).length === 0 ? actors : [];
  const promises = catalogue.languages.flatMap((language) =>
    catalogue.in(language).promises.filter(({ title }) => wordsOf(title).map(fold).join(' ') === folded),
  );
  const keys = [
    ...(topic === undefined ? [] : [`topic:${topic}`]),
    ...named.map((actor) => `${'roles' in actor ? 'person' : 'party'}:${actor.id}`),
    ...(subject === undefined ? [] : [`subject:${subject}`]),
    ...promises.map(({ id }) => `promise:${id}`),
  ];
  const all = [...new Set(keys)];
  const [first] = all;
  if (first !== undefined)
    return all.length === 1 ? { type: 'one', key: first } : { type: 'several', keys: all };
  const found = typed.length > FOLLOW_LENGTH ? undefined : followWords(typed);
  if (!found) return { type: 'nothing' };
  const key = writeFollow(found);
  if (pointsFollowed(catalogue, found).size > 0) return { type: 'one', key };
  const near = words.flatMap((word) => catalogue.nearWords(word, MOST_OFFERED));
  return { type: 'unheard', keys: [key, ...new Set(near.map((word) => `words:${word}`))] };
}
