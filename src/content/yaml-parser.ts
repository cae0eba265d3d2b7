// One YAML document as plain data, with the line and column of everything in it: all of YAML, but slow.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { MAX_ENTRIES } from './plain-yaml.ts';
import { type Fault, nameFault, TOO_DEEP } from './yaml-faults.ts';
import { type ParsedYaml, type Place, type Position, START } from './yaml-place.ts';

/** Reporting more than this many faults of one kind helps nobody. */
const MAX_FAULTS = 100;

const TEMPLATE = 'see the templates in CONTRIBUTING.md';

/**
 * Parses one YAML document. Every scalar is a string (YAML's failsafe schema): `2019`, `no` and `1e3` mean what
 * they look like. Anchors, aliases and tags are refused: content needs none, and an alias can stand for gigabytes.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  try {
    const document = parseText(text, lines);
    const [broken] = [...document.errors, ...document.warnings];
    if (broken !== undefined) {
      const { code, message } = broken;
      return failed(nameFault(text, { code, message, ...position(lines, broken.pos[0]) }));
    }
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === ''))
      return failed({ ...START, what: `the file is empty; ${TEMPLATE}` });
    const faults = faultsOf(document, lines);
    if (faults.length > 0) return { ok: false, faults };
    return { ok: true, data: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed({ ...START, what: TOO_DEEP });
  }
}

/** Where the values, or their keys, stand; where one is missing, the nearest thing around it. */
export function locateAll(text: string, places: readonly Place[]): readonly Position[] {
  const lines = new LineCounter();
  const document = parseText(text, lines);
  return places.map((place) => position(lines, offsetOf(document, place)));
}

/** The check of the library for keys that stand twice takes a time that grows with their square. */
function parseText(text: string, lineCounter: LineCounter): Document {
  return parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false, uniqueKeys: false });
}

function failed(fault: Fault): ParsedYaml {
  return { ok: false, faults: [fault] };
}

function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? START : { line, column: col };
}

/** What is YAML, but not content. */
function faultsOf(document: Document, lines: LineCounter): readonly Fault[] {
  const faults: Fault[] = [];
  const find = (node: unknown, what: string) =>
    faults.push({ ...position(lines, rangeStart(node) ?? 0), what });
  visit(document, (_key, node) => {
    if (faults.length >= MAX_FAULTS) return visit.BREAK;
    if (isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)) {
      find(node, 'anchors and aliases (& and *) are not used here; write the value out');
      return visit.BREAK;
    }
    if (isCollection(node) && node.items.length > MAX_ENTRIES) {
      find(node, `has ${node.items.length} entries, more than ${MAX_ENTRIES}; ${TEMPLATE}`);
      return visit.SKIP;
    }
    if (isMap(node)) for (const [key, what] of badKeys(node)) find(key, what);
    return undefined;
  });
  return faults.slice(0, MAX_FAULTS);
}

function* badKeys(map: YAMLMap): Generator<readonly [unknown, string]> {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name !== 'string') yield [key, 'is not a key; write a word and a colon'];
    else if (seen.has(name)) yield [key, 'this key stands twice in one entry; keep one of the two'];
    seen.add(name);
  }
}

function offsetOf(document: Document, { path, at }: Place): number {
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
  return isNode(node) ? node.range?.[0] : undefined;
}
