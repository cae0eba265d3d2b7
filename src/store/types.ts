// What the store keeps, as the rest of the program sees it: ids, schedules, chats, subscriptions, deliveries.

declare const brand: unique symbol;
type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Telegram's id of a chat: fits in 52 bits, negative for groups and channels. */
export type ChatId = Branded<number, 'ChatId'>;
/** Telegram's id of a forum topic; `NO_THREAD` for the chat itself. */
export type ThreadId = Branded<number, 'ThreadId'>;
/** The chat itself: Telegram's own thread ids are positive. */
export const NO_THREAD = 0 as ThreadId;
export type SubscriptionId = Branded<number, 'SubscriptionId'>;
export type BroadcastId = Branded<number, 'BroadcastId'>;
export type DeliveryId = Branded<number, 'DeliveryId'>;
/** Of a text as it was sent, which many chats may have. */
export type BodyId = Branded<number, 'BodyId'>;
/** A position in the ledger, counted from 1; `NOTHING_YET` is before the first. */
export type Sequence = Branded<number, 'Sequence'>;
export const NOTHING_YET = 0 as Sequence;

/** Wall-clock time, `HH:MM`, 00:00 to 23:59. */
export type LocalTime = Branded<string, 'LocalTime'>;
/** A time zone: an IANA name in its proper case, `UTC`, or an offset such as `+03:00`. */
export type ZoneId = Branded<string, 'ZoneId'>;
/** `daily`, `weekdays` (Monday to Friday), or a list in the week's order such as `mon,wed`. */
export type Days = Branded<string, 'Days'>;

/** When a digest is due: a wall-clock time in a zone, on some days of the week. */
export interface Schedule {
  readonly time: LocalTime;
  readonly zone: ZoneId;
  readonly days: Days;
}

/** Topic ids of the content, or all topics, also future ones. None only where something else is followed. */
export type Topics = 'all' | readonly string[];
/**
 * What is followed besides topics, as content/follows.ts writes it: `person:lavrov`, `words:swift`. Of letters, digits,
 * spaces, hyphens and one colon, so that lists of them fit a column.
 */
export type FollowKey = Branded<string, 'FollowKey'>;
/** What may bring a point to a chat: a topic's id, or the key of what it follows. */
export type Strand = string;
/** At most so many a subscription: a screen of them. */
export const MOST_FOLLOWS = 20;

export interface Followed {
  readonly key: FollowKey;
  /** It stays in the list, and brings nothing. */
  readonly paused: boolean;
}
/** `new`: only when the ledger has points the chat has not had. `always`: otherwise one topic in rotation. */
export type When = 'new' | 'always';

/** Bot API `Chat.type`, or `unknown` for a chat that was imported and has sent nothing yet. */
export type ChatType = 'private' | 'group' | 'supergroup' | 'channel' | 'unknown';

/** Wall-clock times `HH:MM-HH:MM`, the second one possibly on the next day: `22:00-07:00`. */
export type QuietHours = Branded<string, 'QuietHours'>;

/** What a chat chose, apart from its digests. */
export interface ChatChoices {
  readonly language: string | null;
  readonly zone: ZoneId | null;
  /** In groups. */
  readonly whoMayAsk: 'everyone' | 'administrators';
  /** In groups: whether a command is deleted once it is answered. */
  readonly deletesQuestions: boolean;
  /** When messages come without a sound, in the chat's zone. */
  readonly quietHours: QuietHours | null;
}

/** A chat and what it chose. Times are epoch ms. */
export interface ChatRecord extends ChatChoices {
  readonly id: ChatId;
  readonly type: ChatType;
  /** A digest was paused by something in the chat, and no administrator has been told yet. */
  readonly pauseUntold: boolean;
  /** Up to where in the ledger it has looked at what is new; `null` where it never did. */
  readonly newsSeen: Sequence | null;
  /** `gone`: it blocked or removed the bot; the reason says which. */
  readonly status: 'present' | 'gone';
  readonly reason: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a subscriber chooses. */
export interface SubscriptionSettings extends Schedule {
  readonly topics: Topics;
  readonly when: When;
  /** Besides the topics, in the order in which it was chosen; nothing when absent. */
  readonly follows?: readonly Followed[] | undefined;
  /** Whether a message comes as soon as something is agreed; not when absent. */
  readonly agreedAtOnce?: boolean | undefined;
  /** Whether digests open with a picture, which channels may want; not when absent. */
  readonly card?: boolean | undefined;
}

export type SubscriptionState =
  /** `dueAt`: epoch ms of the next digest. */
  | { readonly status: 'active'; readonly dueAt: number }
  /** The reason in one or a few words: `unsubscribed`, `blocked`, `kicked`, `deactivated` … */
  | { readonly status: 'paused' | 'closed'; readonly reason: string };

/** A chat's subscription to digests. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly chatId: ChatId;
  readonly threadId: ThreadId;
  readonly settings: SubscriptionSettings;
  readonly state: SubscriptionState;
  /** How far the chat has been told (place.ts). */
  readonly cursor: Sequence | null;
  readonly places: Readonly<Record<Strand, Sequence>>;
  readonly apart?: readonly Apart[] | undefined;
  /** How many digests of the rotation (`always`) it was sent. */
  readonly rotation: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A point that was told by itself, ahead of the digest, and through which strand. */
export interface Apart {
  readonly strand: Strand;
  readonly sequence: Sequence;
}

/** One point of the ledger. Times are epoch ms. */
export interface LedgerEntry {
  readonly sequence: Sequence;
  readonly talkId: string;
  readonly pointId: string;
  readonly firstSeenAt: number;
  readonly changedAt: number | null;
}

/** A change of a published point that readers are told of. */
export interface LedgerChange {
  readonly sequence: Sequence;
  readonly talkId: string;
  readonly pointId: string;
  /** Which of the point's changes, from 0, is the first of it. */
  readonly number: number;
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'retry' | 'gone' | 'rejected';

/** One digest, or one message of a broadcast, on its way to one chat. Times are epoch ms. */
export interface Delivery {
  readonly id: DeliveryId;
  /** Whose digest it is; `null` for a broadcast. */
  readonly subscriptionId: SubscriptionId | null;
  readonly broadcastId: BroadcastId | null;
  readonly dueAt: number;
  readonly state: DeliveryState;
  /** How often it was taken to be sent. */
  readonly tries: number;
  /** Not sent before; `null` unless it waits. */
  readonly notBefore: number | null;
  /** The last point that existed when it was planned: its digest has points up to this one. */
  readonly toSequence: Sequence;
  /** Of a message that tells at once what was agreed: it has points after this one. Absent for a digest. */
  readonly agreedAfter?: Sequence | undefined;
  readonly messageId: number | null;
  /** Why it was retried, closed or rejected. */
  readonly reason: string | null;
  /** Those of its messages that were sent, where it has several and is not finished. */
  readonly sentParts: readonly SentPart[];
  /** How many tries at it ended with their process: each may have left a message whose id nobody knows. */
  readonly cutOff: number;
  readonly finishedAt: number | null;
  /** When its message was last edited because a point in it was corrected; `null` where it never was. */
  readonly correctedAt: number | null;
  /** Why its message could not be corrected. */
  readonly notCorrected: string | null;
}

/** One of several messages of a digest. */
export interface SentPart {
  /** Of what it says. */
  readonly hash: string;
  /** 0 where it is not known. */
  readonly messageId: number;
}

/** One try at a delivery. When the delivery is taken again, `tries` is higher, so an outcome of an old try is recognised. */
export type DeliveryTry = Pick<Delivery, 'id' | 'tries'>;
