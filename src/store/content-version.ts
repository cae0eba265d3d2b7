// Which version of the content the ledger was written for: while old and new processes run side by side, only
// the newest version writes it.

import type { StoreTransaction } from './transaction.ts';

/** A version of the content, as a process knows its own. */
export interface ContentVersion {
  /** A hash of all files. */
  readonly version: string;
  /** When the last of its files was written, epoch ms. */
  readonly changedAt: number;
}

/** How a version compares with the one that the ledger was written for. */
export interface VersionStanding {
  /**
   * `newer`: than the ledger's. `older`: the ledger's is newer and in use. `unseen`: the ledger's is newer, but no
   * process has reported it for a while.
   */
  readonly standing: 'newest' | 'newer' | 'older' | 'unseen';
  /** When a process last reported the ledger's version, by that process's clock, epoch ms; `undefined` for an empty ledger. */
  readonly seenAt: number | undefined;
}

/**
 * From which versions a process may take the ledger over. `none`: it sends no digests, so nobody would hear of what it
 * took. `unseen`: also from a newer version that was rolled back.
 */
export type Claim = 'none' | 'older' | 'unseen';

/** The version that the ledger was last written for. */
interface LedgerVersion extends ContentVersion {
  /** When a process last reported that it has this version, epoch ms. */
  readonly seenAt: number;
}

const KEY = 'content';
/** A newest version that no process has reported for this long was rolled back by an operator (ms). */
const ROLLED_BACK_AFTER = 10 * 60_000;

/** @param now epoch ms */
export async function standingOf(
  transaction: StoreTransaction,
  content: ContentVersion,
  now: number,
): Promise<VersionStanding> {
  const ledger = await read(transaction);
  return { standing: compare(content, ledger, now), seenAt: ledger?.seenAt };
}

/** Of two versions with the same time the one that comes later counts as newer. */
function compare(
  { version, changedAt }: ContentVersion,
  ledger: LedgerVersion | undefined,
  now: number,
): VersionStanding['standing'] {
  if (ledger?.version === version) return 'newest';
  if (!ledger || changedAt >= ledger.changedAt) return 'newer';
  return now - ledger.seenAt > ROLLED_BACK_AFTER ? 'unseen' : 'older';
}

/** An empty ledger may be written by any process. */
export function mayWrite({ standing, seenAt }: VersionStanding, claim: Claim): boolean {
  if (claim === 'none') return seenAt === undefined;
  return standing !== 'older' && (standing !== 'unseen' || claim === 'unseen');
}

/** Records that the ledger is this version's, and that a process with this version is running. */
export async function recordVersion(
  transaction: StoreTransaction,
  { version, changedAt }: ContentVersion,
  now: number,
): Promise<void> {
  const ledger = await read(transaction);
  const before = ledger?.version === version ? ledger.changedAt : 0;
  const value = JSON.stringify({ version, changedAt: Math.max(before, changedAt), seenAt: now });
  await transaction
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** `undefined` for a value that another program wrote. */
async function read(transaction: StoreTransaction): Promise<LedgerVersion | undefined> {
  const row = await transaction.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  try {
    const value = JSON.parse(row?.value ?? 'null') as Partial<LedgerVersion> | null;
    const { version, changedAt, seenAt } = value ?? {};
    if (typeof version !== 'string' || typeof changedAt !== 'number' || typeof seenAt !== 'number')
      return undefined;
    return { version, changedAt, seenAt };
  } catch {
    return undefined;
  }
}
