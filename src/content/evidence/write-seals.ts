// Writes seals into a sources.yaml and leaves every other character as it is: comments, order, quotation marks.

import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { WholeSeal } from './model.ts';

/** The file's text with the seals of the sources in it; a source that has none in the map keeps what it has. */
export function writeSeals(text: string, seals: ReadonlyMap<string, WholeSeal>): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const list = document.get('sources');
  if (!isSeq(list)) return text;
  const edits: Edit[] = [];
  for (const entry of list.items) {
    if (!isMap(entry)) continue;
    const seal = seals.get(String(entry.get('id')));
    if (seal === undefined) continue;
    const edit = editOf(text, entry, inFlow(seal));
    if (edit !== undefined) edits.push(edit);
  }
  return edits
    .toReversed()
    .reduce((before, { from, to, put }) => before.slice(0, from) + put + before.slice(to), text);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** In quotation marks: `"123456789012"` would be a number and `"1e5000000000"` too. */
function inFlow({ text, passages, claims, elsewhere = {} }: WholeSeal): string {
  const others = Object.entries(elsewhere).map(([talk, seal]) => `${talk}: "${seal}"`);
  const more = others.length === 0 ? '' : `, elsewhere: { ${others.join(', ')} }`;
  return `{ text: "${text}", passages: "${passages}", claims: "${claims}"${more} }`;
}

function editOf(text: string, entry: YAMLMap, seal: string): Edit | undefined {
  const present = entry.items.find((pair) => isScalar(pair.key) && pair.key.value === 'seal');
  if (present !== undefined) {
    const range = valueRange(present);
    if (range === undefined || text.slice(...range) === seal) return undefined;
    return isMap(present.value) && present.value.flow !== true
      ? { from: keyEnd(present), to: range[0] + text.slice(...range).trimEnd().length, put: `: ${seal}` }
      : { from: range[0], to: range[1], put: seal };
  }
  const last = entry.items.at(-1);
  const end = last && (valueRange(last)?.[1] ?? keyEnd(last));
  if (end === undefined) return undefined;
  if (entry.flow === true) return { from: end, to: end, put: `, seal: ${seal}` };
  const first = entry.items[0];
  const indent = ' '.repeat(columnOf(text, isScalar(first?.key) ? (first.key.range?.[0] ?? 0) : 0));
  // Behind a comment on the last line of the entry.
  const line = text.indexOf('\n', end);
  const at = line < 0 ? text.length : line;
  return { from: at, to: at, put: `\n${indent}seal: ${seal}` };
}

/** Where a value begins and ends, without the space and comments behind it. */
function valueRange({ value }: Pair): readonly [number, number] | undefined {
  const range = typeof value === 'object' && value !== null && 'range' in value ? value.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : undefined;
}

function keyEnd({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[1] ?? 0) : 0;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
