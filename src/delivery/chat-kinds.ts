// Of what kind a chat is that was imported and has never been met: a channel's digest is another than a
// group's.

import type { Chats } from '../store/chats.ts';
import type { ChatId, ChatType } from '../store/types.ts';
import type { Gateway } from './gateway.ts';

/** The kind as it is stored, or as Telegram says and is stored from then on. Never rejects. */
export type KindOf = (chat: ChatId, stored: ChatType) => Promise<ChatType>;

/** Supergroups and channels are below (Bot API, "Dialog identifiers"). */
const WIDE = -1_000_000_000_000;

export function createKindOf(gateway: Pick<Gateway, 'call'>, chats: Pick<Chats, 'remember'>): KindOf {
  return async (chat, stored) => {
    if (stored !== 'unknown' || chat >= WIDE) return stored;
    const outcome = await gateway.call('getChat', { chat_id: chat });
    const type = outcome.type === 'sent' ? typeIn(outcome.result) : undefined;
    // What suits a channel is wrong nowhere.
    if (type === undefined) return 'channel';
    // Where it is not stored, Telegram is asked again before the next digest.
    await chats.remember({ id: chat, type }).catch(() => undefined);
    return type;
  };
}

/** Bot API `Chat.type`. */
function typeIn(result: unknown): 'supergroup' | 'channel' | undefined {
  const type = typeof result === 'object' && result !== null && 'type' in result ? result.type : undefined;
  return type === 'supergroup' || type === 'channel' ? type : undefined;
}
