// Who speaks in a text, and whether that is whom a point names.

import { describe, expect, test } from 'vitest';
import { parseText } from '../../../src/content/evidence/archive.ts';
import { createEvidenceChecker } from '../../../src/content/evidence/check-evidence.ts';
import { readVoices } from '../../../src/content/evidence/discourse.ts';
import type { Citation, Note, Source } from '../../../src/content/evidence/model.ts';
import { createNameReader, wordsIn } from '../../../src/content/evidence/names.ts';
import { normalForm } from '../../../src/content/evidence/normal-form.ts';
import { spellingKey } from '../../../src/content/evidence/spelling.ts';
import { archiveOf, asPrinted, madeUp, onePoint } from './made-up.ts';

test.each([
  ['Zelensky', 'Zelenskyy'],
  ['Zelenskiy', 'Selenskyj'],
  ['Зеленский', 'Зеленского'],
  ['Зеленським', 'Зеленський'],
  ['Лавров', 'Лаврову'],
  ['Захарова', 'Захаровой'],
  ['Умєров', 'Умерова'],
  ['Kostyukov', 'Kostiukov'],
  ['Andriy', 'Andrii'],
  ['Erdoğan', "Erdogan's"],
  ['Sybiha', 'Sybiga'],
])('%s and %s are one name', (a, b) => {
  expect(spellingKey(a)).toBe(spellingKey(b));
});

test.each([
  ['Lavrov', 'Labrov'],
  ['Rubio', 'Arab'],
  ['Путин', 'Пушин'],
])('%s and %s are two', (a, b) => {
  expect(spellingKey(a)).not.toBe(spellingKey(b));
});

const names = createNameReader(madeUp().content);
const namesIn = (text: string) => {
  const normal = normalForm(text);
  return names.mentions(normal, wordsIn(normal)).map(({ id }) => id);
};

test.each([
  ["Berg's paper and the Southern Gazette", ['berg', 'south-gazette']],
  ['the BERG plan', ['berg']],
  ['an iceberg', []],
  ['Бергову ждали в Элмпорте', ['berg', 'elmport']],
  ['з Томасом Руїсовим', ['ruiz']],
  ['the Southland Foreign Ministry', ['southland-foreign-ministry']],
  ['PAN reports', ['pan']],
])('%j names %j', (text, ids) => {
  expect(namesIn(text).toSorted()).toEqual(ids.toSorted());
});

const speaking = (raw: string, source: Pick<Source, 'title' | 'form'> = {}) =>
  [...readVoices(parseText(raw), source, names).values()].map((voices) => ({
    speaking: [...voices.speaking].toSorted(),
    before: [...voices.before],
  }));
const speakers = (raw: string) => speaking(raw)[0]?.speaking;

test.each([
  ['Berg said that Ruiz had agreed.', ['berg']],
  ['“It is over,” said Foreign Minister Anna Berg on the quay.', ['berg']],
  ['It is over, Berg told Ruiz.', ['berg']],
  ['Ruiz agreed that it was over, Anna Berg said on the quay.', ['berg']],
  ['Berg said it was over, while Ruiz denied it.', ['berg', 'ruiz']],
  ['Berg, an aide to President Tomas Ruiz, said so.', ['berg']],
  ['Berg and Ruiz confirmed it.', ['berg', 'ruiz']],
  ['According to Berg, Ruiz left early.', ['berg']],
  ['This was confirmed by Anna Berg.', ['berg']],
  ['“I thank Tomas Ruiz, who said it first,” Berg said.', ['berg']],
  ['MS BERG: Ruiz is wrong.', ['berg']],
  ['По словам Берговой, Руисов уехал.', ['berg']],
  ['Руисов уехал, заявила Бергова журналистам.', ['berg']],
  ['«Руисов уехал и больше не вернется», — сказала Бергова.', ['berg']],
  ['За словами Бергової, Руїсов поїхав.', ['berg']],
  ['Ruiz met Berg in Lakeside.', []],
])('in %j the word has %j', (text, ids) => {
  expect(speakers(text)).toEqual(ids);
});

test('somebody goes on until another takes the word', () => {
  const text =
    'Berg said so.\n\n“And more of it,” she added.\n\nRuiz disagreed loudly, and said so.\n\nIt rained.';
  expect(speaking(text).map(({ before }) => before)).toEqual([[], ['berg'], ['berg'], ['ruiz']]);
});

test('titles, headings, labels and lists give the word', () => {
  expect(speaking('It rained.', { title: 'Remarks by Anna Berg' })[0]?.before).toEqual(['berg']);
  expect(speaking('Ruiz said so.\n\n# What Berg told us\n\nIt rained.')[1]?.before).toEqual(['berg']);
  const list = 'Berg said that:\n\n• Ruiz said the same\n\n• it rained';
  expect(speaking(list).map(({ before }) => before)).toEqual([[], ['berg'], ['berg']]);
  const transcript = 'BERG: Good morning. Ruiz said no.\n\nAnd I say yes.\n\nQUESTION: Why?\n\nNobody knows.';
  const voices = speaking(transcript, { form: 'transcript' });
  expect(voices.map(({ before }) => before)).toEqual([[], ['berg'], ['berg'], []]);
});

describe('a speaker of a point', () => {
  const check = (by: readonly string[], text: string, kind = 'said', language = 'en'): readonly Note[] => {
    const paragraphs = parseText(text).paragraphs;
    const last = [...paragraphs.keys()].at(-1) ?? 1;
    const citation: Citation = {
      source: 'wire',
      at: `¶${last}`,
      passage: (paragraphs.get(last) ?? '').split(' ').slice(0, 5).join(' '),
    };
    const { content, files, point } = onePoint({ by, kind, citations: [citation] }, language);
    const notes = createEvidenceChecker(content, archiveOf({ wire: text })).checkPoint(files.talk, point, []);
    return asPrinted(notes).filter(({ path }) => path[0] === 'by');
  };
  const levels = (...parameters: Parameters<typeof check>) => check(...parameters).map(({ level }) => level);

  test('has to be named, to hold an office that is, or to go on', () => {
    expect(levels(['berg'], 'It all ends well, Anna Berg said.')).toEqual([]);
    expect(levels(['berg'], 'It all ends well, the Northland foreign minister said.')).toEqual([]);
    expect(levels(['berg'], 'Berg said so.\n\n“It all ends well today,” she added.')).toEqual([]);
    expect(levels(['berg'], 'Все кончилось хорошо, сказала Бергова.', 'said', 'ru')).toEqual([]);
    expect(check(['berg'], 'It all ends well, a guest said.')).toEqual([
      {
        path: ['by', 0],
        at: 'value',
        level: 'error',
        what: 'no cited paragraph has Anna Berg speak; cite the one that does, name the speaker in "title" of the source, add the spelling there to "also" in people.yaml, or correct "by"',
      },
    ]);
    expect(levels(['berg'], 'It all ends well, the Southland president said.')).toEqual(['error']);
  });

  test('is refused where another has the word', () => {
    expect(check(['ruiz'], 'It all ends well for Ruiz, Anna Berg said.')).toEqual([
      expect.objectContaining({
        level: 'error',
        what: expect.stringMatching(/^the cited paragraphs have Anna Berg speak rather than Tomas Ruiz/),
      }),
    ]);
    expect(levels(['southland'], 'It all ends well for Southland, Anna Berg said.')).toEqual(['error']);
    expect(levels(['southland'], 'It all ends well for Southland.')).toEqual([]);
  });

  test('is doubted where another mostly has it', () => {
    const wire =
      'It ends well for the Southland president.\n\nBerg said so twice today.\n\nBerg said more of it.';
    const citations = ['It ends well for', 'Berg said so twice', 'Berg said more of'].map(
      (passage, index) => ({
        source: 'wire',
        at: `¶${index + 1}`,
        passage,
      }),
    );
    const { content, files, point } = onePoint({ by: ['ruiz'], citations });
    const notes = createEvidenceChecker(content, archiveOf({ wire })).checkPoint(files.talk, point, []);
    expect(notes.filter(({ path }) => path[0] === 'by')).toEqual([
      expect.objectContaining({
        level: 'warning',
        what: expect.stringMatching(/^the cited paragraphs have Anna/),
      }),
    ]);
  });

  test('agreed only if the text, which names who did, has it too', () => {
    const agreed = (by: readonly string[], text: string) => {
      const wire = 'Northland, Southland and Eastmark confirmed that the two sides agreed.';
      const citations = [{ source: 'wire', at: '¶1', passage: 'the two sides agreed' }];
      const { content, files, point } = onePoint({ by, kind: 'agreed', text, citations });
      return createEvidenceChecker(content, archiveOf({ wire }))
        .checkPoint(files.talk, point, [])
        .map(({ what }) => what.split(';')[0]);
    };
    expect(agreed(['northland', 'southland'], 'Northland and Southland will meet')).toEqual([]);
    expect(agreed(['northland', 'southland'], 'They will meet')).toEqual([]);
    expect(agreed(['northland', 'eastmark'], 'Northland and Southland will meet')).toEqual([
      'the text names Southland and not Eastmark',
    ]);
    expect(agreed(['northland', 'eastmark'], 'They will meet')).toEqual([
      'Eastmark was there as mediator, and neither the text nor a passage names it',
    ]);
  });

  test('may be a party by its name, its people or its office', () => {
    expect(levels(['northland'], 'It all ends well, Northland said.')).toEqual([]);
    expect(levels(['northland'], 'It all ends well, Anna Berg said.')).toEqual([]);
    expect(levels(['southland-foreign-ministry'], 'It all ends well, Olena Vesna said.')).toEqual([]);
    expect(levels(['westmark'], 'It all ends well, Anna Berg said.')).toEqual(['error']);
    expect(levels(['northland', 'southland'], 'The two sides agreed to end it well.', 'agreed')).toEqual([]);
    expect(levels(['officials'], 'It all ends well, a guest said.')).toEqual([]);
  });

  test('may be an outlet that publishes, is carried, or is named', () => {
    expect(levels(['north-wire'], 'It all ends well in Elmport.', 'reported')).toEqual([]);
    expect(levels(['elm-radio'], 'It all ends well, Elm Radio reports.', 'reported')).toEqual([]);
    expect(levels(['elm-radio'], 'It all ends well in Elmport.', 'reported')).toEqual(['error']);
  });

  test('is not asked for where names cannot be read', () => {
    expect(levels(['berg'], 'وقالت الوزيرة إن كل شيء على ما يرام اليوم', 'said', 'ar')).toEqual([]);
  });
});
