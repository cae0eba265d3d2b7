// A text as it was sent, kept once for all chats that got it.

import type { BodyId } from './types.ts';

export interface SentBody {
  /** Of all the rest. */
  readonly hash: string;
  /** Telegram HTML. */
  readonly html: string;
  /** JSON of the rows of buttons that stay whatever becomes of the subscription. */
  readonly keyboard: string;
  readonly place: 'chat' | 'channel' | 'inline';
  /** Of its words; `null` for the fallback. */
  readonly language: string | null;
  /** JSON: which points stand in which of its lines. */
  readonly lines: string;
}

/** Gives the id of each text by its hash, and keeps those that are new. */
export type CopyBodies = (bodies: readonly SentBody[]) => Promise<ReadonlyMap<string, BodyId>>;
