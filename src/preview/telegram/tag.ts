// One start tag of Telegram's HTML: its name and the one argument that matters to Telegram. Follows TDLib's
// parse_html, its error texts included.

import { readReference } from './reference.ts';
import { byteOffset, unparsable } from './unparsable.ts';

export interface OpenTag {
  readonly name: string;
  /** The link, the language, the emoji's id, the Unix time, or `1` for an expandable quotation. */
  readonly argument: string;
}

const NAMES: ReadonlySet<string> = new Set(
  'a b strong i em s strike del u ins span tg-spoiler tg-emoji tg-time pre code blockquote'.split(' '),
);

/** Reads the tag whose `<` is at `begin`. Throws `Refusal`. */
export function readStartTag(source: string, begin: number): { tag: OpenTag; end: number } {
  let at = begin + 1;
  while (at < source.length && !isSpace(source[at]) && source[at] !== '>') at++;
  const offset = byteOffset(source, begin);
  if (at >= source.length) throw unparsable(`Unclosed start tag at byte offset ${offset}`);
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!NAMES.has(name)) throw unparsable(`Unsupported start tag "${name}" at byte offset ${offset}`);

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
