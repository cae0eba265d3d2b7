// Numbers and dates: what a point claims, and what a paragraph says in its own language.

import { describe, expect, test } from 'vitest';
import { createEvidenceChecker } from '../../../src/content/evidence/check-evidence.ts';
import { figuresOf } from '../../../src/content/evidence/figures.ts';
import { normalForm } from '../../../src/content/evidence/normal-form.ts';
import { paragraphFigures } from '../../../src/content/evidence/paragraph-figures.ts';
import { archiveOf, onePoint } from './made-up.ts';

test.each([
  ['about four and a half hours', ['4.5']],
  ['a 30-day ceasefire', ['30']],
  ['1,000 for 1,000', ['1000', '1000']],
  ['six thousand bodies and 1.2 million', ['6000', '1200000']],
  ['twenty-eight points, two thirds of them', ['28', '0.67']],
  ['the third round, half of it', ['3.', '0.5']],
  ['a 77% chance', ['77']],
  ['on 23 and 25 March, from 5 to 9 May 2025', ['03-23', '03-25', '2025-05-05', '2025-05-09']],
  ['March 18, 2025', ['2025-03-18']],
  ['by late June, in May 2024 and in 2021', ['06', '2024-05', '2021']],
  ['one of them, no one, on the one hand', []],
  ['one day and one prisoner', ['1', '1']],
  ['at 13:00', ['13:00']],
  ['the G20 and third countries', []],
  ['They may march', []],
])('%j claims %j', (text, values) => {
  expect(figuresOf(text).map(({ value }) => value)).toEqual(values);
});

const says = (text: string, language: string, numbers: readonly string[]) => {
  const found = paragraphFigures(normalForm(text), language).numbers;
  return numbers.filter((number) => !found.has(number));
};

test.each([
  ['en', 'more than twenty-eight points, five hundred and twelve', ['28', '512']],
  ['en', 'a 4 ½-hour and a 4½-hour meeting', ['4.5']],
  ['en', 'some 6,000 bodies, 1.5 million', ['6000', '1500000']],
  ['en', 'both sides and a trilateral meeting', ['2', '3']],
  ['ru', 'переговоры длились четыре с половиной часа', ['4.5', '4']],
  ['ru', 'передали 6 тыс. тел и 1 212 пленных', ['6000', '1212']],
  ['ru', 'тридцатидневное перемирие, двухсторонние встречи', ['30', '2']],
  ['ru', 'двадцать восемь пунктов, полтора года', ['28', '1.5']],
  ['ru', 'в третьем раунде', ['3.']],
  ['uk', "п'ять годин, дев'ять днів, шість тисяч", ['5', '9', '6000']],
  ['uk', '30-денне перемир’я, двосторонні', ['30', '2']],
  ['de', 'dreistündige Gespräche, zwei Runden', ['3', '2']],
  ['it', 'circa 4.500 prigionieri, due giorni', ['4500', '2']],
  ['ar', 'ثلاثة أيام و ٣٠ يوما', ['3', '30']],
  ['zh', '三方会谈30天', ['3', '30']],
])('%s: %j says all of %j', (language, text, numbers) => {
  expect(says(text, language, numbers)).toEqual([]);
});

test.each([
  ['en', 'a three-year break', ['3.']],
  ['en', 'third countries', ['3']],
  ['en', 'at 9am and at 8:00', ['9', '8']],
  ['en', 'on March 18', ['18']],
  ['ru', '18 марта', ['18']],
])('%s: %j says none of %j', (language, text, numbers) => {
  expect(says(text, language, numbers)).toEqual(numbers);
});

test.each([
  ['en', 'on Feb. 1, and March 23-25, 2025', ['02-01', '03-23', '03-25', '2025-03-25']],
  ['en', 'on the 2nd and 3rd of April', ['04-02', '04-03']],
  ['ru', '18 марта, 12 июня 2025 года, 5 мая', ['03-18', '2025-06-12', '05-05']],
  ['uk', '2 червня та 28 листопада', ['06-02', '11-28']],
  ['ru', 'указ от 06.03.2025', ['2025-03-06']],
  ['de', 'am 16. Mai', ['05-16']],
  ['fr', 'le 15 août', ['08-15']],
  ['it', 'il 23 novembre', ['11-23']],
  ['pl', '15 sierpnia', ['08-15']],
  ['zh', '2月18日', ['02-18']],
  ['ar', '18 فبراير', ['02-18']],
  ['en', '2025-02-18', ['2025-02-18']],
])('%s: %j has the days %j', (language, text, days) => {
  const found = paragraphFigures(normalForm(text), language).days;
  expect(days.filter((day) => !found.has(day))).toEqual([]);
});

describe('a figure of a point', () => {
  const found = (
    text: string,
    paragraph: string,
    changed: { readonly date?: string; readonly language?: string } = {},
  ) => {
    const citation = { source: 'wire', at: '¶1', passage: paragraph };
    const { content, files, point } = onePoint(
      { text, citations: [citation], date: changed.date },
      changed.language,
    );
    const checker = createEvidenceChecker(content, archiveOf({ wire: paragraph }));
    return checker
      .checkPoint(files.talk, point, [])
      .filter(({ path }) => path.at(-1) === 'text')
      .map(({ what }) => what);
  };
  const missing = (figure: string) => [
    `"${figure}" stands in no cited paragraph; cite the one that has it, or leave it out`,
  ];

  test('has to stand in a cited paragraph', () => {
    expect(found('It took five hours', 'It took five hours')).toEqual([]);
    expect(found('It took six hours', 'It took five hours')).toEqual(missing('six'));
    expect(found('It was on 2 April', 'It was on 3 April')).toEqual(missing('2 April'));
    expect(found('It was in 2019', 'It was in 2018')).toEqual(missing('2019'));
  });

  test('may be the day of the talk or of the point', () => {
    expect(found('It was on 4 May, on 5 May 2031', 'It was then')).toEqual([]);
    expect(found('It was on 9 May', 'It was then', { date: '2031-05-09' })).toEqual([]);
    expect(found('The second day was long', 'It was long')).toEqual([]);
    expect(found('The third day was long', 'It was long')).toEqual(missing('third'));
  });

  test('may be "on Tuesday" in a text of that week', () => {
    expect(found('It was on 6 May', 'It will be on Tuesday')).toEqual([]);
    expect(found('It was on 7 May', 'It will be on Tuesday')).toEqual(missing('7 May'));
    expect(found('It was on 8 May', 'Во вторник, завтра', { language: 'ru' })).toEqual(missing('8 May'));
    expect(found('It is on 6 May', 'Это будет завтра', { language: 'ru' })).toEqual([]);
  });

  test('may count what everybody knows, and the days between two dates', () => {
    expect(found('The two presidents met', 'The presidents met')).toEqual([]);
    expect(found('Two presidents met', 'The presidents met')).toEqual(missing('Two'));
    expect(found('Five days later it was over', 'It was over', { date: '2031-05-10' })).toEqual([]);
    expect(found('Nine days later it was over', 'It was over', { date: '2031-05-10' })).toEqual(
      missing('Nine'),
    );
  });

  test('has to count the same thing', () => {
    expect(found('It took 12 hours', 'They sat for 12 hours, he told Russia 24')).toEqual([]);
    expect(found('It took 24 hours', 'They sat for 12 hours, he told Russia 24')).toEqual(
      missing('24 hours'),
    );
    expect(found('Each side freed two people', 'Обменяли 1,2 тысячи человек', { language: 'ru' })).toEqual(
      missing('two'),
    );
    expect(found('A 30-day truce', 'тридцатидневное перемирие', { language: 'ru' })).toEqual([]);
    expect(found('A 30-day truce', '30 пленных', { language: 'ru' })).toEqual(missing('30-day'));
    expect(found('Three crossings a day', 'three daily crossings')).toEqual([]);
    expect(found('After 17 prisoner exchanges', '17 exchanges, in which 40 prisoners came home')).toEqual([]);
    expect(found('Some 17 prisoners came home', '17 exchanges, in which 40 prisoners came home')).toEqual([
      '"17 prisoners" counts something else in the cited paragraphs, it seems; check the number',
    ]);
    expect(found('The two properties', 'the return of six seized properties')).toEqual(missing('two'));
    expect(found('The two properties', 'the return of the properties')).toEqual([]);
  });

  test('has its days and years in their order', () => {
    expect(found('From 2016-2018', 'between 2016 and 2018')).toEqual([]);
    expect(found('From 2018-2018', 'between 2016 and 2018')).toEqual([
      '"2018-2018" ends before it has begun; write the days and years in their order',
    ]);
    expect(found('On 5-4 May', 'It was then')).toEqual([
      '"5-4 May" ends before it has begun; write the days and years in their order',
    ]);
  });

  test('has the month of the point rather than of the talk', () => {
    expect(found('It was in May', 'It was long')).toEqual([]);
    expect(found('It was in May', 'It was long', { date: '2031-08-01' })).toEqual(missing('May'));
    expect(found('It was in August', 'It was long', { date: '2031-08-01' })).toEqual([]);
  });

  test('"on the 15th" is of the month that is named there', () => {
    expect(found('They spoke on 15 March', 'They met on March 18; on the 15th they had spoken')).toEqual([]);
    expect(found('They spoke on 15 July', 'They met on March 18; on the 15th they had spoken')).toEqual(
      missing('15 July'),
    );
  });
});

test("a point's own date that nothing speaks for is a warning", () => {
  const paragraph = 'Nobody said when that was';
  const check = (date: string) => {
    const { content, files, point } = onePoint({
      date,
      citations: [{ source: 'wire', at: '¶1', passage: paragraph }],
    });
    return createEvidenceChecker(content, archiveOf({ wire: paragraph })).checkPoint(files.talk, point, []);
  };
  expect(check('2031-05-03')).toEqual([]);
  expect(check('2031-04-20')).toEqual([
    expect.objectContaining({
      level: 'warning',
      path: ['date'],
      what: expect.stringMatching(/^2031-04-20 stands in no/),
    }),
  ]);
});
