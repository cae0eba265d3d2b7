// The bot's own place in a chat: blocked, removed, or a group that became a supergroup.
// Called by bot.ts for `my_chat_member` updates and for service messages.

import type { ChatMemberUpdated } from 'telegraf/types';
import type { GoneReason } from '../delivery/outcome.ts';
import type { ChatId } from '../store/types.ts';
import type { Desk } from './request.ts';

/**
 * Closes what a chat gets when the bot has lost it. A chat that takes it back is told on its next /start how to
 * resume: nothing begins again by itself.
 */
export async function onMembership(update: ChatMemberUpdated, { store }: Desk): Promise<void> {
  const { chat, new_chat_member: member } = update;
  const reason = reasonOf(chat.type, member.status);
  if (reason) await store.chats.gone(chat.id as ChatId, reason);
}

/** The chat has a new id: everything it has goes there. Telegram tells it in both chats; one that has nothing stays unknown. */
export async function onMigration(from: number, to: number, { store, choices }: Desk): Promise<void> {
  if (await store.chats.get(from as ChatId)) await store.moveChat(from as ChatId, to as ChatId);
  choices.forget(from);
  choices.forget(to);
}

function reasonOf(type: string, status: string): GoneReason | undefined {
  if (status === 'kicked') return type === 'private' ? 'blocked' : 'kicked';
  return status === 'left' ? 'not a member' : undefined;
}
