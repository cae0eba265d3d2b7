// Plain words in a private chat as the command that they stand for, so that they may do exactly what it may.

import { OVERVIEW } from '../content/schema.ts';
import { wordsOf } from '../content/words.ts';
import { roundsIn } from '../summaries/rounds.ts';
import { type PointsWanted, understand } from '../summaries/understanding.ts';
import type { BotContext } from './bot-context.ts';
import { commandMeant } from './command-words.ts';
import type { Command } from './request.ts';

type Named = Pick<Command, 'name' | 'words'>;

/** The same question as a command: a command's or a topic's name, a person, a round; else a search for the words. */
export function inOwnWords(asked: Command, context: BotContext): Command {
  if (!asked.isPlain) return asked;
  const named = commandFor(asked.words, context);
  return named ? { ...asked, ...named } : asked;
}

/** `undefined` leaves it a search. */
function commandFor(words: string, { catalogue, commands }: BotContext): Named | undefined {
  // 🙂, or a mark alone: somebody is there, and has asked nothing.
  if (wordsOf(words).length === 0) return { name: commands.meant('start'), words: '' };
  const meant = commandMeant(words);
  if (meant !== undefined) return { name: meant, words: '' };
  const rounds = roundsIn(catalogue, words);
  const ofRound = rounds.isNamed ? commandMeant(rounds.rest.join(' ')) : undefined;
  if (ofRound === 'timeline' || ofRound === 'quotes') return { name: ofRound, words: rounds.named };
  const understood = understand(catalogue, words);
  switch (understood.type) {
    case 'topic':
      return { name: understood.topic.command, words: understood.round };
    case 'round':
      return { name: catalogue.topic(OVERVIEW)?.command ?? OVERVIEW, words: understood.round };
    case 'points':
      return leadOf(understood, words);
  }
}

/** Where a command answers better than a search: who said what, and what became of promises. */
function leadOf({ actor, wish, searches: [first] }: PointsWanted, words: string): Named | undefined {
  if (actor !== undefined) return { name: 'who', words };
  const isPromisesAlone = wish === 'promised' && first.words === '' && !first.by && !first.talks;
  return isPromisesAlone ? { name: 'promises', words: '' } : undefined;
}
