// Entities that Telegram itself finds in a text: commands, mentions, links, hashtags, mail addresses.

import type { LocalEntity } from './model.ts';

/** Where a link ends: the punctuation of the sentence around it is left out. */
const TAIL = String.raw`[^\s<>"]*[^\s<>".,;:!?)\]}'»]`;

/** One pass over the text; where two patterns match at one place, the first in this list wins, as at Telegram. */
const FOUND = new RegExp(
  [
    String.raw`(?<url>\bhttps?:\/\/${TAIL}|(?<![\w.@-])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|ru|me|io|eu|info|gov|int)\b(?![@\w-])(?:\/${TAIL})?)`,
    String.raw`(?<email>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})`,
    String.raw`(?<![\w/<>])(?<bot_command>\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\w/@<>])`,
    String.raw`(?<!\w)(?<mention>@[a-zA-Z]\w{2,31})(?!\w)`,
    String.raw`(?<![\p{L}\d_])(?<hashtag>#[\p{L}\d_]*\p{L}[\p{L}\d_]*)`,
    String.raw`(?<!\w)(?<cashtag>\$[A-Z]{1,8})(?!\w)`,
  ].join('|'),
  'gu',
);

/** Nothing is found inside these. */
const OPAQUE: ReadonlySet<string> = new Set(['code', 'pre', 'text_link', 'text_mention']);

/** The given entities and those found in the rest of the text, sorted by place. */
export function withFound(text: string, given: readonly LocalEntity[]): readonly LocalEntity[] {
  const found = findEntities(text).filter(
    (entity) => !given.some((other) => OPAQUE.has(other.type) && overlap(other, entity)),
  );
  if (found.length === 0) return given;
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

export function findEntities(text: string): readonly LocalEntity[] {
  const found: LocalEntity[] = [];
  for (const match of text.matchAll(FOUND)) {
    const groups = match.groups ?? {};
    const type = Object.keys(groups).find((name) => groups[name] !== undefined);
    const value = match[0];
    if (type) found.push({ type, offset: match.index, length: value.length });
  }
  return found;
}

function overlap(a: LocalEntity, b: LocalEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
