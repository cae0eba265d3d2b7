// A hundred questions and more as people write them, in three languages, over the repository's own talks.

import { expect, test } from 'vitest';
import { openContext } from '../../src/bot/create-context.ts';
import { inOwnWords } from '../../src/bot/own-words.ts';
import type { Command } from '../../src/bot/request.ts';
import { searchPage, wantedIn } from '../../src/summaries/search-results.ts';
import { findWanted, understand } from '../../src/summaries/understanding.ts';

const context = await openContext('content');

function commandFor(words: string): string {
  const asked: Command = {
    chat: 1,
    type: 'private',
    thread: undefined,
    user: 1,
    asChat: false,
    channel: undefined,
    locale: context.locales.pick('en'),
    name: 'search',
    words,
    addressed: true,
    message: 1,
    isPlain: true,
  };
  const { name, words: left } = inOwnWords(asked, context);
  return `/${name} ${left}`.trim();
}

function found(words: string) {
  return findWanted(context.catalogue, wantedIn(context.catalogue, words), 0, 8);
}

test.each([
  // A command's name, in any language, and what people write instead.
  ['hello', '/start'],
  ['Привет!', '/start'],
  ['Добрий день', '/start'],
  ['🙂', '/start'],
  ['?', '/start'],
  ['thanks', '/start'],
  ['stop', '/stop'],
  ['STOP!', '/stop'],
  ['unsubscribe', '/stop'],
  ['Unsubscribe me', '/stop'],
  ['отписаться', '/stop'],
  ['відписатися', '/stop'],
  ['subscribe', '/digest'],
  ['подписаться', '/digest'],
  ['підписка', '/digest'],
  ['what can you do?', '/help'],
  ['помощь', '/help'],
  ['допомога', '/help'],
  ['change language', '/settings'],
  ['язык', '/settings'],
  ['мова', '/settings'],
  ['all talks', '/talks'],
  ['переговоры', '/talks'],
  ['переговори', '/talks'],
  ['delete my data', '/forget'],
  ["what's new?", '/latest'],
  ['новости', '/latest'],
  ['що нового', '/latest'],
  ['timeline', '/timeline'],
  ['timeline jeddah', '/timeline jeddah'],
  ['цитаты Анкоридж', '/quotes Анкоридж'],
  // A topic's name.
  ['economy', '/economy'],
  ['экономика', '/economy'],
  ['економіка', '/economy'],
  ['Україна', '/ukraine'],
  ['Украина', '/ukraine'],
  ['про Украину', '/ukraine'],
  ['embassy', '/embassies'],
  ['посольства', '/embassies'],
  ['саммит', '/summit'],
  ['the EU', '/europe'],
  ['безопасность', '/security'],
  ['tell me about Ukraine', '/ukraine'],
  ['who attended', '/delegations'],
  ['who attended?', '/delegations'],
  ['Who was at the table in Jeddah?', '/delegations Jeddah'],
  ['кто участвовал', '/delegations'],
  ['кто был в Джидде', '/delegations Джидде'],
  ['хто був у Женеві', '/delegations Женеві'],
  ['participants', '/delegations'],
  // Longer words that begin alike ask something else.
  ['who was attacked in Jeddah', '/search who was attacked in Jeddah'],
  // A topic of a round.
  ['economy in Riyadh', '/economy Riyadh'],
  ['Украина в Стамбуле', '/ukraine Стамбуле'],
  ['ukraine previous talks', '/ukraine previous'],
  ['Україна Стамбул другий раунд', '/ukraine Стамбул другий'],
  // A round.
  ['jeddah', '/latest jeddah'],
  ['Джидда', '/latest Джидда'],
  ['march', '/latest march'],
  ['в марте', '/latest марте'],
  ['у березні', '/latest березні'],
  ['16 May', '/latest 16 May'],
  ['2025-05', '/latest 2025-05'],
  ['Стамбул', '/latest Стамбул'],
  ['Istanbul 2', '/latest Istanbul 2'],
  ['Стамбул-2', '/latest Стамбул 2'],
  // Russian and Ukrainian names by a Latin keyboard.
  ['stambul', '/latest stambul'],
  ['zheneva', '/latest zheneva'],
  ['Er-Riyad', '/latest Er Riyad'],
  ['ekonomika', '/economy'],
  ['Alaska', '/latest Alaska'],
  ['на Аляске', '/latest Аляске'],
  ['previous round', '/latest previous'],
  ['прошлые переговоры', '/latest прошлые'],
  ['попередні переговори', '/latest попередні'],
  ['last talks', '/latest last'],
  ['Abu Dhabi', '/latest Abu Dhabi'],
  ['abudhabi', '/latest abudhabi'],
  ['istambul june', '/latest istambul june'],
  ['whats the latest on ukraine', '/ukraine'],
  ['what does europe want', '/europe'],
  ['timeline of talks', '/timeline'],
  // Who was there, in other verbs.
  ['who went to alaska', '/delegations alaska'],
  ['кто ездил в женеву', '/delegations женеву'],
  ['хто їздив у женеву', '/delegations женеву'],
  // What became of promises, by party and state.
  ['did russia keep its promises', '/promises did russia its'],
  ['which promises were broken', '/promises were broken'],
  ['какие обещания нарушены', '/promises нарушены'],
  ['чи виконала росія обіцянки', '/promises виконала росія'],
  // About somebody, and nothing that they said.
  ['yermak fired', '/search yermak fired'],
  // Anything else is searched for.
  ['ceasefire', '/search ceasefire'],
  ['Did they agree on a ceasefire?', '/search Did they agree on a ceasefire?'],
  ['stop the war', '/search stop the war'],
  ['help for Ukraine', '/search help for Ukraine'],
  ['troops may be sent', '/search troops may be sent'],
])('%j is answered as %s', (words, command) => {
  expect(commandFor(words)).toBe(command);
});

test.each([
  ['Whitkoff', 'witkoff'],
  ['Witkof', 'witkoff'],
  ['Lavrow', 'lavrov'],
  ['Лавров', 'lavrov'],
  ['Лаврова', 'lavrov'],
  ['what does Lavrov think', 'lavrov'],
  ['Зеленский', 'zelensky'],
  ['Зеленський', 'zelensky'],
  ['Zelenskyy', 'zelensky'],
  ['Zelenskyj', 'zelensky'],
  ['с Рубио', 'rubio'],
  ['Erdoğan', 'erdogan'],
  ['Erdogan', 'erdogan'],
  ['Эрдоган', 'erdogan'],
  ['Путін', 'putin'],
  ['Macron', 'macron'],
  ['Kiev', 'ukraine'],
  ['Киев', 'ukraine'],
  ['Київ', 'ukraine'],
  ['Turkey', 'turkiye'],
  ['Турция', 'turkiye'],
  ['Москва', 'russia'],
  ['medinski', 'medinsky'],
  ['медынский', 'medinsky'],
  ['зелинский', 'zelensky'],
  ['budanow', 'budanov'],
  ['витков', 'witkoff'],
  ['quotes from putin', 'putin'],
  ['lavrov что сказал', 'lavrov'],
  ['чего хочет россия', 'russia'],
  ['the White House', 'white-house'],
  ['Кремль', 'kremlin'],
])('%j is the person or party %s, and finds what they said', (words, id) => {
  expect(understand(context.catalogue, words)).toMatchObject({ type: 'points', actor: id });
  const { hits, total } = found(words);
  expect(total).toBeGreaterThan(0);
  expect(hits.length).toBe(Math.min(total, 8));
});

test.each([
  ['what was agreed', ['agreed']],
  ['agreed', ['agreed']],
  ['что согласовали', ['agreed']],
  ['О чём договорились?', ['agreed']],
  ['що погодили', ['agreed']],
  ['denied', ['denied']],
  ['что отрицают', ['denied']],
  ['що заперечують', ['denied']],
  ['rumours', ['reported']],
  ['what was not agreed', ['open']],
  ['не договорились', ['open']],
  ['про що не домовилися', ['open']],
  ['disagreements', ['open']],
  ['what was agreed in Jeddah', ['agreed'], 'jeddah-2025-03-11'],
  ['что согласовали в Джидде', ['agreed'], 'jeddah-2025-03-11'],
  ['що погодили в Джидді', ['agreed'], 'jeddah-2025-03-11'],
  ['agreed 2 June', ['agreed'], 'istanbul-2025-06-02'],
])('%j asks for points that are %j', (words, kinds, talk?: string) => {
  const { hits } = found(words);
  expect(hits.length).toBeGreaterThan(0);
  for (const hit of hits) {
    expect(kinds).toContain(hit.point.kind);
    if (talk !== undefined) expect(hit.talk.id).toBe(talk);
  }
});

test.each([
  'promises by Russia',
  'что обещала Россия',
  'що обіцяла Росія',
  'what did Ukraine promise',
  'что обещали',
])('%j asks for steps of promises', (words) => {
  const { hits } = found(words);
  expect(hits.length).toBe(8);
  for (const { point } of hits) expect(point.promise).toBeDefined();
});

test.each([
  ['ceasefire', 'ceasefire-not-agreed|no-truce|conditions-on-paper'],
  ['truce', 'no-truce'],
  ['перемирие', 'no-truce'],
  ['прекращение огня', 'no-truce'],
  ['припинення вогню', 'no-truce'],
  ['Did they agree on a ceasefire?', 'no-deal|no-breakthrough|ceasefire-not-agreed'],
  ['договорились ли о перемирии?', 'no-deal|no-breakthrough|ceasefire-not-agreed'],
  ['чи домовилися про перемирʼя', 'no-deal|no-breakthrough|ceasefire-not-agreed'],
  ['Putin Trump meeting', 'leaders-ready'],
  ['sanctions lifted when', 'sanctions-relief'],
  ['will sanctions be lifted?', 'sanctions-relief'],
  ['когда снимут санкции', 'sanctions-relief'],
  ['nato troops', 'no-nato-troops'],
  ['Lavrov troops', 'no-nato-troops'],
  ['what did Lavrov say about troops', 'no-nato-troops'],
  ['что Лавров сказал о войсках', 'no-nato-troops'],
  ['Лавров війська', 'no-nato-troops'],
  ['swift', 'swift-banks'],
  ['swfit', 'swift-banks'],
  ['START treaty', 'arms-treaties'],
  ['300 billion', 'lost-billions'],
  ['prisoner exchange', 'exchange-157|exchange-sick-young|prisoners-1000'],
  ['POW swap', 'exchange-157|exchange-sick-young|prisoners-1000'],
  ['обмен пленными', 'exchange-157|exchange-sick-young|prisoners-1000'],
  ['обмін полоненими', 'exchange-157|exchange-sick-young|prisoners-1000'],
  ['prisoners istanbul', 'exchange-sick-young|prisoners-1000'],
  ['peace plan', 'rubio-readout'],
  ['Europe left out', 'europe-left-out'],
  ['nuclear plant', 'plant-no-understanding'],
  ['grain', 'sea-us-russia'],
  ['children', 'children-list'],
  ['whats up with the ceasfire', 'no-breakthrough|no-end-agreed|conditions-on-paper'],
  ['прикращение огня', 'no-breakthrough'],
  ['припиненя вогню', 'no-truce'],
  ['обмен пленых', 'exchange-157'],
  ['are flights back', 'direct-flights'],
  ['sanctons relief', 'eu-must-help'],
  ['заэс', 'plant-no-understanding'],
  ['дети', 'children-list'],
  ['rubio лавров', 'follows-riyadh'],
  ['yermak fired', 'yermak-dismissed'],
  ['cease-fire monitoring', 'us-in-monitoring'],
  ['military aid resumed', 'aid-resumed'],
])('%j finds %s on the first page', (words, ids) => {
  expect(found(words).hits.map(({ point }) => point.id)).toEqual(
    expect.arrayContaining([expect.stringMatching(new RegExp(`^(?:${ids})$`, 'u'))]),
  );
});

test.each(['xyzzy', 'qqqq wwww', 'ъъъъ', '日本'])('%j finds nothing, and is offered a way on', (words) => {
  const page = searchPage(context.catalogue, words, wantedIn(context.catalogue, words), 1);
  expect(page.hits).toEqual([]);
  expect(JSON.stringify(page.summary)).toContain('search-topics');
});

test('a short word is not found in longer ones that only begin alike', () => {
  const { hits } = findWanted(
    context.catalogue.in('ru'),
    wantedIn(context.catalogue.in('ru'), 'дети'),
    0,
    20,
  );
  expect(hits.length).toBeGreaterThan(0);
  for (const { point } of hits) expect(point.text).not.toMatch(/детал/u);
});

test('a word that is nearly there is offered', () => {
  const { catalogue } = context;
  const page = searchPage(catalogue, 'ambasador xq', { type: 'points', searches: [{ words: 'xqxq' }] }, 1);
  expect(page.nearest.join(' ')).toMatch(/ambassador/);
});

test('the number is the true one, and the pages hold all of it once', () => {
  const { catalogue } = context;
  const wanted = wantedIn(catalogue, 'ceasefire');
  const { total } = findWanted(catalogue, wanted, 0, 1);
  const { of } = searchPage(catalogue, 'ceasefire', wanted, 1);
  const all = Array.from({ length: of }, (_, n) => searchPage(catalogue, 'ceasefire', wanted, n + 1));
  const ids = all.flatMap(({ hits }) => hits.map(({ talk, point }) => `${talk.id}/${point.id}`));
  expect(total).toBeGreaterThan(16);
  expect(new Set(ids).size).toBe(total);
  expect(searchPage(catalogue, 'ceasefire', wanted, 9999).number).toBe(of);
});

test.each([
  // An outlet has no page of its own.
  ['TASS', '/search TASS'],
  ['Reuters', '/search Reuters'],
  // Who said something is asked for like who it is.
  ['Lavrov said', '/who Lavrov said'],
  ['Лавров сказал', '/who Лавров сказал'],
  // What begins like a question about who was there.
  ['who came up with the 28-point plan', '/search who came up with the 28-point plan'],
  ['кто был против перемирия', '/search кто был против перемирия'],
  ['who was at the table in Jeddah', '/delegations Jeddah'],
])('%j becomes %j', (words, command) => expect(commandFor(words)).toBe(command));

test.each([
  ['ceasefire before negotiations', 'ceasefire negotiations'],
  ['statement on territory', 'territory'],
])('%j is about no single round, and keeps its words', (words, plain) => {
  const [asked, less] = [found(words), found(plain)];
  expect(asked.total).toBeGreaterThan(0);
  expect(asked.total).toBeLessThan(context.catalogue.talks.flatMap(({ points }) => points).length / 4);
  expect(new Set(asked.hits.map(({ talk }) => talk.id)).size).toBeGreaterThan(1);
  expect(less.total).toBeGreaterThan(0);
});
