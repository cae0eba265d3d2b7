// Adds entries to a list in a YAML file and leaves every other character as it is: comments, order, quotation marks.

import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { UserError } from '../../errors.ts';

/** What is written of an entry: by key, in order; keys that are `undefined` are left out. */
export type NewEntry = Readonly<Record<string, unknown>>;

/** Texts without line breaks of their own: content is read a line at a time. */
export const WRITTEN = { lineWidth: 0, flowCollectionPadding: true } as const;

/** An entry of a list, and a comment for the editor who goes on with it. */
export interface Addition {
  readonly entry: NewEntry;
  readonly remark?: string | undefined;
}

/**
 * The file's text with the entries at the end of its list.
 * @param file what the file is called in errors
 * @throws UserError where the file is not YAML
 */
export function addEntries(text: string, list: string, additions: readonly Addition[], file: string): string {
  if (additions.length === 0) return text;
  const document = parseForEditing(text, file);
  const top = document.contents;
  if (top === null || (isScalar(top) && !top.value))
    return `${ended(text)}${list}:\n${block(additions, 2, false)}`;
  if (!isMap(top)) throw new UserError(`${file} has no keys; write "${list}:" into it`);
  const at = top.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === list);
  const pair = top.items[at];
  if (pair === undefined) return `${ended(text)}${list}:\n${block(additions, 2, false)}`;
  const value = pair.value;
  if (isSeq(value) && value.items.length > 0)
    return appended(text, value.items as readonly Node[], value.flow === true, additions);
  // An empty list: its entries go behind the remarks under its key.
  const next = top.items[at + 1]?.key;
  const key = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
  const emptied = isSeq(value) && value.range ? `${text.slice(0, key)}:${text.slice(value.range[1])}` : text;
  const end =
    emptied.length - text.length + (isScalar(next) ? (next.range?.[0] ?? text.length) : text.length);
  return `${ended(emptied.slice(0, end).trimEnd())}${block(additions, 2, false)}${end < emptied.length ? `\n${emptied.slice(end)}` : ''}`;
}

/** @throws UserError where the file is not YAML */
export function parseForEditing(text: string, file: string): Document.Parsed {
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  if (document.errors.length > 0)
    throw new UserError(
      `${file} is not right, so nothing was written into it; npm run content -- check says where`,
    );
  return document;
}

function appended(
  text: string,
  items: readonly Node[],
  isFlow: boolean,
  additions: readonly Addition[],
): string {
  const last = items.at(-1)?.range?.[1] ?? text.length;
  if (isFlow) {
    const entries = additions.map(({ entry }) => `, ${inFlow(entry)}`).join('');
    return text.slice(0, last) + entries + text.slice(last);
  }
  const first = items[0]?.range?.[0] ?? 0;
  const start = text.lastIndexOf('\n', first - 1) + 1;
  const indent = Math.max(0, text.slice(start, first).indexOf('-'));
  const [one, two] = items;
  const isSpaced =
    two !== undefined && /\n[ \t]*\r?\n/.test(text.slice(one?.range?.[1] ?? 0, two.range?.[0] ?? 0));
  // Behind a remark on the last line of the last entry.
  const line = text.indexOf('\n', Math.max(last - 1, 0));
  const end = line < 0 ? text.length : line + 1;
  return `${ended(text.slice(0, end))}${isSpaced ? '\n' : ''}${block(additions, indent, isSpaced)}${text.slice(end)}`;
}

/** The entries as they stand under a list's key. */
function block(additions: readonly Addition[], indent: number, isSpaced: boolean): string {
  const margin = ' '.repeat(indent);
  return additions
    .map(({ entry, remark }) => {
      const remarks = remark === undefined ? [] : remark.split('\n').map((line) => `# ${line}`);
      const [first = '', ...rest] = entryText(entry).trimEnd().split('\n');
      return [...remarks, `- ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))]
        .map((line) => `${margin}${line}\n`)
        .join('');
    })
    .join(isSpaced ? '\n' : '');
}

/** An entry as it stands in the files: a line a key; what a key holds in braces, but for lists of entries. */
export function entryText(entry: NewEntry): string {
  const document = new Document(withoutAbsent(entry));
  layOut(document.contents);
  // Braces have spaces inside, brackets have none.
  return document.toString(WRITTEN).replace(/^(\s*[\w-]+: )\[ (.*) \]$/gm, '$1[$2]');
}

function inFlow(entry: NewEntry): string {
  const document = new Document(withoutAbsent(entry));
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString(WRITTEN).trimEnd();
}

/** Everything but the entry itself and its lists of entries on one line. */
function layOut(top: unknown): void {
  if (!isMap(top)) return;
  for (const { value } of (top as YAMLMap).items) {
    if (isMap(value)) value.flow = true;
    if (!isSeq(value)) continue;
    if (value.items.every((item) => isScalar(item))) value.flow = true;
    else
      visit(value, {
        Map(_key, node) {
          node.flow = true;
        },
      });
  }
}

function withoutAbsent(entry: NewEntry): NewEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
