// The ledger: every point ever published, in order. Sequence numbers make "new since" exact.

import { contentHash } from './content-hash.ts';
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
import { type LedgerEntry, NOTHING_YET, type Sequence } from './types.ts';

/** A point as the content has it now. */
export interface PublishedPoint {
  readonly talkId: string;
  readonly pointId: string;
  /** Everything whose change is news: the text, the kind and so on. Only a hash of it is stored. */
  readonly substance: string;
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
}

interface KnownPoint {
  readonly sequence: Sequence;
  readonly content_hash: string;
  readonly removed_at: number | null;
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

  /** Points added or changed after `sequence` that the content still has, in order. */
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
   * Brings the ledger up to date: new and changed points get the next sequence numbers, in the order given.
   * Where several processes have different content, only the newest version is written.
   * @param points all points of the content; those missing are marked as removed
   * @param content the version of the content
   * @param claim from which versions the ledger may be taken over
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
        const own = await standingOf(transaction, content, now());
        if (!mayWrite(own, claim)) {
          const standing = own.standing === 'newest' ? 'newest' : 'older';
          return { ...UNWRITTEN, latest: lastInAgreement(before, points), standing };
        }
        if (claim !== 'none') await recordVersion(transaction, content, now());
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
        added: added.length,
        changed: changed.length,
        removed: removed.length,
        restored: restored.length,
        latest: sequence as Sequence,
        standing: 'newest',
      };
    });
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

  return { latest, since, publish, reportVersion };
}

const UNWRITTEN = { added: 0, changed: 0, removed: 0, restored: 0 } as const;

/** The last entry before the first one that `points` lack, or have with another substance. */
function lastInAgreement(
  ledger: ReadonlyMap<string, KnownPoint>,
  points: readonly PublishedPoint[],
): Sequence {
  const own = new Map(
    points.map(({ talkId, pointId, substance }) => [keyOf(talkId, pointId), contentHash(substance)]),
  );
  const rows = [...ledger].filter(([, { removed_at }]) => removed_at === null);
  const sequences = rows.map(([, { sequence }]) => sequence);
  const differing = rows
    .filter(([key, row]) => own.get(key) !== row.content_hash)
    .map(([, row]) => row.sequence);
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
