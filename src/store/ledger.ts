// Every point ever published, in order: the sequence numbers make "new since" exact.

import {
  type Claim,
  type ContentVersion,
  mayWrite,
  noteVersion,
  type Place,
  placeOf,
} from '../cluster/version.ts';
import { contentHash } from './content-hash.ts';
import { inTransaction, type StoreContext, type StoreTransaction } from './context.ts';
import { type LedgerEntry, NOTHING_YET, type Sequence } from './types.ts';

/** A point as the content has it now. */
export interface PublishedPoint {
  readonly talkId: string;
  readonly pointId: string;
  /** All that makes it news when it changes: its text, and whatever else (its kind). Only a hash of it is stored. */
  readonly substance: string;
}

/** What publishing found, and where the ledger stands after it. */
export interface Publication {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Removed once and put back as they were: not new. */
  readonly restored: number;
  /** The last point that this content can tell as it stands in the ledger. */
  readonly latest: Sequence;
  /** `older`: nothing was written, since the ledger is another version's. */
  readonly standing: 'newest' | 'older';
}

interface KnownPoint {
  readonly sequence: Sequence;
  readonly content_hash: string;
  readonly removed_at: number | null;
}

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(context: StoreContext) {
  const { db, dialect, now } = context;

  /** The last sequence number given out. */
  async function latest(): Promise<Sequence> {
    const row = await db
      .selectFrom('ledger')
      .select('sequence')
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.sequence ?? NOTHING_YET;
  }

  /** Points added or changed after `sequence` that are in the content now, in order. */
  async function since(sequence: Sequence): Promise<readonly LedgerEntry[]> {
    const rows = await db
      .selectFrom('ledger')
      .select(['sequence', 'talk_id', 'point_id', 'first_seen_at', 'changed_at'])
      .where('sequence', '>', sequence)
      .where('removed_at', 'is', null)
      .orderBy('sequence')
      .execute();
    return rows.map((row) => ({
      sequence: row.sequence,
      talkId: row.talk_id,
      pointId: row.point_id,
      firstSeenAt: row.first_seen_at,
      changedAt: row.changed_at,
    }));
  }

  /**
   * Brings the ledger to the whole content: points new or changed get the next sequence numbers, in the order given.
   * Where several processes have different content, only the newest writes.
   * @param points every point there is; those missing are noted as removed
   * @param content the version that they are of
   * @param claim which versions it may take the ledger over from
   */
  async function publish(
    points: readonly PublishedPoint[],
    content?: ContentVersion,
    claim: Claim = 'older',
  ): Promise<Publication> {
    return inTransaction(context, async (transaction) => {
      await dialect.lock(transaction, 'ledger');
      const before = await readAll(transaction);
      if (content && dialect.manyProcesses) {
        const place = await placeOf(transaction, content, now());
        if (!mayWrite(place, claim)) {
          const standing = place.standing === 'newest' ? 'newest' : 'older';
          return { ...UNWRITTEN, latest: tellable(before, points), standing };
        }
        if (claim !== 'none') await noteVersion(transaction, content, now());
      }
      let sequence = [...before.values()].reduce<number>((last, row) => Math.max(last, row.sequence), 0);
      const at = now();
      const added: NewRow[] = [];
      const changed: ChangedRow[] = [];
      const restored: SequenceRow[] = [];
      for (const { talkId, pointId, substance } of points) {
        const known = before.get(keyOf(talkId, pointId));
        before.delete(keyOf(talkId, pointId));
        const hash = contentHash(substance);
        if (!known)
          added.push({ sequence: ++sequence, talk_id: talkId, point_id: pointId, content_hash: hash });
        else if (known.content_hash !== hash) {
          changed.push({ sequence: known.sequence, later: ++sequence, content_hash: hash });
        } else if (known.removed_at !== null) restored.push({ sequence: known.sequence });
      }
      const removed = [...before.values()].filter((row) => row.removed_at === null);
      await add(transaction, added, at);
      await setRemoved(transaction, restored, null);
      await setRemoved(
        transaction,
        removed.map(({ sequence }) => ({ sequence })),
        at,
      );
      await change(transaction, changed, at);
      return {
        ...{
          added: added.length,
          changed: changed.length,
          removed: removed.length,
          restored: restored.length,
        },
        latest: sequence as Sequence,
        standing: 'newest',
      };
    });
  }

  /** How this version stands now. Where it is the newest, that somebody is there who tells it is noted. */
  async function stand(content: ContentVersion, claim: Claim = 'older'): Promise<Place> {
    if (!dialect.manyProcesses) return { standing: 'newest', seenAt: undefined };
    return inTransaction(context, async (transaction) => {
      await dialect.lock(transaction, 'ledger');
      const place = await placeOf(transaction, content, now());
      if (place.standing === 'newest' && claim !== 'none') await noteVersion(transaction, content, now());
      return place;
    });
  }

  interface SequenceRow {
    readonly sequence: number;
  }
  interface NewRow extends SequenceRow {
    readonly talk_id: string;
    readonly point_id: string;
    readonly content_hash: string;
  }
  interface ChangedRow extends SequenceRow {
    readonly later: number;
    readonly content_hash: string;
  }

  async function readAll(transaction: StoreTransaction): Promise<Map<string, KnownPoint>> {
    const rows = await transaction
      .selectFrom('ledger')
      .select(['sequence', 'talk_id', 'point_id', 'content_hash', 'removed_at'])
      .execute();
    return new Map(rows.map((row) => [keyOf(row.talk_id, row.point_id), row]));
  }

  async function add(transaction: StoreTransaction, rows: readonly NewRow[], at: number): Promise<void> {
    if (rows.length === 0) return;
    const columns = { sequence: 'integer', talk_id: 'text', point_id: 'text', content_hash: 'text' } as const;
    await transaction
      .insertInto('ledger')
      .columns(['sequence', 'talk_id', 'point_id', 'content_hash', 'first_seen_at'])
      .expression((eb) =>
        eb
          .selectFrom(dialect.rows<NewRow>(columns, rows).as('row'))
          .select(['row.sequence', 'row.talk_id', 'row.point_id', 'row.content_hash', eb.lit(at).as('at')]),
      )
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

  async function change(
    transaction: StoreTransaction,
    rows: readonly ChangedRow[],
    at: number,
  ): Promise<void> {
    if (rows.length === 0) return;
    const columns = { sequence: 'integer', later: 'integer', content_hash: 'text' } as const;
    await transaction
      .updateTable('ledger')
      .from(dialect.rows<ChangedRow>(columns, rows).as('row'))
      .set((eb) => ({
        sequence: eb.ref('row.later').$castTo<Sequence>(),
        content_hash: eb.ref('row.content_hash'),
        changed_at: at,
        removed_at: null,
      }))
      .whereRef('ledger.sequence', '=', 'row.sequence')
      .execute();
  }

  return { latest, since, publish, stand };
}

const UNWRITTEN = { added: 0, changed: 0, removed: 0, restored: 0 } as const;

/** The last point before the first one that these do not have as it stands in the ledger. */
function tellable(ledger: ReadonlyMap<string, KnownPoint>, points: readonly PublishedPoint[]): Sequence {
  const own = new Map(
    points.map(({ talkId, pointId, substance }) => [keyOf(talkId, pointId), contentHash(substance)]),
  );
  const rows = [...ledger].filter(([, { removed_at }]) => removed_at === null);
  const sequences = rows.map(([, { sequence }]) => sequence);
  const untold = rows
    .filter(([key, row]) => own.get(key) !== row.content_hash)
    .map(([, row]) => row.sequence);
  const first = untold.reduce((low, sequence) => Math.min(low, sequence), Number.POSITIVE_INFINITY);
  return sequences.filter((sequence) => sequence < first).reduce(later, NOTHING_YET);
}

function later(a: Sequence, b: Sequence): Sequence {
  return a > b ? a : b;
}

/** Ids have no space in them. */
function keyOf(talkId: string, pointId: string): string {
  return `${talkId} ${pointId}`;
}
