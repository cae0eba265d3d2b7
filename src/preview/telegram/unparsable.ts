// Refusals of markup, in Telegram's words: what is wrong and at which byte.

import { badRequest, type Refusal } from './refusal.ts';

export function unparsable(what: string): Refusal {
  return badRequest(`can't parse entities: ${what}`);
}

/** Telegram counts the bytes of UTF-8; `at` is in UTF-16 units. */
export function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}
