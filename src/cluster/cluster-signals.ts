// What processes tell each other (NOTIFY): flood waits, what changed in a chat, leases that are free.

/** Ids are Telegram's; chat `null` stands for all chats. */
export type Signal =
  /** Nothing may be sent there for this many ms. */
  | { readonly type: 'hold'; readonly chat: number | null; readonly ms: number }
  /** What other processes remember of the chat is out of date. */
  | { readonly type: 'changed'; readonly chat: number }
  /** The chat was asked a question, or it has answered. */
  | { readonly type: 'asked'; readonly chat: number; readonly question: string }
  | { readonly type: 'answered'; readonly chat: number }
  /** Somebody's membership of the chat has changed; the bot's own without a user. */
  | { readonly type: 'member'; readonly chat: number; readonly user: number | null }
  /** A change of the chat is done: it is the next one's turn. */
  | { readonly type: 'served'; readonly chat: number }
  /** A process has joined. */
  | { readonly type: 'joined' }
  /** A lease is free. */
  | { readonly type: 'freed' }
  /** A content version was published. */
  | { readonly type: 'published' }
  /** From the own connection: it is lost; it is back, and any signal may have been missed. */
  | { readonly type: 'lost' | 'missed' };

/** Far shorter than the 8000 bytes that a NOTIFY may have. */
export function writeSignal(from: number, signal: Signal): string {
  return JSON.stringify({ from, ...signal });
}

/** What another process told; `undefined` for the own signals, and for those that only a newer version knows. */
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
