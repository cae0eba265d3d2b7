// Telegram's HTML mode: markup → plain text with entities, or the reason why Telegram refuses it. Follows
// parse_html of TDLib's MessageEntity.cpp, its error texts included.

import type { LocalEntity } from './model.ts';
import { readReference } from './reference.ts';
import { type OpenTag, readStartTag } from './tag.ts';
import { byteOffset, unparsable } from './unparsable.ts';

export interface Parsed {
  readonly text: string;
  readonly entities: readonly LocalEntity[];
}

/** The entity that each simple tag stands for. */
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['span', 'spoiler'],
  ['tg-spoiler', 'spoiler'],
]);

interface Open extends OpenTag {
  /** Where the tag's text begins, UTF-16 units. */
  readonly offset: number;
}

/** Throws `Refusal`: `can't parse entities: …`. Entities come sorted, the outer before the inner. */
export function parseHtml(source: string): Parsed {
  let text = '';
  const entities: LocalEntity[] = [];
  const open: Open[] = [];
  let at = 0;
  while (at < source.length) {
    const next = nextMarkup(source, at);
    text += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    if (source[at] === '&') {
      const reference = readReference(source, at);
      text += reference?.text ?? '&';
      at = reference?.end ?? at + 1;
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, entities, text);
    } else {
      const { tag, end } = readStartTag(source, at);
      if (tag.name === 'blockquote' && open.some((outer) => outer.name === 'blockquote')) {
        // Telegram drops the inner one without a word; here the mistake must show.
        throw unparsable(`Nested tag "blockquote" at byte offset ${byteOffset(source, at)}`);
      }
      open.push({ ...tag, offset: text.length });
      at = end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: entities.map(withoutLanguage).sort(byPlace) };
}

const MARKUP = /[<&]/g;

function nextMarkup(source: string, from: number): number {
  MARKUP.lastIndex = from;
  return MARKUP.exec(source)?.index ?? source.length;
}

/** Gives the position after the tag. */
function closeTag(
  source: string,
  begin: number,
  open: Open[],
  entities: LocalEntity[],
  text: string,
): number {
  const offset = byteOffset(source, begin);
  const tag = open.pop();
  if (!tag) throw unparsable(`Unexpected end tag at byte offset ${offset}`);
  const match = /^<\/([^\s>]*)\s*(>?)/.exec(source.slice(begin)) as RegExpExecArray;
  const [whole, name = '', end] = match;
  if (!end) throw unparsable(`Unclosed end tag at byte offset ${offset}`);
  if (name && name !== tag.name) {
    throw unparsable(
      `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
    );
  }
  if (text.length > tag.offset) addEntity(tag, text, entities);
  return begin + whole.length;
}

function addEntity(tag: Open, text: string, entities: LocalEntity[]): void {
  const { offset, argument } = tag;
  const place = { offset, length: text.length - offset };
  const simple = SIMPLE.get(tag.name);
  if (simple) {
    entities.push({ type: simple, ...place });
    return;
  }
  const last = entities.at(-1);
  const same = last && last.offset === place.offset && last.length === place.length ? last : undefined;
  switch (tag.name) {
    case 'a': {
      const url = checkedUrl(argument || text.slice(offset));
      if (url) entities.push({ type: 'text_link', ...place, url });
      return;
    }
    case 'pre':
      if (same?.type === 'code' && same.language) entities[entities.length - 1] = { ...same, type: 'pre' };
      else entities.push({ type: 'pre', ...place });
      return;
    case 'code':
      if (same?.type === 'pre' && argument) entities[entities.length - 1] = { ...same, language: argument };
      else entities.push({ type: 'code', ...place, ...(argument ? { language: argument } : {}) });
      return;
    case 'blockquote':
      entities.push({ type: argument ? 'expandable_blockquote' : 'blockquote', ...place });
      return;
    case 'tg-emoji':
      entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: argument } as LocalEntity);
      return;
    default:
      entities.push({ type: 'date_time', ...place, unix_time: Number(argument) } as LocalEntity);
  }
}

/** A language counts only on code inside `pre`. */
function withoutLanguage(entity: LocalEntity): LocalEntity {
  if (entity.type !== 'code' || entity.language === undefined) return entity;
  const { language: _, ...rest } = entity;
  return rest;
}

/** The link as Telegram would keep it; a bad one is dropped silently, with its entity. */
function checkedUrl(url: string): string | undefined {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(full)) return undefined;
  const { protocol, hostname, href } = new URL(full);
  if (protocol === 'tg:' || protocol === 'mailto:' || protocol === 'tel:' || protocol === 'ton:') return href;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return hostname.includes('.') || hostname === 'localhost' ? href : undefined;
}

function byPlace(a: LocalEntity, b: LocalEntity): number {
  return a.offset - b.offset || b.length - a.length;
}
