// Every mistake an editor can make in an entry gets a line that says where it is and what to write.

import { describe, expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { RESERVED_COMMANDS } from '../../src/content/schema.ts';
import { ContentError } from '../../src/errors.ts';
import { type Changes, contentFolder, edit, problemsWith, TALK } from './folder.ts';

const inTalk = (from: string, to: string): Changes => ({ [TALK]: edit(from, to) });
const inTopics = (from: string, to: string): Changes => ({ 'topics.yaml': edit(from, to) });

test('content without a mistake loads', async () => {
  const catalogue = await loadContent(await contentFolder());
  expect(catalogue.talks.map((talk) => talk.points.length)).toEqual([4]);
});

describe('keys', () => {
  test('an unknown key gets the nearest one suggested', async () => {
    expect(await problemsWith(inTalk('    quote: We', '    qoute: We'))).toEqual([
      `${TALK}:53:5: point fair-result: unknown key "qoute"; write "quote"`,
    ]);
  });

  test('an unknown key like no other gets all of them listed', async () => {
    expect(await problemsWith(inTalk('    quote: We', '    colour: We'))).toEqual([
      `${TALK}:53:5: point fair-result: unknown key "colour"; write one of id, topics, kind, by, text, quote, date, denies, commitment, sources`,
    ]);
  });

  test('a misspelt required key is one mistake, not two', async () => {
    expect(await problemsWith(inTalk('title: Oslo', 'titel: Oslo'))).toEqual([
      `${TALK}:2:1: talk oslo-2024-05-02: unknown key "titel"; write "title"`,
    ]);
  });

  test.each([
    ['    kind: said\n', '48:5: point fair-result: has no "kind"; write kind: said'],
    ['    role: Skipper\n', '21:5: speaker berg: has no "role"; write role: Foreign Minister'],
    [
      '    sources: [{ id: gazette, at: ¶4 }]\n',
      '48:5: point fair-result: has no "sources"; write sources: [{ id: izvestia, at: ¶12 }]',
    ],
    [', at: ¶4', '54:15: point fair-result: has no "at"; write at: ¶12'],
  ])('without %j the entry is named with what to write', async (line, problem) => {
    expect(await problemsWith(inTalk(line, ''))).toEqual([`${TALK}:${problem}`]);
  });

  test('an entry without an id is counted', async () => {
    expect(await problemsWith(inTalk('- id: fair-result\n    topics', '- topics'))).toEqual([
      `${TALK}:48:5: point no. 4: has no "id"; write id: short-name`,
    ]);
  });
});

describe('references', () => {
  test.each([
    [
      'by: [berg]',
      'by: [breg]',
      '51:10: point fair-result: "by" names "breg", which is not in people.yaml, parties.yaml or sources.yaml; write "berg"',
    ],
    [
      'by: [berg]',
      'by: [somebody]',
      '51:10: point fair-result: "by" names "somebody", which is not in people.yaml, parties.yaml or sources.yaml; write an id that is there, or add "somebody"',
    ],
    [
      'overview, fishing]',
      'overview, fishin]',
      '29:24: point cod-quota: "topics" names "fishin", which is not in topics.yaml; write "fishing"',
    ],
    [
      'gazette, at: ¶4',
      'gazete, at: ¶4',
      '54:21: point fair-result: "id" names "gazete", which is not in sources.yaml; write "gazette"',
    ],
    [
      'person: jonsson',
      'person: jonson',
      '17:17: delegation iceland: "person" names "jonson", which is not in people.yaml; write "jonsson"',
    ],
    [
      'party: iceland',
      'party: icelnd',
      '14:12: delegation icelnd: "party" names "icelnd", which is not in parties.yaml; write "iceland"',
    ],
    [
      'denies: secret-deal',
      'denies: secret-dael',
      '46:13: point no-secret: "denies" names "secret-dael", which is not in the points of this talk; write "secret-deal"',
    ],
    [
      'ends, point: cod-quota',
      'ends, point: cod-qouta',
      '25:53: timeline 2019: "point" names "cod-qouta", which is not in the points of this talk; write "cod-quota"',
    ],
  ])('%j → %j names nobody', async (from, to, problem) => {
    expect(await problemsWith(inTalk(from, to))).toEqual([`${TALK}:${problem}`]);
  });

  test('links between registry entries have to lead somewhere, and not in a circle', async () => {
    const changes = {
      'parties.yaml': edit('of: norway', 'of: norwey'),
      'sources.yaml': edit('via: gazette', 'via: wire'),
    };
    expect(await problemsWith(changes)).toEqual([
      'parties.yaml:8:9: party fishery-ministry: "of" names "norwey", which is not in parties.yaml; write "norway"',
      'sources.yaml:7:10: source wire: "via" leads back to itself; leave it out of one of the entries',
    ]);
  });
});

describe('ids', () => {
  test('two points of a talk cannot share one', async () => {
    expect(await problemsWith(inTalk('- id: fair-result', '- id: cod-quota'))).toEqual([
      `${TALK}:48:9: point cod-quota: the id "cod-quota" stands twice in this talk; give one of the two another id`,
    ]);
  });

  test('two entries of a registry cannot share one', async () => {
    expect(
      await problemsWith({ 'people.yaml': (text) => `${text}  - { id: berg, name: B, short: B }\n` }),
    ).toEqual(['people.yaml:12:11: person berg: the id "berg" stands twice; give one of the two another id']);
  });

  test('a person cannot have that of a party, nor a source that of either', async () => {
    const changes = {
      'people.yaml': (text: string) => `${text}  - { id: iceland, name: I, short: I }\n`,
      'sources.yaml': (text: string) => `${text}  - { id: berg, name: B }\n`,
    };
    expect((await problemsWith(changes)).map((line) => line.split('; ')[0])).toEqual([
      'people.yaml:12:11: person iceland: the id "iceland" is taken in parties.yaml',
      'sources.yaml:8:11: source berg: the id "berg" is taken in people.yaml',
      `${TALK}:31:18: point cod-quota: "iceland" has no role at this talk`,
    ]);
  });

  test('an id is a slug', async () => {
    expect(await problemsWith(inTalk('- id: fair-result', '- id: Fair_Result'))).toEqual([
      `${TALK}:48:9: point Fair_Result: "id" is not an id; write lower-case letters, digits and single hyphens, like "swift-banks"`,
    ]);
  });

  test("a talk's id is the name of its file", async () => {
    expect(await problemsWith(inTalk('id: oslo-2024-05-02', 'id: oslo'))).toEqual([
      `${TALK}:1:5: talk oslo-2024-05-02: the id "oslo" is not the file's name; write id: oslo-2024-05-02 or rename the file to oslo.yaml`,
    ]);
  });
});

describe('points', () => {
  const missingBy = 'by nobody; write by: with the person, party or source whose words these are';

  test.each([
    ['kind: said', 'kind: sayed', '50:11: point fair-result: "kind" is "sayed"; write "said"'],
    [
      'kind: said',
      'kind: opinion',
      '50:11: point fair-result: "kind" is "opinion"; write one of agreed, said, reported, denied, analysis, background',
    ],
    ['    by: [berg]\n', '', `48:5: point fair-result: is said ${missingBy}`],
    ['said\n    by: [berg]\n', 'analysis\n', `48:5: point fair-result: is analysis ${missingBy}`],
    ['by: [berg]', 'by: berg', '51:9: point fair-result: "by" is not a list; write by: [lavrov]'],
    [
      'by: [berg]',
      'by: [berg, berg]',
      '51:16: point fair-result: "berg" stands twice in this list; leave one out',
    ],
    [
      '    denies: secret-deal\n',
      '',
      '41:5: point no-secret: denies nothing; write denies: with the id of the point that is denied',
    ],
    [
      'denies: secret-deal',
      'denies: no-secret',
      '46:13: point no-secret: denies itself; write the id of the point that is denied',
    ],
    [
      '    quote: We',
      '    denies: cod-quota\n    quote: We',
      '53:5: point fair-result: denies a point but is said; write kind: denied or leave denies out',
    ],
    [
      '    text: A secret',
      '    commitment: { status: kept }\n    text: A secret',
      '39:5: point secret-deal: has a commitment but is reported; only agreed points commit, so leave it out',
    ],
    [
      'status: announced',
      'status: anounced',
      '33:27: point cod-quota: "status" is "anounced"; write "announced"',
    ],
    [
      'topics: [overview, fishing]',
      'topics: []',
      '29:13: point cod-quota: "topics" is empty; write topics: [overview] or another one of topics.yaml',
    ],
    [
      'sources: [{ id: gazette, at: ¶4 }]',
      'sources: []',
      '54:14: point fair-result: "sources" is empty; write sources: [{ id: izvestia, at: ¶12 }]',
    ],
  ])('%j → %j is refused', async (from, to, problem) => {
    const problems = await problemsWith(inTalk(from, to));
    expect(problems).toContain(`${TALK}:${problem}`);
  });

  test('two denials cannot deny each other', async () => {
    const changes = inTalk('kind: reported\n', 'kind: denied\n    denies: no-secret\n');
    expect(await problemsWith(changes)).toEqual([
      `${TALK}:38:13: point secret-deal: is itself denied by the point that it denies; leave one of the two denials out`,
      `${TALK}:47:13: point no-secret: is itself denied by the point that it denies; leave one of the two denials out`,
    ]);
  });

  test('a person who is quoted needs a role', async () => {
    const changes = inTalk('speakers:\n  - person: berg\n    role: Skipper\n    until: 2024-06\n', '');
    expect(await problemsWith(changes)).toEqual([
      `${TALK}:47:10: point fair-result: "berg" has no role at this talk; add "- person: berg" with the role of that day under speakers`,
    ]);
  });
});

describe('texts', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'cod').join(' ');

  test('300 characters and 15 words of a quote are the most there can be', async () => {
    const changes = (text: number, quote: number) => ({
      [TALK]: (talk: string) =>
        talk
          .replace('A secret deal on herring exists', 'x'.repeat(text))
          .replace('We can live with it', words(quote)),
    });
    expect(await problemsWith(changes(300, 15))).toEqual([]);
    expect(await problemsWith(changes(301, 16))).toEqual([
      `${TALK}:39:11: point secret-deal: "text" has 301 characters; write at most 300`,
      `${TALK}:53:12: point fair-result: "quote" has more than 15 words; keep the telling ones`,
    ]);
  });

  test.each([
    [
      '"“We can live with it”"',
      '"quote" stands in quotation marks; write the words alone, the marks are added',
    ],
    ['" We can"', '"quote" begins or ends with a space; take the space away'],
    ['""', '"quote" is empty; write something or leave the key out'],
    ['"We\\ncan"', '"quote" has a line break or a control character; write it on one line without'],
    ['"We\\u202ecan"', '"quote" has a line break or a control character; write it on one line without'],
    ['"We\\ud800can"', '"quote" has a line break or a control character; write it on one line without'],
  ])('the quote %s is refused', async (quote, problem) => {
    expect(await problemsWith(inTalk('We can live with it', quote))).toEqual([
      `${TALK}:53:12: point fair-result: ${problem}`,
    ]);
  });
});

describe('dates', () => {
  test.each([
    [
      'date: 2024-05-02\nplace',
      'date: 2024-02-30\nplace',
      '4:7: talk oslo-2024-05-02: "date" is not a date that exists; write it as YYYY-MM-DD',
    ],
    [
      'date: 2024-05-02\nplace',
      'date: 2 May\nplace',
      '4:7: talk oslo-2024-05-02: "date" is not a date that exists; write it as YYYY-MM-DD',
    ],
    [
      'date: 2019',
      'date: 2019-13',
      '25:13: timeline 2019-13: "date" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD',
    ],
    [
      'date: 2019',
      'date: 2019-02-29',
      '25:13: timeline 2019-02-29: "date" is not a date that exists; write YYYY, YYYY-MM or YYYY-MM-DD',
    ],
    [
      'date: 2019',
      'date: 2025',
      '26:13: timeline 2024-05-02: 2024-05-02 stands after 2025; write the timeline from the oldest to the newest',
    ],
    [
      'since: 2021',
      'since: 2024-05-03',
      '12:16: delegation norway: the role began 2024-05-03, after the talk of 2024-05-02; write the role held on that day',
    ],
    [
      'until: 2024-06',
      'until: 2024-04',
      '23:12: speaker berg: the role ended 2024-04, before the talk of 2024-05-02; write the role held on that day',
    ],
    [
      '    quote: We',
      '    date: 2024-05-04\n    quote: We',
      '53:11: point fair-result: is dated 2024-05-04, after its source "gazette" was published (2024-05-03); correct the date or cite a later source',
    ],
  ])('%j → %j is refused', async (from, to, problem) => {
    expect(await problemsWith(inTalk(from, to))).toEqual([`${TALK}:${problem}`]);
  });

  test('a source from before the talk can only report dated points', async () => {
    const [first] = await problemsWith({ 'sources.yaml': edit('2024-05-03', '2024-05-01') });
    expect(first).toBe(
      `${TALK}:34:21: point cod-quota: its source "gazette" was published 2024-05-01, before the talk; write date: with the day it is about`,
    );
  });

  test('a role of just that month or year is right', async () => {
    expect(await problemsWith(inTalk('since: 2021', 'since: 2024-05\n        until: 2024'))).toEqual([]);
  });
});

describe('delegations', () => {
  test.each([
    [
      'person: jonsson',
      'person: hansen',
      '17:17: delegation iceland: "hansen" is named twice; name each person once, as delegate or as speaker',
    ],
    [
      'person: berg',
      'person: hansen',
      '21:13: speaker hansen: "hansen" is named twice; name each person once, as delegate or as speaker',
    ],
    [
      'party: iceland',
      'party: norway',
      '14:12: delegation norway: "norway" has two delegations; put all members under one',
    ],
  ])('%j → %j names somebody twice', async (from, to, problem) => {
    expect(await problemsWith(inTalk(from, to))).toContain(`${TALK}:${problem}`);
  });
});

describe('topics', () => {
  test.each([
    [
      'command: fishing',
      'command: Fish-ing',
      '7:14: topic fishing: "command" is not a command; write 1 to 32 of a-z, 0-9 and _',
    ],
    [
      'command: fishing',
      'command: latest',
      '7:14: topic fishing: the command "latest" is that of topic overview; write another',
    ],
    [
      'id: overview',
      'id: summary',
      '1:1: topics: has no topic "overview"; add "- id: overview" with the command latest: it opens every talk',
    ],
  ])('%j → %j is refused', async (from, to, problem) => {
    expect(await problemsWith(inTopics(from, to))).toContain(`topics.yaml:${problem}`);
  });

  test.each([...RESERVED_COMMANDS])("the bot's own command %s cannot be taken", async (command) => {
    expect(await problemsWith(inTopics('command: fishing', `command: ${command}`))).toEqual([
      `topics.yaml:7:14: topic fishing: the command "${command}" is the bot's own; write another, such as "${command}_topic"`,
    ]);
  });

  test('a topic that no point has is refused', async () => {
    const whales = '  - { id: whales, command: whales, name: Whales, description: Big }\n';
    expect(await problemsWith({ 'topics.yaml': (text) => text + whales })).toEqual([
      'topics.yaml:10:11: topic whales: no talk has a point on the topic "whales"; tag a point with it or leave the topic out',
    ]);
  });

  test("more topics than Telegram's menu holds are refused", async () => {
    const many = Array.from(
      { length: 90 },
      (_, n) => `  - { id: t${n}, command: t${n}, name: T, description: T }\n`,
    );
    const problems = await problemsWith({ 'topics.yaml': (text) => text + many.join('') });
    expect(problems.join('\n')).toContain(
      "topic t83: the file has 92 topics; Telegram's menu holds 85 beside the bot's own commands",
    );
  });
});

test('all mistakes of all files come at once, sorted, and hide none in the same entry', async () => {
  const changes: Changes = {
    'people.yaml': edit('short: Berg', 'shrt: Berg'),
    [TALK]: (text) =>
      text
        .replace('    quote: We', '    qoute: We')
        .replace('by: [berg]', 'by: [nobody]')
        .replace('kind: denied', 'kind: no'),
  };
  const problems = await problemsWith(changes);
  expect(problems).toEqual([
    'people.yaml:11:5: person berg: unknown key "shrt"; write "short"',
    `${TALK}:43:11: point no-secret: "kind" is "no"; write one of agreed, said, reported, denied, analysis, background`,
    `${TALK}:51:10: point fair-result: "by" names "nobody", which is not in people.yaml, parties.yaml or sources.yaml; write an id that is there, or add "nobody"`,
    `${TALK}:53:5: point fair-result: unknown key "qoute"; write "quote"`,
  ]);
});

test('the error carries each problem apart, for tools', async () => {
  const folder = await contentFolder(inTalk('    quote: We', '    qoute: We'));
  const error = await loadContent(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ContentError);
  expect(error).toMatchObject({
    problems: [{ file: `${folder}/${TALK}`, line: 53, column: 5, entry: 'point fair-result' }],
  });
});

test('the version changes with any change of any file, and with nothing else', async () => {
  const versionOf = async (changes?: Changes) => (await loadContent(await contentFolder(changes))).version;
  const version = await versionOf();
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(await versionOf()).toBe(version);
  expect(await versionOf(inTalk('cod quota stays', 'cod quota is'))).not.toBe(version);
  expect(await versionOf({ 'people.yaml': (text) => `${text}# a remark\n` })).not.toBe(version);
});

describe('more mistakes than anybody reads', () => {
  const many = (count: number, line: (place: number) => string) =>
    Array.from({ length: count }, (_, place) => line(place)).join('');

  test.each<[string, string]>([
    ['100,000 unknown keys in one entry', many(80_000, (place) => `key${place}:\n`)],
    ['the same in a point', `points:\n  - id: one\n${many(60_000, (place) => `    k${place}:\n`)}`],
    ['the same key again and again', many(100_000, () => 'key: 1\n')],
    ['lines that are no YAML', many(100_000, () => '\ta: [\n')],
    ['points of no kind', `points:\n${many(20_000, (place) => `  - id: p${place}\n    kind: no\n`)}`],
    ['a topic again and again', `points:\n  - id: one\n    topics: [${many(300_000, () => 'a,')}]\n`],
    ['topics without end', `points:\n  - id: one\n    topics: [${many(100_000, (place) => `t${place},`)}]\n`],
    ['sources without end', `points:\n  - id: one\n    sources: [${many(80_000, () => '{id: a},')}]\n`],
  ])('%s: a hundred are named, and that there are more', async (_, text) => {
    const started = process.cpuUsage();
    const lines = await problemsWith({ 'talks/many-2024-05-03.yaml': text });
    const { user, system } = process.cpuUsage(started);
    const named = lines.filter((line) => line.startsWith('talks/many'));
    expect(named.length).toBeGreaterThan(50);
    expect(named.length).toBeLessThan(210);
    expect(named.some((line) => line.includes('there is more wrong in this file'))).toBe(true);
    // Half a minute and more, before: it grew with the square of the number.
    expect((user + system) / 1e6).toBeLessThan(15);
  });
});
