// What was promised, and what came of it: the list of promises, and the history of one.

import type { Catalogue, Step } from '../content/catalogue.ts';
import { byDate } from '../content/edtf.ts';
import { partiesNamed, subjectNamed, topicNamed } from '../content/named-entries.ts';
import { type PartyId, type Promised, type PromiseStep, STEPS, type TopicId } from '../content/schema.ts';
import { stemsOf } from '../content/stems.ts';
import { fold, wordsOf } from '../content/words.ts';
import { STEP_WORDS } from './attribution.ts';
import { type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { type PageOf, page } from './pages.ts';
import { hasNegation, tellingWords } from './question-words.ts';
import { openable, type PointsPage, statementItem } from './statement.ts';
import { wording } from './wording.ts';

/** Promises on a page: about two phone screens. */
export const PROMISES_PAGE_SIZE = 6;
/** Steps on a page of a promise's history. */
export const STEPS_PAGE_SIZE = 6;

/** Which promises are meant; all of them where nothing is said. */
export interface PromiseFilter {
  /** Who owes it, or to whom it is owed. */
  readonly party?: PartyId;
  /** Of any of its steps. */
  readonly topic?: TopicId;
  /** How it stands. */
  readonly step?: PromiseStep;
}

export interface PromisesPage {
  readonly summary: Summary;
  readonly promises: readonly Promised[];
  /** The number of the first of them. */
  readonly first: number;
  readonly number: number;
  readonly of: number;
}

const STEP_ICONS: Readonly<Record<PromiseStep, string>> = {
  made: '🤝',
  begun: '▶️',
  kept: '✅',
  stalled: '⏸️',
  lapsed: '⌛',
  withdrawn: '🚫',
};

/** How people write a state, besides its id; whole words, folded when they are compared. */
const STEP_FORMS: Readonly<Record<PromiseStep, string>> = {
  made: 'made given дано дана обещано обіцяно',
  begun:
    'begun began started progress underway way выполняется выполняются начато начаты виконується виконуються розпочато',
  kept: 'kept done fulfilled выполнено выполнены сдержано сдержаны исполнено виконано виконані дотримано',
  stalled: 'stalled stuck застопорилось застопорились зупинено застрягло зупинилося',
  lapsed: 'lapsed expired broken истекло истекли нарушено нарушены утратило втратило порушено порушені',
  withdrawn: 'withdrawn отозвано отозваны відкликано відкликані',
};

const LATIN = /[a-z]/iu;

const STEP_OF: ReadonlyMap<string, PromiseStep> = new Map(
  STEPS.flatMap((step) => [step, ...STEP_FORMS[step].split(' ')].map((form) => [fold(form), step] as const)),
);

/** Shorter stems are those of other words too: `дан` of Denmark. */
const LEAST_STEM = 5;
const STEP_OF_STEM: ReadonlyMap<string, PromiseStep> = new Map(
  [...STEP_OF].flatMap(([form, step]) =>
    LATIN.test(form)
      ? []
      : stemsOf(form).flatMap((stem) => (stem.length < LEAST_STEM ? [] : [[stem, step] as const])),
  ),
);

/** The state that a word names, in any form of its Russian and Ukrainian words. */
function stepOf(word: string): PromiseStep | undefined {
  const exact = STEP_OF.get(fold(word));
  if (exact !== undefined || LATIN.test(word)) return exact;
  return stemsOf(word)
    .map((stem) => STEP_OF_STEM.get(stem))
    .find((step) => step !== undefined);
}

/** What the words after the command ask for; `unknown` are words that name no party, topic or state. */
export function promiseFilter(
  catalogue: Catalogue,
  text: string,
): { readonly filter: PromiseFilter; readonly unknown: readonly string[] } {
  const named = partiesNamed(catalogue, text);
  const party = named.actors[0];
  const telling = tellingWords(party === undefined ? wordsOf(text) : named.rest);
  const isNegated = hasNegation(wordsOf(text));
  // There is no list of what was not kept: the state is a word that is not understood then.
  const step = isNegated ? undefined : telling.map(stepOf).find((one) => one !== undefined);
  let words = step === undefined ? telling : telling.filter((word) => !isOf(step, word));
  const subject = subjectNamed(catalogue, words);
  const topic =
    topicNamed(catalogue, words) ?? (subject === undefined ? undefined : catalogue.subject(subject).topic);
  if (topic !== undefined) words = isNegated ? words.filter((word) => stepOf(word) !== undefined) : [];
  return {
    filter: {
      ...(party === undefined ? {} : { party: party.id as string as PartyId }),
      ...(topic === undefined ? {} : { topic }),
      ...(step === undefined ? {} : { step }),
    },
    unknown: words,
  };
}

/** The promises on the nearest existing page of those that the filter lets through, under the title of all of them. */
export function promisesPage(
  catalogue: Catalogue,
  filter: PromiseFilter,
  pageNumber: number,
): PageOf<Promised> & { readonly title: Line } {
  const all = promisesIn(catalogue, filter);
  const title: Line = [phrase('promises-title', { count: all.length }), ...filterWords(catalogue, filter)];
  return { ...page(all, PROMISES_PAGE_SIZE, pageNumber), title };
}

/** The nearest existing page of the promises that the filter lets through, the last moved first. */
export function composePromises(
  catalogue: Catalogue,
  filter: PromiseFilter,
  pageNumber: number,
): PromisesPage {
  const { number, of, entries, offset, title } = promisesPage(catalogue, filter, pageNumber);
  const summary: Summary =
    entries.length === 0
      ? {
          title: [phrase('promises-none'), ...filterWords(catalogue, filter)],
          blocks: [{ type: 'text', lines: [[phrase('promises-none-hint')]] }],
        }
      : {
          title,
          blocks: entries.map((promise, index) => ({
            type: 'section',
            items: [promiseItem(catalogue, promise, offset + index + 1)],
          })),
        };
  return { summary: onOneScreen(summary), promises: entries, first: offset + 1, number, of };
}

/** The promise's steps, oldest first, numbered across pages. */
export function composePromise(
  catalogue: Catalogue,
  promise: Promised,
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const steps = catalogue.stepsOf(promise.id);
  const { number, of, entries, offset } = page(steps, STEPS_PAGE_SIZE, pageNumber);
  const words = wording(
    catalogue,
    entries.map(({ point }) => point),
  );
  const items = entries.map((step, index) =>
    statementItem(catalogue, step, words, offset + index + 1, { more: [stepLine(catalogue, step)] }),
  );
  const summary: Summary = {
    title: [promise.title],
    blocks: [
      { type: 'text', lines: terms(catalogue, promise) },
      ...items.map((item) => ({ type: 'section', items: [item] }) as const),
    ],
    languages: words.languages,
  };
  return {
    summary: onOneScreen(summary),
    points: openable(catalogue, entries),
    first: offset + 1,
    number,
    of,
  };
}

function promisesIn(catalogue: Catalogue, { party, topic, step }: PromiseFilter): readonly Promised[] {
  const moved = catalogue.promises.flatMap((promise) => {
    const steps = catalogue.stepsOf(promise.id);
    const last = steps.at(-1);
    return last === undefined ? [] : [{ promise, steps, last }];
  });
  return moved
    .filter(({ promise: { by, to = [] }, steps, last }) => {
      const isOfParty = party === undefined || by.includes(party) || to.includes(party);
      const isOnTopic = topic === undefined || steps.some(({ point }) => point.topics.includes(topic));
      return isOfParty && isOnTopic && (step === undefined || last.step === step);
    })
    .toSorted((a, b) => byDate(b.last.date, a.last.date))
    .map(({ promise }) => promise);
}

function promiseItem(catalogue: Catalogue, promise: Promised, number: number): Item {
  const last = catalogue.lastStepOf(promise.id);
  return {
    marker: number,
    lines: [
      [{ bold: promise.title }],
      [owed(catalogue, promise)],
      ...(last === undefined ? [] : [stepLine(catalogue, last)]),
    ],
    points: [],
  };
}

/** `▶️ under way since 11 Mar 2025 · by one side’s account: Russia`. */
function stepLine(catalogue: Catalogue, step: Step): Line {
  const since = phrase(step.step === 'begun' || step.step === 'stalled' ? 'promise-since' : 'promise-on', {
    date: { date: step.date },
  });
  return [`${STEP_ICONS[step.step]} `, STEP_WORDS[step.step], ' ', since, ...onAccount(catalogue, step)];
}

/** Whose account the step is, where it is not everybody's: of one side, or of media. */
export function onAccount(catalogue: Catalogue, { talk, point }: Step): readonly Inline[] {
  const names = (point.told ?? []).map((id) => catalogue.party(id).name);
  const parties = new Set(point.by.map((id) => catalogue.partyOf(talk.id, id)));
  const [only] = parties;
  if (names.length > 0)
    return [' · ', phrase('promise-account', { who: { list: names }, count: names.length })];
  if (point.kind === 'reported') return [' · ', phrase('promise-reported')];
  if (point.kind !== 'agreed' && parties.size === 1 && only !== undefined)
    return [' · ', phrase('promise-account', { who: { list: [only.name] }, count: 1 })];
  return [];
}

/** `Russia → United States`. */
function owed(catalogue: Catalogue, { by, to = [] }: Promised): Inline {
  const names = (ids: readonly PartyId[]) =>
    ids
      .map((id) => [catalogue.party(id).flag, catalogue.party(id).name].filter(Boolean).join(' '))
      .join(', ');
  const others = to.filter((id) => !by.includes(id));
  if (others.length > 0) return `${names(by)} → ${names(others)}`;
  return to.length > 0 && by.length > 1 ? names(by).replaceAll(', ', ' ↔ ') : names(by);
}

function terms(catalogue: Catalogue, promise: Promised): readonly Line[] {
  return [
    [owed(catalogue, promise)],
    ...(promise.if === undefined ? [] : [[phrase('promise-if', { what: promise.if })]]),
    ...(promise.due === undefined ? [] : [[phrase('promise-due', { date: { date: promise.due } })]]),
  ];
}

/** ` · Russia · Ukraine · kept`. */
function filterWords(catalogue: Catalogue, { party, topic, step }: PromiseFilter): Line {
  return [
    ...(party === undefined ? [] : [` · ${catalogue.party(party).name}`]),
    ...(topic === undefined ? [] : [` · ${catalogue.topic(topic)?.name ?? topic}`]),
    ...(step === undefined ? [] : [' · ', STEP_WORDS[step]]),
  ];
}

/** Whether the word says the state; `under way` are two. */
function isOf(step: PromiseStep, word: string): boolean {
  return stepOf(word) === step || (step === 'begun' && fold(word) === 'under');
}
