// What is said when words after /digest cannot be read: which ones, what is understood, one example.

import type { DigestProblem } from '../../digests/schedule-words.ts';
import type { Locale } from '../../locales/locale.ts';
import { digestsButton, topicsButton } from '../../messages/buttons.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing } from '../reply.ts';

/** What is understood of each, with an example. */
const EXAMPLES = {
  time: '/digest 09:00 Europe/Berlin',
  day: '/digest mon,thu 18:30',
  zone: '/digest 09:00 berlin',
  word: '/digest weekdays 18:30 Asia/Riyadh ukraine economy',
} as const;

export function problemMessage(problem: DigestProblem, locale: Locale, { answers }: BotContext): Outgoing {
  const [title, ...lines] = problemLines(problem, locale);
  return answers.fresh(notice(title, ...lines), locale, [[digestsButton(locale), topicsButton(locale)]]);
}

/** The title first. */
export function problemLines(
  problem: DigestProblem,
  locale: Locale,
): readonly [title: Phrase, ...lines: readonly Phrase[]] {
  return [
    titleOf(problem),
    ...suggestions(problem, locale),
    phrase(`digest-understood-${kindOf(problem.expected)}`),
    exampleOf(problem.expected),
  ];
}

/** Which word it was, and what is wrong with it. */
export function titleOf(problem: DigestProblem): Phrase {
  const word = { input: problem.word };
  return problem.expected === 'once'
    ? phrase(`digest-twice-${problem.field}`, { word })
    : phrase(`digest-bad-${problem.expected}`, { word });
}

export function exampleOf(expected: DigestProblem['expected']): Phrase {
  return phrase('digest-example', { example: EXAMPLES[kindOf(expected)] });
}

function kindOf(expected: DigestProblem['expected']): keyof typeof EXAMPLES {
  return expected === 'once' ? 'word' : expected;
}

function suggestions(problem: DigestProblem, locale: Locale): readonly Phrase[] {
  if (!('nearest' in problem) || problem.nearest.length === 0) return [];
  return [phrase('digest-nearest', { zones: locale.list(problem.nearest) })];
}
