// A hash of a statement that does not change with punctuation, spaces and capitals.

import { createHash } from 'node:crypto';

const DASHES = /[\u2010-\u2015\u2212]/gu;
/** Punctuation and spaces, except where they carry meaning: between digits (`3.5`), `-5`, `5%`. */
const INSIGNIFICANT = /(?!(?<=\p{N})[\p{P} ]\p{N}|-\p{N}|%)[\p{P}\p{Z}]/gu;

/** 22 characters of base64url, 132 bits of SHA-256: no ledger is large enough for a collision. */
export function contentHash(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(DASHES, '-').replace(/\s+/gu, ' ');
  return createHash('sha256').update(plain.replace(INSIGNIFICANT, '')).digest('base64url').slice(0, 22);
}
