// What Telegram's answer to a call means: the only place that knows Telegram's error texts.

import { type Answer, TransportError } from './telegram.ts';

/** Why nothing can reach the chat any more. */
export type GoneReason =
  | 'blocked'
  | 'deactivated'
  | 'kicked'
  | 'not a member'
  /** A person who has never opened the bot, to whom Telegram lets nothing through. */
  | 'never started'
  | 'chat not found'
  | 'may not write'
  | 'chat deleted';

/** Why this call, as it was, will never be carried out. */
export type RejectedReason =
  | 'not modified'
  | 'query too old'
  | 'topic closed'
  | 'thread not found'
  | 'message not found'
  | 'entities'
  | 'too long'
  | 'empty'
  | 'backlog full'
  | 'stopping'
  | 'not wanted'
  | 'unanswered'
  | 'other';

/** What became of a call. */
export type Outcome =
  | { readonly type: 'sent'; readonly result: unknown }
  /** Not carried out, or perhaps (`arrived: 'maybe'`); may be tried again after `afterMs`. */
  | {
      readonly type: 'retry';
      readonly afterMs: number | undefined;
      readonly why: 'flood' | 'server' | 'network';
      readonly arrived: 'no' | 'maybe';
      /** For the log: code and host, or status. */
      readonly cause?: string;
      /** HTTP status of an answer that is not Telegram's. */
      readonly status?: number;
    }
  | { readonly type: 'gone'; readonly why: GoneReason }
  | { readonly type: 'migrated'; readonly to: number }
  | { readonly type: 'rejected'; readonly why: RejectedReason; readonly description: string }
  /** `status` 404: this is no token, or no Bot API. */
  | { readonly type: 'unauthorised'; readonly status?: 404 }
  /** Another process takes this bot's updates (getUpdates only). */
  | { readonly type: 'conflict'; readonly with: 'poller' | 'webhook' };

interface Row {
  readonly code: number;
  readonly text: RegExp;
  readonly gone?: GoneReason;
  readonly rejected?: RejectedReason;
}

/** Telegram's texts as its servers word them. The first match counts. */
export const ROWS: readonly Row[] = [
  { code: 403, text: /bot was blocked by the user/i, gone: 'blocked' },
  { code: 403, text: /user is deactivated/i, gone: 'deactivated' },
  { code: 403, text: /bot was kicked from/i, gone: 'kicked' },
  { code: 403, text: /bot is not a member of/i, gone: 'not a member' },
  { code: 403, text: /bot can't initiate conversation/i, gone: 'never started' },
  { code: 403, text: /(chat|group|channel) was deleted|the group chat was deleted/i, gone: 'chat deleted' },
  { code: 403, text: /bot can't send messages to bots/i, gone: 'may not write' },
  { code: 403, text: /./, gone: 'may not write' },
  { code: 400, text: /chat not found|PEER_ID_INVALID|user not found/i, gone: 'chat not found' },
  { code: 400, text: /group chat was deactivated|chat was deleted/i, gone: 'chat deleted' },
  // Texts may still be allowed.
  {
    code: 400,
    text: /not enough rights to send (photos|documents)|CHAT_SEND_(PHOTOS|DOCS|MEDIA)_FORBIDDEN/i,
    rejected: 'other',
  },
  {
    code: 400,
    text: /not enough rights to send|have no rights to send|CHAT_WRITE_FORBIDDEN|CHAT_SEND_PLAIN_FORBIDDEN|need administrator rights|CHAT_RESTRICTED/i,
    gone: 'may not write',
  },
  { code: 400, text: /message is not modified/i, rejected: 'not modified' },
  { code: 400, text: /query is too old|query ID is invalid/i, rejected: 'query too old' },
  { code: 400, text: /TOPIC_CLOSED/i, rejected: 'topic closed' },
  {
    code: 400,
    text: /message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i,
    rejected: 'thread not found',
  },
  {
    code: 400,
    text: /message to (edit|delete|reply|be replied)[^:]* not found|message can't be (edited|deleted)|MESSAGE_ID_INVALID|message to be replied/i,
    rejected: 'message not found',
  },
  { code: 400, text: /can't parse entities|ENTITY_|ENTITIES_TOO_LONG|entities/i, rejected: 'entities' },
  { code: 400, text: /message is too long|MESSAGE_TOO_LONG|caption is too long/i, rejected: 'too long' },
  { code: 400, text: /text is empty|must be non-empty/i, rejected: 'empty' },
];

/** What an answer means. */
export function outcomeOf(answer: Answer): Outcome {
  if (answer.ok) return { type: 'sent', result: answer.result };
  const { error_code: code, description, parameters } = answer;
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { type: 'migrated', to: parameters.migrate_to_chat_id };
  }
  if (code === 401) return { type: 'unauthorised' };
  // A token that cannot be one is answered with a bare 404, and so is any path that a server does not know.
  if (code === 404 && /^not found$/i.test(description)) return { type: 'unauthorised', status: 404 };
  if (code === 409) return { type: 'conflict', with: /webhook/i.test(description) ? 'webhook' : 'poller' };
  if (code === 429) return retry(retryAfterMs(parameters?.retry_after), 'flood');
  if (code >= 500) return { ...retry(undefined, 'server'), cause: `HTTP ${code}` };
  const row = ROWS.find((row) => row.code === code && row.text.test(description));
  if (row?.gone) return { type: 'gone', why: row.gone };
  return rejected(row?.rejected ?? 'other', description);
}

/** What a call without an answer means. Takes anything thrown; of errors not from the transport only the name is kept. */
export function outcomeOfFailure(error: unknown): Outcome {
  if (!(error instanceof TransportError)) {
    return rejected('other', error instanceof Error ? error.name : 'unknown failure');
  }
  if (error.failure.reason === 'aborted') return rejected('stopping', 'stopped before an answer came');
  const { reason, arrived } = error.failure;
  const { host, code, status } = error.details;
  const what = status === undefined ? (code ?? reason) : `HTTP ${status} without a Bot API answer`;
  const cause = host === undefined ? what : `${what} from ${host}`;
  const outcome = { type: 'retry', afterMs: undefined, why: 'network', arrived, cause } as const;
  return status === undefined ? outcome : { ...outcome, status };
}

export function rejected(why: RejectedReason, description: string): Outcome {
  return { type: 'rejected', why, description };
}

/** Bot API `Message.message_id` of what was sent; `undefined` where the answer is no message. */
export function messageIdOf(result: unknown): number | undefined {
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : 0;
  return Number.isSafeInteger(id) && id !== 0 ? Number(id) : undefined;
}

/** The `file_id` of the photo that was sent, in its largest size (Bot API, `Message.photo`). */
export function photoIdOf(result: unknown): string | undefined {
  const sizes = typeof result === 'object' && result !== null && 'photo' in result ? result.photo : undefined;
  const largest: unknown = Array.isArray(sizes) ? sizes.at(-1) : undefined;
  const id =
    typeof largest === 'object' && largest !== null && 'file_id' in largest ? largest.file_id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function retry(afterMs: number | undefined, why: 'flood' | 'server'): Extract<Outcome, { type: 'retry' }> {
  return { type: 'retry', afterMs, why, arrived: 'no' };
}

/** `retry_after` in ms; `undefined` where it is missing or no positive number. */
function retryAfterMs(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
