// `/talks`, and what a talk has beside its topics: `/timeline`, `/quotes`.

import type { Talk } from '../../content/schema.ts';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

/** Longer than any talk's id (48 characters), UTF-16 units. */
const ID_LENGTH = 64;

export function talks(command: Command, { answers }: BotContext): Reply {
  return say(answers.talks(1, command.locale));
}

export function timeline(command: Command, context: BotContext): Reply {
  return ofTalk(command, context, (talk) => context.answers.view(talk, 'timeline', 1, command.locale));
}

export function quotes(command: Command, context: BotContext): Reply {
  return ofTalk(command, context, (talk) => context.answers.view(talk, 'quotes', 1, command.locale));
}

function ofTalk(
  command: Command,
  context: BotContext,
  answer: (talk: Talk) => ReturnType<typeof hint>,
): Reply {
  return namedTalk(command, context, (named) => {
    const talk = named ?? context.catalogue.talks[0];
    return say(talk ? answer(talk) : hint(context.answers, command.locale, phrase('no-content')));
  });
}

/** Goes on with the talk whose id follows the command, or with none where nothing does; else says what is wrong. */
export function namedTalk(
  command: Command,
  context: BotContext,
  go: (talk: Talk | undefined) => Reply,
): Reply {
  const { words, locale } = command;
  if (words === '') return go(undefined);
  if (words.length > ID_LENGTH) return say(hint(context.answers, locale, phrase('argument-too-long')));
  const talk = context.catalogue.talk(words.toLowerCase());
  if (talk) return go(talk);
  const title = phrase('unknown-talk', { talk: { input: words } });
  return say(hint(context.answers, locale, title, phrase('unknown-talk-hint')));
}
