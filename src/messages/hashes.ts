// Ids as short hashes, for the places where Telegram gives 64 characters: buttons and links.

import { createHash } from 'node:crypto';

/**
 * Characters of an id's hash. Two ids of 48 characters do not fit into 64 bytes, so payloads carry 60 bits of
 * each id's SHA-256, which are the same after a restart and on every process: 100 000 talks share one with a
 * chance below 1 in 10⁸, and then the newer talk answers.
 */
export const HASH_LENGTH = 10;

/** `HASH_LENGTH` characters of A-Z, a-z, 0-9, `-` and `_`. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, HASH_LENGTH);
}

/** The entries by their ids' hashes. They come newest first; of two with one hash the newest wins. */
export function byHash<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.toReversed().map((entry) => [hashOf(entry.id), entry]));
}
