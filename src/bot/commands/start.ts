// `/start`: the greeting, and for a chat that comes back what it may want again; with a link, the point it
// leads to.

import type { ChatId, Subscription } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { subscriberAt } from '../digest/subscription.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';
import { pointOf } from '../sharing/share.ts';

export async function start(command: Command, context: BotContext): Promise<Reply> {
  const point = pointOf(command, context);
  if (point) return say(point);
  const greeting = context.answers.start(command.locale);
  const wasGone = await context.store.chats.back(command.chat as ChatId);
  const lost = wasGone && (await context.store.subscriptions.ofChat(command.chat as ChatId)).some(wasLost);
  return lost ? { type: 'messages', messages: [greeting, await reminder(command, context)] } : say(greeting);
}

/** What ended and how to have it again; the button is for the digest of this very place. */
async function reminder(command: Command, context: BotContext): Promise<Outgoing> {
  const { locale } = command;
  const { subscription } = await subscriberAt(command, context);
  const text = notice(phrase('welcome-back'), phrase('welcome-back-hint'));
  const press = { type: 'digest-do', action: 'resume', spot: 'panel' } as const;
  const resume = { text: locale.text('button-as-before'), press };
  return context.answers.fresh(text, locale, subscription && wasLost(subscription) ? [[resume]] : []);
}

/** Ended because the bot was blocked or removed, not because somebody wanted no more. */
function wasLost({ state }: Subscription): boolean {
  return state.status === 'closed' && state.reason !== 'unsubscribed';
}
