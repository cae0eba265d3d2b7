// Which updates may change what a chat has chosen: over several processes these are handled in the order they
// came. False positives are harmless: they only wait their turn.

import type { Update } from 'telegraf/types';
import type { BotContext } from './bot-context.ts';
import { commandOf } from './command-text.ts';
import { isForManagers } from './press.ts';

/** The chat, where the update may change something of it. Reads with care: updates come from outside. */
export function chatChangedBy(
  update: Update,
  { payloads, commands, questions }: Pick<BotContext, 'payloads' | 'commands' | 'questions'>,
): number | undefined {
  if ('callback_query' in update) {
    const { data, message } = (update.callback_query ?? {}) as {
      data?: unknown;
      message?: { chat?: { id?: unknown } };
    };
    const payload = typeof data === 'string' ? payloads.decode(data) : undefined;
    if (payload?.type === 'resume' && payload.chat !== undefined) return payload.chat;
    return payload && isForManagers(payload) ? idOf(message?.chat?.id) : undefined;
  }
  const post =
    'message' in update ? update.message : 'channel_post' in update ? update.channel_post : undefined;
  const chat = idOf(post?.chat?.id);
  if (chat === undefined || !post || !('text' in post) || typeof post.text !== 'string') return undefined;
  const typed = commandOf(post.text);
  if (typed) return commands.find(typed.name)?.who === 'managers' ? chat : undefined;
  // The answer to a question of the bot's.
  return questions.waiting(chat) || 'reply_to_message' in post ? chat : undefined;
}

function idOf(id: unknown): number | undefined {
  return typeof id === 'number' ? id : undefined;
}
