// A broadcast as the rest of the program sees it.

import type { Selectable } from 'kysely';
import type { BroadcastTable } from '../tables.ts';
import type { BroadcastId, ChatId } from '../types.ts';
import type { Audience } from './audience.ts';

export interface Broadcast {
  readonly id: BroadcastId;
  /** Telegram HTML of at most 4096 code points after parsing. */
  readonly html: string;
  readonly audience: Audience;
  readonly state: 'draft' | 'sending' | 'stopped' | 'done';
  /** The message that shows the progress. */
  readonly panel: { readonly chatId: ChatId; readonly messageId: number } | null;
  readonly allPlanned: boolean;
  /** How many chats its audience had when it began. */
  readonly total: number;
  readonly sent: number;
  readonly gone: number;
  readonly rejected: number;
  /** Stopped before they were sent to. */
  readonly unsent: number;
}

export function toBroadcast(row: Selectable<BroadcastTable>): Broadcast {
  const { panel_chat, panel_message } = row;
  return {
    id: row.id,
    html: row.html,
    audience: { who: row.audience, language: row.language },
    state: row.state,
    panel:
      panel_chat === null || panel_message === null ? null : { chatId: panel_chat, messageId: panel_message },
    allPlanned: row.all_planned === 1,
    total: row.total,
    sent: row.sent,
    gone: row.gone,
    rejected: row.rejected,
    unsent: row.unsent,
  };
}
