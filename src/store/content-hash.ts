// What counts as the same statement: a hash that editing of punctuation, spaces and capitals does not change.

import { createHash } from 'node:crypto';

const DASHES = /[\u2010-\u2015\u2212]/gu;
/** Punctuation and spaces, but for those that mean something: between digits (`3.5`), `-5`, `5%`. */
const IDLE_SIGNS = /(?!(?<=\p{N})[\p{P} ]\p{N}|-\p{N}|%)[\p{P}\p{Z}]/gu;

/** 22 characters of base64url, 132 bits of SHA-256: collisions are out of the question for any ledger. */
export function contentHash(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(DASHES, '-').replace(/\s+/gu, ' ');
  return createHash('sha256').update(plain.replace(IDLE_SIGNS, '')).digest('base64url').slice(0, 22);
}
