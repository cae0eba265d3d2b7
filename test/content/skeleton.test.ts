// Translations to go on with: nothing that is right is touched, and what is empty is shown in English meanwhile.

import { expect, test } from 'vitest';
import { translationSkeleton } from '../../src/content/editing/skeleton.ts';
import { checkContent, loadContent } from '../../src/content/load.ts';
import { type Changes, changed, contentFolder, edit, OSLO, RUSSIAN, TALK } from './folder.ts';

async function skeleton(changes: Changes = {}, language = 'ru') {
  const catalogue = await loadContent(await contentFolder(changes));
  const talk = catalogue.talk(OSLO);
  if (!talk) throw new Error('the fixture has a talk');
  const points = [...catalogue.everyPoint()].map(({ point }) => point);
  const file = `talks/${OSLO}/${language}.yaml`;
  const before = changed(file, changes);
  return translationSkeleton(before === undefined ? undefined : String(before), talk, points, language, file);
}

test('what is missing is put in its place, empty, with its English above', async () => {
  const { text, missing, stale } = await skeleton();
  expect([missing, stale]).toEqual([2, 0]);
  expect(
    text,
  ).toBe(`talk: { of: "3e6777", title: Переговоры в Осло, about: Норвегия–Исландия, roles: { jonsson: спецпосланник } }
points:
  cod-quota: { of: "d78b76", text: Квота трески остаётся прежней, notes: [ на два года ] }
  # English: A secret deal on herring exists
  secret-deal:
    of: "e2c62a"
    text: ""
  # English: There is no secret deal
  no-secret:
    of: "af17e9"
    text: ""
  fair-result: { of: "752dc4", text: Для экипажей итог справедлив, quote: Нас это устраивает }
`);
  // A second run adds nothing, and one after the work is done takes the remarks away.
  expect((await skeleton({ [RUSSIAN]: text })).text).toBe(text);
  const done = text.replaceAll('text: ""', 'text: Готово');
  expect((await skeleton({ [RUSSIAN]: done })).text).toBe(done.replace(/ *# English.*\n/g, ''));
});

test('a file half done can be published: what is empty counts as not translated', async () => {
  const { text } = await skeleton();
  const folder = await contentFolder({ [RUSSIAN]: text });
  const { problems, warnings } = await checkContent(folder, Date.UTC(2024, 5, 1));
  expect(problems).toEqual([]);
  expect(warnings.map(({ what }) => what)).toContain(
    'secret-deal, no-secret are not translated, and shown in English; translate them',
  );
  const russian = (await loadContent(folder)).in('ru');
  expect(russian.talk(OSLO)?.points.map(({ text: words }) => words)).toEqual([
    'Квота трески остаётся прежней',
    'A secret deal on herring exists',
    'There is no secret deal',
    'Для экипажей итог справедлив',
  ]);
});

test('what was translated from an earlier English keeps its words, and its stamp until somebody has looked', async () => {
  const changes = {
    [TALK]: edit('text: The cod quota stays as it is', 'text: The cod quota is kept'),
    [RUSSIAN]: edit('  cod-quota: {', '  # мой комментарий\n  cod-quota: {'),
  };
  const { text, missing, stale } = await skeleton(changes);
  expect([missing, stale]).toEqual([2, 1]);
  expect(text).toContain(`  # мой комментарий
  # English now: The cod quota is kept | for two years
  # English: when the translation says so, write of: "`);
  expect(text).toContain(
    '  cod-quota: { of: "d78b76", text: Квота трески остаётся прежней, notes: [ на два года ] }',
  );
  expect((await skeleton({ ...changes, [RUSSIAN]: text })).text).toBe(text);
});

test('a part that is lacking is added to what is there', async () => {
  const { text, missing } = await skeleton({ [RUSSIAN]: edit(', quote: Нас это устраивает', '') });
  expect(missing).toBe(3);
  expect(text).toContain('fair-result: { of: "752dc4", text: Для экипажей итог справедлив, quote: "" }');
});

test('a language without a file gets one with all there is to say', async () => {
  const { text, missing } = await skeleton({}, 'uk');
  expect(missing).toBe(5);
  expect(text).toMatch(
    /^# yaml-language-server: .*\n# English: Oslo talks \| Norway–Iceland \| Special envoy\ntalk:\n/,
  );
  expect(text).toContain('    text: ""\n    notes:\n      - ""\n');
  const file = `talks/${OSLO}/uk.yaml`;
  expect((await skeleton({ [file]: text }, 'uk')).text).toBe(text);
  const folder = await contentFolder({ [file]: text });
  expect((await checkContent(folder, Date.UTC(2024, 5, 1))).problems).toEqual([]);
});
