// What processes tell each other (NOTIFY): flood waits, chats whose choices changed, turns that are over.

/** Ids are Telegram's; chat `null` stands for all chats. */
export type Signal =
  /** Nothing may be sent there for so many ms. */
  | { readonly type: 'hold'; readonly chat: number | null; readonly ms: number }
  /** What is remembered of the chat is out of date. */
  | { readonly type: 'changed'; readonly chat: number }
  /** The chat was asked a question, or it has answered. */
  | { readonly type: 'asked'; readonly chat: number; readonly question: string }
  | { readonly type: 'answered'; readonly chat: number }
  /** Somebody's place in the chat has changed; without a user the bot's own. */
  | { readonly type: 'member'; readonly chat: number; readonly user: number | null }
  /** A change of the chat is done: the next one's turn. */
  | { readonly type: 'served'; readonly chat: number }
  /** The process that tells it is here, from now on. */
  | { readonly type: 'joined' }
  /** Nobody polls any more. */
  | { readonly type: 'freed' }
  /** A content version was published. */
  | { readonly type: 'published' }
  /** Told by nobody: the connection is gone; it is there again, and any of these may have been missed. */
  | { readonly type: 'lost' | 'missed' };

/** Bytes of text, far below the 8000 that a NOTIFY may have. */
export function writeSignal(from: number, signal: Signal): string {
  return JSON.stringify({ from, ...signal });
}

/** What another process told; `undefined` for one's own, and for what a newer version may say. */
export function readSignal(own: number, payload: string): Signal | undefined {
  try {
    const { from, ...signal } = JSON.parse(payload) as Record<string, unknown>;
    return from !== own && isSignal(signal) ? signal : undefined;
  } catch {
    return undefined;
  }
}

function isSignal(signal: Record<string, unknown>): signal is Signal {
  const { type, chat, ms, user, question } = signal;
  switch (type) {
    case 'hold':
      return (chat === null || Number.isSafeInteger(chat)) && typeof ms === 'number' && ms >= 0;
    case 'member':
      return Number.isSafeInteger(chat) && (user === null || Number.isSafeInteger(user));
    case 'asked':
      return Number.isSafeInteger(chat) && typeof question === 'string';
    case 'changed':
    case 'answered':
    case 'served':
      return Number.isSafeInteger(chat);
    default:
      return type === 'joined' || type === 'freed' || type === 'published';
  }
}
