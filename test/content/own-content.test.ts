// The repository's own content: complete, attributed, translated, and written so that editors complete it.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { checkContent } from '../../src/content/load.ts';
import type { Point, PointId, TalkId } from '../../src/content/schema.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { render } from '../../src/messages/render.ts';
import { composeEvidence } from '../../src/summaries/evidence.ts';

const RIYADH = 'riyadh-2025-02-18' as TalkId;
/** The article that the first facts come from, and the points that were published from it. */
const ARTICLE = 'iz-riyadh';
const FACTS = (
  'all-must-agree arms-treaties better-result biden-obstacles brands-may-return brands-must-compete ' +
  'british-troops china-momentum common-interests complicating-factor conflict-with-west ' +
  'cooperation-after darchiev-expected economy-stressed elections-possible eu-accession eu-excluded ' +
  'eu-may-join europe-left-out europe-off-guard final-solution-wanted first-meeting ' +
  'irritants-mechanism kellogg-errand kellogg-named lasting-peace leaders-ready legal-aspects ' +
  'listened-and-heard lost-billions mandate-claim missions-restored monumental-step mutual-respect ' +
  'new-ambassadors next-stage next-week-possible no-arms-race no-nato-troops no-truce no-ultimatums ' +
  'norland-expected normal-ties not-at-the-table not-next-week not-without-allies ' +
  'outcome-not-recognised plan-denied positions-apart readiness-confirmed russia-names-second ' +
  'russia-serious russian-delegation sanctions-differ sanctions-relief saudi-host security-system ' +
  'strategic-stability summit-discussed summit-odds swift-banks talks-held three-stage-plan too-early ' +
  'tracy-in-moscow turkiye-offers ukraine-negotiators us-delegation us-gains visit-cancelled ' +
  'zelensky-in-ankara zelensky-may-slow'
).split(' ');

const checked = await checkContent('./content', Date.UTC(2026, 11, 1));
if (checked.catalogue === undefined) throw new Error('the content has mistakes: npm run content -- check');
const catalogue: Catalogue = checked.catalogue;
const points = [...catalogue.everyPoint()];

function point(id: string): Point {
  const found = catalogue.point(RIYADH, id as PointId);
  if (found === undefined) throw new Error(`no point ${id}`);
  return found;
}

test('twelve rounds of talks are there', () => {
  expect(catalogue.talks.map(({ id }) => id).toReversed()).toEqual([
    ...[RIYADH, 'istanbul-2025-02-27', 'jeddah-2025-03-11', 'riyadh-2025-03-23', 'istanbul-2025-04-10'],
    ...['istanbul-2025-05-16', 'istanbul-2025-06-02', 'anchorage-2025-08-15', 'geneva-2025-11-23'],
    ...['abu-dhabi-2026-01-23', 'abu-dhabi-2026-02-04', 'geneva-2026-02-17'],
  ]);
});

describe('the first Riyadh talks', () => {
  test('have every point that was ever published of them, with its passage in the article', () => {
    expect(FACTS).toHaveLength(72);
    for (const id of FACTS) {
      const cited = point(id).citations.filter(({ source }) => source === ARTICLE);
      expect(cited, id).not.toEqual([]);
      for (const { at } of cited) expect(at).toMatch(/^¶([1-9]|1\d|2[0-2])$/);
    }
  });

  test('have the two delegations and the mediator', () => {
    const delegations = catalogue.talk(RIYADH)?.delegations ?? [];
    expect(delegations.map(({ party, members }) => [party, members.map(({ person }) => person)])).toEqual([
      ['russia', ['lavrov', 'ushakov', 'dmitriev']],
      ['united-states', ['rubio', 'waltz', 'witkoff']],
      ['saudi-arabia', ['faisal-bin-farhan', 'al-aiban']],
    ]);
  });

  test('show contested claims as what they are', () => {
    expect(point('lost-billions')).toMatchObject({ kind: 'said', by: ['dmitriev'] });
    expect(point('mandate-claim')).toMatchObject({ by: ['izvestia'] });
    expect(point('three-stage-plan')).toMatchObject({ kind: 'reported', by: ['us-media'] });
    expect(point('plan-denied')).toMatchObject({ kind: 'denied', by: ['russia'] });
    const denials = catalogue.denialsOf(RIYADH, 'three-stage-plan' as PointId);
    expect(denials.map((denial) => denial.point.id)).toContain('plan-denied');
  });

  test.each([
    ['lavrov troops', 'no-nato-troops'],
    ['Zelenskyy ultimatum', 'no-ultimatums'],
    ['erdoğan', 'turkiye-offers'],
    ['300 billion', 'lost-billions'],
    ['swfit', 'swift-banks'],
  ])('answer the search for %j with %s', (words, id) => {
    expect(catalogue.search(words, 5).map((hit) => hit.point.id)).toContain(id);
  });
});

describe('promises', () => {
  test('each have a step, and stand where the last one says', () => {
    for (const { id } of catalogue.promises) expect(catalogue.stepsOf(id), id).not.toEqual([]);
    const state = (id: string) => catalogue.stepsOf(id as never).at(-1)?.step;
    expect(state('embassy-staffing')).toBe('stalled');
    expect(state('exchange-1000')).toBe('kept');
    expect(state('energy-pause')).toBe('lapsed');
  });
});

describe('the texts', () => {
  test('begin with a capital letter or a number', () => {
    for (const { point: one } of points) expect(one.text).toMatch(/^[\p{Lu}\p{N}]/u);
  });

  test("hold no party's own name for the war", () => {
    for (const { point: one } of points)
      expect(one.text).not.toMatch(/special military operation|\bSWO\b|\bSMO\b|\bSVO\b/i);
  });

  test('are translated from what they are now', () => {
    const stale = checked.warnings.filter(({ what }) =>
      /earlier version|has no stamp|is not a point/.test(what),
    );
    expect(stale).toEqual([]);
  });
});

describe('the translations, as docs/decisions/0020 has it,', () => {
  /** In English, Russian and Ukrainian. */
  const WORDS: Readonly<Record<string, readonly [en: RegExp, ru: RegExp, uk: RegExp]>> = {
    ceasefire: [
      /cease-?fire/i,
      /прекра[тщ]\S+ огонь|прекращени\S+ огня/i,
      /припин\S+ вогню|припин\S+ вогонь|припинити вогню/i,
    ],
    truce: [/\btruce/i, /перемири/i, /перемир'/i],
    war: [/\bwars?\b(?<!prisoners of war)/i, /войн/i, /війн|воєн/i],
    conflict: [/\bconflict/i, /конфликт/i, /конфлікт/i],
  };
  const translated = (['ru', 'uk'] as const).flatMap((language) =>
    points.flatMap(({ talk, point: english }) => {
      const own = catalogue.in(language).point(talk.id, english.id);
      return own === undefined || own.text === english.text ? [] : [{ language, talk, english, own }];
    }),
  );
  test.each(Object.entries(WORDS))('have one word for %s', (_word, [en, ru, uk]) => {
    const without = translated
      .filter(
        ({ english, own, language }) =>
          en.test(english.text) && !(language === 'ru' ? ru : uk).test(own.text),
      )
      .map(({ language, own }) => `${language}: ${own.text}`);
    expect(without).toEqual([]);
  });

  test('call no ceasefire a truce, no war a conflict, and neither the other way round', () => {
    const others = translated
      .filter(({ english, own }) =>
        (['truce', 'war', 'conflict'] as const).some((word) => {
          const [en, ru] = WORDS[word] as (typeof WORDS)[string];
          // Russian words only: the Ukrainian ones are parts of others, such as martial law.
          return ru.test(own.text) && !en.test(english.text) && !/warmonger/.test(english.text);
        }),
      )
      .map(({ language, own }) => `${language}: ${own.text}`);
    expect(others).toEqual([]);
  });

  test('leave «на Украине» to the Russian side, and «в Украине» to the others', () => {
    for (const { talk, english, own, language } of translated) {
      if (language !== 'ru') continue;
      const sides = english.by.map((id) => catalogue.partyOf(talk.id, id)?.id as string | undefined);
      const isRussian = sides.length > 0 && sides.every((side) => side === 'russia');
      const wrong = isRussian ? /(?<!\p{L})в Украин[еу]/iu : /(?<!\p{L})на Украин[еу]/iu;
      for (const words of [own.text, own.quote?.text ?? '']) expect(words).not.toMatch(wrong);
    }
  });
});

test('every page of evidence is one message, in every language', () => {
  const locales = createLocales();
  for (const language of catalogue.languages) {
    const view = catalogue.in(language);
    for (const talk of view.talks) {
      for (const topic of view.topicsOf(talk.id)) {
        for (let page = 1; ; page += 1) {
          const { summary, of } = composeEvidence(view, { talk, topic }, page);
          expect(render(summary, locales.pick(language)), `${talk.id} ${topic.id} ${page}`).toHaveLength(1);
          if (page >= of) break;
        }
      }
    }
  }
});

describe('for editors', () => {
  test('every file names its schema, and the schema takes it', async () => {
    const names = await readdir('content', { recursive: true });
    for (const name of names.filter((entry) => entry.endsWith('.yaml'))) {
      const file = path.join('content', name);
      const text = await readFile(file, 'utf8');
      const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
      const json: unknown = JSON.parse(await readFile(path.join(path.dirname(file), schema), 'utf8'));
      const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
      expect(ajv.validate(json as object, parse(text)), `${name}: ${ajv.errorsText()}`).toBe(true);
    }
  });
});
