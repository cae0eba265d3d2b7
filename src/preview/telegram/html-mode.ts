// Telegram's HTML mode: markup → plain text with entities, or the reason why Telegram refuses it. Follows
// parse_html of TDLib's MessageEntity.cpp, including its error texts.

import type { LocalEntity } from './model.ts';
import { badRequest, type Refusal } from './refusal.ts';

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

const TAGS: ReadonlySet<string> = new Set(
  'a b strong i em s strike del u ins span tg-spoiler tg-emoji tg-time pre code blockquote'.split(' '),
);

/** Other names are left as they are. */
const NAMED_REFERENCES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

const REFERENCE = /&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)/y;

interface StartTag {
  readonly name: string;
  /** The link, the language, the emoji's id, the Unix time, or `1` for an expandable quotation. */
  readonly argument: string;
}

interface OpenTag extends StartTag {
  /** Where the tag's text begins, UTF-16 units. */
  readonly offset: number;
}

/** Throws `Refusal`: `can't parse entities: …`. Entities come sorted, the outer before the inner. */
export function parseHtml(source: string): Parsed {
  let text = '';
  const entities: LocalEntity[] = [];
  const open: OpenTag[] = [];
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
  open: OpenTag[],
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

function addEntity(tag: OpenTag, text: string, entities: LocalEntity[]): void {
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

/** Reads the tag whose `<` is at `begin`. Throws `Refusal`. */
function readStartTag(source: string, begin: number): { tag: StartTag; end: number } {
  let at = begin + 1;
  while (at < source.length && !isSpace(source[at]) && source[at] !== '>') at++;
  const offset = byteOffset(source, begin);
  if (at >= source.length) throw unparsable(`Unclosed start tag at byte offset ${offset}`);
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!TAGS.has(name)) throw unparsable(`Unsupported start tag "${name}" at byte offset ${offset}`);

  let argument = '';
  for (;;) {
    at = skipSpace(source, at);
    if (source[at] === '>') break;
    if (at >= source.length) throw unparsable(`Unclosed start tag "${name}" at byte offset ${offset}`);
    const attribute = readAttribute(source, at, name, offset);
    argument = argumentOf(name, attribute) ?? argument;
    at = attribute.end;
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  }
  if (name === 'tg-emoji' && !/^\d+$/.test(argument)) {
    throw unparsable(`Invalid custom emoji identifier specified at byte offset ${offset}`);
  }
  if (name === 'tg-time' && !/^\d+$/.test(argument)) {
    throw unparsable(`Invalid date specified at byte offset ${offset}`);
  }
  return { tag: { name, argument }, end: at + 1 };
}

interface Attribute {
  readonly name: string;
  /** Absent for an attribute that stands alone. */
  readonly value?: string;
  readonly end: number;
}

function readAttribute(source: string, begin: number, tag: string, offset: number): Attribute {
  let at = begin;
  while (at < source.length && !/[\s=>/"']/.test(source.charAt(at))) at++;
  const name = source.slice(begin, at);
  if (!name) throw unparsable(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`);
  at = skipSpace(source, at);
  if (source[at] !== '=') return { name, end: at };
  at = skipSpace(source, at + 1);
  const quote = source[at];
  const { value, end } =
    quote === '"' || quote === "'" ? readLiteral(source, at + 1, quote) : readToken(source, at);
  if (end >= source.length) throw unparsable(`Unclosed start tag at byte offset ${offset}`);
  return { name, value, end };
}

function readLiteral(source: string, begin: number, quote: string): { value: string; end: number } {
  let value = '';
  let at = begin;
  while (at < source.length && source[at] !== quote) {
    const reference = source[at] === '&' ? readReference(source, at) : undefined;
    value += reference?.text ?? source.charAt(at);
    at = reference?.end ?? at + 1;
  }
  return { value, end: at + 1 };
}

function readToken(source: string, begin: number): { value: string; end: number } {
  let at = begin;
  while (/[a-z0-9.-]/i.test(source.charAt(at))) at++;
  if (at < source.length && !isSpace(source[at]) && source[at] !== '>') {
    throw unparsable(`Unexpected end of name token at byte offset ${byteOffset(source, begin)}`);
  }
  return { value: source.slice(begin, at).toLowerCase(), end: at };
}

function argumentOf(tag: string, { name, value = '' }: Attribute): string | undefined {
  if (tag === 'a' && name === 'href') return value;
  if (tag === 'code' && name === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && name === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && name === 'emoji-id') return value;
  if (tag === 'tg-time' && name === 'unix') return value;
  if (tag === 'blockquote' && name === 'expandable') return '1';
  return undefined;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (isSpace(source[at])) at++;
  return at;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && ' \t\r\n\0\v'.includes(character);
}

/**
 * The character that the reference at `at` stands for, and the position after it.
 * `undefined` where Telegram leaves the `&` as it is: unknown names, impossible code points.
 */
function readReference(source: string, at: number): { text: string; end: number } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (!match) return undefined;
  const [whole, hex, decimal, name, semicolon = ''] = match;
  const text =
    name === undefined ? numbered(hex, decimal, whole.length - semicolon.length) : NAMED_REFERENCES.get(name);
  return text === undefined ? undefined : { text, end: at + whole.length };
}

function numbered(hex: string | undefined, decimal: string | undefined, length: number): string | undefined {
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  // TDLib's own bounds: at most nine characters, below the last code point. A lone surrogate is no character.
  if (!(code > 0 && code < 0x10ffff) || length >= 10 || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function unparsable(what: string): Refusal {
  return badRequest(`can't parse entities: ${what}`);
}

/** Telegram counts the bytes of UTF-8; `at` is in UTF-16 units. */
function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}
