// What is said about a channel's digest when it is set up by a post: one line, for the person who posted it.

import { parseDigestWords } from '../../digests/schedule-words.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import type { Command } from '../request.ts';
import { scheduleWords, stateWords } from './description.ts';
import { setZone, ZONE_WORD } from './digest-command.ts';
import { exampleOf, titleOf } from './schedule-problems.ts';
import { act, choose, isSubscribed, type Subscriber, subscriberAt } from './subscription.ts';
import { topicOf } from './topic-words.ts';

/** Plain text. */
export interface PostedLine {
  readonly line: string;
}

/** The end of a channel's digests. */
export async function stopPost(command: Command, context: BotContext): Promise<PostedLine> {
  return { line: lineOf(await act('off', command, context), command, context) };
}

/** `/digest …`: done, and described. */
export async function digestPost(command: Command, context: BotContext): Promise<PostedLine> {
  return { line: await digestLine(command, context) };
}

async function digestLine(command: Command, context: BotContext): Promise<string> {
  const { words, locale } = command;
  const say = (what: Phrase) => context.answers.words(what, locale);
  const line = (subscriber: Subscriber) => lineOf(subscriber, command, context);
  if (ZONE_WORD.test(words)) {
    const zone = words.replace(ZONE_WORD, '');
    if (await setZone(zone, command, context)) return line(await subscriberAt(command, context));
    return `${say(phrase('digest-bad-zone', { word: { input: zone } }))} ${say(exampleOf('zone'))}`;
  }
  const read = parseDigestWords(words, (word) => topicOf(word, context));
  switch (read.type) {
    case 'panel':
      return line(await subscriberAt(command, context));
    case 'action':
      // A preview is for one person, so in a channel it only shows what is chosen.
      return line(
        read.action === 'now' || read.action === 'why'
          ? await subscriberAt(command, context)
          : await act(read.action, command, context),
      );
    case 'change':
      return line(await choose(command, context, read.change, { run: true }));
    case 'problem':
      return `${say(titleOf(read))} ${say(exampleOf(read.expected))}`;
  }
}

function lineOf(subscriber: Subscriber, { locale }: Command, { answers }: BotContext): string {
  const state = answers.words(stateWords(subscriber, locale), locale);
  const what = isSubscribed(subscriber)
    ? phrase('channel-line', { schedule: answers.words(scheduleWords(subscriber, locale), locale), state })
    : phrase('channel-line-none', { state });
  return answers.words(what, locale);
}
