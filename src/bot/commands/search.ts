// `/search words`, and plain words in a private chat: points by relevance, each a press away, page by page.

import type { Locale } from '../../locales/locale.ts';
import { foundKeyboard, newestKeyboard, wordsKeyboard } from '../../messages/buttons.ts';
import { fitsSearch, pointIn } from '../../messages/payloads.ts';
import { phrase } from '../../summaries/blocks.ts';
import { searchPage, wantedIn } from '../../summaries/search-results.ts';
import { topicOfPoint } from '../../summaries/statement.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

/** Longer than anything people search for, UTF-16 units. */
const QUERY_LENGTH = 100;

export function search({ words, locale }: Command, context: BotContext): Reply {
  const { answers } = context;
  if (words === '') {
    const example = phrase('search-empty-hint', { example: '/search embassies' });
    return say(hint(answers, locale, phrase('search-empty'), example));
  }
  if (words.length > QUERY_LENGTH) {
    return say(hint(answers, locale, phrase('search-too-long', { limit: QUERY_LENGTH })));
  }
  return say(searchMessage(words, 1, locale, context));
}

/** One page of what is found; pages count from 1, and one that is too high gives the last. */
export function searchMessage(
  words: string,
  number: number,
  locale: Locale,
  { catalogue, answers }: BotContext,
): Outgoing {
  const own = catalogue.in(locale.language);
  const page = searchPage(own, words, wantedIn(own, words), number, fitsSearch(words));
  if (page.hits.length === 0) {
    return answers.fresh(page.summary, locale, [...wordsKeyboard(page.nearest), ...newestKeyboard(own)]);
  }
  const from = { type: 'search', page: page.number, words } as const;
  const points = page.hits.map(({ talk, point }) =>
    pointIn({ talk: talk.id, topic: topicOfPoint(own, point), point: point.id }, from),
  );
  return answers.fresh(page.summary, locale, foundKeyboard(locale, points, page, words));
}
