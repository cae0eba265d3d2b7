// Copies: messages in chats whose text is kept, so that it can be corrected in place when a point in it is.

import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { growingTo } from '../growing-cache.ts';
import type { StoreContext } from './context.ts';
import type { BulkColumns } from './dialect.ts';
import type { CopyBodies, SentBody } from './sent-body.ts';
import type { InlineCopyTable } from './tables.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import type { BodyId, ChatId, DeliveryId, Sequence, Subscription } from './types.ts';

/** Which copy: the last message of a digest, another one of a digest or a picture, or one that a person shared. */
export type CopyKey =
  | { readonly of: 'digest'; readonly id: DeliveryId }
  | { readonly of: 'message'; readonly id: number }
  | { readonly of: 'shared'; readonly id: number };

/** A copy whose text is not what it should say. */
export interface StaleCopy {
  readonly key: CopyKey;
  readonly body: BodyId;
  /** The last change in the ledger that it is to be corrected for. */
  readonly target: Sequence;
  /** The chat that it is in; of a shared message the person who shared it. */
  readonly chat: ChatId;
  /** Edits with the same number go out one after another: the chat's, or that of `laneOfShared`. */
  readonly lane: number;
  readonly message: { readonly id: number } | { readonly inline: string };
  /** Of the digest; `closed` for a shared message. */
  readonly status: Subscription['state']['status'];
  /** Why nothing reaches the chat any more; `null` where it can be reached. */
  readonly goneReason: string | null;
}

/** What is not to be found. */
export interface InHand {
  /** Lanes in which an edit is out. */
  readonly lanes: Iterable<number>;
  /** Copies that are tried again later. */
  readonly keys: readonly CopyKey[];
}

export interface CopyOutcome {
  readonly key: CopyKey;
  /** It says what it should for changes up to this one. */
  readonly correctedTo: Sequence;
  /** Whether Telegram was asked to edit it. */
  readonly edited: boolean;
  /** Why it could not be corrected; `null` where it was. */
  readonly reason: string | null;
  /** It never can be. */
  readonly forGood: boolean;
}

/** Shared messages are in chats that the bot doesn't know: their edits wait in these lanes, so that they keep nobody waiting. */
const SHARED_LANES = 64;
/** Bot API, `Chat.id`: at most 52 significant bits, so this and what is above it is no chat. */
const FIRST_SHARED_LANE = 2 ** 52;

/** In place of a chat, where the gateway queues edits of a shared message. @param id of the copy */
export function laneOfShared(id: number): number {
  return FIRST_SHARED_LANE + (id % SHARED_LANES);
}

/** A text, as what finds the changes that touch it needs it. */
export interface KeptLines {
  readonly id: BodyId;
  readonly lines: string;
  readonly target: Sequence;
}

interface CopyDates {
  readonly sentAt: number;
  readonly correctedAt: number | null;
  readonly notCorrected: string | null;
}

export interface SharedMessage extends CopyDates {
  readonly inlineMessageId: string;
}

/** A message in a chat that is kept by itself. */
export interface KeptMessage extends CopyDates {
  readonly messageId: number;
}

/** A message that has this text. @property messageId 0 where it is not known */
export interface NewMessage {
  readonly chatId: ChatId;
  readonly messageId: number;
  readonly body: BodyId;
}

/** What was done about copies in the last 30 days, and what is left. */
export interface CopyCounts {
  readonly corrected: number;
  readonly waiting: number;
  /** How many could not be corrected, by the reason; also those that a crash may have left, of texts that were corrected. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** Edits of one chat's copies in a day (UTC): more in a day would be a nuisance, and what is left is done the next day. */
export const EDITS_A_DAY = 20;
/** Texts kept: at some 4 KB each, 80 MB. Where digests differ more, those used the longest time ago are not corrected any more. */
export const BODIES = 20_000;
/** Shared messages kept, and as many others that are kept by themselves. */
const SHARED = 100_000;
/** Counted at most, so that the cost is bounded. */
const COUNTED = 1_000_000;
/** Texts whose ids are remembered, and for how long, ms: what is used again after it counts as used since. */
const REMEMBERED = 2_000;
const REMEMBERED_FOR = 3_600_000;
/** Texts read at a time. */
const PAGE = 500;
const DAY = 86_400_000;
const FOR_GOOD = Number.MAX_SAFE_INTEGER as Sequence;
const MOVED = 'chat moved';

const NOTHING_IN_HAND: InHand = { lanes: [], keys: [] };
const TABLES = { digest: 'delivery', message: 'message_copy', shared: 'inline_copy' } as const;
const KINDS = Object.keys(TABLES) as readonly CopyKey['of'][];
const ALL_TABLES = Object.values(TABLES);
/** A process ended while it sent a digest: if its message arrived, nobody knows its id. */
const PERHAPS_SENT = 'perhaps sent before a crash';

export type Copies = ReturnType<typeof createCopies>;

export function createCopies(context: StoreContext) {
  const { db, dialect, now } = context;
  const known = new LRUCache<string, { readonly id: BodyId; readonly at: number }>(growingTo(REMEMBERED));

  const idsOf: CopyBodies = async (bodies) => {
    const at = now();
    const ids = new Map<string, BodyId>();
    const others = new Map<string, SentBody>();
    for (const body of bodies) {
      const before = known.get(body.hash);
      if (before && Math.abs(at - before.at) < REMEMBERED_FOR) ids.set(body.hash, before.id);
      else others.set(body.hash, body);
    }
    for (const { hash, id } of await keep([...others.values()], at)) {
      known.set(hash, { id, at });
      ids.set(hash, id);
    }
    return ids;
  };

  /** In one statement, each text once. */
  async function keep(bodies: readonly SentBody[], at: number) {
    if (bodies.length === 0) return [];
    // In one order everywhere, so that two processes do not wait for each other's rows.
    const sorted = bodies.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
    return db
      .insertInto('sent_body')
      .columns(['hash', 'html', 'keyboard', 'place', 'language', 'lines', 'used_at'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<SentBody>(BODY_COLUMNS, sorted).as('row'))
          .select(['row.hash', 'row.html', 'row.keyboard', 'row.place', 'row.language', 'row.lines'])
          .select(eb.lit(at).as('used_at'))
          // SQLite would take `on conflict` for the condition of a join.
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ used_at: at }))
      .returning(['id', 'hash'])
      .execute();
  }

  /** A person has shared a message. Gives the lane for its edits. */
  async function share(inlineMessageId: string, by: ChatId, body: SentBody): Promise<number> {
    const body_id = (await idsOf([body])).get(body.hash);
    if (body_id === undefined) throw new Error('the store gave no id for a text');
    const { id } = await db
      .insertInto('inline_copy')
      .values({ inline_message_id: inlineMessageId, shared_by: by, body_id, sent_at: now() })
      // Changes nothing, so that the one that is there is given.
      .onConflict((conflict) =>
        conflict.column('inline_message_id').doUpdateSet({ inline_message_id: inlineMessageId }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    return laneOfShared(id);
  }

  /** A message that is kept by itself, such as a picture; one that is edited into another says what that says. */
  async function keepMessage(
    { chatId, messageId }: Omit<NewMessage, 'body'>,
    body: SentBody | undefined,
  ): Promise<void> {
    const id = body && (await idsOf([body])).get(body.hash);
    if (id !== undefined) await keepMessages(db, [{ chatId, messageId, body: id }], now());
    else await dropMessage({ chatId, messageId });
  }

  /** It says nothing any more that can be corrected. */
  async function dropMessage({ chatId, messageId }: Omit<NewMessage, 'body'>): Promise<void> {
    await db
      .deleteFrom('message_copy')
      .where('chat_id', '=', chatId)
      .where('message_id', '=', messageId)
      .execute();
  }

  /** The texts that were used since then (epoch ms), page by page. */
  async function* texts(since: number): AsyncGenerator<readonly KeptLines[]> {
    for (let last = 0; ; ) {
      const rows = await db
        .selectFrom('sent_body')
        .select(['id', 'lines', 'target'])
        .where('id', '>', last as BodyId)
        .where('used_at', '>=', since)
        .orderBy('id')
        .limit(PAGE)
        .execute();
      if (rows.length > 0) yield rows;
      const end = rows.at(-1);
      if (end === undefined || rows.length < PAGE) return;
      last = end.id;
      await setImmediate();
    }
  }

  async function text(id: BodyId): Promise<SentBody | undefined> {
    return db
      .selectFrom('sent_body')
      .select(['hash', 'html', 'keyboard', 'place', 'language', 'lines'])
      .where('id', '=', id)
      .executeTakeFirst();
  }

  /** Their copies are to be corrected for changes up to these. */
  async function aim(targets: readonly { readonly id: BodyId; readonly target: Sequence }[]): Promise<void> {
    if (targets.length === 0) return;
    const columns = { id: 'integer', target: 'integer' } as const;
    await db
      .updateTable('sent_body')
      .from(dialect.rows<{ id: number; target: number }>(columns, targets).as('row'))
      .set((eb) => ({ target: eb.ref('row.target').$castTo<Sequence>() }))
      .whereRef('sent_body.id', '=', (eb) => eb.ref('row.id').$castTo<BodyId>())
      .whereRef('sent_body.target', '<', (eb) => eb.ref('row.target').$castTo<Sequence>())
      .execute();
  }

  /**
   * Up to `limit` copies that are to be corrected, those of the newest texts first; without chats that have had their share
   * of edits today. One of each lane, as one goes out at a time: a chat with many keeps no other waiting.
   * @param latest changes after it are left for those who know them
   */
  async function stale(
    latest: Sequence,
    limit: number,
    { lanes, keys }: InHand = NOTHING_IN_HAND,
  ): Promise<readonly StaleCopy[]> {
    const found: StaleCopy[] = [];
    const taken = new Set(lanes);
    const idsOfKind = (kind: CopyKey['of']) => keys.flatMap(({ of, id }) => (of === kind ? [id] : []));
    const [digests, messages, shared] = [idsOfKind('digest'), idsOfKind('message'), idsOfKind('shared')];
    for (const { id, target } of await open(latest)) {
      for (const look of [
        (left: number) => staleDigests(id, target, left, { taken, later: digests }),
        (left: number) => staleMessages(id, target, left, { taken, later: messages }),
        (left: number) => staleShared(id, target, left, { taken, later: shared }),
      ]) {
        if (found.length >= limit) return found;
        for (const copy of await look(limit - found.length)) {
          if (taken.has(copy.lane)) continue;
          taken.add(copy.lane);
          found.push(copy);
        }
      }
    }
    return found;
  }

  /** Texts with copies that are left. */
  async function open(latest: Sequence) {
    return db
      .selectFrom('sent_body as b')
      .select(['b.id', 'b.target'])
      .where('b.target', '>', 0 as Sequence)
      .where('b.target', '<=', latest)
      .where(({ or, exists, selectFrom }) =>
        or(
          ALL_TABLES.map((table) =>
            exists(
              selectFrom(table)
                .select(sql.lit(1).as('one'))
                .whereRef('body_id', '=', 'b.id')
                .whereRef('corrected_to', '<', 'b.target'),
            ),
          ),
        ),
      )
      .orderBy('b.id', 'desc')
      .execute();
  }

  async function staleDigests(
    body: BodyId,
    target: Sequence,
    limit: number,
    { taken, later }: LeftOut,
  ): Promise<readonly StaleCopy[]> {
    const rows = await db
      .selectFrom('delivery as d')
      .innerJoin('subscription as s', 's.id', 'd.subscription_id')
      .innerJoin('chat as c', 'c.id', 's.chat_id')
      .select(['d.id', 'd.message_id', 's.chat_id', 's.status', 'c.gone_reason'])
      .where('d.body_id', '=', body)
      .where('d.corrected_to', '<', target)
      .where('s.chat_id', 'not in', numbers<ChatId>(taken))
      .where('d.id', 'not in', numbers<DeliveryId>(later))
      .where(editsToday('s.chat_id'), '<', EDITS_A_DAY)
      .limit(limit)
      .execute();
    return rows.map(({ id, message_id, chat_id, status, gone_reason }) => ({
      key: { of: 'digest', id },
      ...{ body, target, chat: chat_id, lane: chat_id, status, goneReason: gone_reason },
      message: { id: message_id ?? 0 },
    }));
  }

  async function staleMessages(
    body: BodyId,
    target: Sequence,
    limit: number,
    { taken, later }: LeftOut,
  ): Promise<readonly StaleCopy[]> {
    const rows = await db
      .selectFrom('message_copy as m')
      .leftJoin('chat as c', 'c.id', 'm.chat_id')
      .select(['m.id', 'm.message_id', 'm.chat_id', 'c.gone_reason'])
      .where('m.body_id', '=', body)
      .where('m.corrected_to', '<', target)
      .where('m.chat_id', 'not in', numbers<ChatId>(taken))
      .where('m.id', 'not in', numbers(later))
      .where(editsToday('m.chat_id'), '<', EDITS_A_DAY)
      .limit(limit)
      .execute();
    return rows.map(({ id, message_id, chat_id, gone_reason }) => ({
      key: { of: 'message', id },
      ...{ body, target, chat: chat_id, lane: chat_id, status: 'closed', goneReason: gone_reason },
      message: { id: message_id },
    }));
  }

  /** How many edits the chat in that column has had today. */
  function editsToday(chat: 's.chat_id' | 'm.chat_id') {
    const since = dayStart();
    const sums = [
      sql`select sum(e.edits) from delivery as e inner join subscription as o on o.id = e.subscription_id
        where o.chat_id = ${sql.ref(chat)} and e.corrected_at >= ${since}`,
      sql`select sum(f.edits) from message_copy as f
        where f.chat_id = ${sql.ref(chat)} and f.corrected_at >= ${since}`,
    ];
    return sql<number>`${sql.join(
      sums.map((sum) => sql`coalesce((${sum}), 0)`),
      sql` + `,
    )}`;
  }

  async function staleShared(
    body: BodyId,
    target: Sequence,
    limit: number,
    { taken, later }: LeftOut,
  ): Promise<readonly StaleCopy[]> {
    const rows = await db
      .selectFrom('inline_copy')
      .select(['id', 'inline_message_id', 'shared_by'])
      .where('body_id', '=', body)
      .where('corrected_to', '<', target)
      .where(
        sql<number>`id % ${sql.lit(SHARED_LANES)} + ${sql.lit(FIRST_SHARED_LANE)}`,
        'not in',
        numbers(taken),
      )
      .where('id', 'not in', numbers(later))
      .where((eb) =>
        eb.or([
          eb('corrected_at', 'is', null),
          eb('corrected_at', '<', dayStart()),
          eb('edits', '<', EDITS_A_DAY),
        ]),
      )
      .limit(limit)
      .execute();
    return rows.map(({ id, inline_message_id, shared_by }) => ({
      key: { of: 'shared', id },
      ...{ body, target, chat: shared_by, lane: laneOfShared(id), status: 'closed', goneReason: null },
      message: { inline: inline_message_id },
    }));
  }

  function numbers<Id extends number>(list: Iterable<number>) {
    const rows = Array.from(list, (number) => ({ number }));
    return db
      .selectFrom(dialect.rows<{ number: number }>({ number: 'integer' }, rows).as('row'))
      .select((eb) => eb.ref('row.number').$castTo<Id>().as('number'));
  }

  /** Records what became of edits. */
  async function record(outcomes: readonly CopyOutcome[]): Promise<void> {
    const at = now();
    await inTransaction(context, async (transaction) => {
      for (const kind of KINDS) {
        const rows = outcomes.flatMap((outcome) => (outcome.key.of === kind ? [toRow(outcome, at)] : []));
        if (rows.length > 0) await write(transaction, TABLES[kind], rows, at);
      }
    });
  }

  async function write(
    transaction: StoreTransaction,
    table: (typeof TABLES)[keyof typeof TABLES],
    rows: readonly CopyRow[],
    at: number,
  ): Promise<void> {
    const row: RawBuilder<CopyRow> = dialect.rows<CopyRow>(COPY_COLUMNS, rows);
    await sql`
      update ${sql.table(table)} set
        corrected_to = moved.corrected_to,
        copy_reason = moved.copy_reason,
        edits = case
          when ${sql.ref(`${table}.corrected_at`)} >= ${dayStart(at)} then ${sql.ref(`${table}.edits`)} + moved.edited
          else moved.edited
        end,
        corrected_at = coalesce(moved.corrected_at, ${sql.ref(`${table}.corrected_at`)})
      from ${row} as moved where ${sql.ref(`${table}.id`)} = moved.id
    `.execute(transaction);
  }

  /** How many messages in chats have one of these texts and can still be corrected. */
  async function holders(bodies: readonly BodyId[]): Promise<number> {
    let count = 0;
    for (const table of ALL_TABLES) {
      for (const id of bodies) {
        const row = await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('body_id', '=', id)
          .where('corrected_to', '<', FOR_GOOD)
          .executeTakeFirstOrThrow();
        count += row.count;
      }
    }
    return count;
  }

  async function counts(): Promise<CopyCounts> {
    const reasons = new Map<string, number>();
    let corrected = 0;
    for (const table of ALL_TABLES) {
      const rows = await db
        .selectFrom((eb) =>
          eb
            .selectFrom(table)
            .select('copy_reason')
            .where('corrected_at', 'is not', null)
            .limit(COUNTED)
            .as('copy'),
        )
        .select((eb) => ['copy_reason', eb.fn.countAll<number>().as('count')])
        .groupBy('copy_reason')
        .execute();
      for (const { copy_reason: reason, count } of rows) {
        if (reason === null) corrected += count;
        else reasons.set(reason, (reasons.get(reason) ?? 0) + count);
      }
    }
    const perhaps = await perhapsSent();
    if (perhaps > 0) reasons.set(PERHAPS_SENT, perhaps);
    return { corrected, waiting: await waiting(), reasons };
  }

  /** Tries that ended with their process, of digests whose text was corrected: what they sent cannot be. */
  async function perhapsSent(): Promise<number> {
    const { count } = await db
      .selectFrom('delivery as d')
      .innerJoin('sent_body as b', 'b.id', 'd.body_id')
      .select(({ fn }) => fn.coalesce(fn.sum<number>('d.cut_off'), sql.lit(0)).as('count'))
      .where('d.cut_off', '>', sql.lit(0))
      .where('b.target', '>', 0 as Sequence)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** How many are left to be corrected. */
  async function waiting(): Promise<number> {
    let count = 0;
    for (const table of ALL_TABLES) {
      const row = await db
        .selectFrom((eb) =>
          eb
            .selectFrom(table)
            .innerJoin('sent_body as b', 'b.id', 'body_id')
            .select('body_id')
            .where('b.target', '>', 0 as Sequence)
            .whereRef('corrected_to', '<', 'b.target')
            .limit(COUNTED)
            .as('left'),
        )
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      count += row.count;
    }
    return count;
  }

  /**
   * Deletes shared messages and others of their own from before `before` (epoch ms), and the texts that no message has any more; and of what is more
   * than is kept, the oldest messages and the texts that were used the longest time ago.
   */
  async function purge(before: number): Promise<void> {
    for (const table of ['message_copy', 'inline_copy'] as const) {
      await db.deleteFrom(table).where('sent_at', '<', before).execute();
      const last = await db
        .selectFrom(table)
        .select('id')
        .orderBy('id', 'desc')
        .offset(SHARED)
        .limit(1)
        .executeTakeFirst();
      if (last) await db.deleteFrom(table).where('id', '<=', last.id).execute();
    }
    const lastBody = await db
      .selectFrom('sent_body')
      .select(['id', 'used_at'])
      .orderBy('used_at', 'desc')
      .orderBy('id', 'desc')
      .offset(BODIES)
      .limit(1)
      .executeTakeFirst();
    if (lastBody) {
      const { id, used_at: usedAt } = lastBody;
      await db
        .deleteFrom('sent_body')
        .where(({ eb, or, and }) =>
          or([eb('used_at', '<', usedAt), and([eb('used_at', '=', usedAt), eb('id', '<=', id)])]),
        )
        .execute();
    }
    await db
      .deleteFrom('sent_body')
      .where('used_at', '<', before)
      .where(({ and, not, exists, selectFrom }) =>
        and(
          ALL_TABLES.map((table) =>
            not(
              exists(selectFrom(table).select(sql.lit(1).as('one')).whereRef('body_id', '=', 'sent_body.id')),
            ),
          ),
        ),
      )
      .execute();
    known.clear();
  }

  function dayStart(at = now()): number {
    return Math.floor(at / DAY) * DAY;
  }

  return { idsOf, share, keepMessage, texts, text, aim, stale, record, holders, counts, waiting, purge };
}

const BODY_COLUMNS: BulkColumns<SentBody> = {
  hash: 'text',
  html: 'text',
  keyboard: 'text',
  place: 'text',
  language: 'text',
  lines: 'text',
};

/** What a look for copies of one text passes over: lanes, and ids. */
interface LeftOut {
  readonly taken: Iterable<number>;
  readonly later: readonly number[];
}

interface CopyRow {
  readonly id: number;
  readonly corrected_to: number;
  readonly corrected_at: number | null;
  readonly edited: number;
  readonly copy_reason: string | null;
}
const COPY_COLUMNS: BulkColumns<CopyRow> = {
  id: 'integer',
  corrected_to: 'integer',
  corrected_at: 'integer',
  edited: 'integer',
  copy_reason: 'text',
};

function toRow({ key, correctedTo, edited, reason, forGood }: CopyOutcome, at: number): CopyRow {
  return {
    id: key.id,
    corrected_to: forGood ? FOR_GOOD : correctedTo,
    corrected_at: edited || reason !== null ? at : null,
    edited: Number(edited),
    copy_reason: reason,
  };
}

/** Messages whose ids are not known can never be corrected, and are left out. */
export async function keepMessages(
  db: StoreContext['db'],
  messages: readonly NewMessage[],
  at: number,
): Promise<void> {
  const rows = messages.flatMap(({ chatId, messageId, body }) =>
    messageId > 0 ? [{ chat_id: chatId, message_id: messageId, body_id: body, sent_at: at }] : [],
  );
  if (rows.length === 0) return;
  await db
    .insertInto('message_copy')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['chat_id', 'message_id']).doUpdateSet((eb) => ({
        body_id: eb.ref('excluded.body_id'),
        corrected_to: 0 as Sequence,
        copy_reason: null,
      })),
    )
    .execute();
}

/** Messages of a chat that are kept by themselves; its digests are not among them. @param ids also those that it had before */
export async function messagesOf(
  transaction: StoreTransaction,
  ids: readonly ChatId[],
): Promise<readonly KeptMessage[]> {
  const rows = await transaction
    .selectFrom('message_copy')
    .select(['message_id', 'sent_at', 'corrected_at', 'copy_reason'])
    .where('chat_id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ messageId: row.message_id, ...datesOf(row) }));
}

/** The messages that this person shared. */
export async function sharedBy(transaction: StoreTransaction, id: ChatId): Promise<readonly SharedMessage[]> {
  const rows = await transaction
    .selectFrom('inline_copy')
    .select(['inline_message_id', 'sent_at', 'corrected_at', 'copy_reason'])
    .where('shared_by', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ inlineMessageId: row.inline_message_id, ...datesOf(row) }));
}

function datesOf({
  sent_at,
  corrected_at,
  copy_reason,
}: Pick<Selectable<InlineCopyTable>, 'sent_at' | 'corrected_at' | 'copy_reason'>): CopyDates {
  return { sentAt: sent_at, correctedAt: corrected_at, notCorrected: copy_reason };
}

/**
 * A group becomes a supergroup: its messages stay behind in the old one, and their ids mean others in the new one.
 */
export async function endCopies(transaction: StoreTransaction, from: ChatId): Promise<void> {
  await transaction
    .updateTable('message_copy')
    .set({ corrected_to: FOR_GOOD, copy_reason: MOVED })
    .where('chat_id', '=', from)
    .execute();
  await transaction
    .updateTable('delivery')
    .set({ corrected_to: FOR_GOOD, copy_reason: MOVED })
    .where('body_id', 'is not', null)
    .where('subscription_id', 'in', (eb) =>
      eb.selectFrom('subscription as s').select('s.id').where('s.chat_id', '=', from),
    )
    .execute();
}
