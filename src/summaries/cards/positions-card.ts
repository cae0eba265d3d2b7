// Who stands where, as a picture: the subjects of one round, each party's last word on them, or one subject by rounds.

import type { Catalogue, Located } from '../../content/catalogue.ts';
import {
  ORIGINAL,
  OVERVIEW,
  type Party,
  type PartyId,
  type Subject,
  type Talk,
  type Topic,
} from '../../content/schema.ts';
import { account, denials, kindWords, voices } from '../attribution.ts';
import { phrase } from '../blocks.ts';
import {
  comparedPage,
  isPositionOf,
  lastOf,
  partiesOf,
  partiesOn,
  positionsOn,
  roundsPage,
} from '../comparison.ts';
import { sourceLinks } from '../sources.ts';
import { type Wording, wording } from '../wording.ts';
import { ONE_PAGE, type Position, type PositionsCard, type Side } from './card.ts';

/** Subjects of one round; as many of them are drawn as fit. */
const MOST_SUBJECTS = 5;

/** Sides on one subject: two lines of two. */
const MOST_SIDES = 4;

/** A row, before its words are chosen. */
interface Row {
  readonly heading: PositionsCard['rows'][number]['heading'];
  readonly lasts: readonly { readonly party: Party; readonly last: Located | undefined }[];
  /** EDTF: positions of that day need no date of their own. */
  readonly day?: string;
}

/**
 * What the sides said on each subject of the topic in that round, all subjects for the overview: first those on which two
 * sides spoke, and of them first what a reader must know.
 */
export function roundCard(catalogue: Catalogue, talk: Talk, topic: Topic): PositionsCard {
  const lead = catalogue.leadOf(talk.id).map(({ subject }) => subject);
  const weight = ({ subject, positions }: Spoken) => {
    const place = lead.indexOf(subject.id);
    return (
      (sidesOf(catalogue, positions).size >= 2 ? 0 : lead.length + 1) + (place < 0 ? lead.length : place)
    );
  };
  const rows = subjectsOf(catalogue, talk, topic)
    .toSorted((a, b) => weight(a) - weight(b))
    .slice(0, MOST_SUBJECTS)
    .map(({ subject, positions }) => rowOfRound(catalogue, talk, subject, positions));
  const title = topic.id === OVERVIEW ? phrase('compare-title') : topic.name;
  return cardOf(catalogue, [title], [talk.title, ' · ', { date: talk.date }], rows);
}

/** Whether two sides spoke in the round on one subject of the topic. */
export function hasRoundCard(catalogue: Catalogue, talk: Talk, topic: Topic): boolean {
  // The same in all languages, and every keyboard asks: nothing is translated for it.
  const original = catalogue.in(ORIGINAL);
  const spoken = subjectsOf(original, original.talk(talk.id) ?? talk, topic);
  return spoken.some(({ positions }) => sidesOf(original, positions).size >= 2);
}

/** A page of `/compare` of a topic. */
export function comparedCard(catalogue: Catalogue, topic: Topic, pageNumber: number): PositionsCard {
  const { entries, number, of } = comparedPage(catalogue, topic, pageNumber);
  const rows = entries.map((subject): Row => {
    const positions = positionsOn(catalogue, subject);
    const parties = partiesOn(catalogue, subject);
    return { heading: [subject.name], lasts: lastWords(catalogue, positions, parties) };
  });
  return cardOf(catalogue, [topic.name], [phrase('compare-title')], rows, { number, of });
}

/** A page of `/compare` of a subject: round after round, newest first. */
export function subjectCard(catalogue: Catalogue, subject: Subject, pageNumber: number): PositionsCard {
  const { entries, parties, number, of } = roundsPage(catalogue, subject, pageNumber);
  const rows = entries.map(
    ({ talk, positions }): Row => ({
      heading: [talk.title, ' · ', { date: talk.date }],
      lasts: lastWords(catalogue, positions, parties),
      day: talk.date,
    }),
  );
  return cardOf(catalogue, [subject.name], [phrase('compare-title')], rows, { number, of });
}

/** A subject, and what was said on it in one round. */
interface Spoken {
  readonly subject: Subject;
  readonly positions: readonly Located[];
}

function sidesOf(catalogue: Catalogue, positions: readonly Located[]): ReadonlySet<PartyId> {
  return new Set(positions.flatMap((one) => partiesOf(catalogue, one)));
}

/** In the order of the subjects. It reads this talk alone: every keyboard asks for it. */
function subjectsOf(catalogue: Catalogue, talk: Talk, topic: Topic): readonly Spoken[] {
  const meant = catalogue.subjects.filter((subject) => topic.id === OVERVIEW || subject.topic === topic.id);
  const ids = new Set<string | undefined>(meant.map(({ id }) => id));
  const bySubject = Map.groupBy(
    talk.points
      .filter(({ subject }) => ids.has(subject))
      .map((point) => ({ talk, point }))
      .filter((one) => isPositionOf(catalogue, one)),
    ({ point }) => point.subject,
  );
  return meant.flatMap((subject): readonly Spoken[] => {
    const positions = bySubject.get(subject.id);
    return positions === undefined ? [] : [{ subject, positions }];
  });
}

/** Those at the table in its order, then the others who spoke. */
function rowOfRound(catalogue: Catalogue, talk: Talk, subject: Subject, positions: readonly Located[]): Row {
  const table = talk.delegations.filter(({ part }) => part === 'delegation').map(({ party }) => party);
  const others = positions.flatMap((one) => partiesOf(catalogue, one));
  const parties = [...new Set<PartyId>([...table, ...others])].map((id) => catalogue.party(id));
  return { heading: [subject.name], lasts: lastWords(catalogue, positions, parties), day: talk.date };
}

/** Those who spoke first; with nothing on record, the others as far as there is room. */
function lastWords(
  catalogue: Catalogue,
  positions: readonly Located[],
  parties: readonly Party[],
): Row['lasts'] {
  const all = parties.map((party) => ({ party, last: lastOf(catalogue, positions, party.id) }));
  const [spoke, silent] = [all.filter(({ last }) => last), all.filter(({ last }) => !last)];
  return [...spoke, ...silent].slice(0, MOST_SIDES);
}

function cardOf(
  catalogue: Catalogue,
  title: PositionsCard['title'],
  subtitle: PositionsCard['subtitle'],
  rows: readonly Row[],
  page: PositionsCard['page'] = ONE_PAGE,
): PositionsCard {
  const points = rows.flatMap(({ lasts }) => lasts.flatMap(({ last }) => last?.point ?? []));
  const words = wording(catalogue, points);
  return {
    type: 'positions',
    title,
    subtitle,
    page,
    rows: rows.map(({ heading, lasts, day }) => ({
      heading,
      positions: [...Map.groupBy(lasts, ({ last }) => last?.point)].flatMap(([point, same]) => {
        const last = same[0]?.last;
        return point === undefined || last === undefined
          ? []
          : [
              positionOf(
                catalogue,
                last,
                same.map(({ party }) => party),
                words,
                day,
              ),
            ];
      }),
      silent: lasts.filter(({ last }) => last === undefined).map(({ party }) => sideOf(party)),
      points: lasts.flatMap(({ last }) => (last ? { talk: last.talk.id, point: last.point.id } : [])),
    })),
  };
}

function positionOf(
  catalogue: Catalogue,
  { talk, point }: Located,
  parties: readonly Party[],
  words: Wording,
  day: string | undefined,
): Position {
  const meant = new Set(parties.map(({ id }) => id));
  const own = point.by.filter((id) => {
    const party = catalogue.partyOf(talk.id, id);
    return party !== undefined && meant.has(party.id);
  });
  const date = point.date ?? talk.date;
  // The flags stand in the order of the names beside them.
  const spoke = own.map((id) => catalogue.partyOf(talk.id, id)?.id);
  const sides = parties.toSorted((a, b) => spoke.indexOf(a.id) - spoke.indexOf(b.id));
  return {
    sides: sides.map(sideOf),
    voice: { list: voices(catalogue, talk, { ...point, by: own }) },
    text: [...words.text(point), ...account(catalogue, point), ...denials(catalogue, talk, point)],
    kind: point.kind,
    ...(point.kind === 'said' ? {} : { status: kindWords(point.kind) }),
    ...(date === day ? {} : { date }),
    sources: sourceLinks(catalogue, point),
  };
}

/** As a picture marks a party. */
export function sideOf({ name, flag }: Party): Side {
  return { name, flag };
}
