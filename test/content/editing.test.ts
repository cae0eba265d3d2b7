// What the desk makes of what is typed: ids, translations in their files, and mistakes in the words of a form.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { changeTranslation, renameTranslation } from '../../src/content/editing/change-translation.ts';
import { isId } from '../../src/content/editing/folder.ts';
import { idOfEntry, idOfText } from '../../src/content/editing/fresh-id.ts';
import { writeWhole } from '../../src/content/editing/whole-file.ts';
import { checkRound } from '../../src/content/load.ts';
import { contentFolder, edit, FILES, OSLO, RUSSIAN, TALK } from './folder.ts';

const NONE: ReadonlySet<string> = new Set();

test.each([
  ['The herring quota is left at 40,000 tonnes', 'herring-quota-left-40000-tonnes'],
  ['There is no secret deal on cod', 'no-secret-deal-cod'],
  ['Гарантии безопасности станут обязывающим текстом', 'garantii-bezopasnosti-stanut'],
  ['Україна пропонує перемир’я', 'ukraina-proponuie-peremyria'],
  ['Fællesmøde i Ålesund', 'faellesmode-alesund'],
  ['停火协议', ''],
])('a point that says %j is called %s', (text, id) => {
  expect(idOfText(text, NONE)).toBe(id);
});

test.each([
  ['person', 'Ursula von der Leyen', [], 'von-der-leyen'],
  ['person', 'Володимир Зеленський', [], 'zelensky'],
  ['person', 'Kari Berg', ['berg'], 'kari-berg'],
  ['person', 'Robert F. Kennedy Jr.', [], 'kennedy'],
  ['outlet', 'The Baltic Observer', [], 'baltic-observer'],
  ['outlet', 'Українська правда', ['ukrainska-pravda'], 'ukrainska-pravda-2'],
  ['promise', 'Icelandic inspectors are to come to Bergen', [], 'icelandic-inspectors-come-bergen'],
] as const)('a %s %s is called by its telling part', (kind, name, taken, id) => {
  expect(idOfEntry(kind, name, new Set(taken))).toBe(id);
});

test('an id is always one, and never taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.boolean(), (text, isTaken) => {
      const first = idOfText(text, NONE);
      const id = isTaken ? idOfText(text, new Set([first])) : first;
      expect(id === '' || isId(id)).toBe(true);
      if (isTaken && first !== '') expect(id).not.toBe(first);
    }),
  );
});

test('a translation goes to its place, and everything else in the file stays', () => {
  const begun = changeTranslation(
    '',
    { of: 'point', id: 'b' },
    { of: '123456', text: 'Б' },
    ['a', 'b'],
    'ru.yaml',
  );
  expect(begun).toBe(
    '# yaml-language-server: $schema=../../schema/translation.schema.json\npoints:\n  b:\n    of: "123456"\n    text: Б\n',
  );
  const more = changeTranslation(
    changeTranslation(begun, { of: 'point', id: 'a' }, { of: '1e1000', text: 'А' }, ['a', 'b'], 'ru.yaml'),
    { of: 'talk' },
    { of: 'abcdef', title: 'Т', about: '' },
    [],
    'ru.yaml',
  );
  expect(Object.keys(parse(more))).toEqual(['talk', 'points']);
  expect(parse(more).points).toEqual({ a: { of: '1e1000', text: 'А' }, b: { of: '123456', text: 'Б' } });
  expect(more.split('\n')[0]).toContain('yaml-language-server');
  const remark = more.replace('  b:\n', '  # English now: B\n  # by Olga\n  b:\n');
  const seen = changeTranslation(
    remark,
    { of: 'point', id: 'b' },
    { of: '654321', text: 'Б!' },
    [],
    'ru.yaml',
  );
  expect(seen).toContain('  # by Olga\n  b:\n    of: "654321"\n    text: Б!\n');
  expect(seen).not.toContain('English now');
  expect(parse(renameTranslation(seen, 'b', 'c', 'ru.yaml')).points.c.text).toBe('Б!');
  expect(parse(changeTranslation(seen, { of: 'point', id: 'a' }, undefined, [], 'ru.yaml')).points.a).toBe(
    undefined,
  );
});

/** How files are written: keys, lists, files, commands. A form has none of that. */
const NOTATION =
  /\b[a-z]+: (?!it stands)|[{}[\]]|\.yaml|content --|write "|"(?:by|title|also|carries|of|at)"/;

test('a file that is saved while what replaces it goes to the disk stays as it was saved', async () => {
  const folder = await contentFolder();
  const file = path.join(folder, TALK);
  const written = writeWhole(file, 'ours', async () => {
    // All but the name is there.
    expect((await readdir(path.dirname(file))).filter((name) => name.endsWith('.partial'))).toHaveLength(1);
    await writeFile(file, 'theirs');
    throw new Error('saved by another program');
  });
  await expect(written).rejects.toThrow('saved by another program');
  expect(await readFile(file, 'utf8')).toBe('theirs');
  expect((await readdir(path.dirname(file))).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('mistakes are said to who fills in a form without the notation of files', async () => {
  const wrong: readonly ((text: string) => string)[] = [
    edit('lead: [cod-quota]', 'lead: [cod-qota]'),
    edit('place: oslo', 'place: bergen'),
    edit('date: 2024-05-02\n', 'date: 2024\n'),
    edit('    by: [norway, iceland]', '    by: [norway]'),
    edit('    by: [berg]', '    by: []'),
    edit('    by: [berg]', '    by: [nobody]'),
    edit('of: berg }', 'of: jonsson }'),
    edit('answers:\n      - { to: secret-deal, how: denies }', 'told: [norway]'),
    edit('kind: reported', 'kind: agreed'),
    edit('says: partly, note: for two years', 'says: partly'),
    edit('text: The result is fair to the crews', 'text: ""'),
    edit('part: host', 'part: ""'),
    edit(
      '    citations:\n      - { source: gazette-0503, at: ¶4, passage: we can live with it }',
      '    citations: []',
    ),
    edit('at: ¶4, passage: we can live with it', 'at: "", passage: ""'),
    edit('{ to: secret-deal, how: denies }', '{ to: no-secret, how: denies }'),
    edit(
      'quote: { text: We can live with it, of: berg }',
      'quote: { text: We can live with it, of: berg, original: Godt }',
    ),
    edit('topics: [fishing]', 'topics: []'),
    edit('form: meeting\nlead: [cod-quota]', 'form: meeting'),
  ];
  for (const change of wrong) {
    const folder = await contentFolder({ [TALK]: change });
    const { problems } = await checkRound(folder, OSLO, Date.UTC(2024, 5, 1), undefined);
    expect(problems.length).toBeGreaterThan(0);
    for (const { what, inForm = what } of problems) expect(inForm).not.toMatch(NOTATION);
  }
});

test('warnings of a round name what its entries lack, and only its own', async () => {
  const folder = await contentFolder({
    'outlets.yaml': (text) => `${text.replace(', owner: state', '')}  - { id: other, name: Other }\n`,
    'people.yaml': edit(
      'names: { ru: { name: Ола Берг, short: Берг }, uk: { name: Ола Берг, short: Берг } }\n    ',
      '',
    ),
    [RUSSIAN]: edit('d78b76', '000000'),
  });
  const { problems, warnings } = await checkRound(folder, OSLO, Date.UTC(2024, 5, 1), undefined);
  expect(problems).toEqual([]);
  const said = warnings.map(({ entry, inForm }) => `${entry}: ${inForm}`);
  expect(said).toContain('outlet wire: has no owner, which evidence tells readers; write it if you know');
  expect(said).toContain('person berg: has no name in Russian and Ukrainian; write both');
  expect(said.filter((line) => line.startsWith('outlet other'))).toEqual([]);
  expect(said.some((line) => line.includes('correct it, or say that it still fits'))).toBe(true);
  for (const { what, inForm = what } of warnings) expect(inForm).not.toMatch(NOTATION);
  expect(Object.keys(FILES)).toContain(RUSSIAN);
});
