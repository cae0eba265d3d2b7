// One YAML file as plain data, with the line and column of every value.

import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';

/** 1-based line and column, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const START: Position = { line: 1, column: 1 };

/** Keys and list indexes from the top of the file down to a value. */
export type Path = readonly PropertyKey[];

/** Something wrong at a position of a file. */
export interface Mistake extends Position {
  readonly what: string;
}

/** A file that could be parsed. */
export interface YamlFile {
  readonly data: unknown;
  /** Where the value (or its key) is; if it is missing, the nearest thing around it. */
  locate(path: Path, at: 'key' | 'value'): Position;
}

export type ParsedYaml =
  | { readonly ok: true; readonly file: YamlFile }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** More in one file have one cause, or tell nobody anything; naming each would keep the bot from answering. */
export const MOST_MISTAKES = 100;

const TEMPLATE = 'see the template in CONTRIBUTING.md';
const REPEATED = 'this key stands twice in one entry; keep one of the two';
const TOO_DEEP = `is nested too deeply to be read; ${TEMPLATE}`;

/**
 * Parses one YAML document. Every scalar is a string (YAML's failsafe schema): `2019`, `no` and `1e3` mean what
 * they look like. Anchors, aliases and tags are refused: content needs none, and an alias can expand to gigabytes.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return line === 0 ? START : { line, column: col };
  };
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: lines,
      prettyErrors: false,
      // Compares every key of an entry with every other: half a minute for 20,000. See keyMistakes.
      uniqueKeys: false,
    });
    const broken = [...document.errors, ...document.warnings].slice(0, MOST_MISTAKES);
    if (broken.length > 0) {
      const mistakes = broken.map((error) => ({ ...position(error.pos[0]), what: explain(error) }));
      return { ok: false, mistakes };
    }
    const wrongKeys = keyMistakes(document.contents);
    if (wrongKeys.length > 0) {
      return { ok: false, mistakes: wrongKeys.map(({ offset, what }) => ({ ...position(offset), what })) };
    }
    const alias = firstAlias(text, document);
    if (alias !== undefined) {
      const what = 'anchors and aliases (& and *) are not used here; write the value out';
      return { ok: false, mistakes: [{ ...position(alias), what }] };
    }
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === '')) {
      return { ok: false, mistakes: [{ ...START, what: `the file is empty; ${TEMPLATE}` }] };
    }
    const locate = (path: Path, at: 'key' | 'value') => position(offsetOf(document, path, at));
    return { ok: true, file: { data: document.toJS({ maxAliasCount: 0 }), locate } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, mistakes: [{ ...START, what: TOO_DEEP }] };
  }
}

function explain(error: { readonly code: string; readonly message: string }): string {
  if (error.message.includes('call stack')) return TOO_DEEP;
  const message = error.message.replace(/\s+/g, ' ').trim();
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'the line is indented with a tab; indent with spaces';
    case 'MULTIPLE_DOCS':
      return 'the file has a second document after "---"; put it into a file of its own';
    case 'TAG_RESOLVE_FAILED':
      return 'tags (!) are not used here; write the value in quotation marks';
    default:
      return `is not YAML (${message}); indent with spaces and put a text with ": " or " #" in quotation marks`;
  }
}

/** Keys that their entry has already, or that are no words, the first hundred. A stack of its own: entries may be deep. */
function keyMistakes(root: unknown): readonly { readonly offset: number; readonly what: string }[] {
  const mistakes: { offset: number; what: string }[] = [];
  for (const stack = [root]; stack.length > 0 && mistakes.length < MOST_MISTAKES; ) {
    const node = stack.pop();
    if (isSeq(node)) for (const item of node.items) if (!isScalar(item)) stack.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const { key, value } of node.items) {
      const offset = rangeStart(key) ?? rangeStart(node) ?? 0;
      const name = isScalar(key) ? key.value : undefined;
      if (key !== null && !isScalar(key))
        mistakes.push({ offset, what: 'a key is one word; write it before ": "' });
      else if (seen.has(name)) mistakes.push({ offset, what: REPEATED });
      seen.add(name);
      if (!isScalar(value)) stack.push(value);
    }
  }
  return mistakes.sort((a, b) => a.offset - b.offset).slice(0, MOST_MISTAKES);
}

/** The walk costs as much as the parsing, so files without the signs skip it. */
function firstAlias(text: string, document: Document): number | undefined {
  if (!/[&*]/.test(text)) return undefined;
  let offset: number | undefined;
  visit(document, {
    Node: (_key, node) => {
      if (node.anchor === undefined) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
    Alias: (_key, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return offset;
      const wantsKey = at === 'key' && depth === path.length - 1;
      offset = (wantsKey ? rangeStart(pair.key) : rangeStart(pair.value)) ?? rangeStart(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = rangeStart(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
