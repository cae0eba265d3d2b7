// What the catalogue answers: lookups, order, who speaks for whom, what came of promises, in each language.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue, Located } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import type {
  ActorId,
  PersonId,
  PointId,
  PromiseId,
  SeriesId,
  SourceId,
  SubjectId,
  TalkId,
  TopicId,
} from '../../src/content/schema.ts';
import { type Changes, contentFolder, edit, OSLO as OSLO_ID, RUSSIAN, SOURCES, TALK } from './folder.ts';

const OSLO = OSLO_ID as TalkId;
const FISHING = 'fishing' as TopicId;

async function load(changes?: Changes): Promise<Catalogue> {
  return loadContent(await contentFolder(changes));
}

const CITED = '{ source: gazette-0503, at: ¶9, passage: what the paper had to say }';

/** A later talk with these points. */
const bergen = (date: string, id: string, points?: string, more = ''): Changes => ({
  [`talks/${id}/talk.yaml`]: `id: ${id}
title: Bergen talks
about: Norway–Iceland
date: ${date}
place: oslo
form: meeting
${more}lead: [met]
delegations:
  - { party: norway, part: host, members: [], citations: [${CITED}] }
points:
  - { id: met, topics: [overview], kind: background, text: The sides met, citations: [${CITED}] }
${points ?? ''}`,
});

const point = (keys: string) => `  - { ${keys}, citations: [${CITED}] }\n`;
const idsOf = (located: readonly Located[]) => located.map(({ talk, point: { id } }) => `${talk.id}/${id}`);

test('talks stand newest first, those of one day by id', async () => {
  const changes = { ...bergen('2024-06-01', 'bergen-b'), ...bergen('2024-06-01', 'bergen-a') };
  const catalogue = await load({ ...changes, ...bergen('2023-01-01', 'bergen-0') });
  expect(catalogue.talks.map((talk) => talk.id)).toEqual(['bergen-a', 'bergen-b', OSLO, 'bergen-0']);
});

test('the newest talk on a topic is the newest that has a point on it', async () => {
  const catalogue = await load(bergen('2024-06-01', 'bergen'));
  expect(catalogue.newestTalkOn('overview' as TopicId)?.id).toBe('bergen');
  expect(catalogue.newestTalkOn(FISHING)?.id).toBe(OSLO);
  const beside = (talk: string, topic: TopicId) => {
    const { older, newer } = catalogue.besides(talk as TalkId, topic);
    return [older?.id, newer?.id];
  };
  expect(beside(OSLO, 'overview' as TopicId)).toEqual([undefined, 'bergen']);
  expect(beside('bergen', FISHING)).toEqual([OSLO, undefined]);
  expect(beside(OSLO, FISHING)).toEqual([undefined, undefined]);
  expect(beside('nowhere', FISHING)).toEqual([undefined, OSLO]);
  expect(catalogue.topicsOf('bergen' as TalkId).map((topic) => topic.id)).toEqual(['overview']);
});

test('points come by talk and topic in the order of the file', async () => {
  const catalogue = await load();
  const ids = (topic: string) => catalogue.points(OSLO, topic as TopicId).map(({ id }) => id);
  expect(ids('fishing')).toEqual(['cod-quota', 'secret-deal', 'no-secret', 'fair-result']);
  expect(ids('overview')).toEqual(['cod-quota']);
  expect(ids('whales')).toEqual([]);
  expect(catalogue.points('nowhere' as TalkId, FISHING)).toEqual([]);
  expect(catalogue.leadOf(OSLO).map(({ id }) => id)).toEqual(['cod-quota']);
});

test('what people type finds a talk, a topic, a command, or nothing', async () => {
  const catalogue = await load();
  expect(catalogue.talk(OSLO)?.title).toBe('Oslo talks');
  expect(catalogue.topic('fishing')?.name).toBe('Fishing');
  expect(catalogue.topicByCommand('latest')?.id).toBe('overview');
  for (const typed of ['', 'OSLO', '__proto__', 'constructor', '\0']) {
    expect([catalogue.talk(typed), catalogue.topic(typed), catalogue.topicByCommand(typed)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  }
});

describe('answers', () => {
  const elsewhere = bergen(
    '2024-06-01',
    'bergen',
    point(
      `id: no-more, topics: [fishing], kind: denied, by: [iceland], text: It was never so, answers: [{ to: ${OSLO}/secret-deal, how: denies }, { to: ${OSLO}/cod-quota, how: disputes }]`,
    ),
  );

  test('are known at both ends, over talks', async () => {
    const catalogue = await load(elsewhere);
    const said = (id: string) => [
      ...catalogue.answersTo(OSLO, id as PointId).map((answer) => `${answer.how} by ${answer.point.id}`),
      ...catalogue.answersOf(OSLO, id as PointId).map((answer) => `${answer.how} ${answer.point.id}`),
    ];
    expect(said('secret-deal')).toEqual(['denies by no-more', 'denies by no-secret']);
    expect(said('no-secret')).toEqual(['denies secret-deal']);
    expect(said('cod-quota')).toEqual(['disputes by no-more']);
    expect(idsOf(catalogue.denialsOf(OSLO, 'secret-deal' as PointId))).toEqual([
      'bergen/no-more',
      `${OSLO}/no-secret`,
    ]);
    expect(catalogue.denialsOf(OSLO, 'cod-quota' as PointId)).toEqual([]);
  });

  test('of what was withdrawn are heard no more', async () => {
    const withdrawn = edit(
      '    answers:\n      - { to: secret',
      '    changes: [{ on: 2024-06-01, how: withdrawn, why: Nobody said so }]\n    answers:\n      - { to: secret',
    );
    const catalogue = await load({ [TALK]: withdrawn });
    expect(catalogue.denialsOf(OSLO, 'secret-deal' as PointId)).toEqual([]);
  });
});

test('what was withdrawn is shown nowhere, but still there to be looked at', async () => {
  const withdraw = edit(
    '    subject: quotas\n',
    '    subject: quotas\n    changes: [{ on: 2024-06-01, how: withdrawn, why: No }]\n',
  );
  const catalogue = await load({
    [TALK]: (text) => withdraw(text).replace('lead: [cod-quota]', 'lead: [fair-result]'),
  });
  const ids = catalogue.talk(OSLO)?.points.map(({ id }) => id);
  expect(ids).toEqual(['secret-deal', 'no-secret', 'fair-result']);
  expect(catalogue.points(OSLO, 'overview' as TopicId)).toEqual([]);
  expect([...catalogue.pointsOn('quotas' as SubjectId)]).toEqual([]);
  expect(catalogue.stepsOf('quota-kept' as PromiseId)).toEqual([]);
  expect(catalogue.search('quota', 9).map((hit) => hit.point.id)).not.toContain('cod-quota');
  const kept = catalogue.point(OSLO, 'cod-quota' as PointId);
  expect(kept && catalogue.isWithdrawn(kept)).toBe(true);
  expect(catalogue.changes.map(({ point: { id }, change }) => `${id} ${change.how}`)).toEqual([
    'cod-quota withdrawn',
  ]);
  expect([...catalogue.everyPoint()]).toHaveLength(4);
});

describe('people', () => {
  test('are actors next to parties and outlets', async () => {
    const catalogue = await load();
    const types = ['hansen', 'iceland', 'wire'].map((id) => catalogue.actor(id as ActorId).type);
    expect(types).toEqual(['person', 'party', 'outlet']);
    expect(() => catalogue.actor('nobody' as ActorId)).toThrow('the catalogue has no "nobody"');
  });

  test('have the role of the day, unless the talk says otherwise', async () => {
    const catalogue = await load(bergen('2019-06-01', 'bergen'));
    const role = (talk: string, person: string, date?: string) =>
      catalogue.roleOf(talk as TalkId, person as PersonId, date);
    expect(role(OSLO, 'hansen')).toBe('Minister');
    expect(role('bergen', 'hansen')).toBe('Deputy Minister');
    expect(role(OSLO, 'hansen', '2018')).toBe('Deputy Minister');
    expect(role(OSLO, 'jonsson')).toBe('Special envoy');
    expect(role('bergen', 'jonsson')).toBe('Envoy');
    expect(role('nowhere', 'jonsson')).toBeUndefined();
  });

  test('delegates, offices and those with a role speak for their state, others for none', async () => {
    const catalogue = await load();
    const stateOf = (id: string) => catalogue.partyOf(OSLO, id as ActorId)?.id;
    expect(['hansen', 'fishery-ministry', 'iceland', 'jonsson'].map(stateOf)).toEqual([
      ...['norway', 'norway', 'iceland', 'iceland'],
    ]);
    expect(['berg', 'wire'].map(stateOf)).toEqual([undefined, undefined]);
  });

  test('offices have the flag of their state', async () => {
    const catalogue = await load();
    expect(catalogue.party('fishery-ministry' as never).flag).toBe('🇳🇴');
  });
});

describe('sources', () => {
  const more = `  - id: wire-0504
    outlet: wire
    form: article
    language: en
    read: whole
  - id: gazette-0504
    outlet: gazette
    form: article
    language: en
    read: whole
  - id: statement
    issued: [norway, iceland]
    form: joint-statement
  - id: statement-in-gazette
    outlet: gazette
    form: article
    language: en
    carries: statement
    read: whole
`;
  const cite = (...sources: readonly string[]) =>
    sources
      .map((source) => `      - { source: ${source}, at: ¶1, passage: words of the source here }\n`)
      .join('');
  const withSources = (...sources: readonly string[]): Changes => ({
    [SOURCES]: (text) => text + more,
    [TALK]: (text) =>
      text.replace(
        /( {4}promise:.*\n {4}citations:\n)[\s\S]*?( {2}- id: secret-deal)/,
        (_all, before, after) => before + cite(...sources) + after,
      ),
  });

  async function origins(...sources: readonly string[]): Promise<readonly string[]> {
    const catalogue = await load(withSources(...sources));
    const quota = catalogue.point(OSLO, 'cod-quota' as PointId);
    return quota ? catalogue.originsOf(quota).map(({ id }) => id) : [];
  }

  test('a reprint raises the count as little as a second article of one outlet', async () => {
    expect(await origins('gazette-0503')).toEqual(['gazette-0503']);
    expect(await origins('gazette-0503', 'wire-0503')).toHaveLength(1);
    expect(await origins('gazette-0503', 'gazette-0504')).toHaveLength(1);
    expect(await origins('gazette-0503', 'wire-0504')).toHaveLength(2);
    expect(await origins('statement-in-gazette', 'gazette-0503')).toHaveLength(2);
  });

  test.each([
    ['statement-in-gazette', 'statement'],
    ['gazette-0503', 'gazette-0503'],
  ])('the text of %s is that of %s', async (source, origin) => {
    const catalogue = await load(withSources(source));
    expect(catalogue.originOf(source as SourceId).id).toBe(origin);
  });

  test('what says otherwise confirms nothing; countries are those of the origins', async () => {
    const catalogue = await load();
    const [quota] = catalogue.points(OSLO, FISHING);
    expect(quota && catalogue.countriesOf([quota])).toEqual(['NO']);
    expect(catalogue.publisherOf(catalogue.source('wire-0503' as SourceId))).toBe('Wire');
  });
});

test('promises have a history, which says how they stand', async () => {
  const step = (id: string, date: string, name: string) =>
    point(
      `id: ${id}, topics: [fishing], kind: background, text: Step ${id}, date: ${date}, promise: { id: quota-kept, step: ${name} }`,
    );
  const changes = bergen(
    '2025-01-01',
    'bergen',
    step('b', '2025-02', 'kept') + step('a', '2024-12-01', 'begun'),
  );
  const catalogue = await load(changes);
  const steps = catalogue.stepsOf('quota-kept' as PromiseId);
  expect(steps.map(({ step: name, date }) => `${name} ${date}`)).toEqual([
    'made 2024-05-02',
    'begun 2024-12-01',
    'kept 2025-02',
  ]);
});

test('the timeline has the points with a day of their own, in the order of time', async () => {
  const dated = point('id: earlier, topics: [fishing], kind: background, text: Before that, date: 2019');
  const catalogue = await load(bergen('2024-09-01', 'bergen', dated));
  expect(idsOf(catalogue.timeline())).toEqual(['bergen/earlier', `${OSLO}/no-secret`]);
  expect(idsOf(catalogue.timeline(OSLO))).toEqual([`${OSLO}/no-secret`]);
  expect(catalogue.timeline('nowhere' as TalkId)).toEqual([]);
});

test('rounds of a series are counted by date among those held', async () => {
  const changes = {
    ...bergen('2024-01-01', 'one', '', 'series: cod\n'),
    ...bergen('2024-02-01', 'two', '', 'series: cod\nstate: cancelled\n'),
    ...bergen('2024-03-01', 'three', '', 'series: cod\n'),
  };
  const distinct = Object.fromEntries(
    Object.entries(changes).map(([name, text]) => [
      name,
      String(text).replace('The sides met', `The sides met ${name}`),
    ]),
  );
  const catalogue = await load(distinct);
  expect(catalogue.roundOf('one' as TalkId)).toEqual({ number: 1, of: 2 });
  expect(catalogue.roundOf('three' as TalkId)).toEqual({ number: 2, of: 2 });
  expect([catalogue.roundOf('two' as TalkId), catalogue.roundOf(OSLO)]).toEqual([undefined, undefined]);
  expect(catalogue.series('cod' as SeriesId).map(({ id }) => id)).toEqual(['one', 'two', 'three']);
});

describe('in another language', () => {
  test('a point is as translated, and what is not translated stays as it was written, each marked', async () => {
    const catalogue = await load();
    const russian = catalogue.in('ru-RU');
    const texts = russian.points(OSLO, FISHING).map((one) => [russian.languageOf(one), one.text]);
    expect(texts).toEqual([
      ['ru', 'Квота трески остаётся прежней'],
      ['en', 'A secret deal on herring exists'],
      ['en', 'There is no secret deal'],
      ['ru', 'Для экипажей итог справедлив'],
    ]);
    const talk = russian.talk(OSLO);
    expect([talk?.title, talk && russian.languageOf(talk)]).toEqual(['Переговоры в Осло', 'ru']);
    expect(russian.points(OSLO, FISHING)[0]?.citations[1]?.note).toBe('на два года');
    expect(russian.point(OSLO, 'fair-result' as PointId)?.quote?.text).toBe('Нас это устраивает');
    expect(catalogue.points(OSLO, FISHING).map((one) => catalogue.languageOf(one))).toEqual(
      [...'1234'].map(() => 'en'),
    );
  });

  test('names of people, parties, topics, places and promises, and roles, are in that language', async () => {
    const ukrainian = (await load()).in('uk');
    expect(ukrainian.party('norway' as never).name).toBe('Норвегія');
    expect(ukrainian.topic('fishing')?.name).toBe('Рибальство');
    expect(ukrainian.topicByCommand('fishing')?.name).toBe('Рибальство');
    expect(ukrainian.place('oslo' as never).name).toBe('Осло');
    expect(ukrainian.promise('quota-kept' as PromiseId).title).toBe('Квота тріски лишається');
    expect(ukrainian.actor('hansen' as ActorId)).toMatchObject({ person: { short: 'Гансен' } });
    expect(ukrainian.roleOf(OSLO, 'hansen' as PersonId)).toBe('міністр');
    expect(ukrainian.roleOf(OSLO, 'jonsson' as PersonId)).toBe('Special envoy');
    expect((await load()).in('ru').roleOf(OSLO, 'jonsson' as PersonId)).toBe('спецпосланник');
  });

  test.each(['', 'en', 'de', 'xx-YY', '__proto__'])(
    '%j is the language in which it is written',
    async (code) => {
      const catalogue = await load();
      expect(catalogue.in(code).language).toBe('en');
      expect(catalogue.in('uk').in(code)).toBe(catalogue);
    },
  );

  test.each([
    ['of another text', edit('752dc4', '000000'), 'fair-result'],
    ['without its quotation', edit(', quote: Нас это устраивает', ''), 'fair-result'],
    ['with a note too few', edit(', notes: [на два года]', ''), 'cod-quota'],
    ['with a note too many', edit('[на два года]', '[на два года, ещё]'), 'cod-quota'],
  ])('a translation %s is not shown, and never a mixture', async (_what, change, id) => {
    const catalogue = await load({ [RUSSIAN]: change });
    const russian = catalogue.in('ru').point(OSLO, id as PointId);
    expect(russian).toEqual(catalogue.point(OSLO, id as PointId));
  });

  test('words spoken in that language are the original ones', async () => {
    const changes = {
      [TALK]: edit(
        'quote: { text: We can live with it, of: berg }',
        'quote: { text: We can live with it, of: berg, original: Нас устраивает, language: ru }',
      ),
      [RUSSIAN]: edit(', quote: Нас это устраивает', ''),
    };
    const russian = (await load(changes)).in('ru');
    expect(russian.point(OSLO, 'fair-result' as PointId)?.quote?.text).toBe('Нас устраивает');
  });

  test('search finds in every language, and shows in the reader’s', async () => {
    const catalogue = await load();
    for (const words of ['трески', 'Рыболовство прежней', 'cod quota stays', 'Квоти тріски'])
      expect([words, catalogue.search(words, 9).map((hit) => hit.point.id)]).toEqual([
        words,
        expect.arrayContaining(['cod-quota']),
      ]);
    expect(catalogue.in('ru').search('трески', 1)[0]).toMatchObject({
      point: { text: /^Квота/ },
      words: ['трески'],
    });
    expect(catalogue.in('ru').search('Берг', 1)[0]?.point.id).toBe('fair-result');
    expect(catalogue.search('Гансен', 9)).toEqual([]);
  });
});

test('whatever is asked in whatever language, ids, order and number of points stay the same', async () => {
  const catalogue = await load(bergen('2024-09-01', 'bergen'));
  fc.assert(
    fc.property(
      fc.constantFrom('ru', 'uk', 'en'),
      fc.constantFrom(OSLO, 'bergen' as TalkId),
      (language, talk) => {
        const view = catalogue.in(language);
        expect(view.talks.map(({ id }) => id)).toEqual(catalogue.talks.map(({ id }) => id));
        expect(view.talk(talk)?.points.map(({ id }) => id)).toEqual(
          catalogue.talk(talk)?.points.map(({ id }) => id),
        );
        expect(view.topicsOf(talk).map(({ id }) => id)).toEqual(catalogue.topicsOf(talk).map(({ id }) => id));
        expect(idsOf(view.timeline())).toEqual(idsOf(catalogue.timeline()));
        expect(view.in('en')).toBe(catalogue);
        expect(catalogue.in(language)).toBe(view);
      },
    ),
  );
});

test('nothing that it gives out can be changed', async () => {
  for (const language of ['en', 'ru']) {
    const catalogue = (await load()).in(language);
    const [first] = catalogue.points(OSLO, FISHING);
    const given: readonly unknown[] = [
      catalogue,
      catalogue.talks,
      catalogue.topics,
      catalogue.topicsOf(OSLO),
      catalogue.points(OSLO, FISHING),
      first,
      first?.citations,
      first?.citations[0],
      catalogue.talk(OSLO)?.delegations[0]?.members,
      catalogue.party('norway' as never),
      catalogue.source('wire-0503' as SourceId),
    ];
    expect(given.map((value) => value !== undefined && Object.isFrozen(value))).toEqual(
      given.map(() => true),
    );
  }
});

test('a place in the files is found for a point, and for its talk', async () => {
  const folder = await contentFolder();
  const catalogue = await loadContent(folder);
  expect(await catalogue.placeOf(OSLO, 'secret-deal')).toEqual({
    file: `${folder}/${TALK}`,
    line: 33,
    column: 9,
  });
  expect(await catalogue.placeOf('nowhere')).toMatchObject({ line: 1, column: 1 });
});
