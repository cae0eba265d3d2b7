// Plain words in a private chat as the command that they stand for, so that they may do exactly what it may.

import type { Catalogue } from '../content/catalogue.ts';
import { actorsNamed } from '../content/named-entries.ts';
import { OVERVIEW } from '../content/schema.ts';
import { fold, wordsOf } from '../content/words.ts';
import { promiseFilter } from '../summaries/promises.ts';
import { aboutIn, tellingWords, wishOf } from '../summaries/question-words.ts';
import { roundsIn } from '../summaries/rounds.ts';
import { hasStatements } from '../summaries/statements.ts';
import { type PointsWanted, understand } from '../summaries/understanding.ts';
import type { BotContext } from './bot-context.ts';
import { commandMeant, listMeant } from './command-words.ts';
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
  const meant = commandMeant(words) ?? listMeant(words);
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
      return leadOf(understood, words, catalogue);
  }
}

/** Where a command answers better than a search: who said what, and what became of promises. */
function leadOf(
  { actor, wish, searches: [first] }: PointsWanted,
  words: string,
  catalogue: Catalogue,
): Named | undefined {
  if (actor !== undefined) return hasSaid(words, catalogue) ? { name: 'who', words } : undefined;
  return wish === 'promised' && !first.talks ? promisesMeant(words, catalogue) : undefined;
}

/** Whether those named have said anything about the other words: `Yermak fired` is about what others did. */
function hasSaid(words: string, catalogue: Catalogue): boolean {
  const { actors, rest } = actorsNamed(catalogue, words);
  const [only] = actors;
  if (only === undefined || actors.length > 1) return true;
  return hasStatements(catalogue, only, aboutIn(rest));
}

/** `Did Russia keep its promises`: by party, topic and state, where nothing else is asked for. */
function promisesMeant(words: string, catalogue: Catalogue): Named | undefined {
  const asked = wordsOf(words).filter((word) => wishOf(word) !== 'promised' && !KEEPING.has(fold(word)));
  const { filter, unknown } = promiseFilter(catalogue, asked.join(' '));
  const isRestricted = Object.keys(filter).length > 0 || tellingWords(asked).length === 0;
  return unknown.length === 0 && isRestricted ? { name: 'promises', words: asked.join(' ') } : undefined;
}

/** Ask whether it came true, which every promise's state says. */
const KEEPING: ReadonlySet<string> = new Set(
  'keep keeps keeping fulfil fulfill honour honor ли какие какое какая чи які яка яке which'
    .split(' ')
    .map(fold),
);
