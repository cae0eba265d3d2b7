// Faults that an editor could make, one at a time, and whether the gates see them.

import type { Archive } from '../../../src/content/evidence/archive.ts';
import { createEvidenceChecker, type EvidenceChecker } from '../../../src/content/evidence/check-evidence.ts';
import { figuresOf } from '../../../src/content/evidence/figures.ts';
import type { Citation, EvidenceContent, Point, Source, Talk } from '../../../src/content/evidence/model.ts';
import { createNameReader, wordsIn } from '../../../src/content/evidence/names.ts';
import { normalForm, placeOf } from '../../../src/content/evidence/normal-form.ts';
import { paragraphFigures } from '../../../src/content/evidence/paragraph-figures.ts';
import { createSealing } from '../../../src/content/evidence/seals.ts';
import type { Claim } from '../../../src/content/evidence/uses.ts';
import { originsOf } from '../../../src/content/origins.ts';
import { absentFromTable } from '../../../src/content/seating.ts';

export const FAULTS = [
  'passage word',
  'passage in another paragraph',
  'passage in another source',
  'number',
  'number that stands there',
  'date in the text',
  'date of the point',
  'quotation word',
  'place',
  'person in the text',
  'party in the text',
  'speaker',
  'speaker who is named there',
  'party',
  'not at the table',
  'reprint counted',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Caught {
  made: number;
  /** By an error. */
  errors: number;
  /** By an error or a warning. */
  any: number;
  /** By the seals, without the texts; of so many. */
  seals: number;
  sealed: number;
  /** The first few that no error caught. */
  readonly missed: string[];
}

export type Rates = Readonly<Record<Fault, Caught>>;

/** What only the texts and the rules see, and no seal. */
export const WITHOUT_SEALS: ReadonlySet<Fault> = new Set([
  'person in the text',
  'party in the text',
  'not at the table',
  'reprint counted',
]);

const KEPT_MISSES = 200;
/** Of the many exchanges of speakers the seals are tried on each tenth. */
const SPEAKERS_SEALED = 10;

/** Deterministic, so that a figure of today is the figure of tomorrow. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes every fault in the points of the talks that are chosen: the texts are to see them, or, without an archive, the seals. */
export function mutate(
  content: EvidenceContent,
  archive: Archive | undefined,
  isChosen: (talk: string) => boolean,
): Rates {
  const rates = Object.fromEntries(
    FAULTS.map((fault) => [fault, { made: 0, errors: 0, any: 0, seals: 0, sealed: 0, missed: [] }]),
  ) as unknown as Record<Fault, Caught>;
  const checker = createEvidenceChecker(content, archive);
  const sources = new Map(
    content.talks.flatMap((files) => files.sources.map((source) => [source.id, source])),
  );
  const maker = createMaker(content, archive, sources);
  for (const { talk } of content.talks) {
    if (!isChosen(talk.id)) continue;
    const seals = sealsOf(content, talk);
    for (const point of talk.points) {
      const before = new Set(notesOf(checker, talk, point));
      for (const [fault, changed, why] of maker.faultsOf(talk, point)) {
        const rate = rates[fault];
        rate.made++;
        if (archive === undefined) {
          if (WITHOUT_SEALS.has(fault) || (fault === 'speaker' && rate.made % SPEAKERS_SEALED !== 0))
            continue;
          rate.sealed++;
          if (seals.see(point, changed)) rate.seals++;
          continue;
        }
        const fresh = checker.checkPoint(talk, changed, []).filter((note) => !before.has(keyOf(note)));
        const error = fresh.some(({ level }) => level === 'error');
        if (error) rate.errors++;
        else if (rate.missed.length < KEPT_MISSES) rate.missed.push(`${talk.id}/${point.id}: ${why}`);
        if (fresh.length > 0) rate.any++;
      }
    }
    seat(rates['not at the table'], content, talk);
    reprint(rates['reprint counted'], talk, sources);
  }
  return rates;
}

type Made = readonly [fault: Fault, changed: Point, why: string];

const keyOf = ({ path, what }: { readonly path: readonly PropertyKey[]; readonly what: string }) =>
  `${path.join('/')}: ${what}`;

function notesOf(checker: EvidenceChecker, talk: Talk, point: Point): readonly string[] {
  return checker.checkPoint(talk, point, []).map(keyOf);
}

function createMaker(
  content: EvidenceContent,
  archive: Archive | undefined,
  sources: ReadonlyMap<string, Source>,
) {
  const names = createNameReader(content);
  const people = new Set(content.people.map(({ id }) => id));
  const parties = new Map(content.parties.map((party) => [party.id, party]));
  const stateOf = (id: string) => parties.get(id)?.of ?? id;

  function* passages(talk: Talk, point: Point, next: () => number): Generator<Made> {
    const cited = [...new Set(talk.points.flatMap(({ citations }) => citations.map(({ source }) => source)))];
    for (const [index, citation] of point.citations.entries()) {
      const put = (changed: Partial<Citation>): Point => ({
        ...point,
        citations: point.citations.map((one, place) => (place === index ? { ...one, ...changed } : one)),
      });
      for (const passage of changedWords(citation.passage, next))
        yield ['passage word', put({ passage }), passage];
      if (!citation.at.startsWith('¶')) continue;
      const passage = normalForm(citation.passage);
      const elsewhere = (source: string) =>
        [...(archive?.read(source)?.paragraphs ?? new Map([[Number(citation.at.slice(1)) + 1, '']]))]
          .filter(
            ([number, text]) =>
              (source !== citation.source || `¶${number}` !== citation.at) && placeOf(passage, text) < 0,
          )
          .map(([number]) => `¶${number}`);
      const at = pick(elsewhere(citation.source), next);
      if (at !== undefined) yield ['passage in another paragraph', put({ at }), `${citation.source} ${at}`];
      const other = pick(
        cited.filter((source) => source !== citation.source && sources.get(source)?.read !== undefined),
        next,
      );
      const place = other === undefined ? undefined : pick(elsewhere(other), next);
      if (other !== undefined && place !== undefined)
        yield ['passage in another source', put({ source: other, at: place }), `${other} ${place}`];
    }
  }

  function* figures(point: Point, next: () => number): Generator<Made> {
    for (const { kind, words, value, start } of figuresOf(point.text)) {
      const changed = kind === 'number' ? otherNumber(words, value, next) : otherDate(words, next);
      const text =
        changed === undefined ? point.text : replaceAt(normalForm(point.text), start, words, changed);
      if (kind === 'number') yield* otherCounts(point, { words, value, start });
      if (changed === undefined || text === normalForm(point.text)) continue;
      yield [kind === 'number' ? 'number' : 'date in the text', { ...point, text }, `${words} → ${changed}`];
    }
    if (point.date !== undefined) {
      const date = shiftDay(point.date, 1 + Math.floor(next() * 40));
      yield ['date of the point', { ...point, date }, `${point.date} → ${date}`];
    }
  }

  /** The other numbers of the cited paragraphs in the place of one. */
  function* otherCounts(
    point: Point,
    { words, value, start }: { readonly words: string; readonly value: string; readonly start: number },
  ): Generator<Made> {
    if (value.endsWith('.')) return;
    const numbers = new Set(
      point.citations.flatMap(({ source, at }) => {
        const text = archive?.read(source)?.paragraphs.get(Number(at.slice(1))) ?? '';
        return [...paragraphFigures(text, sources.get(source)?.language).numbers];
      }),
    );
    for (const other of numbers) {
      if (!/^\d+$/.test(other) || other === value || Number(other) < 2) continue;
      const changed = /\d/.test(words) ? other : (COUNT[Number(other) - 2] ?? other);
      const text = replaceAt(normalForm(point.text), start, words, changed);
      // What the point says of it elsewhere too is no fault that a text could show.
      if (figuresOf(point.text).some((figure) => figure.value === other)) continue;
      yield ['number that stands there', { ...point, text }, `${words} → ${changed}`];
    }
  }

  function* quotations(point: Point, next: () => number): Generator<Made> {
    const { quote } = point;
    if (quote === undefined) return;
    for (const words of changedWords(quote.original ?? quote.text, next)) {
      const changed =
        quote.original === undefined ? { ...quote, text: words } : { ...quote, original: words };
      yield ['quotation word', { ...point, quote: changed }, words];
    }
  }

  function* placed(talk: Talk, point: Point): Generator<Made> {
    const text = normalForm(point.text);
    const words = wordsIn(text);
    for (const mention of names.namedIn(text)) {
      if (mention.kind !== 'place') continue;
      const from = words[mention.from]?.start ?? 0;
      const to = words[mention.to - 1]?.end ?? from;
      for (const { id, name } of content.places) {
        if (id === mention.id || id === talk.place || text.includes(name)) continue;
        yield ['place', { ...point, text: text.slice(0, from) + name + text.slice(to) }, `→ ${name}`];
      }
    }
  }

  /** Somebody of whom no cited paragraph has a word, in the place of those whom the text names. */
  function* spokenOf(talk: Talk, point: Point): Generator<Made> {
    const text = normalForm(point.text);
    const words = wordsIn(text);
    const country = content.places.find(({ id }) => id === talk.place)?.country;
    const named = new Set(point.citations.flatMap((citation) => namesIn({ ...citation, says: 'so' })));
    for (const { id, roles } of content.people)
      if (named.has(id)) for (const { party } of roles) if (party !== undefined) named.add(party);
    for (const mention of names.namedIn(text)) {
      const [first, last] = [words[mention.from], words[mention.to - 1]];
      if (first === undefined || last === undefined || mention.kind === 'outlet' || mention.kind === 'place')
        continue;
      const others =
        mention.kind === 'person'
          ? content.people.map(({ id, short }) => ({ id, name: short }))
          : content.parties
              .filter(
                ({ of, unnamed, country: own }) =>
                  of === undefined && !unnamed && (own === undefined || own !== country),
              )
              .map(({ id, name }) => ({ id, name }));
      for (const { id, name } of others) {
        if (id === mention.id || named.has(id) || text.includes(name) || point.by?.includes(id)) continue;
        const changed = { ...point, text: text.slice(0, first.start) + name + text.slice(last.end) };
        yield [`${mention.kind} in the text`, changed, `${text.slice(first.start, last.end)} → ${name}`];
      }
    }
  }

  function* speakers(talk: Talk, point: Point): Generator<Made> {
    const delegations = talk.delegations ?? [];
    const spoke = new Set([
      ...talk.points.flatMap(({ by = [] }) => by),
      ...delegations.flatMap(({ party, members }) => [party, ...members.map(({ person }) => person)]),
    ]);
    const named = new Set(point.citations.flatMap((citation) => namesIn(citation)));
    for (const [index, id] of (point.by ?? []).entries()) {
      for (const other of spoke) {
        if (point.by?.includes(other)) continue;
        const changed = {
          ...point,
          by: (point.by ?? []).map((one, place) => (place === index ? other : one)),
        };
        const why = `${id} → ${other}`;
        if (people.has(id) && people.has(other)) {
          yield ['speaker', changed, why];
          if (named.has(other)) yield ['speaker who is named there', changed, why];
        }
        if (
          parties.get(id)?.unnamed ||
          parties.get(other)?.unnamed ||
          !parties.has(id) ||
          !parties.has(other)
        )
          continue;
        if (stateOf(id) === stateOf(other) || point.kind === 'open') continue;
        // Somebody who had no seat is a fault of its own.
        if (point.kind === 'agreed' && absentFromTable(talk, changed.by).length > 0) continue;
        yield ['party', changed, why];
      }
    }
  }

  const namesIn = ({ source, at, says }: Citation): readonly string[] => {
    const text =
      says === 'otherwise' ? undefined : archive?.read(source)?.paragraphs.get(Number(at.slice(1)));
    return text === undefined ? [] : names.namedIn(text).map(({ id }) => id);
  };

  return {
    *faultsOf(talk: Talk, point: Point): Generator<Made> {
      const next = random(
        [...`${talk.id}/${point.id}`].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
      );
      yield* passages(talk, point, next);
      yield* figures(point, next);
      yield* quotations(point, next);
      yield* placed(talk, point);
      yield* spokenOf(talk, point);
      yield* speakers(talk, point);
    },
  };
}

function pick<T>(list: readonly T[], next: () => number): T | undefined {
  return list[Math.floor(next() * list.length)];
}

/** Three ways: a letter changed, two words exchanged, a word put in another's place. */
function* changedWords(text: string, next: () => number): Generator<string> {
  for (const changed of wordsChanged(text, next)) if (normalForm(changed) !== normalForm(text)) yield changed;
}

function* wordsChanged(text: string, next: () => number): Generator<string> {
  const words = text.split(' ');
  const letters = words.flatMap((word, index) => (/\p{L}{3}/u.test(word) ? [index] : []));
  const at = pick(letters, next);
  if (at === undefined) return;
  const put = (index: number, word: string) =>
    words.map((one, place) => (place === index ? word : one)).join(' ');
  const word = words[at] ?? '';
  yield put(
    at,
    word.replace(/\p{L}(?=\P{L}*$)/u, (letter) => (letter === 'e' ? 'a' : 'e')),
  );
  yield put(at, word.replace(/\p{L}[\p{L}\p{M}]*/u, 'never'));
  const one = Math.floor(next() * (words.length - 1));
  if (words[one] !== words[one + 1]) {
    yield words
      .map((same, index) => (index === one ? words[one + 1] : index === one + 1 ? words[one] : same))
      .join(' ');
  }
}

const COUNT = 'two three four five six seven eight nine ten eleven twelve'.split(' ');

function otherNumber(words: string, value: string, next: () => number): string | undefined {
  const index = COUNT.indexOf(words.toLowerCase());
  if (index >= 0) return COUNT[(index + 1 + Math.floor(next() * 10)) % COUNT.length];
  const digits = /\d[\d,]*/.exec(words)?.[0];
  if (digits === undefined)
    return /^(half|quarter|second)$/.test(words) ? 'third' : /^third$/.test(words) ? 'fifth' : undefined;
  const plain = Number(digits.replaceAll(',', ''));
  const choices = [plain + 1, plain + 10, plain * 2, plain * 10, Math.max(1, plain - 1)].filter(
    (one) => String(one) !== value,
  );
  return words.replace(digits, String(pick(choices, next) ?? plain + 7));
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function otherDate(words: string, next: () => number): string | undefined {
  const day = /\b\d{1,2}\b(?!\d)/.exec(words)?.[0];
  const month = MONTHS.find((name) => words.includes(name));
  if (day !== undefined && next() < 0.5)
    return words.replace(day, String((Number(day) % 28) + 1 + Math.floor(next() * 3)));
  if (month !== undefined) {
    return words.replace(month, MONTHS[(MONTHS.indexOf(month) + 1 + Math.floor(next() * 10)) % 12] ?? month);
  }
  const year = /\d{4}/.exec(words)?.[0];
  return year === undefined
    ? undefined
    : words.replace(year, String(Number(year) - 1 - Math.floor(next() * 4)));
}

function replaceAt(text: string, start: number, words: string, changed: string): string {
  return text.slice(0, start) + changed + text.slice(start + words.length);
}

function shiftDay(date: string, days: number): string {
  const [first = ''] = date.split('/');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(first)) return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What a machine without the texts notices: the seals of a talk as it is, against those of the talk with one point changed. */
function sealsOf(content: EvidenceContent, talk: Talk) {
  const sealing = createSealing(content.places);
  const citing = Map.groupBy(
    talk.points.flatMap((point) => point.citations.map((citation) => ({ talk, point, citation }))),
    ({ citation }) => citation.source,
  );
  const sealOf = (claims: readonly Claim[]) => {
    const uses = { claims, seats: [] };
    return `${sealing.passages(uses)} ${sealing.claims(uses)}`;
  };
  const before = new Map([...citing].map(([source, claims]) => [source, sealOf(claims)]));
  return {
    see(point: Point, changed: Point): boolean {
      const cited = new Set([...point.citations, ...changed.citations].map(({ source }) => source));
      return [...cited].some((source) => {
        const others = (citing.get(source) ?? []).filter((claim) => claim.point !== point);
        const own = changed.citations.filter((citation) => citation.source === source);
        return (
          before.get(source) !==
          sealOf([...others, ...own.map((citation) => ({ talk, point: changed, citation }))])
        );
      });
    },
  };
}

/** Puts into each agreement a party that had no seat. */
function seat(rate: Caught, content: EvidenceContent, talk: Talk): void {
  const seated = new Set((talk.delegations ?? []).map(({ party }) => party));
  for (const { id, kind, by = [] } of talk.points) {
    if (kind !== 'agreed') continue;
    for (const { id: other } of content.parties) {
      if (seated.has(other)) continue;
      for (const index of by.keys()) {
        rate.made++;
        const changed = by.map((party, place) => (place === index ? other : party));
        if (absentFromTable(talk, changed).includes(other) && absentFromTable(talk, by).length === 0)
          rate.errors++;
        else rate.missed.push(`${talk.id}/${id}: ${other}`);
      }
    }
  }
}

/** Cites a reprint of each cited text besides: the number of independent voices must stay. */
function reprint(rate: Caught, talk: Talk, sources: ReadonlyMap<string, Source>): void {
  const all = new Map(sources);
  for (const { id, citations } of talk.points) {
    for (const { source } of citations) {
      const copy: Source = { id: 'reprint-of-it', outlet: 'another-outlet', carries: source, read: 'whole' };
      all.set(copy.id, copy);
      rate.made++;
      const citation = { source: copy.id, at: '¶1', passage: 'as it was printed there' };
      const before = originsOf(all, citations);
      const stays = citations.some((one) => one.source === source && one.says !== 'otherwise');
      if (!stays || originsOf(all, [...citations, citation]).length === before.length) rate.errors++;
      else rate.missed.push(`${talk.id}/${id}: ${source}`);
    }
  }
}
