// Ids as short hashes, for buttons and links, where Telegram allows 64 characters.

import { hash } from 'node:crypto';

/**
 * Characters of an id's hash. Two ids of 48 characters do not fit into 64 bytes, so payloads carry 60 bits of
 * each id's SHA-256. Among 100 000 talks the chance of a collision is below 1 in 10⁸; the newer talk then wins.
 */
export const HASH_LENGTH = 10;

/** `HASH_LENGTH` characters of A-Z, a-z, 0-9, `-` and `_`. */
export function hashOf(id: string): string {
  return hash('sha256', id, 'base64url').slice(0, HASH_LENGTH);
}

/** Entries by the hash of their id. They come newest first; on a collision the newest wins. */
export function byHash<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.toReversed().map((entry) => [hashOf(entry.id), entry]));
}
