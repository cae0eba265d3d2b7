// The tables as Kysely sees them, and how rows become values. A new column begins here and with a migration;
// the compiler finds the rest.

import type { ColumnType, Generated, Selectable } from 'kysely';
import type { BulkColumns } from './dialect.ts';
import { readApart, readPlaces } from './place.ts';
import type {
  BodyId,
  BroadcastId,
  ChatChoices,
  ChatId,
  ChatRecord,
  ChatType,
  Days,
  Delivery,
  DeliveryId,
  DeliveryState,
  Followed,
  FollowKey,
  LocalTime,
  QuietHours,
  SentPart,
  Sequence,
  Subscription,
  SubscriptionId,
  SubscriptionSettings,
  SubscriptionState,
  ThreadId,
  Topics,
  When,
  ZoneId,
} from './types.ts';

/** All times are epoch ms. */
export interface ChatTable {
  id: ChatId;
  type: ChatType;
  language: string | null;
  zone: ZoneId | null;
  /** Not null exactly when the chat is gone. */
  gone_reason: string | null;
  /** Null for what was never chosen: when two chats become one, the other one's choice counts. */
  who_may_ask: ChatChoices['whoMayAsk'] | null;
  deletes_questions: 0 | 1 | null;
  quiet_hours: QuietHours | null;
  pause_untold: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
  /** Null where nobody asked what is new. */
  news_seen: ColumnType<Sequence | null, Sequence | null | undefined, Sequence | null>;
  created_at: number;
  updated_at: number;
}

/** Ids that Telegram replaced when a group became a supergroup. `new_id` is never replaced itself. */
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
  /** Topic ids between commas; empty for all, a hyphen for none. */
  topics: string;
  when: When;
  /** Keys between commas, those that are paused with a minus before them; null for none. */
  follows: ColumnType<string | null, string | null | undefined, string | null>;
  agreed_at_once: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
  card: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
  status: 'active' | 'paused' | 'closed';
  /** Null exactly when active. */
  reason: string | null;
  /** Not null exactly when active: a partial index on it is the list of what is due. */
  due_at: number | null;
  cursor: Sequence | null;
  /** As place.ts writes it. */
  places: ColumnType<string | null, string | null | undefined, string | null>;
  /** As place.ts writes it. */
  apart: ColumnType<string | null, string | null | undefined, string | null>;
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

/** Changes that readers are told of, with numbers of the ledger's. */
export interface LedgerChangeTable {
  sequence: Sequence;
  talk_id: string;
  point_id: string;
  /** Which of the changes that the content lists for the point is the first of it, from 0. */
  number: number;
  published_at: number;
}

export interface DeliveryTable extends CopyColumns {
  id: Generated<DeliveryId>;
  /** Null for a broadcast, which has the next two instead. */
  subscription_id: SubscriptionId | null;
  chat_id: ColumnType<ChatId | null, ChatId | null | undefined, ChatId | null>;
  broadcast_id: ColumnType<BroadcastId | null, BroadcastId | null | undefined, BroadcastId | null>;
  due_at: number;
  state: DeliveryState;
  tries: ColumnType<number, number | undefined, number>;
  /** Not null exactly when queued or in retry: a partial index on it is the queue. */
  not_before: number | null;
  /** Not null exactly when sending. */
  taken_at: number | null;
  /** Not null exactly when sent, gone or rejected. */
  finished_at: number | null;
  to_sequence: Sequence;
  /** Not null for what tells at once of what was agreed after this number. */
  agreed_after: ColumnType<Sequence | null, Sequence | null | undefined, Sequence | null>;
  message_id: number | null;
  reason: string | null;
  /** `hash:message` between commas. */
  sent_parts: ColumnType<string | null, string | null | undefined, string | null>;
  /** What its message said when it was sent; null where nothing of it can be corrected. */
  body_id: ColumnType<BodyId | null, BodyId | null | undefined, BodyId | null>;
  cut_off: ColumnType<number, number | undefined, number>;
}

/** What was done about a message whose text is kept. */
interface CopyColumns {
  /** The last change that it was corrected for. */
  corrected_to: ColumnType<Sequence, Sequence | undefined, Sequence>;
  corrected_at: ColumnType<number | null, number | null | undefined, number | null>;
  /** On the day of `corrected_at`, in UTC. */
  edits: ColumnType<number, number | undefined, number>;
  copy_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A text as it was sent, shared by all who got it. */
export interface SentBodyTable {
  id: Generated<BodyId>;
  hash: string;
  html: string;
  /** JSON of the rows of buttons that stay whatever becomes of the subscription. */
  keyboard: string;
  place: 'chat' | 'channel' | 'inline';
  language: string | null;
  /** JSON; see copies/body.ts. */
  lines: string;
  /** The last change in the ledger that touches a point in it; 0 for none. */
  target: ColumnType<Sequence, Sequence | undefined, Sequence>;
  used_at: number;
}

/** A message that a person shared through inline mode. */
export interface InlineCopyTable extends CopyColumns {
  id: Generated<number>;
  inline_message_id: string;
  shared_by: ChatId;
  body_id: BodyId;
  sent_at: number;
}

/** A message in a chat: of a digest of several, all but the last; or a picture. */
export interface MessageCopyTable extends CopyColumns {
  id: Generated<number>;
  chat_id: ChatId;
  message_id: number;
  body_id: BodyId;
  sent_at: number;
}

export interface BroadcastTable {
  id: Generated<BroadcastId>;
  /** The operator; null when that person asked to be forgotten. */
  created_by: ChatId | null;
  html: string;
  audience: 'all' | 'subscribers';
  /** Only chats with this language; null for any. */
  language: string | null;
  state: 'draft' | 'sending' | 'stopped' | 'done';
  /** 1 from the start until everything is recorded, else null: the column is unique, so one runs at a time. */
  running: ColumnType<number | null, never, number | null>;
  created_at: number;
  started_at: ColumnType<number | null, never, number | null>;
  finished_at: ColumnType<number | null, never, number | null>;
  /** The message that shows the progress, and when a process last claimed to edit it. */
  panel_chat: ColumnType<ChatId | null, never, ChatId | null>;
  panel_message: ColumnType<number | null, never, number | null>;
  shown_at: ColumnType<number | null, never, number | null>;
  /** Chats down to this id are planned; null before the first. */
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
  ledger_change: LedgerChangeTable;
  delivery: DeliveryTable;
  sent_body: SentBodyTable;
  inline_copy: InlineCopyTable;
  message_copy: MessageCopyTable;
  broadcast: BroadcastTable;
  meta: MetaTable;
}

/** The columns of what a subscriber chooses: those that are left when the store's own are taken away. */
export type SettingsRow = Omit<
  Selectable<SubscriptionTable>,
  | 'id'
  | 'chat_id'
  | 'thread_id'
  | 'status'
  | 'reason'
  | 'due_at'
  | 'cursor'
  | 'places'
  | 'apart'
  | 'rotation'
  | 'created_at'
  | 'updated_at'
>;

export const SETTINGS_COLUMNS: BulkColumns<SettingsRow> = {
  time: 'text',
  zone: 'text',
  days: 'text',
  topics: 'text',
  when: 'text',
  follows: 'text',
  agreed_at_once: 'integer',
  card: 'integer',
};
export const SETTINGS = Object.keys(SETTINGS_COLUMNS) as readonly (keyof SettingsRow)[];

export function writeSettings({
  topics,
  follows = [],
  agreedAtOnce = false,
  card = false,
  ...settings
}: SubscriptionSettings): SettingsRow {
  const { time, zone, days, when } = settings;
  return {
    ...{ time, zone, days, when },
    topics: writeTopics(topics),
    follows: writeFollows(follows),
    agreed_at_once: agreedAtOnce ? 1 : 0,
    card: card ? 1 : 0,
  };
}

/** No topic has it for an id. */
const NO_TOPICS = '-';
const PAUSED = '-';

function writeTopics(topics: Topics): string {
  if (topics === 'all') return '';
  return topics.length === 0 ? NO_TOPICS : topics.join(',');
}

function readTopics(text: string): Topics {
  if (text === '') return 'all';
  return text === NO_TOPICS ? [] : text.split(',');
}

function writeFollows(follows: readonly Followed[]): string | null {
  if (follows.length === 0) return null;
  return follows.map(({ key, paused }) => (paused ? `${PAUSED}${key}` : key)).join(',');
}

function readFollows(text: string): readonly Followed[] {
  return text.split(',').map((one) => {
    const paused = one.startsWith(PAUSED);
    return { key: (paused ? one.slice(PAUSED.length) : one) as FollowKey, paused };
  });
}

function readSettings(row: SettingsRow): SubscriptionSettings {
  const { time, zone, days, when } = row;
  return {
    ...{ time, zone, days, topics: readTopics(row.topics), when },
    ...(row.follows === null ? {} : { follows: readFollows(row.follows) }),
    ...(row.agreed_at_once === 1 ? { agreedAtOnce: true } : {}),
    ...(row.card === 1 ? { card: true } : {}),
  };
}

export function toChat(row: Selectable<ChatTable>): ChatRecord {
  return {
    id: row.id,
    type: row.type,
    ...toChoices(row),
    pauseUntold: row.pause_untold === 1,
    newsSeen: row.news_seen,
    status: row.gone_reason === null ? 'present' : 'gone',
    reason: row.gone_reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Where each of a chat's choices is kept. */
const CHOICE_COLUMNS = {
  language: 'language',
  zone: 'zone',
  whoMayAsk: 'who_may_ask',
  deletesQuestions: 'deletes_questions',
  quietHours: 'quiet_hours',
} as const satisfies Readonly<Record<keyof ChatChoices, keyof ChatTable>>;
export const CHOICES = Object.values(CHOICE_COLUMNS);

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

/** The columns of the choices that are given. */
export function writeChoices(choices: Partial<ChatChoices>): Partial<ChoiceRow> {
  const names = Object.keys(CHOICE_COLUMNS) as (keyof ChatChoices)[];
  const given = names.filter((name) => choices[name] !== undefined);
  return Object.fromEntries(given.map((name) => [CHOICE_COLUMNS[name], columnValue(choices[name])]));
}

/** SQLite has no booleans. */
function columnValue(choice: ChatChoices[keyof ChatChoices] | undefined) {
  return typeof choice === 'boolean' ? Number(choice) : choice;
}

export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id,
    chatId: row.chat_id,
    threadId: row.thread_id,
    settings: readSettings(row),
    state: toState(row),
    cursor: row.cursor,
    places: readPlaces(row.places),
    ...(row.apart === null ? {} : { apart: readApart(row.apart) }),
    rotation: row.rotation,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Checks in the database keep status, due time and reason consistent; the fallbacks only satisfy the types. */
function toState({ status, due_at, reason }: Selectable<SubscriptionTable>): SubscriptionState {
  return status === 'active' ? { status, dueAt: due_at ?? 0 } : { status, reason: reason ?? '' };
}

export function writeParts(parts: readonly SentPart[]): string {
  return parts.map(({ hash, messageId }) => `${hash}:${messageId}`).join(',');
}

function readParts(text: string | null): readonly SentPart[] {
  if (!text) return [];
  return text.split(',').map((one) => {
    const [hash = '', messageId = '0'] = one.split(':');
    return { hash, messageId: Number(messageId) };
  });
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
    ...(row.agreed_after === null ? {} : { agreedAfter: row.agreed_after }),
    messageId: row.message_id,
    reason: row.reason,
    sentParts: readParts(row.sent_parts),
    cutOff: row.cut_off,
    finishedAt: row.finished_at,
    correctedAt: row.corrected_at,
    notCorrected: row.copy_reason,
  };
}
