// Changes what a translation of a talk says of one point, or of the talk itself; the rest of the file stays, with its remarks.

import { type Document, isMap, isScalar, type Pair, Scalar, YAMLMap } from 'yaml';
import type { Value } from './change-entry.ts';
import { layValue } from './change-entry.ts';
import { parseForEditing, WRITTEN } from './entries.ts';
import { TRANSLATION_HEADER, withoutRemarks } from './skeleton.ts';

/** A point by its id, or the talk's head. */
export type Translation = { readonly of: 'talk' } | { readonly of: 'point'; readonly id: string };

/**
 * The file's text with a translation saying what `words` say; `undefined` takes it out.
 * @param text empty where there is no file yet
 * @param order ids of the points, in the order of talk.yaml: a new one goes to its place
 * @param file what it is called in errors
 * @throws UserError where the file is not YAML
 */
export function changeTranslation(
  text: string,
  translation: Translation,
  words: Readonly<Record<string, Value>> | undefined,
  order: readonly string[],
  file: string,
): string {
  const { document, top } = opened(text, file);
  const key = translation.of === 'talk' ? 'talk' : translation.id;
  const map = translation.of === 'talk' ? top : pointsOf(top);
  const at = map.items.findIndex((pair) => keyOf(pair) === key);
  if (words === undefined) {
    if (at < 0) return text;
    map.items.splice(at, 1);
  } else {
    const known = map.items[at];
    const entry = known !== undefined && isMap(known.value) ? known.value : new YAMLMap();
    layValue(entry, words);
    quoteStamp(entry);
    if (known !== undefined) {
      known.value = entry;
      // What translators were told to look at, somebody has looked at.
      if (isScalar(known.key)) known.key.commentBefore = withoutRemarks(known.key.commentBefore);
    } else
      map.items.splice(
        placeOf(map, key, translation.of === 'talk' ? [key] : order),
        0,
        pairOf(map, key, entry),
      );
  }
  return written(text, document);
}

/** The file's text with a point called otherwise. */
export function renameTranslation(text: string, id: string, now: string, file: string): string {
  if (text === '') return text;
  const { document, top } = opened(text, file);
  const pair = pointsOf(top).items.find((one) => keyOf(one) === id);
  if (pair === undefined || !isScalar(pair.key)) return text;
  pair.key.value = now;
  return written(text, document);
}

function opened(text: string, file: string): { readonly document: Document.Parsed; readonly top: YAMLMap } {
  // To YAML, the line above the first key would be that key's remark, and move with it.
  const document = parseForEditing(text.replace(FIRST_LINE, ''), file);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as Document.Parsed['contents'];
  return { document, top };
}

function written(before: string, document: Document): string {
  const header = before === '' ? TRANSLATION_HEADER : (FIRST_LINE.exec(before)?.[0] ?? '');
  return header + document.toString(WRITTEN);
}

const FIRST_LINE = /^# yaml-language-server:.*\r?\n/;

function pointsOf(top: YAMLMap): YAMLMap {
  const known = top.get('points');
  if (isMap(known)) {
    known.flow = false;
    return known;
  }
  const points = new YAMLMap();
  top.set('points', points);
  return points;
}

/** Behind the last of those that stand before it in `order`. */
function placeOf(map: YAMLMap, key: string, order: readonly string[]): number {
  const earlier = new Set(order.slice(0, Math.max(order.indexOf(key), 0)));
  return map.items.findLastIndex((pair) => earlier.has(keyOf(pair) ?? '')) + 1;
}

function pairOf(map: YAMLMap, key: string, entry: YAMLMap): Pair {
  const holder = new YAMLMap();
  const name = new Scalar(key);
  if (map.items.some((one) => isScalar(one.key) && one.key.spaceBefore)) name.spaceBefore = true;
  holder.set(name, entry);
  return holder.items[0] as Pair;
}

/** Six digits would be a number to other programs. */
function quoteStamp(entry: YAMLMap): void {
  const stamp = entry.get('of', true);
  if (isScalar(stamp)) stamp.type = 'QUOTE_DOUBLE';
}

function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}
