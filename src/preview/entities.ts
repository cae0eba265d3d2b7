// What Telegram itself finds in a text: commands, mentions, links, hashtags, mail addresses.
// Called for people's messages by acts.ts and for the bot's by text.ts.

import type { LocalEntity } from './types.ts';

/** One pass over the text; the alternatives are tried in the order that settles ties as Telegram does. */
const FOUND =
  /(?<url>\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'»]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|io|eu|info|gov|int)\b(?:\/[^\s<>"]*[^\s<>".,;:!?)\]}'»])?)|(?<email>[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})|(?<![\w/@#<>])(?:(?<bot_command>\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?)(?![\w/@])|(?<mention>@[a-z][a-z0-9_]{2,31})(?!\w)|(?<hashtag>#[\p{L}\d_]*\p{L}[\p{L}\d_]*)|(?<cashtag>\$[A-Z]{3,8})(?!\w))/giu;

/** Inside these nothing is found. */
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
