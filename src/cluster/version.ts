// Which content the ledger belongs to: while old and new processes run side by side, the newest writes it.

import type { StoreTransaction } from '../store/context.ts';

/** A version of the content, as the processes that have it know it. */
export interface ContentVersion {
  /** A hash of all files. */
  readonly version: string;
  /** When a file of it was written last, epoch ms. */
  readonly changedAt: number;
}

/** `newer`: than the one that the ledger was written for. `unseen`: that one is newer, and nobody has shown it for a while. */
export type Standing = 'newest' | 'newer' | 'older' | 'unseen';

/** How a version stands beside the one that the ledger was written for. */
export interface Place {
  readonly standing: Standing;
  /** When that one was shown last, by the clock of who showed it, epoch ms; `undefined` where there is none. */
  readonly seenAt: number | undefined;
}

/**
 * Which versions a process may take the ledger over from: none where it sends no digests, as nobody would; older ones;
 * also a newer one that was taken back.
 */
export type Claim = 'none' | 'older' | 'unseen';

/** The version that the ledger was written for last. */
interface Published extends ContentVersion {
  /** When a process last said that it has this version, epoch ms. */
  readonly seenAt: number;
}

const KEY = 'content';
/** A newest version that nobody has shown for so long was taken back by an operator, ms. */
const TAKEN_BACK_AFTER = 10 * 60_000;

/** How this version stands at `now`, epoch ms. Of two that were written at the same moment the later to come is newer. */
export async function placeOf(
  transaction: StoreTransaction,
  content: ContentVersion,
  now: number,
): Promise<Place> {
  const published = await read(transaction);
  return { standing: standingBeside(published, content, now), seenAt: published?.seenAt };
}

function standingBeside(
  published: Published | undefined,
  { version, changedAt }: ContentVersion,
  now: number,
): Standing {
  if (published?.version === version) return 'newest';
  if (!published || changedAt >= published.changedAt) return 'newer';
  return now - published.seenAt > TAKEN_BACK_AFTER ? 'unseen' : 'older';
}

/** Whether a process that stands so may write the ledger; one that is nobody's anybody may. */
export function mayWrite({ standing, seenAt }: Place, claim: Claim): boolean {
  if (claim === 'none') return seenAt === undefined;
  return standing !== 'older' && (standing !== 'unseen' || claim === 'unseen');
}

/** The ledger is this version's, and a process with it is there. */
export async function noteVersion(
  transaction: StoreTransaction,
  { version, changedAt }: ContentVersion,
  now: number,
): Promise<void> {
  const published = await read(transaction);
  const before = published?.version === version ? published.changedAt : 0;
  const value = JSON.stringify({ version, changedAt: Math.max(before, changedAt), seenAt: now });
  await transaction
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** What another program wrote there is not believed. */
async function read(transaction: StoreTransaction): Promise<Published | undefined> {
  const row = await transaction.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  try {
    const value = JSON.parse(row?.value ?? 'null') as Partial<Published> | null;
    const { version, changedAt, seenAt } = value ?? {};
    if (typeof version !== 'string' || typeof changedAt !== 'number' || typeof seenAt !== 'number')
      return undefined;
    return { version, changedAt, seenAt };
  } catch {
    return undefined;
  }
}
