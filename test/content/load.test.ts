// Every mistake an editor can make in an entry gets a line that says where it is and what to write.

import { describe, expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { RESERVED_COMMANDS } from '../../src/content/schema.ts';
import { ContentError } from '../../src/errors.ts';
import {
  type Changes,
  contentFolder,
  edit,
  OSLO,
  placeOf,
  problemsWith,
  RUSSIAN,
  SOURCES,
  TALK,
} from './folder.ts';

const inTalk = (from: string, to: string): Changes => ({ [TALK]: edit(from, to) });

/** Expects one problem, at the place where the snippet stands in the changed file. */
async function expectProblem(
  file: string,
  changes: Changes,
  snippet: string,
  entryAndWhat: string,
): Promise<void> {
  expect(await problemsWith(changes)).toEqual([
    `${file}:${placeOf(file, changes, snippet)}: ${entryAndWhat}`,
  ]);
}

test('content without a mistake loads', async () => {
  const catalogue = await loadContent(await contentFolder());
  expect(catalogue.talks.map((talk) => talk.points.length)).toEqual([4]);
});

describe('keys', () => {
  test('an unknown key gets the nearest one suggested', async () => {
    await expectProblem(
      TALK,
      inTalk('    quote: {', '    qoute: {'),
      'qoute',
      'point fair-result: unknown key "qoute"; write "quote"',
    );
  });

  test('an unknown key like no other gets all of them listed', async () => {
    await expectProblem(
      TALK,
      inTalk('    quote: {', '    colour: {'),
      'colour',
      'point fair-result: unknown key "colour"; write one of id, topics, subject, kind, by, told, text, date, promise, answers, quote, citations, …',
    );
  });

  test('a misspelt key that must be there is one mistake, not two', async () => {
    const what = `talk ${OSLO}: unknown key "titel"; write "title"`;
    await expectProblem(TALK, inTalk('title: Oslo', 'titel: Oslo'), 'titel', what);
  });

  test.each([
    ['    kind: said\n', 'id: fair-result', 'has no "kind"; write kind: said, or another kind'],
    [', at: ¶4', '{ source: gazette-0503, passage: we', 'has no "at"; write at: ¶12'],
  ])('without %j the entry is named with what to write', async (line, at, what) => {
    await expectProblem(TALK, inTalk(line, ''), at, `point fair-result: ${what}`);
  });

  test('an entry without an id is counted', async () => {
    const changes = inTalk('- id: fair-result\n    topics', '- topics');
    const place = placeOf(TALK, changes, 'topics: [fishing]\n    kind: said');
    expect(await problemsWith(changes)).toEqual([
      `${TALK}:${place}: point no. 4: has no "id"; write id: short-name`,
    ]);
  });

  test('a text with a comma in { } is told as that', async () => {
    const changes = inTalk('We can live with it, of', 'We can live, with it, of');
    await expectProblem(
      TALK,
      changes,
      'with it, of',
      'point fair-result: "with it" stands in { } without a value; put a text with a comma in it in double quotation marks',
    );
  });

  test('a no-break space before a key is told as that', async () => {
    const changes = inTalk('    kind: said', '    kind: said\n\u00a0about: x');
    const lines = await problemsWith(changes);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/holds a character that is none of a-z|no-break space/);
  });
});

describe('keys of the format before', () => {
  test.each([
    [
      'point',
      '    citations:\n      - { source: gazette-0503, at: ¶4',
      '    sources:\n      - { source: gazette-0503, at: ¶4',
      '"sources" is written another way now; write "citations"',
    ],
    [
      'point',
      '    promise: { id: quota-kept, step: made }',
      '    commitment: { status: announced }',
      '"commitment" is written another way now; write "promise"',
    ],
    [
      'point',
      '    answers:\n      - { to: secret-deal, how: denies }',
      '    denies: secret-deal',
      '"denies" is written another way now; write "answers"',
    ],
    [
      'point',
      '{ source: gazette-0503, at: ¶4',
      '{ id: gazette-0503, at: ¶4',
      '"id" is written another way now; write "source"',
    ],
    ['point', '¶4, passage:', '¶4, exact:', '"exact" is written another way now; write "passage"'],
    [
      'point',
      'quote: { text: We can live with it, of: berg }',
      'quote: We can live with it',
      '"quote" is written another way now; write quote: { text: …, of: whose words they are }',
    ],
    [
      'talk',
      'place: oslo',
      'place: { city: Oslo, country: Norway }',
      '"place" is written another way now; write place: an id of places.yaml',
    ],
    [
      'talk',
      'points:\n',
      'speakers: []\npoints:\n',
      '"speakers" is written another way now; write the roles of each person in people.yaml',
    ],
    [
      'talk',
      'points:\n',
      'timeline: []\npoints:\n',
      '"timeline" is written another way now; write the dates of points',
    ],
    ['talk', 'points:\n', 'language: en\npoints:\n', '"language" is written another way now; write nothing'],
  ])('of a %s: %j', async (_entry, from, to, what) => {
    const lines = await problemsWith(inTalk(from, to));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(what);
  });

  test('of a source', async () => {
    const changes = { [SOURCES]: edit('carries: gazette-0503', 'via: gazette-0503') };
    expect((await problemsWith(changes))[0]).toContain('"via" is written another way now; write "carries"');
  });
});

describe('references', () => {
  const somewhere = 'people.yaml, parties.yaml or outlets.yaml';

  test.each([
    [
      'by: [berg]',
      'by: [breg]',
      'breg',
      `"by" names "breg", which is not in ${somewhere}; write "berg", or add "breg"`,
    ],
    [
      'by: [berg]',
      'by: [somebody]',
      'somebody',
      `"by" names "somebody", which is not in ${somewhere}; write an id that is there, or add "somebody"`,
    ],
    [
      'subject: quotas',
      'subject: qotas',
      'qotas',
      '"subject" names "qotas", which is not in subjects.yaml; write "quotas", or add "qotas"',
    ],
    ['¶4, passage', '¶4, passage', '', ''],
    [
      'id: quota-kept',
      'id: quota-kpet',
      'quota-kpet',
      '"id" names "quota-kpet", which is not in promises.yaml; write "quota-kept", or add "quota-kpet"',
    ],
  ])('%j → %j', async (from, to, at, what) => {
    if (what === '') return;
    const changes = inTalk(from, to);
    const lines = (await problemsWith(changes)).filter((line) => line.includes('which is not'));
    expect(lines).toEqual([expect.stringContaining(`:${placeOf(TALK, changes, at)}: `)]);
    expect(lines[0]).toContain(what);
  });

  test('an id that is missing is told once, where it is met first, however often it is used', async () => {
    const changes = {
      [TALK]: (text: string) => text.replaceAll('source: gazette-0503', 'source: gazete-0503'),
    };
    await expectProblem(
      TALK,
      changes,
      'gazete-0503',
      'delegation norway: "source" names "gazete-0503", which is not in a sources.yaml (5 times in all); write "gazette-0503", or add "gazete-0503"',
    );
  });

  test('a suggestion differs by two letters at most', async () => {
    const changes = inTalk('by: [berg]', 'by: [iceberg]');
    expect((await problemsWith(changes))[0]).toMatch(/write an id that is there, or add "iceberg"$/);
  });

  test('a person where a party belongs is told as that', async () => {
    const changes = inTalk('party: iceland', 'party: jonsson');
    expect((await problemsWith(changes))[0]).toContain(
      '"party" names "jonsson", which is not in parties.yaml; it is in people.yaml, so write another, or add "jonsson"',
    );
  });

  test('a name where an id belongs gets the id', async () => {
    await expectProblem(
      TALK,
      inTalk('by: [berg]', 'by: [Ola Berg]'),
      'Ola Berg',
      'point fair-result: an item of "by" is the name "Ola Berg", not an id; write berg',
    );
  });

  test('links between registry entries have to lead somewhere, and not in a circle', async () => {
    const changes = {
      'parties.yaml': edit('of: norway', 'of: norwey'),
      [SOURCES]: edit('carries: gazette-0503', 'carries: wire-0503'),
    };
    expect(await problemsWith(changes)).toEqual([
      expect.stringContaining('party fishery-ministry: "of" names "norwey", which is not in parties.yaml'),
      expect.stringContaining('source wire-0503: "carries" leads back to itself'),
    ]);
  });

  test('a broken entry is blamed once, and what names it is not', async () => {
    const changes = { 'people.yaml': edit('    short: Berg\n', '') };
    expect(await problemsWith(changes)).toEqual([
      expect.stringContaining('person berg: has no "short"; write short: the name in front of a statement'),
    ]);
  });
});

describe('ids', () => {
  test('two points of a talk cannot share one', async () => {
    const changes = inTalk('- id: fair-result', '- id: secret-deal');
    expect(await problemsWith(changes)).toContainEqual(
      expect.stringContaining(
        'point secret-deal: the id "secret-deal" stands twice; give one of the two another id',
      ),
    );
  });

  test('people, parties and outlets share their ids, but for a government and its own outlet', async () => {
    const person = (id: string) => (text: string) => `${text}  - { id: ${id}, name: I, short: I }\n`;
    expect(await problemsWith({ 'people.yaml': person('iceland') })).toEqual([
      expect.stringContaining(
        'the id "iceland" is taken in parties.yaml; people, parties and outlets share their ids',
      ),
    ]);
    const outlet = (owner: string) => (text: string) =>
      `${text}  - { id: fishery-ministry, name: M, owner: ${owner} }\n`;
    expect(await problemsWith({ 'outlets.yaml': outlet('state') })).toHaveLength(1);
    expect(await problemsWith({ 'outlets.yaml': outlet('government') })).toEqual([]);
  });

  test('a source stands once, whichever talk cites it', async () => {
    const other = 'talks/bergen/sources.yaml';
    const changes = {
      'talks/bergen/talk.yaml': (_: string) => BERGEN,
      [other]: (_: string) =>
        `sources:\n  - { id: gazette-0503, outlet: gazette, form: article, language: en, read: whole }\n`,
    };
    expect(await problemsWith(changes)).toEqual([
      expect.stringContaining(
        `the source "gazette-0503" stands in ${other} too; every talk may cite it, so leave it out here`,
      ),
    ]);
    expect(await problemsWith({ ...changes, [other]: null })).toEqual([]);
  });

  test('an id is a slug', async () => {
    const changes = inTalk('- id: fair-result', '- id: Fair_Result');
    await expectProblem(
      TALK,
      changes,
      'Fair_Result',
      'point Fair_Result: "id" is not an id; write lower-case letters, digits and single hyphens, like "swift-banks"',
    );
  });

  test("a talk's id is the name of its folder", async () => {
    await expectProblem(
      TALK,
      inTalk('id: oslo-2024-05-02', 'id: oslo'),
      'oslo\n',
      `talk ${OSLO}: the id "oslo" is not the folder's name; write id: ${OSLO} or rename the folder to oslo`,
    );
  });
});

const BERGEN = `id: bergen
title: Bergen talks
about: Norway–Iceland
date: 2024-09-10
place: oslo
form: meeting
lead: [met]
delegations:
  - { party: norway, part: host, members: [], citations: [{ source: gazette-0503, at: ¶1, passage: the minister received the guests }] }
points:
  - id: met
    topics: [overview]
    kind: background
    text: The sides met again
    citations:
      - { source: gazette-0503, at: ¶1, passage: the minister received the guests }
`;

describe('who stands behind a point', () => {
  test.each([
    ['kind: said\n    by: [berg]\n', 'kind: said\n', 'is said by nobody; write by: with the people'],
    ['kind: said\n    by: [berg]\n', 'kind: analysis\n', 'is analysis by nobody'],
    ['by: [norway, iceland]\n    text', 'by: [norway]\n    text', 'is agreed by fewer than two parties'],
    [
      'by: [norway, iceland]\n    text',
      'by: [norway, fishery-ministry]\n    text',
      '"fishery-ministry" did not sit at the table',
    ],
    [
      'by: [norway, iceland]\n    text',
      'by: [norway, jonsson]\n    text',
      '"jonsson" cannot stand here; agreed is by parties',
    ],
    ['part: delegation', 'part: observer', '"iceland" only observed; name parties that negotiated'],
    [
      'by: [norway, iceland]\n    text',
      'by: [norway iceland]\n    text',
      'an item of "by" is not an id but 2 words; put commas between ids, [norway, iceland]',
    ],
    [
      'by: [norway, iceland]\n    text',
      'by: norway, iceland\n    text',
      '"by" is not a list; write by: [norway, iceland]',
    ],
    [
      'by: [wire]',
      'by: [jonsson]',
      '"jonsson" cannot stand here; reported is by outlets or by officials whom nobody names',
    ],
    [
      '    kind: reported\n    by: [wire]',
      '    kind: background\n    by: [norway]',
      '"norway" cannot stand here; background is by nobody, or the outlet whose count it is',
    ],
    [
      '    kind: reported\n    by: [wire]',
      '    kind: open\n    by: [wire]',
      '"wire" cannot stand here; open is by parties',
    ],
    [
      '    kind: reported\n    by: [wire]\n',
      '    kind: open\n',
      'is open by nobody; write by: with the parties between whom it stayed open',
    ],
    ['by: [berg]', 'by: [berg, berg]', '"berg" stands twice in this list; leave one out'],
    ['by: [berg]', 'by: berg', '"by" is not a list; write by: [berg]'],
    [
      '    text: The result',
      '    told: [norway]\n    text: The result',
      'is said; whose account it is goes only with agreed, so leave told out',
    ],
    [
      '    text: The cod',
      '    told: [fishery-ministry]\n    text: The cod',
      '"told" names "fishery-ministry", which is not a delegation of this talk',
    ],
    [
      'text: The result is fair',
      'text: "Berg: The result is fair',
      'begins with "Berg", whose name stands in front of it anyway',
    ],
    [
      'text: The result is fair',
      'text: Ola Berg says the result is fair',
      'begins with "Ola Berg", whose name stands in front of it anyway',
    ],
  ])('%j → %j', async (from, to, what) => {
    const change = to.includes('"Berg:')
      ? (text: string) => text.replace(from, to).replace('to the crews', 'to the crews"')
      : edit(from, to);
    expect((await problemsWith({ [TALK]: change })).join('\n')).toContain(what);
  });

  test('those who agreed sat at one table', async () => {
    const sessions = (parties: string) =>
      inTalk(
        'delegations:\n',
        `sessions:\n  - { id: one, title: One, date: 2024-05-02, parties: [${parties}] }\ndelegations:\n`,
      );
    expect(await problemsWith(sessions('norway, iceland'))).toEqual([]);
    expect(await problemsWith(sessions('norway, fishery-ministry'))).toEqual([
      expect.stringContaining('these parties sat at no table together; name those of one session'),
    ]);
  });
});

describe('answers', () => {
  test.each([
    ['to: secret-deal', 'to: no-secret', 'answers itself; write the id of the point that it answers'],
    [
      'to: secret-deal',
      'to: secret-dael',
      'there is no point "secret-dael" in this talk; write "secret-deal", or add it',
    ],
    [
      'to: secret-deal',
      'to: no-secrets',
      'there is no point "no-secrets" in this talk; write a point that is there, or add it',
    ],
    [
      'to: secret-deal',
      'to: olso/x',
      'there is no talk "olso"; write talk/point of one that is there, or add it',
    ],
    ['to: secret-deal', `to: ${OSLO}/nothing`, 'there is no point "nothing" in this talk'],
    [
      'how: denies',
      'how: confirms',
      'denies nothing; write answers: [{ to: the point that is denied, how: denies }]',
    ],
    ['how: denies', 'how: deny', '"how" is "deny"; write one of denies, disputes, confirms, replaces'],
  ])('%j → %j', async (from, to, what) => {
    const lines = await problemsWith(inTalk(from, to));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(what);
  });

  test('two points are linked once', async () => {
    const changes = inTalk(
      '    text: A secret',
      '    answers: [{ to: no-secret, how: disputes }]\n    text: A secret',
    );
    expect(await problemsWith(changes)).toEqual([
      expect.stringContaining(
        'point no-secret: these two points are linked already; write each pair once, at the later point',
      ),
    ]);
  });
});

describe('citations', () => {
  const partly = 'says: partly, note: for two years';

  test.each([
    [partly, 'says: partly', 'says partly, but not what; write note: with what it says'],
    [partly, 'says: so', 'says so, which goes without saying; leave the key out'],
    [
      '¶4, passage: we can live with it }',
      '¶4, passage: we can live with it, says: otherwise, note: cannot }',
      'no source says so; cite one that does, or one that says it partly',
    ],
    ['at: ¶4', 'at: four', '"at" is not a place in a source; write ¶12, item 3, headline or 12:34'],
    ['at: ¶4', 'at: p. 4', '"at" is not a place in a source; write ¶4, item 3, headline or 12:34'],
    [
      '¶2, passage: the quota stays for two years',
      '¶2, passage: "  "',
      '"passage" begins or ends with a space',
    ],
  ])('%j → %j', async (from, to, what) => {
    const lines = await problemsWith(inTalk(from, to));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(what);
  });

  test('a source that nobody read cannot be cited', async () => {
    const changes = { [SOURCES]: edit('    read: excerpt\n', '') };
    expect((await problemsWith(changes))[0]).toContain('"wire-0503" has not been read; cite what was');
  });

  test('a passage is cited once in a point', async () => {
    const line = '      - { source: gazette-0503, at: ¶4, passage: we can live with it }\n';
    expect(await problemsWith(inTalk(line, line + line))).toEqual([
      expect.stringContaining('this passage is cited twice here; leave one out'),
    ]);
  });

  test('a source says who published it, and a text that was read in which language', async () => {
    const changes = (from: string) => ({ [SOURCES]: edit(from, '') });
    expect((await problemsWith(changes('    outlet: gazette\n')))[0]).toContain(
      'has no "outlet"; write who published it',
    );
    expect((await problemsWith(changes('    language: en\n')))[0]).toContain(
      'has no "language"; write language: two letters',
    );
  });
});

describe('texts', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'cod').join(' ');

  test('300 characters and 15 words of a quote are the most there can be', async () => {
    const changes = (text: number, quote: number) => ({
      [TALK]: (talk: string) =>
        talk
          .replace('A secret deal on herring exists', 'x'.repeat(text))
          .replace('text: We can live with it', `text: ${words(quote)}`),
    });
    expect(await problemsWith(changes(300, 15))).toEqual([]);
    const lines = await problemsWith(changes(301, 16));
    expect(lines.map((line) => line.split(': ').slice(2).join(': '))).toEqual([
      '"text" has 301 characters; write at most 300',
      '"text" has more than 15 words; keep the telling ones',
    ]);
  });

  test.each([
    ['to the crews', 'to the crews.', 'ends with a full stop; take it away'],
    [
      'text: The result is fair to the crews',
      'text: “The result is fair to the crews”',
      'stands in quotation marks; write the words alone',
    ],
    ['is fair', 'is\u00a0fair', 'has a no-break space (U+00A0); write a plain space'],
    ['is fair', 'is\u00adfair', 'has a soft hyphen (U+00AD); take it away'],
    ['is fair', 'is\u200bfair', 'has a character that nobody sees (U+200B); take it away'],
    ['is fair', 'is \u202efair', 'has a character that nobody sees (U+202E); take it away'],
    [
      'The result is fair to the crews',
      'There is no secret deal',
      'is the text of no-secret too; leave one of the two points out',
    ],
    [
      'The result is fair',
      'The result # is fair',
      'the text ends before " #"; put it in double quotation marks',
    ],
    ['We can live with it', '"“We can live with it”"', 'stands in quotation marks; write the words alone'],
    ['text: The result is fair to the crews', 'text: ""', '"text" is empty; write text: one plain sentence'],
  ])('%j → %j is refused', async (from, to, what) => {
    expect((await problemsWith(inTalk(from, to))).join('\n')).toContain(what);
  });

  test.each([
    ['about: Norway–Iceland', 'about:', 'about: who with whom'],
    ['place: oslo', 'place:', 'place: an id of places.yaml, or leave it out'],
  ])('%j that is empty may be left out only where it can be', async (from, to, what) => {
    const [problem] = await problemsWith(inTalk(from, to));
    expect(problem).toMatch(new RegExp(`is empty; write ${what}$`));
  });

  test.each(['the crews of the U.S.', 'the crews (sources say so…)', 'the crews, Inc', '"the crews"s boats'])(
    'a text may end with %j',
    async (end) => {
      expect(await problemsWith(inTalk('to the crews', `to ${end.replaceAll('"', '’')}`))).toEqual([]);
    },
  );

  test.each([
    ['of: berg', 'of: hansen', '"hansen" is not in by; write one of berg'],
    ['of: berg', 'of: berg, original: Vi kan leve med det', 'has the original, but not its language'],
    ['of: berg', 'of: berg, language: en', 'goes without saying; leave the language out'],
    [
      'of: berg',
      'of: berg, language: xx',
      '"language" is not a language; write the two letters of ISO 639-1',
    ],
  ])('a quote with %j → %j is refused', async (from, to, what) => {
    const lines = await problemsWith(inTalk(from, to));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(what);
  });
});

describe('changes', () => {
  const point = (changes: string) =>
    inTalk('    text: The result', `    changes:\n${changes}\n    text: The result`);

  test.each([
    ['      - { on: 2024-06-01, how: reworded }', ''],
    ['      - { on: 2024-06-01, how: corrected, was: Fair, why: Not so }', ''],
    ['      - { on: 2024-06-01, how: withdrawn, why: Not so, material: true }', ''],
    [
      '      - { on: 2024-06-01, how: corrected, why: Not so }',
      'is corrected without was; write was: what was published',
    ],
    ['      - { on: 2024-06-01, how: withdrawn }', 'is withdrawn without why; write why: the reason'],
    [
      '      - { on: 2024-06-01, how: reworded, why: Nicer }',
      'is reworded, which needs no why; leave it out',
    ],
    [
      '      - { on: 2024-06-02, how: reworded }\n      - { on: 2024-06-01, how: reworded }',
      '2024-06-01 stands after 2024-06-02; write the oldest change first',
    ],
    [
      '      - { on: 2024-06-01, how: withdrawn, why: No }\n      - { on: 2024-06-02, how: reworded }',
      'comes after the point was withdrawn; leave it out',
    ],
  ])('%j: %s', async (changes, what) => {
    const lines = await problemsWith(point(changes));
    if (what === '') expect(lines).toEqual([]);
    else expect(lines).toEqual([expect.stringContaining(what)]);
  });
});

describe('the head of a talk', () => {
  test.each([
    ['lead: [cod-quota]\n', '', 'has no "lead"; write lead:'],
    [
      'lead: [cod-quota]',
      'lead: [cod-qouta]',
      '"lead" names "cod-qouta", which is not a point of this talk; write "cod-quota", or add "cod-qouta"',
    ],
    ['lead: [cod-quota]', 'lead: [a, b, c, d, e, f]', '"lead" has 6 items; write at most 5'],
    ['place: oslo\n', '', 'has no "place"; write place: an id of places.yaml'],
    ['date: 2024-05-02\nplace', 'date: 2024-05\nplace', 'the date 2024-05 is no day; write YYYY-MM-DD'],
    ['date: 2024-05-02\nplace', 'date: 2024-02-30\nplace', '"date" is not a date that exists'],
    ['date: 2024-05-02\nplace', 'date: 2.5.2024\nplace', '"date" is not a date; write 2024-05-02'],
    [
      'date: 2024-05-02\nplace',
      'date: 2024-05-02–2024-05-03\nplace',
      '"date" is not a date; write 2024-05-02/2024-05-03',
    ],
    [
      'date: 2024-05-02\nplace',
      'date: 2024-05-03/2024-05-02\nplace',
      '"date" ends before it begins; write the earlier date first',
    ],
    ['place: oslo', 'place: Oslo', '"place" is the name "Oslo", not an id; write oslo'],
    ['place: oslo', 'place: оslo', '"place" is not an id: о (U+043E) is none of a-z; type it again'],
    [
      'date: 2024-05-02\nplace',
      'date: 2 May 2024\nplace',
      '"date" is not a date; write 2019, 2024-05, 2025-02-18',
    ],
    ['form: meeting', 'form: walk', '"form" is "walk"; write one of meeting, call, shuttle'],
    [
      'role: Special envoy',
      'role: Special envoy\n        sessions: [two]',
      '"sessions" names "two", which is not a session of this talk',
    ],
    ['person: jonsson', 'person: hansen', '"hansen" sits in two places; name each person once'],
    ['party: iceland\n', 'party: norway\n', '"norway" has two delegations; put all members under one'],
  ])('%j → %j', async (from, to, what) => {
    expect((await problemsWith(inTalk(from, to))).join('\n')).toContain(what);
  });

  test('a talk to come needs no lead, no place, no delegations', async () => {
    const text = `id: bergen
title: Bergen talks
about: Norway–Iceland
date: 2026-02/..
form: meeting
state: planned
points:
  - id: agreed-to-meet
    topics: [overview]
    kind: background
    text: A round is planned
    citations:
      - { source: gazette-0503, at: ¶1, passage: the minister received the guests }
`;
    expect(await problemsWith({ 'talks/bergen/talk.yaml': text })).toEqual([]);
  });
});

describe('registries', () => {
  test.each([...RESERVED_COMMANDS])('the command %s is the bot’s own', async (command) => {
    const lines = await problemsWith({ 'topics.yaml': edit('command: fishing', `command: ${command}`) });
    expect(lines[0]).toContain(
      `the command "${command}" is the bot's own; write another, such as "${command}_topic"`,
    );
  });

  test.each([
    [
      'topics.yaml',
      'command: fishing',
      'command: latest',
      'the command "latest" is that of topic overview; write another',
    ],
    [
      'topics.yaml',
      'command: fishing',
      'command: Fishing!',
      '"command" is not a command; write 1 to 32 of a-z, 0-9 and _',
    ],
    [
      'topics.yaml',
      'id: overview',
      'id: overall',
      'has no topic "overview"; add "- id: overview" with the command latest',
    ],
    [
      'topics.yaml',
      'name: Fishing\n',
      'name: Fishing\n    emoji: fish\n',
      '"emoji" is not an emoji; write one, such as 🇺🇦, or leave the key out',
    ],
    ['parties.yaml', 'country: IS', 'country: FRG', '"country" is not a country; write its two letters'],
    [
      'parties.yaml',
      'country: IS',
      'country: UK',
      '"country" is not a country; write the two letters of ISO 3166, such as GB',
    ],
    [
      'parties.yaml',
      'country: IS',
      'country: IS\n    flag: 🇮🇸',
      'has a flag and a country, which gives one; leave the flag out',
    ],
    [
      'people.yaml',
      'until: 2020',
      'since: 2021, until: 2020',
      'the role ended 2020, before it began 2021; correct one of the two',
    ],
    [
      'promises.yaml',
      'by: [norway, iceland]',
      'by: [norway, jonsson]',
      '"by" names "jonsson", which is not in parties.yaml; it is in people.yaml',
    ],
    ['subjects.yaml', 'topic: fishing', 'topic: fish', '"topic" names "fish", which is not in topics.yaml'],
  ])('%s: %j → %j', async (file, from, to, what) => {
    expect((await problemsWith({ [file]: edit(from, to) })).join('\n')).toContain(what);
  });

  test('Telegram’s menu holds a hundred commands', async () => {
    const topics = (count: number) => (text: string) =>
      text +
      Array.from(
        { length: count },
        (_, n) => `  - { id: t${n}, command: t${n}, name: T, description: T }\n`,
      ).join('');
    const most = 98 - RESERVED_COMMANDS.size;
    expect(await problemsWith({ 'topics.yaml': topics(most) })).toEqual([]);
    expect((await problemsWith({ 'topics.yaml': topics(most + 1) }))[0]).toContain("Telegram's menu holds");
  });
});

describe('promises', () => {
  const later = (step: string, date: string) => `  - id: later
    topics: [fishing]
    kind: background
    text: What came of it
    date: ${date}
    promise: { id: quota-kept, step: ${step} }
    citations:
      - { source: gazette-0503, at: ¶5, passage: what came of all of it }
`;

  test('after their end they can only be made or begun again', async () => {
    const steps = (last: string) => ({
      [TALK]: (text: string) =>
        `${text}${later('lapsed', '2024-06')}${later(last, '2024-07').replace('id: later', 'id: later-still').replace('came of it', 'came of it then')}`,
    });
    expect(await problemsWith(steps('made'))).toEqual([]);
    expect(await problemsWith(steps('kept'))).toEqual([
      expect.stringContaining(
        `point later-still: is kept after ${OSLO}/later (lapsed, 2024-06); write made or begun, or correct the dates`,
      ),
    ]);
  });
});

describe('translations', () => {
  test.each([
    ['of: "3e6777"', 'of: later', '"of" is not a stamp; npm run content -- stamp prints the right one'],
    ['text: Квота', 'txt: Квота', 'point cod-quota: unknown key "txt"; write "text"'],
    ['остаётся прежней', 'остаётся прежней.', '"text" ends with a full stop; take it away'],
  ])('%j → %j is refused', async (from, to, what) => {
    const lines = await problemsWith({ [RUSSIAN]: edit(from, to) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(what);
  });

  test('one that is stale, missing or of no point keeps nothing from loading', async () => {
    expect(await problemsWith({ [RUSSIAN]: edit('  cod-quota:', '  cod-quot:') })).toEqual([]);
    expect(await problemsWith({ [RUSSIAN]: edit('752dc4', '000000') })).toEqual([]);
    expect(await problemsWith({ [RUSSIAN]: null })).toEqual([]);
  });
});

test('all mistakes of all files are told, by file, line and column', async () => {
  const changes = {
    'topics.yaml': edit('command: fishing', 'command: help'),
    [TALK]: (text: string) => text.replace('kind: said', 'kind: sad').replace('title: Oslo', 'titel: Oslo'),
    [SOURCES]: edit('form: article', 'form: paper'),
  };
  const lines = await problemsWith(changes);
  expect(lines.map((line) => line.split(':')[0])).toEqual([SOURCES, TALK, TALK, 'topics.yaml']);
  expect(lines[2]).toContain('"kind" is "sad"; write "said"');
});

test('the error carries the problems, for tools', async () => {
  const folder = await contentFolder(inTalk('kind: said', 'kind: sad'));
  const error = await loadContent(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ContentError);
  expect(error instanceof ContentError && error.problems).toMatchObject([
    { entry: 'point fair-result', what: '"kind" is "sad"; write "said"' },
  ]);
});

describe('a hostile file', () => {
  test('with very many unknown keys gets a hundred lines', async () => {
    const keys = Array.from({ length: 4_900 }, (_, n) => `    k${n}: v\n`).join('');
    const changes = inTalk('    kind: said\n', `    kind: said\n${keys}`);
    expect(await problemsWith(changes)).toHaveLength(100);
  });

  test('with very many broken points gets a hundred lines', async () => {
    const points = Array.from({ length: 4_000 }, () => '  - { id: x }\n').join('');
    expect(await problemsWith({ [TALK]: (text: string) => text + points })).toHaveLength(100);
  });

  test('with very many keys in one map is told so', async () => {
    const keys = Array.from({ length: 60_000 }, (_, n) => `k${n}: v\n`).join('');
    const lines = await problemsWith({ [TALK]: (text: string) => text + keys });
    expect(lines).toEqual([expect.stringContaining('entries, more than 5000; see the templates')]);
  });
});
