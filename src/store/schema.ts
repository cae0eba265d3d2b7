// The tables as SQL sees them, for Kysely's types, and the one way rows become values.

import type { ColumnType, Generated, Selectable } from 'kysely';
import type {
  BroadcastId,
  ChatChoices,
  ChatId,
  ChatRecord,
  ChatType,
  Days,
  Delivery,
  DeliveryId,
  DeliveryState,
  LocalTime,
  QuietHours,
  Sequence,
  Subscription,
  SubscriptionId,
  SubscriptionState,
  ThreadId,
  Topics,
  When,
  ZoneId,
} from './types.ts';

/** Every instant is epoch ms in a 64-bit integer. */
export interface ChatTable {
  id: ChatId;
  type: ChatType;
  language: string | null;
  zone: ZoneId | null;
  /** Not null exactly when the chat is gone. */
  gone_reason: string | null;
  /** Null for what was never chosen: what the other of two chats chose counts when they become one. */
  who_may_ask: ChatChoices['whoMayAsk'] | null;
  deletes_questions: 0 | 1 | null;
  quiet_hours: QuietHours | null;
  pause_untold: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
  created_at: number;
  updated_at: number;
}

/** Ids that Telegram replaced when a group became a supergroup; a chain never has more than one link. */
export interface ChatMoveTable {
  old_id: ChatId;
  new_id: ChatId;
}

export interface SubscriptionTable {
  id: Generated<SubscriptionId>;
  chat_id: ChatId;
  thread_id: ThreadId;
  time: LocalTime;
  zone: ZoneId;
  days: Days;
  /** Topic ids between commas; empty for all. */
  topics: string;
  when: When;
  status: 'active' | 'paused' | 'closed';
  /** Null exactly when active. */
  reason: string | null;
  /** Not null exactly when active: the partial index on it is the list of what is due. */
  due_at: number | null;
  cursor: Sequence | null;
  rotation: ColumnType<number, number | undefined, number>;
  created_at: number;
  updated_at: number;
}

export interface LedgerTable {
  sequence: Sequence;
  talk_id: string;
  point_id: string;
  content_hash: string;
  /** Changes that the content lists for the point; `null` where it was published before it listed any. */
  changes: number | null;
  first_seen_at: number;
  changed_at: number | null;
  removed_at: number | null;
}

export interface DeliveryTable {
  id: Generated<DeliveryId>;
  /** Null for a broadcast, which has the two below. */
  subscription_id: SubscriptionId | null;
  chat_id: ColumnType<ChatId | null, ChatId | null | undefined, ChatId | null>;
  broadcast_id: ColumnType<BroadcastId | null, BroadcastId | null | undefined, BroadcastId | null>;
  due_at: number;
  state: DeliveryState;
  tries: ColumnType<number, number | undefined, number>;
  /** Not null exactly when queued or in retry: the partial index on it is the queue. */
  not_before: number | null;
  /** Not null exactly when sending. */
  taken_at: number | null;
  /** Not null exactly when sent, gone or rejected. */
  finished_at: number | null;
  to_sequence: Sequence;
  message_id: number | null;
  reason: string | null;
}

export interface BroadcastTable {
  id: Generated<BroadcastId>;
  /** The operator; null when that person wanted to be forgotten. */
  created_by: ChatId | null;
  html: string;
  audience: 'all' | 'subscribers';
  /** Only chats with this language; null for any. */
  language: string | null;
  state: 'draft' | 'sending' | 'stopped' | 'done';
  /** 1 from its beginning until everything is recorded, else null: there is one at a time. */
  running: ColumnType<number | null, never, number | null>;
  created_at: number;
  started_at: ColumnType<number | null, never, number | null>;
  finished_at: ColumnType<number | null, never, number | null>;
  /** The message that shows how far it is, and when a process last took it on itself to edit it. */
  panel_chat: ColumnType<ChatId | null, never, ChatId | null>;
  panel_message: ColumnType<number | null, never, number | null>;
  shown_at: ColumnType<number | null, never, number | null>;
  /** Chats down to this id are planned; null when none is. */
  planned_to: ColumnType<ChatId | null, never, ChatId | null>;
  all_planned: ColumnType<number, never, number>;
  total: ColumnType<number, never, number>;
  sent: ColumnType<number, never, number>;
  gone: ColumnType<number, never, number>;
  rejected: ColumnType<number, never, number>;
  unsent: ColumnType<number, never, number>;
}

export interface MetaTable {
  key: string;
  value: string;
}

export interface Tables {
  chat: ChatTable;
  chat_move: ChatMoveTable;
  subscription: SubscriptionTable;
  ledger: LedgerTable;
  delivery: DeliveryTable;
  broadcast: BroadcastTable;
  meta: MetaTable;
}

export function writeTopics(topics: Topics): string {
  return topics === 'all' ? '' : topics.join(',');
}

export function readTopics(text: string): Topics {
  const [first, ...rest] = text.split(',');
  return first === undefined || first === '' ? 'all' : [first, ...rest];
}

export function toChat(row: Selectable<ChatTable>): ChatRecord {
  return {
    id: row.id,
    type: row.type,
    ...toChoices(row),
    pauseUntold: row.pause_untold === 1,
    status: row.gone_reason === null ? 'present' : 'gone',
    reason: row.gone_reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The columns of a chat's choices. */
export const CHOICES = ['language', 'zone', 'who_may_ask', 'deletes_questions', 'quiet_hours'] as const;

type ChoiceRow = Pick<Selectable<ChatTable>, (typeof CHOICES)[number]>;

export function toChoices(row: ChoiceRow): ChatChoices {
  return {
    language: row.language,
    zone: row.zone,
    whoMayAsk: row.who_may_ask ?? 'everyone',
    deletesQuestions: row.deletes_questions === 1,
    quietHours: row.quiet_hours,
  };
}

/** The columns of those choices that are made. */
export function writeChoices(choices: Partial<ChatChoices>): Partial<ChoiceRow> {
  const { language, zone, whoMayAsk, deletesQuestions, quietHours } = choices;
  return {
    ...(language === undefined ? {} : { language }),
    ...(zone === undefined ? {} : { zone }),
    ...(whoMayAsk === undefined ? {} : { who_may_ask: whoMayAsk }),
    ...(deletesQuestions === undefined ? {} : { deletes_questions: deletesQuestions ? 1 : 0 }),
    ...(quietHours === undefined ? {} : { quiet_hours: quietHours }),
  };
}

export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  const { time, zone, days, when } = row;
  return {
    id: row.id,
    chatId: row.chat_id,
    threadId: row.thread_id,
    settings: { time, zone, days, topics: readTopics(row.topics), when },
    state: toState(row),
    cursor: row.cursor,
    rotation: row.rotation,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The table's checks keep status, due time and reason consistent; the fallbacks only satisfy the types. */
function toState({ status, due_at, reason }: Selectable<SubscriptionTable>): SubscriptionState {
  return status === 'active' ? { status, dueAt: due_at ?? 0 } : { status, reason: reason ?? '' };
}

export function toDelivery(row: Selectable<DeliveryTable>): Delivery {
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    broadcastId: row.broadcast_id,
    dueAt: row.due_at,
    state: row.state,
    tries: row.tries,
    notBefore: row.not_before,
    toSequence: row.to_sequence,
    messageId: row.message_id,
    reason: row.reason,
    finishedAt: row.finished_at,
  };
}
