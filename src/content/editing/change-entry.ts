// Changes an entry of a YAML file, or a key at its top, and leaves every other character as it is: remarks, order, quotation marks.

import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parse,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { UserError } from '../../errors.ts';
import { parseForEditing, WRITTEN } from './entries.ts';

/** What an entry holds: texts, lists and further keys. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value };

/**
 * The file's text with an entry of a list saying what `value` says. Keys keep their places; a new one comes behind the key that it follows in `value`.
 * @param file what it is called in errors
 * @throws UserError where the file is not YAML, or has no such entry
 */
export function changeEntry(
  text: string,
  list: string,
  index: number,
  value: Readonly<Record<string, Value>>,
  file: string,
): string {
  const { item, from, to } = entryAt(text, list, index, file);
  if (!layValue(item, value)) return text;
  const isFlow = item.flow === true;
  const document = new Document(null, { schema: 'failsafe' });
  item.commentBefore = null;
  item.spaceBefore = false;
  document.contents = item;
  const margin = ' '.repeat(columnOf(text, from));
  const written = tidied(document.toString(WRITTEN).trimEnd());
  const put = isFlow ? written : written.replace(/\n(?=[^\n])/g, `\n${margin}`);
  return text.slice(0, from) + put + text.slice(to);
}

/**
 * The file's text without an entry of a list. Remarks around it stay; the last entry leaves an empty list.
 * @throws UserError where the file is not YAML, or has no such entry
 */
export function removeEntry(text: string, list: string, index: number, file: string): string {
  const { from, to, siblings, isFlow } = entryAt(text, list, index, file);
  if (siblings.length === 1) {
    const start = isFlow ? text.lastIndexOf('[', from) : text.lastIndexOf('-', from);
    const end = isFlow ? text.indexOf(']', to) + 1 : to;
    const before = text.slice(0, start);
    // Under its key, an empty list is written behind it.
    return isFlow ? `${before}[]${text.slice(end)}` : withoutLine(text, start, end);
  }
  if (isFlow) {
    const next = siblings[index + 1]?.range?.[0];
    if (next !== undefined) return text.slice(0, from) + text.slice(next);
    const before = siblings[index - 1]?.range?.[1] ?? from;
    return text.slice(0, before) + text.slice(to);
  }
  return withoutLine(text, text.lastIndexOf('-', from), to);
}

/** Without the lines from one offset to another. */
function withoutLine(text: string, from: number, to: number): string {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.indexOf('\n', Math.max(to - 1, 0));
  return text.slice(0, start) + (line < 0 ? '' : text.slice(line + 1));
}

/**
 * The file's text with a key at its top saying what `value` says; `undefined` takes it out.
 * @param order the keys that may stand at the top: a new one comes behind those before it
 * @throws UserError where the file is not YAML
 */
export function changeKey(
  text: string,
  key: string,
  value: Value | undefined,
  order: readonly string[],
  file: string,
): string {
  const top = topOf(text, file);
  const pair = top.items.find((one) => keyOf(one.key) === key);
  const line = value === undefined ? undefined : tidied(lineOf(key, value));
  if (pair !== undefined) {
    const from = rangeOf(pair.key)[0];
    const colon = text.indexOf(':', rangeOf(pair.key)[1]) + 1;
    const to = isEmpty(pair.value) ? colon : Math.max(colon, valueEnd(text, pair.value));
    if (line !== undefined) return text.slice(0, from) + line + text.slice(to);
    return withoutLine(text, from, to);
  }
  if (line === undefined) return text;
  const before = order.slice(0, Math.max(order.indexOf(key), 0));
  const earlier = top.items.filter((one) => before.includes(keyOf(one.key) ?? '')).at(-1);
  if (earlier === undefined) {
    const first = top.items[0];
    const at = first === undefined ? text.length : rangeOf(first.key)[0];
    return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
  }
  const colon = text.indexOf(':', rangeOf(earlier.key)[1]) + 1;
  const end = isEmpty(earlier.value) ? colon : Math.max(colon, valueEnd(text, earlier.value));
  const eol = text.indexOf('\n', Math.max(end - 1, 0));
  const at = eol < 0 ? text.length : eol;
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`;
}

function lineOf(key: string, value: Value): string {
  const document = new Document(null, { schema: 'failsafe' });
  const map = new YAMLMap();
  map.set(new Scalar(key), nodeOf(value, true));
  document.contents = map;
  return document.toString(WRITTEN).trimEnd();
}

/** Braces have spaces inside, brackets have none. */
function tidied(text: string): string {
  return text.replace(/^(\s*(?:- )?[\w-]+: )\[ (.*) \]$/gm, '$1[$2]');
}

interface Found {
  readonly item: YAMLMap;
  readonly from: number;
  readonly to: number;
  readonly siblings: readonly Node[];
  /** Whether the list is written in brackets. */
  readonly isFlow: boolean;
}

function entryAt(text: string, list: string, index: number, file: string): Found {
  const value = topOf(text, file).get(list);
  const item = isSeq(value) ? value.items[index] : undefined;
  if (!isSeq(value) || !isMap(item)) throw new UserError(`${file} has no such entry; nothing was written`);
  const siblings = value.items as readonly Node[];
  return {
    item,
    from: rangeOf(item)[0],
    to: valueEnd(text, item),
    siblings,
    isFlow: value.flow === true,
  };
}

function topOf(text: string, file: string): YAMLMap {
  const { contents } = parseForEditing(text, file);
  if (!isMap(contents)) throw new UserError(`${file} has no keys; nothing was written`);
  return contents;
}

/** Where the last character of a value stands, without line breaks and remarks behind it. */
function valueEnd(text: string, node: unknown): number {
  const [from, to] = rangeOf(node);
  if (isCollection(node) && node.flow !== true) {
    const last = node.items.at(-1);
    const inner = isSeq(node) ? last : last && (lastPart(last) as unknown);
    if (inner !== undefined && inner !== null) return valueEnd(text, inner);
  }
  return from + text.slice(from, to).trimEnd().length;
}

/** The value of a pair, or its key where it has none. */
function lastPart(pair: unknown): unknown {
  if (typeof pair !== 'object' || pair === null || !('key' in pair)) return pair;
  const { key, value } = pair as { readonly key: unknown; readonly value: unknown };
  return isEmpty(value) ? key : value;
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && (node.source ?? '') === '' && !node.value);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** Makes a map say what `value` says; its keys keep their places and remarks. Gives whether that changes anything. */
export function layValue(map: YAMLMap, value: Readonly<Record<string, Value>>): boolean {
  const count = map.items.length;
  let before = '';
  map.items = map.items.filter((pair) => Object.hasOwn(value, keyOf(pair.key) ?? ''));
  let isChanged = map.items.length !== count;
  for (const [key, wanted] of Object.entries(value)) {
    const pair = map.items.find((one) => keyOf(one.key) === key);
    if (pair === undefined) {
      // Behind the key that it follows in `value`.
      const at = map.items.findIndex((one) => keyOf(one.key) === before);
      map.items.splice(at + 1, 0, new Pair(new Scalar(key), nodeOf(wanted, map.flow !== true)));
      before = key;
      isChanged = true;
      continue;
    }
    before = key;
    const [node, hasChanged] = laid(pair.value, wanted, map.flow !== true);
    pair.value = node;
    isChanged ||= hasChanged;
  }
  return isChanged;
}

/** The node that says what is wanted: the one that stands there where it can be kept, with its remarks. */
function laid(node: unknown, wanted: Value, isBlock: boolean): readonly [node: unknown, hasChanged: boolean] {
  if (isMap(node) && isPlain(wanted)) return [node, layValue(node, wanted)];
  if (isSeq(node) && Array.isArray(wanted)) return [node, layList(node, wanted)];
  if (isScalar(node) && typeof wanted === 'string') {
    if (String(node.value ?? '') === wanted) return [node, false];
    const fresh = scalarOf(wanted);
    fresh.comment = node.comment ?? null;
    fresh.commentBefore = node.commentBefore ?? null;
    return [fresh, true];
  }
  return [nodeOf(wanted, isBlock), true];
}

function layList(list: YAMLSeq, wanted: readonly Value[]): boolean {
  let isChanged = list.items.length !== wanted.length;
  const isFlat = wanted.every((one) => typeof one === 'string');
  // Where one was taken out, those behind it keep their remarks.
  while (list.items.length > wanted.length) {
    const gone = list.items.findIndex((item, index) => !isSame(item, wanted[index]));
    list.items.splice(gone < 0 ? wanted.length : gone, 1);
  }
  for (const [index, one] of wanted.entries()) {
    const [node, hasChanged] =
      index < list.items.length ? laid(list.items[index], one, false) : [nodeOf(one, false), true];
    list.items[index] = node;
    isChanged ||= hasChanged;
  }
  if (isFlat || list.items.length === 0) list.flow = true;
  else if (list.flow === true && !isInLine(list)) list.flow = false;
  return isChanged;
}

/** Whether a list in brackets has one entry at most: more of them go on lines of their own. */
function isInLine(list: YAMLSeq): boolean {
  return list.items.length <= 1;
}

function isSame(node: unknown, wanted: Value | undefined): boolean {
  return JSON.stringify(dataOf(node)) === JSON.stringify(wanted);
}

function dataOf(node: unknown): unknown {
  if (isScalar(node)) return String(node.value ?? '');
  return isCollection(node) ? node.toJSON() : node;
}

/** @param isBlock whether a list of entries may stand on lines of its own */
function nodeOf(value: Value, isBlock: boolean): Node {
  if (typeof value === 'string') return scalarOf(value);
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map((one: Value) => nodeOf(one, false));
    list.flow = !isBlock || list.items.every((item) => isScalar(item));
    return list;
  }
  const map = new YAMLMap();
  for (const [key, one] of Object.entries(value)) map.set(new Scalar(key), nodeOf(one, false));
  map.flow = true;
  return map;
}

/** In quotation marks where other programs would read a number or the like: `2019`, `1e3`, `null`. */
function scalarOf(text: string): Scalar {
  const scalar = new Scalar(text);
  if (text === '' || (text !== 'true' && isMistaken(text))) scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

function isMistaken(text: string): boolean {
  return /^[\w.+~-]*$/.test(text) && typeof parse(text) !== 'string';
}

function isPlain(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value);
}
