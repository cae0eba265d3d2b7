// `/start`: the greeting, and for a chat that comes back what it may want again; with a link, the point it
// leads to.

import type { ChatId, Subscription } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { subscriberAt } from '../digest/subscription.ts';
import { type Command, type Desk, type Outgoing, type Reply, say } from '../request.ts';
import { pointOf } from '../sharing/share.ts';

export async function start(command: Command, desk: Desk): Promise<Reply> {
  const point = pointOf(command, desk);
  if (point) return say(point);
  const greeting = desk.answers.start(command.locale);
  const wasGone = await desk.store.chats.back(command.chat as ChatId);
  const lost = wasGone && (await desk.store.subscriptions.ofChat(command.chat as ChatId)).some(wasLost);
  return lost ? { type: 'messages', messages: [greeting, await reminder(command, desk)] } : say(greeting);
}

/** What ended and how to have it again; the button is for the digest of this very place. */
async function reminder(command: Command, desk: Desk): Promise<Outgoing> {
  const { locale } = command;
  const { subscription } = await subscriberAt(command, desk);
  const text = notice(phrase('welcome-back'), phrase('welcome-back-hint'));
  const press = { type: 'digest-do', action: 'resume', spot: 'panel' } as const;
  const resume = { text: locale.text('button-as-before'), press };
  return desk.answers.fresh(text, locale, subscription && wasLost(subscription) ? [[resume]] : []);
}

/** Ended because the bot was blocked or removed, not because somebody wanted no more. */
function wasLost({ state }: Subscription): boolean {
  return state.status === 'closed' && state.reason !== 'unsubscribed';
}
