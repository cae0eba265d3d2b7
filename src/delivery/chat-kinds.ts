// Looks up the type of an imported chat, because a channel's digest differs from a group's.

import type { Chats } from '../store/chats.ts';
import type { ChatId, ChatType } from '../store/types.ts';
import type { Gateway } from './gateway.ts';

/** The type as stored or, where that is `unknown`, as Telegram says, which is then stored. Never rejects. */
export type KindOf = (chat: ChatId, stored: ChatType) => Promise<ChatType>;

/** Ids of supergroups and channels are below this (Bot API, "Dialog identifiers"). */
const WIDE = -1_000_000_000_000;

export function createKindOf(gateway: Pick<Gateway, 'call'>, chats: Pick<Chats, 'remember'>): KindOf {
  return async (chat, stored) => {
    if (stored !== 'unknown' || chat >= WIDE) return stored;
    const outcome = await gateway.call('getChat', { chat_id: chat });
    const type = outcome.type === 'sent' ? typeIn(outcome.result) : undefined;
    // A channel's digest is right everywhere.
    if (type === undefined) return 'channel';
    // If it cannot be stored, Telegram is asked again before the next digest.
    await chats.remember({ id: chat, type }).catch(() => undefined);
    return type;
  };
}

/** Bot API `Chat.type`. */
function typeIn(result: unknown): 'supergroup' | 'channel' | undefined {
  const type = typeof result === 'object' && result !== null && 'type' in result ? result.type : undefined;
  return type === 'supergroup' || type === 'channel' ? type : undefined;
}
