// What could be better is told apart from what is wrong, and keeps nothing from loading.

import { expect, test } from 'vitest';
import { checkContent } from '../../src/content/load.ts';
import { type Changes, contentFolder, edit, OSLO, RUSSIAN, SOURCES, TALK } from './folder.ts';

const TODAY = '2024-06-01';

async function warningsWith(changes: Changes, today = TODAY): Promise<readonly string[]> {
  const { catalogue, problems, warnings } = await checkContent(
    await contentFolder(changes),
    Date.parse(today),
  );
  expect(problems).toEqual([]);
  expect(catalogue).toBeDefined();
  return warnings.map(({ entry, what }) => `${entry}: ${what}`);
}

const inTalk = (from: string, to: string): Changes => ({ [TALK]: edit(from, to) });

/** Those that the fixture has by itself. */
const usual = await (async () => {
  let lines: readonly string[] = [];
  return async () => {
    if (lines.length === 0) lines = await warningsWith({});
    return new Set(lines);
  };
})();

test('the fixture rests on one origin, is not sealed and only half translated', async () => {
  expect([...(await usual())]).toEqual([
    `ru of ${OSLO}: secret-deal, no-secret are not translated, and shown in English; translate them`,
    ...['gazette-0503', 'wire-0503'].map(
      (id) => `source ${id}: has no seal; run "content -- verify" with the archive`,
    ),
    `talk ${OSLO}: has no uk.yaml; npm run content -- translate uk ${OSLO} begins one`,
    ...['cod-quota', 'secret-deal', 'no-secret', 'fair-result'].map(
      (id) => `point ${id}: rests on one origin, gazette; cite an independent source where there is one`,
    ),
  ]);
});

test.each<[string, Changes, string]>([
  [
    'an http address',
    { [SOURCES]: edit('https://gazette', 'http://gazette') },
    'source gazette-0503: is an http address; write https where the page has one',
  ],
  [
    'no day of publication',
    { [SOURCES]: edit('    published: 2024-05-03\n    url', '    url') },
    'source gazette-0503: has no day of publication',
  ],
  [
    'no title',
    { [SOURCES]: edit('    title: Talks end in Oslo\n', '') },
    'source gazette-0503: has no title',
  ],
  [
    'a text that ages',
    inTalk('is fair to', 'is now fair to'),
    'point fair-result: "now" will not be true later',
  ],
  [
    'a long text',
    inTalk('The result is fair', `The result ${'really '.repeat(30)}is fair`),
    'point fair-result: has 241 characters; can it be said in 200?',
  ],
  [
    'two sentences',
    inTalk('is fair to the crews', 'is fair. So say the crews'),
    'point fair-result: has two sentences; can they be two points?',
  ],
  [
    'two words quoted',
    inTalk('text: We can live with it', 'text: live with'),
    'point fair-result: quotes fewer than 3 words',
  ],
  [
    'a subject of another topic',
    {
      'subjects.yaml': edit('topic: fishing', 'topic: overview'),
      [TALK]: edit('[overview, fishing]', '[fishing]'),
    },
    'point cod-quota: belongs to the topic overview, which is not among the point',
  ],
  [
    'nobody on that day',
    { 'people.yaml': edit('{ role: Skipper,', '{ role: Skipper, since: 2025,') },
    'point fair-result: "berg" has no role on 2024-05-02',
  ],
  [
    'a first step that is no beginning',
    inTalk('step: made', 'step: begun'),
    'promise quota-kept: its first step is begun; add the point in which it was made',
  ],
  [
    'a promise past due',
    { 'promises.yaml': edit('    names:', '    due: 2024-05-31\n    names:') },
    'promise quota-kept: was due 2024-05-31, and nothing says what came of it',
  ],
  [
    'a series of one',
    inTalk('form: meeting\n', 'form: meeting\nseries: cod\n'),
    `talk ${OSLO}: is the only talk of the series cod`,
  ],
  [
    'a person nobody names',
    {
      'people.yaml': (text) =>
        `${text}  - { id: idle, name: I, short: I, names: { ru: { name: И, short: И }, uk: { name: І, short: І } } }\n`,
    },
    'person idle: nothing in the content uses "idle"; leave it out, or use it',
  ],
  [
    'a source nobody cites',
    { [SOURCES]: (text) => `${text}  - { id: idle, outlet: wire, form: post }\n` },
    'source idle: nothing cites or carries "idle"',
  ],
  [
    'no name in another language',
    { 'places.yaml': edit(', names: { ru: Осло, uk: Осло }', ', names: { ru: Осло }') },
    'place oslo: oslo has no name in uk; write names: { uk: … }',
  ],
  [
    'a stale translation',
    { [RUSSIAN]: edit('752dc4', '000000') },
    'point fair-result: was translated from an earlier version, and is shown in English',
  ],
  [
    'a translation without a stamp',
    { [RUSSIAN]: edit('752dc4', '') },
    'point fair-result: has no stamp, and is shown in English; write of: with what npm run content -- stamp prints',
  ],
  [
    'a head without a stamp',
    { [RUSSIAN]: (text) => text.replace(/of: "[0-9a-f]{6}"/, 'of: ""') },
    `ru of ${OSLO}: has no stamp`,
  ],
  [
    'half a translation',
    { [RUSSIAN]: edit(', quote: Нас это устраивает', '') },
    'point fair-result: lacks a part that the English has',
  ],
  [
    'a translation of nothing',
    { [RUSSIAN]: (text) => `${text}  nothing: { of: "000000", text: Ничего }\n` },
    'point nothing: is not a point of the talk; leave it out',
  ],
  [
    'a stale head',
    inTalk('title: Oslo talks', 'title: Talks in Oslo'),
    `ru of ${OSLO}: was translated from an earlier version`,
  ],
])('%s', async (_what, changes, expected) => {
  const known = await usual();
  const added = (await warningsWith(changes)).filter((line) => !known.has(line));
  expect(added.filter((line) => line.startsWith(expected))).toHaveLength(1);
});

test('a promise that was kept, or is not due yet, is no warning', async () => {
  const due = { 'promises.yaml': edit('    names:', '    due: 2024-05-31\n    names:') };
  const overdue = async (changes: Changes, today?: string) =>
    (await warningsWith(changes, today)).filter((line) => line.includes('was due'));
  expect(await overdue(due, '2024-05-31')).toEqual([]);
  const kept = inTalk(
    '    text: There is no secret deal\n',
    '    text: There is no secret deal\n    promise: { id: quota-kept, step: kept }\n',
  );
  expect(await overdue({ ...due, ...kept })).toEqual([]);
});

test('two origins are no warning', async () => {
  const changes = { [SOURCES]: edit('    carries: gazette-0503\n', '') };
  const lines = (await warningsWith(changes)).filter((line) => line.includes('rests on one origin'));
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'point secret-deal',
    'point no-secret',
    'point fair-result',
  ]);
});
