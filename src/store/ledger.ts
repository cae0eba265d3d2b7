// The ledger: every point ever published, in order. Sequence numbers make "new since" exact.

import { setImmediate } from 'node:timers/promises';
import {
  type Claim,
  type ContentVersion,
  mayWrite,
  recordVersion,
  standingOf,
  type VersionStanding,
} from './content-version.ts';
import type { StoreContext } from './context.ts';
import { inTransaction, type StoreTransaction } from './transaction.ts';
import { type LedgerChange, type LedgerEntry, NOTHING_YET, type Sequence } from './types.ts';

/** A point as the content has it now. */
export interface PublishedPoint {
  readonly talkId: string;
  readonly pointId: string;
  /** Of all that a reader was told: its text, and whatever else (its kind). See content-hash.ts. */
  readonly hash: string;
  /** For each change that the content lists, oldest first, whether it is news to readers. */
  readonly changes: readonly boolean[];
}

/**
 * What a published point may do: `recorded` changes only with an entry that says so, and never goes; `drafts` change and
 * go as they like, where no reader depends on them.
 */
export type PublishRule = 'recorded' | 'drafts';

/** A published point that the content may not have as it has it. */
export interface Refusal {
  readonly talkId: string;
  readonly pointId: string;
  /** `changed`: without an entry that says so. `forgotten`: entries are gone. `vanished`: the point itself is. */
  readonly why: 'changed' | 'forgotten' | 'vanished';
}

/** What publishing changed, and where the ledger ends after it. */
export interface Publication {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Removed earlier and now back unchanged: not new. */
  readonly restored: number;
  /** The last ledger entry up to which this content agrees with the ledger. */
  readonly latest: Sequence;
  /** `older`: nothing was written, because the ledger belongs to another version. */
  readonly standing: 'newest' | 'older';
  /** What may not be published. Where there is any, nothing was written. */
  readonly refused: readonly Refusal[];
}

export interface PublishOptions {
  /** The version that the points are of. */
  readonly content?: ContentVersion | undefined;
  /** Which versions it may take the ledger over from; older ones when absent. */
  readonly claim?: Claim | undefined;
  /** `recorded` when absent. */
  readonly rule?: PublishRule | undefined;
}

interface KnownPoint {
  readonly sequence: Sequence;
  readonly content_hash: string;
  readonly changes: number | null;
  readonly removed_at: number | null;
}

/** What publishing would do to a point, and tell readers. */
export interface Foreseen {
  readonly talkId: string;
  readonly pointId: string;
  /**
   * `new`: never published. `corrected`: a change that readers hear of. `quiet`: one that they do not. `back`: removed earlier, and
   * there again. The others are refused; see Refusal.
   */
  readonly what: 'new' | 'corrected' | 'quiet' | 'back' | Refusal['why'];
}

/** A point as it was published. */
export type Published = Pick<KnownPoint, 'content_hash' | 'changes' | 'removed_at'>;

/** What `publish` would do, in the order of the points; of those that stay as they are, nothing. @param before by `talk point` */
export function foresee(
  before: ReadonlyMap<string, Published>,
  points: readonly PublishedPoint[],
): readonly Foreseen[] {
  const left = new Map(before);
  const foreseen = points.flatMap(({ talkId, pointId, hash, changes }): readonly Foreseen[] => {
    const known = left.get(keyOf(talkId, pointId));
    left.delete(keyOf(talkId, pointId));
    if (known === undefined) return [{ talkId, pointId, what: 'new' }];
    const verdict = judge(known, hash, changes, 'recorded');
    if (verdict !== 'same') return [{ talkId, pointId, what: verdict }];
    return known.removed_at === null ? [] : [{ talkId, pointId, what: 'back' }];
  });
  const vanished = [...left].flatMap(([key, { removed_at }]): readonly Foreseen[] => {
    const [talkId = '', pointId = ''] = key.split(' ');
    return removed_at === null ? [{ talkId, pointId, what: 'vanished' }] : [];
  });
  return [...foreseen, ...vanished];
}

/** Points as if they had been published as they are. */
export function asPublished(points: readonly PublishedPoint[]): ReadonlyMap<string, Published> {
  return new Map(
    points.map(({ talkId, pointId, hash, changes }) => [
      keyOf(talkId, pointId),
      { content_hash: hash, changes: changes.length, removed_at: null },
    ]),
  );
}

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(context: StoreContext) {
  const { db, dialect, now } = context;

  /** The last sequence number given out, to a point or to a change of one. */
  async function latest(): Promise<Sequence> {
    return lastIn(db);
  }

  /** Every change that readers are told of, in order. */
  async function changes(): Promise<readonly LedgerChange[]> {
    const found: LedgerChange[] = [];
    const pages = inPages((last) =>
      db
        .selectFrom('ledger_change')
        .select(['sequence', 'talk_id', 'point_id', 'number'])
        .where('sequence', '>', last)
        .orderBy('sequence')
        .limit(PAGE)
        .execute(),
    );
    for await (const { sequence, talk_id, point_id, number } of pages)
      found.push({ sequence, talkId: talk_id, pointId: point_id, number });
    return found;
  }

  /** Points added after `sequence` that the content still has, in order. */
  async function since(sequence: Sequence): Promise<readonly LedgerEntry[]> {
    const entries = new Map<string, LedgerEntry>();
    const pages = inPages(
      (last) =>
        db
          .selectFrom('ledger')
          .select(['sequence', 'talk_id', 'point_id', 'first_seen_at', 'changed_at'])
          .where('sequence', '>', last)
          .where('removed_at', 'is', null)
          .orderBy('sequence')
          .limit(PAGE)
          .execute(),
      sequence,
    );
    for await (const row of pages) {
      const key = keyOf(row.talk_id, row.point_id);
      // One that another process moves on between two pages stands where it went.
      entries.delete(key);
      entries.set(key, {
        sequence: row.sequence,
        talkId: row.talk_id,
        pointId: row.point_id,
        firstSeenAt: row.first_seen_at,
        changedAt: row.changed_at,
      });
    }
    return [...entries.values()];
  }

  /**
   * Brings the ledger up to date: points that are new, and changes that are news, get the next sequence numbers, in the
   * order given. Where several processes have different content, only the newest version is written.
   * @param points all points of the content; those missing are refused, or marked as removed where `rule` is `drafts`
   */
  async function publish(
    points: readonly PublishedPoint[],
    { content, claim = 'older', rule = 'recorded' }: PublishOptions = {},
  ): Promise<Publication> {
    return inTransaction(context, async (transaction) => {
      await dialect.lock(transaction, 'ledger');
      const before = await readAll(transaction);
      let binding = rule;
      if (content && dialect.manyProcesses) {
        const own = await standingOf(transaction, content, now());
        if (!mayWrite(own, claim)) {
          const standing = own.standing === 'newest' ? 'newest' : 'older';
          return {
            ...UNWRITTEN,
            latest: lastInAgreement(before, points, await lastChanges(transaction)),
            standing,
          };
        }
        // What nobody who sends digests has shown, no reader has seen.
        if (own.seenAt === undefined) binding = 'drafts';
      }
      const { added, moved, changed, noted, restored, removed, refused, latest } = compare(
        before,
        points,
        binding,
        await lastIn(transaction),
      );
      if (refused.length > 0) {
        const agreed = lastInAgreement(before, points, await lastChanges(transaction));
        return { ...UNWRITTEN, latest: agreed, refused };
      }
      if (content && dialect.manyProcesses && claim !== 'none')
        await recordVersion(transaction, content, now());
      const at = now();
      await add(transaction, added, at);
      await note(transaction, noted);
      await setRemoved(transaction, restored, null);
      await setRemoved(transaction, removed, at);
      await move(transaction, moved, at);
      await change(transaction, changed, at);
      return {
        added: added.length,
        changed: moved.length + changed.length,
        removed: removed.length,
        restored: restored.length,
        latest,
        standing: 'newest',
        refused: [],
      };
    });
  }

  /** What `publish` would refuse: nothing is written. */
  async function refusals(points: readonly PublishedPoint[]): Promise<readonly Refusal[]> {
    return compare(await readAll(db), points, 'recorded', NOTHING_YET).refused;
  }

  /** What `publish` would do: nothing is written. */
  async function outlook(points: readonly PublishedPoint[]): Promise<readonly Foreseen[]> {
    return foresee(await readAll(db), points);
  }

  /** A point's entry; `undefined` for one that was never published, or that is gone. */
  async function entryOf(talkId: string, pointId: string): Promise<LedgerEntry | undefined> {
    const row = await db
      .selectFrom('ledger')
      .select(['sequence', 'first_seen_at', 'changed_at'])
      .where('talk_id', '=', talkId)
      .where('point_id', '=', pointId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { sequence, first_seen_at: firstSeenAt, changed_at: changedAt } = row;
    return { sequence, talkId, pointId, firstSeenAt, changedAt };
  }

  /** Lets go of points that vanished: of the whole talk where no point is named. Gives how many there were. */
  async function forget(talkId: string, pointId?: string): Promise<number> {
    const rows = await db
      .updateTable('ledger')
      .set({ removed_at: now() })
      .where('talk_id', '=', talkId)
      .where('removed_at', 'is', null)
      .$if(pointId !== undefined, (query) => query.where('point_id', '=', pointId ?? ''))
      .returning('sequence')
      .execute();
    return rows.length;
  }

  /** Compares a version with the ledger's. Where it is the newest, records that a process with it is running. */
  async function reportVersion(content: ContentVersion, claim: Claim = 'older'): Promise<VersionStanding> {
    if (!dialect.manyProcesses) return { standing: 'newest', seenAt: undefined };
    return inTransaction(context, async (transaction) => {
      await dialect.lock(transaction, 'ledger');
      const own = await standingOf(transaction, content, now());
      if (own.standing === 'newest' && claim !== 'none') await recordVersion(transaction, content, now());
      return own;
    });
  }

  async function readAll(from: typeof db): Promise<Map<string, KnownPoint>> {
    const known = new Map<string, KnownPoint>();
    const pages = inPages((last) =>
      from
        .selectFrom('ledger')
        .select(['sequence', 'talk_id', 'point_id', 'content_hash', 'changes', 'removed_at'])
        .where('sequence', '>', last)
        .orderBy('sequence')
        .limit(PAGE)
        .execute(),
    );
    for await (const row of pages) known.set(keyOf(row.talk_id, row.point_id), row);
    return known;
  }

  async function add(transaction: StoreTransaction, rows: readonly NewRow[], at: number): Promise<void> {
    if (rows.length === 0) return;
    const columns = {
      sequence: 'integer',
      talk_id: 'text',
      point_id: 'text',
      content_hash: 'text',
      changes: 'integer',
    } as const;
    await transaction
      .insertInto('ledger')
      .columns(['sequence', 'talk_id', 'point_id', 'content_hash', 'changes', 'first_seen_at'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<NewRow>(columns, rows).as('row'))
          .select([
            'row.sequence',
            'row.talk_id',
            'row.point_id',
            'row.content_hash',
            'row.changes',
            eb.lit(at).as('at'),
          ]),
      )
      .execute();
  }

  /** What readers need not hear of: their numbers stay. */
  async function note(transaction: StoreTransaction, rows: readonly NotedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = { sequence: 'integer', content_hash: 'text', changes: 'integer' } as const;
    await transaction
      .updateTable('ledger')
      .from(dialect.rows<NotedRow>(columns, rows).as('row'))
      .set((eb) => ({ content_hash: eb.ref('row.content_hash'), changes: eb.ref('row.changes') }))
      .whereRef('ledger.sequence', '=', 'row.sequence')
      .execute();
  }

  async function setRemoved(
    transaction: StoreTransaction,
    rows: readonly SequenceRow[],
    removedAt: number | null,
  ): Promise<void> {
    if (rows.length === 0) return;
    await transaction
      .updateTable('ledger')
      .from(dialect.rows<SequenceRow>({ sequence: 'integer' }, rows).as('row'))
      .set({ removed_at: removedAt })
      .whereRef('ledger.sequence', '=', 'row.sequence')
      .execute();
  }

  /** The number of each point's last change. */
  async function lastChanges(transaction: StoreTransaction): Promise<ReadonlyMap<string, Sequence>> {
    const rows = await transaction
      .selectFrom('ledger_change')
      .select(['sequence', 'talk_id', 'point_id'])
      .orderBy('sequence')
      .execute();
    return new Map(rows.map(({ talk_id, point_id, sequence }) => [keyOf(talk_id, point_id), sequence]));
  }

  /** Tells of what was corrected or withdrawn, those that had the point. */
  async function change(
    transaction: StoreTransaction,
    rows: readonly ChangeRow[],
    at: number,
  ): Promise<void> {
    if (rows.length === 0) return;
    const columns = { sequence: 'integer', talk_id: 'text', point_id: 'text', number: 'integer' } as const;
    await transaction
      .insertInto('ledger_change')
      .columns(['sequence', 'talk_id', 'point_id', 'number', 'published_at'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<ChangeRow>(columns, rows).as('row'))
          .select(['row.sequence', 'row.talk_id', 'row.point_id', 'row.number', eb.lit(at).as('at')]),
      )
      .execute();
  }

  /** Drafts that became others are new. */
  async function move(transaction: StoreTransaction, rows: readonly MovedRow[], at: number): Promise<void> {
    if (rows.length === 0) return;
    const columns = {
      sequence: 'integer',
      later: 'integer',
      content_hash: 'text',
      changes: 'integer',
    } as const;
    await transaction
      .updateTable('ledger')
      .from(dialect.rows<MovedRow>(columns, rows).as('row'))
      .set((eb) => ({
        sequence: eb.ref('row.later').$castTo<Sequence>(),
        content_hash: eb.ref('row.content_hash'),
        changes: eb.ref('row.changes'),
        changed_at: at,
        removed_at: null,
      }))
      .whereRef('ledger.sequence', '=', 'row.sequence')
      .execute();
  }

  return { latest, since, changes, publish, refusals, outlook, entryOf, forget, reportVersion };
}

async function lastIn(from: StoreContext['db']): Promise<Sequence> {
  const lasts = await Promise.all(
    (['ledger', 'ledger_change'] as const).map((table) =>
      from.selectFrom(table).select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst(),
    ),
  );
  return lasts.map((row) => row?.sequence ?? NOTHING_YET).reduce(later);
}

/** Rows read at a time: SQLite answers before anything else happens, some 10 ms for so many. */
const PAGE = 5_000;

/** All rows, a page at a time, so that other work gets its turn in between. */
async function* inPages<Row extends { readonly sequence: Sequence }>(
  page: (after: Sequence) => Promise<readonly Row[]>,
  after: Sequence = NOTHING_YET,
): AsyncGenerator<Row> {
  for (let last = after; ; ) {
    const rows = await page(last);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end.sequence;
    await setImmediate();
  }
}

interface SequenceRow {
  readonly sequence: number;
}
interface NotedRow extends SequenceRow {
  readonly content_hash: string;
  readonly changes: number;
}
interface NewRow extends NotedRow {
  readonly talk_id: string;
  readonly point_id: string;
}
interface MovedRow extends NotedRow {
  readonly later: number;
}
interface ChangeRow extends SequenceRow {
  readonly talk_id: string;
  readonly point_id: string;
  /** Which of the point's changes, from 0. */
  readonly number: number;
}

interface Comparison {
  readonly added: readonly NewRow[];
  /** Drafts that became others. */
  readonly moved: readonly MovedRow[];
  /** Of which those are told who had the point. */
  readonly changed: readonly ChangeRow[];
  /** Of which only the ledger takes note. */
  readonly noted: readonly NotedRow[];
  readonly restored: readonly SequenceRow[];
  readonly removed: readonly SequenceRow[];
  readonly refused: readonly Refusal[];
  readonly latest: Sequence;
}

/** What is other in the content than in the ledger, whose numbers end at `last`. */
function compare(
  ledger: ReadonlyMap<string, KnownPoint>,
  points: readonly PublishedPoint[],
  rule: PublishRule,
  last: Sequence,
): Comparison {
  const left = new Map(ledger);
  const added: NewRow[] = [];
  const moved: MovedRow[] = [];
  const changed: ChangeRow[] = [];
  const noted: NotedRow[] = [];
  const restored: SequenceRow[] = [];
  const refused: Refusal[] = [];
  let latest: number = last;
  for (const { talkId, pointId, hash, changes } of points) {
    const key = keyOf(talkId, pointId);
    const known = left.get(key);
    left.delete(key);
    const now = { content_hash: hash, changes: changes.length };
    if (known === undefined) {
      latest += 1;
      added.push({ ...now, sequence: latest, talk_id: talkId, point_id: pointId });
      continue;
    }
    const verdict = judge(known, hash, changes, rule);
    if (verdict === 'new') {
      latest += 1;
      moved.push({ ...now, sequence: known.sequence, later: latest });
    } else if (verdict === 'corrected') {
      latest += 1;
      const seen = known.changes ?? 0;
      const number = seen + changes.slice(seen).indexOf(true);
      changed.push({ sequence: latest, talk_id: talkId, point_id: pointId, number });
      noted.push({ ...now, sequence: known.sequence });
    } else if (verdict === 'quiet') noted.push({ ...now, sequence: known.sequence });
    else if (verdict !== 'same') refused.push({ talkId, pointId, why: verdict });
    if (verdict !== 'new' && known.removed_at !== null) restored.push({ sequence: known.sequence });
  }
  const removed: SequenceRow[] = [];
  for (const [key, { sequence, removed_at }] of left) {
    if (removed_at !== null) continue;
    const [talkId = '', pointId = ''] = key.split(' ');
    if (rule === 'recorded') refused.push({ talkId, pointId, why: 'vanished' });
    else removed.push({ sequence });
  }
  return { added, moved, changed, noted, restored, removed, refused, latest: latest as Sequence };
}

/** What readers hear of a point that was published before. */
function judge(
  known: Published,
  hash: string,
  changes: readonly boolean[],
  rule: PublishRule,
): 'same' | 'quiet' | 'corrected' | 'new' | 'changed' | 'forgotten' {
  const isOther = known.content_hash !== hash;
  const recorded = changes.slice(known.changes ?? 0);
  if (recorded.includes(true)) return 'corrected';
  // Published before changes were listed, under another hash: what is not corrected is what it was.
  if (known.changes === null) return 'quiet';
  if (recorded.length > 0) return 'quiet';
  if (isOther && (rule === 'drafts' || known.removed_at !== null)) return 'new';
  if (isOther) return 'changed';
  if (changes.length === known.changes) return 'same';
  return rule === 'drafts' ? 'quiet' : 'forgotten';
}

const UNWRITTEN = { added: 0, changed: 0, removed: 0, restored: 0, standing: 'newest', refused: [] } as const;

/** The last entry before the first one that `points` lack, or have with another hash. */
function lastInAgreement(
  ledger: ReadonlyMap<string, KnownPoint>,
  points: readonly PublishedPoint[],
  changes: ReadonlyMap<string, Sequence>,
): Sequence {
  const own = new Map(points.map(({ talkId, pointId, hash }) => [keyOf(talkId, pointId), hash]));
  const rows = [...ledger].filter(([, { removed_at }]) => removed_at === null);
  const sequences = [...rows.map(([, { sequence }]) => sequence), ...changes.values()];
  const differing = rows
    .filter(([key, row]) => own.get(key) !== row.content_hash)
    // One that it has as it was before a change, it can tell up to that.
    .map(([key, row]) => (own.has(key) ? changes.get(key) : undefined) ?? row.sequence);
  const first = differing.reduce((low, sequence) => Math.min(low, sequence), Number.POSITIVE_INFINITY);
  return sequences.filter((sequence) => sequence < first).reduce(later, NOTHING_YET);
}

function later(a: Sequence, b: Sequence): Sequence {
  return a > b ? a : b;
}

/** Ids have no space in them. */
function keyOf(talkId: string, pointId: string): string {
  return `${talkId} ${pointId}`;
}
