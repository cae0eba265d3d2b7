// `/start`: the greeting, and for a chat that comes back what it may want again.
// Listed by commands.ts.

import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { type Command, type Desk, type Reply, say } from '../request.ts';
import { subscriberAt } from '../subscriber.ts';

export async function start(command: Command, desk: Desk): Promise<Reply> {
  const { locale } = command;
  const greeting = desk.answers.start(locale);
  const wasGone = await desk.store.chats.back(command.chat as ChatId);
  const { subscription } = wasGone ? await subscriberAt(command, desk) : {};
  if (subscription?.state.status !== 'closed') return say(greeting);
  const back = notice(phrase('welcome-back'), phrase('welcome-back-hint'));
  const resume = { type: 'digest-do', action: 'resume', spot: 'panel' } as const;
  const reminder = desk.answers.fresh(back, locale, [
    [{ text: locale.text('button-as-before'), press: resume }],
  ]);
  return { type: 'messages', messages: [greeting, reminder] };
}
