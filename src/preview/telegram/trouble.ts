// What can be made to go wrong at the local Telegram: faults of single calls, and limits to how fast they may
// come.

/** What goes wrong with a call, instead of its answer. */
export type Fault =
  | {
      readonly type: 'error';
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
    }
  /** The connection is closed before any answer. */
  | { readonly type: 'reset' }
  /** No answer until the local Telegram stops or the client gives up. */
  | { readonly type: 'hang' }
  /** Headers and half of the body, then the connection is closed (`hang: false`) or left open. */
  | { readonly type: 'cut'; readonly hang?: boolean }
  /** A proxy's HTML page with this HTTP status. */
  | { readonly type: 'html'; readonly status: number }
  /** The call is carried out but its answer never comes: it *has* arrived. */
  | { readonly type: 'lost' };

/** When a fault strikes. */
export interface FaultRule {
  /** A Bot API method, or every method but getUpdates when absent. */
  readonly method?: string;
  readonly chat_id?: number;
  /** How many calls it strikes; for ever when absent. */
  readonly times?: number;
  /** Share of calls it strikes, 0 to 1; every one when absent. */
  readonly share?: number;
  readonly fault: Fault;
}

/** Limits as a server with flood control enforces them: a bucket per scope. Absent: no limit. */
export interface FloodLimits {
  /** Messages a second over all chats, and how many may come at once. */
  readonly overall?: { readonly perSecond: number; readonly burst: number };
  readonly perChat?: { readonly perSecond: number; readonly burst: number };
  readonly perGroup?: { readonly perMinute: number };
}
