// YAML is read in two ways that never differ, and a fault in it is named for what it is.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locatePlainYaml, parsePlainYaml } from '../../src/content/plain-yaml.ts';
import { createYamlReader } from '../../src/content/yaml-file.ts';
import { locateAll, parseYaml } from '../../src/content/yaml-parser.ts';
import type { Place } from '../../src/content/yaml-place.ts';
import { FILES } from './folder.ts';

const parsePlain = (text: string) => parsePlainYaml(Buffer.from(text));

describe('the quick way', () => {
  const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join('content', name));

  test('reads nearly all files of the content, as all of YAML does', () => {
    const read = files.filter((file) => {
      const text = readFileSync(file, 'utf8');
      const data = parsePlain(text);
      if (data === undefined) return false;
      expect({ ok: true, data }).toEqual(parseYaml(text));
      const places = placesIn(data);
      expect(locatePlainYaml(Buffer.from(text), places)).toEqual(locateAll(text, places));
      return true;
    });
    expect(read.length).toBeGreaterThan(files.length * 0.9);
  });

  test.each([
    ['a: b', { a: 'b' }],
    ['a: 2019\nb: no # a remark\n\n# another\nc: 1e3', { a: '2019', b: 'no', c: '1e3' }],
    ['a:\n- b\n- c', { a: ['b', 'c'] }],
    ['- a: b\n  c: d\n-   e: f', [{ a: 'b', c: 'd' }, { e: 'f' }]],
    ['a: [b, "c, d", {e: f}]', undefined],
    ['a: [b, "c, d", { e: f }]', { a: ['b', 'c, d', { e: 'f' }] }],
    ['a: \'it\'\'s\' # so\nb: "say \\"so\\""', { a: "it's", b: 'say "so"' }],
    ['a: https://x.org/?y=z#w', { a: 'https://x.org/?y=z#w' }],
    ['a: []\nb: {}', { a: [], b: {} }],
  ])('takes %j', (text, data) => {
    const plain = parsePlain(text);
    if (data !== undefined) expect(plain).toEqual(data);
    if (plain !== undefined) expect(parseYaml(text)).toEqual({ ok: true, data: plain });
  });

  test.each([
    ...[
      '',
      '# only a remark',
      'a:',
      'a: b: c',
      'a: |\n  b',
      'a: b\n  c',
      '? a',
      '"a": b',
      'a: &x b',
      'a: *x',
    ],
    ...['a: !t b', 'a: [b', 'a: [b, ]', 'a: {b}', 'a: "b" c', "a: 'b", 'a:\n\tb', 'a: b\na: c', '---\na: b'],
    ...[
      'a: - b',
      '- - a',
      'a: @b',
      'a: b\n c: d',
      '  a: b\n c: d',
      '__proto__: x',
      'a: "\\u0041"',
      'a: b\r\n',
    ],
  ])('leaves %j to the other', (text) => {
    expect(parsePlain(text)).toBeUndefined();
  });

  test('gives the same as the other, or nothing, whatever the text is', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b:',
        'c: ',
        ' ',
        '  ',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '-',
        '[',
        ']',
        '{',
        '}',
        ', ',
        ',',
        ': ',
        ':',
      ],
      ...[
        '"',
        "'",
        "''",
        '#',
        ' # ',
        '&',
        '*',
        '!',
        '|',
        '>',
        '?',
        '%',
        '@',
        '`',
        '~',
        '\\',
        '\\"',
        '\t',
        '…',
        '¶1',
      ],
      ...['key: value\n', '- id: x\n', '{ a: b }', '[a, b]', '"q, r"', 'http://x', '2019', 'it’s', '\u00a0'],
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof({ arbitrary: text, weight: 4 }, mutated), (yaml) => {
        const data = parsePlain(yaml);
        if (data === undefined) return;
        expect(parseYaml(yaml)).toEqual({ ok: true, data });
        const places = placesIn(data);
        expect(locatePlainYaml(Buffer.from(yaml), places)).toEqual(locateAll(yaml, places));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** All keys and values, and what is missing in each list, map and text. */
function placesIn(data: unknown, path: readonly PropertyKey[] = []): readonly Place[] {
  const own = ['key', 'value'].map((at) => ({ path, at }) as Place);
  const isHolder = typeof data === 'object' && data !== null;
  const inside = isHolder
    ? Object.entries(data).flatMap(([name, value]) =>
        placesIn(value, [...path, Array.isArray(data) ? Number(name) : name]),
      )
    : [];
  const missing = ['nothing', 5_000].map((name): Place => ({ path: [...path, name, 'more'], at: 'value' }));
  return [...own, ...inside, ...missing];
}

/** A right file with one piece taken out and another put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...Object.values(FILES)),
    fc.nat(),
    fc.nat(12),
    fc.constantFrom('', ' ', '\n', ':', ': ', ',', '"', "'", '- ', '[', '}', '#', ' #', '\t', 'x', '  '),
  )
  .map(([text, at, length, piece]) => {
    const from = at % text.length;
    return text.slice(0, from) + piece + text.slice(from + length);
  });

describe('a fault', () => {
  const dash = 'a text that begins with a dash goes in double quotation marks';
  const brackets =
    'a text with one of , : [ ] { } in it goes in double quotation marks when it stands in brackets';

  test.each([
    ['points:\n\t- id: x\n', '2:1', 'a tab stands here; indent with spaces'],
    ['a:\n  - id: x\n    \tb: c\n', '3:5', 'a tab stands here; indent with spaces'],
    [
      'a:\n<<<<<<< HEAD\n  - id: x\n=======\n  - id: y\n>>>>>>> other\n',
      '2:1',
      'an unfinished merge; keep one of the two versions and delete <<<<<<<, ======= and >>>>>>>',
    ],
    [
      'a:\n  - id: x\n    text:\u00a0b\n    c: d\n',
      '3:10',
      'a no-break space (U+00A0) stands here; write a plain space',
    ],
    [
      'a:\n  - id: x\n\u00a0   text: b\n    c: d\n    - e\n',
      '3:1',
      'a no-break space (U+00A0) stands here; write a plain space',
    ],
    [
      'a:\n  - id: x\n   text: b\n    c: d\n',
      '3:4',
      'stands in column 4, the line above in column 5; begin both in the same',
    ],
    [
      'a:\n  - id: x\n    text: b\n     c: d\n    e: f\n',
      '4:6',
      'stands in column 6, the line above in column 5; begin both in the same',
    ],
    ['a:\n  - id: x\n    by: [b, c\n    d: e\n', '3:9', 'the bracket [ is never closed; write the missing ]'],
    ['a:\n  - { id: x, by: [b, c }\n', '2:18', 'the bracket [ is never closed; write the missing ]'],
    ['a:\n  - { id: x\n  - { id: y }\n', '2:5', 'the bracket { is never closed; write the missing }'],
    ['a:\n  - id: x\n    kind:said\n    by: d\n', '3:5', 'no space after "kind:"; write "kind: …"'],
    [
      'a:\n  - id: x\n    kind said\n    by: d\n',
      '3:5',
      'no colon after the key; write "kind: …", or put a text on the line of its key',
    ],
    ['a:\n  -id: x\n    b: c\n', '2:3', 'no space after the dash; write "- "'],
    ['a:\n  - { id: x }\n  { id: y }\n', '3:3', 'no dash before {; write "- {"'],
    ['a:\n  - { id: x at: ¶2 }\n', '2:13', 'a comma is missing before "at:"; write one'],
    [
      'a:\n  - { id: x, text: b # c }\n',
      '2:22',
      'the text ends before " #"; put it in double quotation marks, or a remark on a line of its own',
    ],
    ['a:\n  - id: x\n    kind： said\n', '3:9', 'the colon is a wide one (U+FF1A); write a plain ":"'],
    [
      'a:\n  - id: x\n    text: “He said: no”\n',
      '3:11',
      '“ is no quotation mark of YAML; put the text in straight ones, "…"',
    ],
    ['a:\n  - id: x\n    text: *b* c\n', '3:11', 'a text that begins with * goes in double quotation marks'],
    ['a:\n  - id: x\n    text: | b\n', '3:11', 'a text that begins with | goes in double quotation marks'],
    [
      "a:\n  - id: x\n    text: 'It's late'\n",
      '3:11',
      'an apostrophe ends a text in single quotation marks; put it in double ones',
    ],
    [
      'a:\n  - id: x\n    text: They met\n    for more than a day\n',
      '4:5',
      'goes on with the "text" of the line above; write a text on one line',
    ],
    [
      'a:\n  - id: x\n    text: He said: no\n',
      '3:11',
      'a text with ": " in it goes in double quotation marks',
    ],
    [
      'a:\n  - id: x\n    text: "A" and B\n',
      '3:11',
      'goes on after the closing quotation mark; put the whole text in quotation marks',
    ],
    [
      'a:\n  - id: x\n    text: "A and B\n    by: d\n',
      '3:11',
      'the quotation mark " is never closed; write it at the end of the text as well',
    ],
    ['a:\n  - id: x\n    text: - b\n', '3:11', dash],
    ['a:\n  - id: x\n    text: [b] c\n', '3:11', 'a text that begins with [ goes in double quotation marks'],
    [
      'a:\n  - id: x\n    text: @b\n',
      '3:11',
      'a text that begins with @, ` or % goes in double quotation marks; put it in them',
    ],
    ['a:\n  - { id: x, text: b [c] d }\n', '2:22', brackets],
    ['a:\n  - { id: x, text: b: c }\n', '2:20', brackets],
    [
      'id: a\n---\nid: b\n',
      '2:1',
      'the file has a second document after "---"; put it into a file of its own',
    ],
    ['id: !date x\n', '1:5', 'tags (!) are not used here; write the value in quotation marks'],
    ['id: a\ntitle: b\nid: c\n', '3:1', 'this key stands twice in one entry; keep one of the two'],
    ['id: &a [x]\nb: *a\n', '1:8', 'anchors and aliases (& and *) are not used here; write the value out'],
    ['', '1:1', 'the file is empty; see the templates in CONTRIBUTING.md'],
    ['# only a remark\n', '1:1', 'the file is empty; see the templates in CONTRIBUTING.md'],
  ])('%j is told once, at its place', (text, place, what) => {
    const parsed = parseYaml(text);
    expect(parsed.ok ? [] : parsed.faults.map((one) => [`${one.line}:${one.column}`, one.what])).toEqual([
      [place, what],
    ]);
  });

  test('is one line for each file that is not YAML, whatever is in it', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const parsed = parseYaml(text);
        if (parsed.ok) return;
        const lines = text.split('\n').length;
        for (const { line, column, what } of parsed.faults) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
          expect(what).not.toBe('');
        }
        if (parsed.faults.length > 1)
          expect(parsed.faults.every(({ what }) => /stands twice|is not a key/.test(what))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile files', () => {
  const within = (ms: number, work: () => unknown) => {
    const before = process.threadCpuUsage();
    work();
    // Processor time, which other work on the machine does not stretch.
    expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(ms);
  };

  test('ninety thousand keys in a map take no more time than their bytes', () => {
    const text = Array.from({ length: 90_000 }, (_, n) => `k${n}: v`).join('\n');
    within(10_000, () => {
      const parsed = parseYaml(text);
      expect(parsed.ok ? '' : parsed.faults[0]?.what).toMatch(/^has 90000 entries, more than 5000/);
    });
  });

  test('aliases that stand for each other a billion times cost nothing', () => {
    const rows = Array.from(
      { length: 9 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]\n`,
    );
    const parsed = parseYaml(`l0: &l0 [x]\n${rows.join('')}`);
    expect(parsed.ok ? [] : parsed.faults).toHaveLength(1);
  });

  test('lists in lists without end are refused', () => {
    const parsed = parseYaml('['.repeat(5_000));
    expect(parsed.ok ? '' : parsed.faults[0]?.what).toContain('is nested too deeply to be read');
  });
});

test('a large file is parsed and located in a thread, with the same result', async () => {
  const entries = Array.from({ length: 1_500 }, (_, n) => `  - id: p${n}\n    text: >\n      folded\n`);
  const text = `points:\n${entries.join('')}`;
  const reader = createYamlReader();
  try {
    expect(await reader.parse(Buffer.from(text))).toEqual(parseYaml(text));
    const places = [{ path: ['points', 1_200, 'text'], at: 'key' } as const];
    expect(await reader.locate(Buffer.from(text), places)).toEqual(locateAll(text, places));
    const broken = `${text}  - id: [`;
    expect(await reader.parse(Buffer.from(broken))).toEqual(parseYaml(broken));
  } finally {
    await reader.close();
  }
});
