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

const TEMPLATE = 'see the template in CONTRIBUTING.md';
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
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
    const broken = [...document.errors, ...document.warnings];
    if (broken.length > 0) {
      const mistakes = broken.map((error) => ({ ...position(error.pos[0]), what: explain(error) }));
      return { ok: false, mistakes };
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
    case 'DUPLICATE_KEY':
      return 'this key stands twice in one entry; keep one of the two';
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
