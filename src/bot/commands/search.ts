// `/search words`: points by relevance, the found words in bold.

import { shareWordsKeyboard } from '../../messages/share-buttons.ts';
import { phrase } from '../../summaries/blocks.ts';
import { composeSearch, SEARCH_LIMIT } from '../../summaries/search-results.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

/** Longer than anything people search for, UTF-16 units. */
const QUERY_LENGTH = 100;

export function search({ words, locale }: Command, { catalogue, answers }: BotContext): Reply {
  if (words === '') {
    const example = phrase('search-empty-hint', { example: '/search embassies' });
    return say(hint(answers, locale, phrase('search-empty'), example));
  }
  if (words.length > QUERY_LENGTH) {
    return say(hint(answers, locale, phrase('search-too-long', { limit: QUERY_LENGTH })));
  }
  const own = catalogue.in(locale.language);
  const hits = own.search(words, SEARCH_LIMIT);
  const share = hits.length > 0 ? shareWordsKeyboard(locale, words) : [];
  return say(answers.fresh(composeSearch(own, words, hits), locale, share));
}
