// Reads the regular YAML that content is written in, about fifty times as fast as a parser of all of YAML. What it
// does not know it leaves to that parser: it gives the same data and the same places, or nothing.

import type { Place, Position } from './yaml-place.ts';

type Data = string | Data[] | { [key: string]: Data };

/** Entries of one list or map: far above any content, far below what slows the checks. */
export const MAX_ENTRIES = 5_000;
/** A deeper entry is no content. */
const MAX_DEPTH = 40;

/** Bytes that mean something in YAML; all of them are ASCII, so none is part of another character in UTF-8. */
const LINE_BREAK = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const HASH = 0x23;
const SINGLE_QUOTE = 0x27;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const QUESTION = 0x3f;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

/** For each byte whether it ends a plain scalar in brackets. */
const FLOW_MARKS = tableOf(',[]{}');
/** What YAML may mean something by, at the beginning of a plain scalar. */
const INDICATORS = tableOf(',[]{}#&*!|>\'"%@`');
const KEY_BYTES = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-');

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) table[byte] = 1;
  return table;
}

/**
 * The document's data, every scalar a string; `undefined` for a document that is empty, wrong, or written in another
 * way than block lists and maps, `[…]` and `{…}` on one line, and texts on one line.
 * @param bytes valid UTF-8 without a byte order mark
 */
export function parsePlainYaml(bytes: Buffer): Data | undefined {
  return read(new Reader(bytes));
}

/** Where the values, or their keys, stand; where one is missing, the nearest thing around it. `undefined` as `parsePlainYaml`. */
export function locatePlainYaml(bytes: Buffer, places: readonly Place[]): readonly Position[] | undefined {
  const spots: Spots = new Map();
  const reader = new Reader(bytes, spots);
  const data = read(reader);
  if (data === undefined) return undefined;
  const lines = lineStarts(bytes);
  return places.map((place) => positionAt(bytes, lines, offsetOf(data, reader.first, spots, place)));
}

function read(reader: Reader): Data | undefined {
  try {
    return reader.document();
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

/** Where a key and its value begin, in bytes from the start of the text; of a list's item both are the same. */
interface Spot {
  readonly key: number;
  readonly value: number;
}

/** By the list or map that holds them, then by index or key. */
type Spots = Map<Data, Map<PropertyKey, Spot>>;

function offsetOf(data: Data, first: number, spots: Spots, { path, at }: Place): number {
  let node: Data | undefined = data;
  let offset = first;
  for (const [depth, step] of path.entries()) {
    const spot: Spot | undefined = node === undefined ? undefined : spots.get(node)?.get(step);
    if (spot === undefined) return offset;
    offset = at === 'key' && depth === path.length - 1 ? spot.key : spot.value;
    node = (node as { readonly [key: PropertyKey]: Data | undefined })[step];
  }
  return offset;
}

/** Of each line the byte that it begins with. */
function lineStarts(bytes: Buffer): readonly number[] {
  const starts = [0];
  for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, end + 1))
    starts.push(end + 1);
  return starts;
}

/** Columns count UTF-16 code units, as editors do. */
function positionAt(bytes: Buffer, lines: readonly number[], offset: number): Position {
  let line = 1;
  for (let above = lines.length; line < above; ) {
    const middle = (line + above + 1) >> 1;
    if ((lines[middle - 1] ?? 0) <= offset) line = middle;
    else above = middle - 1;
  }
  return { line, column: bytes.toString('utf8', lines[line - 1], offset).length + 1 };
}

/** Thrown where the text is not of the kind that is read here. */
const UNKNOWN = Symbol('unknown');

/** Control characters, and other line breaks than LF: U+0085, U+2028, U+2029; also U+FEFF. */
function isUnreadable(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] ?? 0;
  if (byte < SPACE || byte === 0x7f) return true;
  const next = bytes[at + 1] ?? 0;
  if (byte === 0xc2) return next < 0xa0;
  if (byte === 0xe2) return next === 0x80 && ((bytes[at + 2] ?? 0) & 0xfe) === 0xa8;
  return byte === 0xef && next === 0xbb;
}

class Reader {
  /** Where the document's data begins, once it is read. */
  first = 0;
  readonly #bytes: Buffer;
  readonly #spots: Spots | undefined;
  /** The line that is read: where it begins and ends. */
  #start = 0;
  #end = -1;
  /** Where in the line the reading stands. */
  #at = 0;

  /** @param spots filled in, where somebody asks for them */
  constructor(bytes: Buffer, spots?: Spots) {
    this.#bytes = bytes;
    this.#spots = spots;
  }

  document(): Data {
    // A break of its own, also in a remark, which is not read.
    if (this.#bytes.includes(CARRIAGE_RETURN)) throw UNKNOWN;
    this.#nextLine();
    if (this.#isDone()) throw UNKNOWN;
    this.first = this.#at;
    const data = this.#block(0, 0);
    if (!this.#isDone()) throw UNKNOWN;
    return data;
  }

  /** The list or map whose entries begin in this column. */
  #block(column: number, depth: number): Data {
    if (depth > MAX_DEPTH || this.#column() !== column) throw UNKNOWN;
    return this.#isItem() ? this.#list(column, depth) : this.#map(column, depth);
  }

  #list(column: number, depth: number): Data[] {
    const list: Data[] = [];
    while (!this.#isDone() && this.#column() === column && this.#isItem()) {
      this.#at += 2;
      this.#skipSpaces();
      if (this.#at >= this.#end || this.#isItem()) throw UNKNOWN;
      this.#note(list, list.length, this.#at, this.#at);
      list.push(this.#keyEnd() > 0 ? this.#map(this.#column(), depth + 1) : this.#value(column));
      if (list.length > MAX_ENTRIES) throw UNKNOWN;
    }
    if (!this.#isDone() && this.#column() > column) throw UNKNOWN;
    return list;
  }

  #map(column: number, depth: number): Data {
    const map: { [key: string]: Data } = {};
    for (let count = 0; !this.#isDone() && this.#column() === column; count += 1) {
      const start = this.#at;
      const key = this.#key();
      if (count > MAX_ENTRIES || Object.hasOwn(map, key)) throw UNKNOWN;
      this.#skipSpaces();
      const isBelow = this.#isAtEnd();
      if (isBelow) this.#nextLine();
      this.#note(map, key, start, this.#at);
      map[key] = isBelow ? this.#below(column, depth) : this.#value(column);
    }
    if (!this.#isDone() && this.#column() > column) throw UNKNOWN;
    return map;
  }

  /** What a key without a value on its line holds: it begins in the line that is read now. */
  #below(column: number, depth: number): Data {
    if (this.#isDone()) throw UNKNOWN;
    const next = this.#column();
    if (next > column || (next === column && this.#isItem())) return this.#block(next, depth + 1);
    throw UNKNOWN;
  }

  #note(holder: Data, name: PropertyKey, key: number, value: number): void {
    if (this.#spots === undefined) return;
    const known = this.#spots.get(holder);
    if (known) known.set(name, { key, value });
    else this.#spots.set(holder, new Map([[name, { key, value }]]));
  }

  /** Where a key that begins here ends, before its colon; 0 where none does. */
  #keyEnd(): number {
    let end = this.#at;
    while (KEY_BYTES[this.#bytes[end] ?? 0] === 1) end += 1;
    return end > this.#at && this.#bytes[end] === COLON && this.#isSpace(end + 1) ? end : 0;
  }

  #key(): string {
    const end = this.#keyEnd();
    if (end === 0) throw UNKNOWN;
    const key = text(this.#bytes, this.#at, end);
    if (key === '__proto__') throw UNKNOWN;
    this.#at = end + 1;
    return key;
  }

  /** A value on the line, with which the line ends. */
  #value(column: number): Data {
    const first = this.#bytes[this.#at];
    const value = first === OPEN_LIST || first === OPEN_MAP ? this.#flow(0) : this.#scalar(false);
    this.#skipSpaces();
    if (!this.#isAtEnd()) throw UNKNOWN;
    this.#nextLine();
    // A text that goes on in the next line.
    if (!this.#isDone() && this.#column() > column) throw UNKNOWN;
    return value;
  }

  #flow(depth: number): Data {
    const first = this.#bytes[this.#at];
    if (first !== OPEN_LIST && first !== OPEN_MAP) return this.#scalar(true);
    if (depth > MAX_DEPTH) throw UNKNOWN;
    this.#at += 1;
    return first === OPEN_LIST ? this.#flowList(depth) : this.#flowMap(depth);
  }

  #flowList(depth: number): Data[] {
    const list: Data[] = [];
    this.#skipSpaces();
    if (this.#takes(CLOSE_LIST)) return list;
    for (;;) {
      this.#note(list, list.length, this.#at, this.#at);
      list.push(this.#flow(depth + 1));
      if (this.#closes(CLOSE_LIST)) return list;
    }
  }

  #flowMap(depth: number): Data {
    const map: { [key: string]: Data } = {};
    this.#skipSpaces();
    if (this.#takes(CLOSE_MAP)) return map;
    for (;;) {
      const start = this.#at;
      const key = this.#key();
      if (Object.hasOwn(map, key)) throw UNKNOWN;
      this.#skipSpaces();
      this.#note(map, key, start, this.#at);
      map[key] = this.#flow(depth + 1);
      if (this.#closes(CLOSE_MAP)) return map;
    }
  }

  /** After an entry: whether the collection ends here; else a comma is behind us. */
  #closes(mark: number): boolean {
    this.#skipSpaces();
    if (this.#takes(mark)) return true;
    if (!this.#takes(COMMA)) throw UNKNOWN;
    this.#skipSpaces();
    return false;
  }

  #scalar(isInFlow: boolean): string {
    const first = this.#bytes[this.#at];
    const value =
      first === DOUBLE_QUOTE || first === SINGLE_QUOTE ? this.#quoted(first) : this.#plain(isInFlow);
    if (isInFlow && this.#bytes[this.#at] === COLON) throw UNKNOWN;
    return value;
  }

  /** With no escapes but those of the mark and, in double marks, of the backslash. */
  #quoted(mark: number): string {
    const from = this.#at + 1;
    let hasEscape = false;
    let at = from;
    for (; ; at += 1) {
      if (at >= this.#end) throw UNKNOWN;
      const byte = this.#bytes[at] ?? 0;
      if ((byte < SPACE || byte >= 0x7f) && isUnreadable(this.#bytes, at)) throw UNKNOWN;
      if (byte === mark) {
        if (mark === DOUBLE_QUOTE || this.#bytes[at + 1] !== SINGLE_QUOTE) break;
        hasEscape = true;
        at += 1;
      } else if (byte === BACKSLASH && mark === DOUBLE_QUOTE) {
        const next = this.#bytes[at + 1];
        if (next !== DOUBLE_QUOTE && next !== BACKSLASH) throw UNKNOWN;
        hasEscape = true;
        at += 1;
      }
    }
    this.#at = at + 1;
    const value = text(this.#bytes, from, at);
    if (!hasEscape) return value;
    return mark === SINGLE_QUOTE ? value.replaceAll("''", "'") : value.replace(/\\(.)/g, '$1');
  }

  #plain(isInFlow: boolean): string {
    const bytes = this.#bytes;
    const from = this.#at;
    const first = bytes[from] ?? LINE_BREAK;
    const isMark = first === DASH || first === QUESTION || first === COLON;
    if (INDICATORS[first] === 1 || (isMark && (isInFlow || this.#isSpace(from + 1)))) throw UNKNOWN;
    let end = from;
    for (; end < this.#end; end += 1) {
      const byte = bytes[end] ?? 0;
      if ((byte < SPACE || byte >= 0x7f) && isUnreadable(bytes, end)) throw UNKNOWN;
      if (byte === COLON) {
        if (this.#isSpace(end + 1) || (isInFlow && FLOW_MARKS[bytes[end + 1] ?? 0] === 1)) throw UNKNOWN;
      } else if (byte === HASH && bytes[end - 1] === SPACE) break;
      else if (isInFlow && FLOW_MARKS[byte] === 1) break;
    }
    this.#at = end;
    while (end > from && bytes[end - 1] === SPACE) end -= 1;
    if (end === from) throw UNKNOWN;
    return text(bytes, from, end);
  }

  /** Whether a list's item begins here. */
  #isItem(): boolean {
    return this.#bytes[this.#at] === DASH && this.#isSpace(this.#at + 1);
  }

  /** Whether there is a space, or the line or the text ends. */
  #isSpace(at: number): boolean {
    const byte = this.#bytes[at] ?? LINE_BREAK;
    return byte === SPACE || byte === LINE_BREAK;
  }

  #takes(mark: number): boolean {
    if (this.#at >= this.#end || this.#bytes[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #skipSpaces(): void {
    while (this.#at < this.#end && this.#bytes[this.#at] === SPACE) this.#at += 1;
  }

  /** Nothing but a remark follows in the line. */
  #isAtEnd(): boolean {
    return this.#at >= this.#end || (this.#bytes[this.#at] === HASH && this.#bytes[this.#at - 1] === SPACE);
  }

  #column(): number {
    return this.#at - this.#start;
  }

  #isDone(): boolean {
    return this.#start > this.#bytes.length;
  }

  /** Goes to the next line that holds more than spaces and a remark. */
  #nextLine(): void {
    const bytes = this.#bytes;
    do {
      this.#start = this.#end + 1;
      if (this.#start > bytes.length) return;
      const end = bytes.indexOf(LINE_BREAK, this.#start);
      this.#end = end < 0 ? bytes.length : end;
      this.#at = this.#start;
      this.#skipSpaces();
    } while (this.#at === this.#end || bytes[this.#at] === HASH);
    this.#refuseDocumentMarks();
  }

  /** `---`, `...` and `%` at the left edge begin and end documents. */
  #refuseDocumentMarks(): void {
    if (this.#at !== this.#start) return;
    const first = this.#bytes[this.#at];
    if (first === 0x25) throw UNKNOWN;
    if (
      (first === DASH || first === 0x2e) &&
      this.#bytes[this.#at + 1] === first &&
      this.#bytes[this.#at + 2] === first
    )
      throw UNKNOWN;
  }
}

/** Ids and keys come again and again, in file after file: each is kept once. A power of two. */
const KEPT = 1 << 14;
const LONGEST_KEPT = 32;
const kept: (string | undefined)[] = new Array(KEPT).fill(undefined);

/** The characters of some bytes. */
function text(bytes: Buffer, from: number, to: number): string {
  if (to - from > LONGEST_KEPT) return bytes.toString('utf8', from, to);
  let hash = to - from;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return shared(bytes, from, to);
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const place = (hash ^ (hash >>> 14)) & (KEPT - 1);
  const known = kept[place];
  if (known !== undefined && isSame(known, bytes, from, to)) return known;
  const made = bytes.toString('latin1', from, to);
  kept[place] = made;
  return made;
}

/** Places such as ¶12 come again and again. */
const LONGEST_SHARED = 8;
const MOST_SHARED = 10_000;
const sharedTexts = new Map<string, string>();

function shared(bytes: Buffer, from: number, to: number): string {
  const made = bytes.toString('utf8', from, to);
  if (to - from > LONGEST_SHARED) return made;
  const known = sharedTexts.get(made);
  if (known !== undefined) return known;
  if (sharedTexts.size < MOST_SHARED) sharedTexts.set(made, made);
  return made;
}

function isSame(known: string, bytes: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = from; at < to; at += 1) {
    if (known.charCodeAt(at - from) !== bytes[at]) return false;
  }
  return true;
}
