// The example of CONTRIBUTING.md is a content folder with its archive: it has to pass, and to show every key.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { checkContent, loadContent, verifyContent } from '../../src/content/load.ts';
import { jsonSchemas } from '../../src/content/schema-json.ts';
import { stampOfPoint, stampOfTalk } from '../../src/content/translations.ts';

const TODAY = Date.UTC(2026, 3, 16);
const TALK = 'oslo-2026-04-14';
/** Written by `content -- verify`, so no template has it. */
const SEAL_KEYS: ReadonlySet<string> = new Set(['seal', 'text', 'passages', 'claims', 'elsewhere']);

/** The text of each file of the example, by its path. */
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const guide = await readFile(path.join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8');
  const blocks = guide.matchAll(/`([\w/.-]+\.(?:yaml|txt))`:?\n\n```(?:yaml|text)\n(.*?)```/gs);
  files = new Map(Array.from(blocks, ({ 1: file = '', 2: text = '' }) => [file, text]));
});

async function written(): Promise<{ readonly content: string; readonly archive: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contributing-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, text] of files) {
    const target = path.join(folder, file.endsWith('.txt') ? 'archive' : '', file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return { content: path.join(folder, 'content'), archive: path.join(folder, 'archive') };
}

test('the example passes the check by its own texts, and can be sealed', async () => {
  const { content, archive } = await written();
  const verified = await verifyContent(content, archive);
  expect(verified.problems).toEqual([]);
  expect(verified).toMatchObject({ sealed: 3, written: 1, missing: [] });
  for (const texts of [archive, undefined]) {
    const { problems, warnings } = await checkContent(content, TODAY, texts);
    expect(problems).toEqual([]);
    const told = warnings.map(({ entry, what }) => `${entry}: ${what}`);
    // What an example of every key cannot help: it uses not all of its entries, and has few sources and one talk.
    const known =
      /nothing in the content uses|rests on one origin|is the only talk of the series|uk\.yaml|not translated/;
    expect(told.filter((one) => !known.test(one))).toEqual([]);
  }
});

test('its translation carries the stamps of its English', async () => {
  const { content } = await written();
  const catalogue = await loadContent(content);
  const talk = catalogue.talk(TALK);
  const russian = parse(files.get(`content/talks/${TALK}/ru.yaml`) ?? '', { schema: 'failsafe' });
  const stamps = Object.fromEntries(
    [...catalogue.everyPoint()]
      .filter(({ point }) => russian.points[point.id] !== undefined)
      .map(({ point }) => [point.id, stampOfPoint(point)]),
  );
  expect(Object.keys(stamps)).toEqual(Object.keys(russian.points));
  expect(talk && stampOfTalk(talk)).toBe(russian.talk.of);
  for (const [id, stamp] of Object.entries(stamps))
    expect(`${id} ${russian.points[id].of}`).toBe(`${id} ${stamp}`);
});

test('the templates show every key that the schemas have', () => {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    const [kind = ''] = name.split('.');
    const ending = kind === 'translation' ? 'ru.yaml' : `${kind}.yaml`;
    const file = [...files.keys()].find((one) => path.basename(one) === ending);
    const shown = keysIn(parse(files.get(file ?? '') ?? '', { schema: 'failsafe' }));
    const missing = [...propertiesIn(JSON.parse(schema))].filter(
      (key) => !shown.has(key) && !(kind === 'sources' && SEAL_KEYS.has(key)) && !isInRemark(key, file),
    );
    expect({ file, missing }).toEqual({ file, missing: [] });
  }
});

/** A draft is not published: in the example, the key stands behind a `#`. */
function isInRemark(key: string, file = ''): boolean {
  return key === 'draft' && files.get(file)?.includes('\n# draft: true\n') === true;
}

function keysIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const inner = Object.values(value).flatMap((one) => [...keysIn(one)]);
  return new Set([...(Array.isArray(value) ? [] : Object.keys(value)), ...inner]);
}

/** The names of all properties that a JSON Schema describes. */
function propertiesIn(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return new Set([...own, ...Object.values(schema).flatMap((one) => [...propertiesIn(one)])]);
}
