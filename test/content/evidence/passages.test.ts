// Passages, quotations, places and copied runs, held against the texts.

import { describe, expect, test } from 'vitest';
import { createEvidenceChecker } from '../../../src/content/evidence/check-evidence.ts';
import type { Citation, Note, Point } from '../../../src/content/evidence/model.ts';
import { archiveOf, asPrinted, madeUp, onePoint } from './made-up.ts';

const LONG =
  'The harbour master rang the bell at noon.\n\nNobody in the town had slept since the ferry left.\n\nThe mayor called it a quiet week.';
const texts = {
  wire: LONG,
  post: 'A second account of it.\n\nThe bell rang at noon, says the harbour master.',
};

/** What is found of a point, but of its speaker. */
function found(
  citations: readonly Citation[],
  point: Partial<Point> = {},
  archive = archiveOf(texts),
): readonly Note[] {
  const one = onePoint({ kind: 'background', ...point, citations });
  return asPrinted(createEvidenceChecker(one.content, archive).checkPoint(one.files.talk, one.point, []));
}
const cite = (passage: string, at = '¶1', source = 'wire'): Citation => ({ source, at, passage });
const told = (notes: readonly Note[]) => notes.map(({ what }) => what);

test('the made-up talk has nothing wrong with it', () => {
  const { content, archive, files } = madeUp();
  const findings = createEvidenceChecker(content, archive).checkTalk(files);
  expect(findings.filter(({ what }) => !what.startsWith('has no seal'))).toEqual([]);
});

describe('a passage', () => {
  test('stands in its paragraph, whatever its quotation marks, dashes and spaces', () => {
    const archive = archiveOf({ wire: 'He said: «not\u00a0today — or tomorrow», and left' });
    expect(found([cite('said: "not today - or tomorrow"')], {}, archive)).toEqual([]);
  });

  test('is told where it stands', () => {
    expect(found([cite('had slept since the ferry')])).toEqual([
      {
        path: ['citations', 0, 'passage'],
        at: 'value',
        level: 'error',
        what: 'the passage does not stand in ¶1 of wire; it stands in ¶2: write at: ¶2',
      },
    ]);
    expect(told(found([cite('rang the bell at noon', '¶9')]))).toEqual([
      'wire has no ¶9; it stands in ¶1: write at: ¶1',
    ]);
    expect(
      told(found([cite('bell rang at noon, says', '¶1'), cite('A second account of it', '¶1', 'post')])),
    ).toEqual(['the passage does not stand in ¶1 of wire; it stands in post ¶2: write source: post, at: ¶2']);
  });

  test('that stands nowhere is told how far it is right', () => {
    expect(told(found([cite('the ferry left at dawn', '¶2')]))).toEqual([
      'the passage does not stand in ¶2 of wire; it stands nowhere; ¶2 has "the ferry left" and goes on ".": copy the words letter by letter',
    ]);
    expect(told(found([cite('the Harbour master rang')]))).toEqual([
      'the passage does not stand in ¶1 of wire; ¶1 has it with other capital letters: copy them too',
    ]);
    expect(told(found([cite('nothing of the kind here')]))).toEqual([
      'the passage does not stand in ¶1 of wire; it stands nowhere: copy the words letter by letter',
    ]);
  });

  test('has 4 to 12 words, or 8 to 40 characters where no spaces part them', () => {
    expect(told(found([cite('rang the bell')]))).toEqual([
      'the passage has 3 words; copy 4 to 12 of the source',
    ]);
    const archive = archiveOf({ wire: '外交部发言人毛宁表示，中方支持一切致力于和平的努力。' });
    expect(found([cite('中方支持一切致力于和平')], {}, archive)).toEqual([]);
    expect(told(found([cite('支持一切')], {}, archive))).toEqual([
      'the passage has 4 characters; copy 8 to 40 of the source',
    ]);
  });

  test('stands in a numbered clause', () => {
    const archive = archiveOf({
      wire: 'Both agreed:\n\n1. Each side pays its own bell.\n\n(2) The ferry stays where it is.\n\n12. Nothing else was said at all.',
    });
    expect(found([cite('pays its own bell', 'item 1')], {}, archive)).toEqual([]);
    expect(found([cite('ferry stays where it is', 'item 2')], {}, archive)).toEqual([]);
    expect(told(found([cite('Nothing else was said', 'item 2')], {}, archive))).toEqual([
      'the passage does not stand in item 2 of wire; it stands in ¶4: write at: ¶4',
    ]);
    expect(told(found([cite('Nothing else was said', 'item 3')], {}, archive))).toEqual([
      'wire has no item 3; it stands in ¶4: write at: ¶4',
    ]);
  });

  test('begins in the line of its time mark and may run on', () => {
    const archive = archiveOf({
      wire: '00:00Good morning to you\n00:09all and welcome back to\n00:20the quay of our town',
    });
    expect(found([cite('welcome back to the quay', '00:09')], {}, archive)).toEqual([]);
    expect(found([cite('Good morning to you all and', '00:00')], {}, archive)).toEqual([]);
    expect(told(found([cite('the quay of our town', '00:09')], {}, archive))[0]).toMatch(
      /^the passage does not stand in 00:09/,
    );
    expect(told(found([cite('the quay of our town', '00:21')], {}, archive))[0]).toMatch(
      /^wire has no 00:21/,
    );
  });

  test('of a delegation or a member is held against the texts too', () => {
    const { content, archive, files } = madeUp();
    const [north, ...others] = files.talk.delegations ?? [];
    if (north === undefined) throw new Error('no delegation');
    const spoilt = { ...north, citations: north.citations.map((one) => ({ ...one, at: '¶1' })) };
    const talk = { ...files.talk, delegations: [spoilt, ...others] };
    const findings = asPrinted(createEvidenceChecker(content, archive).checkTalk({ ...files, talk }));
    expect(findings.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({
        talk: 'elmport-2031-05-04',
        file: 'talk',
        entry: 'delegation northland',
        path: ['delegations', 0, 'citations', 0, 'passage'],
        what: 'the passage does not stand in ¶1 of wire-0504; it stands in ¶2: write at: ¶2',
      }),
    ]);
  });

  test('of a text that is not at hand is not judged', () => {
    expect(found([cite('whatever it may say there', '¶1', 'elsewhere')])).toEqual([]);
  });
});

describe('a quotation', () => {
  const citations = [cite('called it a quiet week', '¶3')];
  const quoting = (text: string, original?: string) =>
    told(found(citations, { quote: { text, of: 'berg', original }, by: [] }));

  test('stands in a cited paragraph, in its original language where that is given', () => {
    expect(quoting('a quiet week')).toEqual([]);
    expect(quoting('eine ruhige Woche', 'a quiet week')).toEqual([]);
    expect(quoting('a quiet month')).toEqual([
      'the quotation stands in no cited paragraph; copy the words letter by letter, or leave the quotation out',
    ]);
  });

  test('is told where else it stands', () => {
    expect(quoting('rang the bell')).toEqual([
      'the quotation stands in ¶1 of wire, which is not cited; cite that paragraph too',
    ]);
  });
});

test('a place stands in a cited paragraph, but for that of the talk', () => {
  const citation = cite('Nobody in the town had slept', '¶2');
  expect(told(found([citation], { text: 'Nobody slept in Lakeside' }))).toEqual([
    'Lakeside stands in no cited paragraph; cite the one that has it, add the spelling there to "also" in places.yaml, or leave it out',
  ]);
  expect(found([citation], { text: 'Nobody slept in Elmport' })).toEqual([]);
  const archive = archiveOf({ wire: 'Встреча прошла в Лейксайде, под дождем' });
  expect(found([cite('Встреча прошла в Лейксайде')], { text: 'They met in Lakeside' }, archive)).toEqual([]);
});

test('eight words in a row are a copy, but not in the quotation', () => {
  const copied = 'It is true that nobody in the town had slept since the ferry';
  const check = (point: Partial<Point>) => {
    const { content, files } = onePoint({
      kind: 'background',
      citations: [cite('Nobody in the town had slept', '¶2')],
      ...point,
    });
    const talk = { ...files.talk, delegations: [] };
    const findings = asPrinted(
      createEvidenceChecker(content, archiveOf(texts)).checkTalk({ ...files, talk }),
    );
    return findings.filter(({ level }) => level === 'error').map(({ what }) => what);
  };
  expect(check({ text: copied })).toEqual([
    '"nobody in the town had slept since the" is copied from ¶2 of wire; write it in your own words',
  ]);
  expect(check({ text: 'It is true that nobody in the town had slept' })).toEqual([]);
  const quote = { text: 'Nobody in the town had slept since the ferry', of: 'berg' };
  expect(check({ text: `In his words: ${quote.text}`, quote })).toEqual([]);
});
