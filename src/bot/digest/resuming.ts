// Before a group's digest goes on: whether anything still stands in its way. Telegram alone knows, so it is tried.

import type { Locale } from '../../locales/locale.ts';
import { NO_THREAD, type Subscription } from '../../store/types.ts';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import type { Place } from '../request.ts';
import { type Obstacle, obstacleOf } from './obstacles.ts';

/**
 * What keeps the digest from coming to where it goes; `undefined` where it would come. Where something did before, the
 * news that it goes on is said there first: what cannot be said now would not come later either.
 * @param place in the group
 */
export async function obstacleTo(
  subscription: Subscription,
  place: Place,
  context: BotContext,
): Promise<Obstacle | undefined> {
  // Of a private chat there is nothing to ask; of a channel that was asked before (channel-access.ts).
  if (place.type !== 'group') return undefined;
  const rights = await context.standing(place.chat);
  if (rights && !rights.mayWrite) return 'silent';
  const before = obstacleOf(subscription);
  if (before === undefined) return undefined;
  const isLost = before === 'topic-deleted';
  const thread = isLost ? place.thread : subscription.threadId;
  const where = { ...place, thread: thread === NO_THREAD ? undefined : thread };
  const locale = await localeOf(place, context);
  const news = hint(context.answers, locale, phrase('pause-over'));
  return (await context.say(where, news)) ? undefined : isLost ? 'topic-closed' : before;
}

/** What the group reads, no matter who asks: the language of its digest. */
async function localeOf({ chat }: Place, { catalogue, choices, locales }: BotContext): Promise<Locale> {
  const { language } = await choices.of(chat);
  return locales.pick(language ?? catalogue.languages[0]);
}
