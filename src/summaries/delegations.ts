// Who met: a talk's facts in a few lines, and its delegations with roles as of its date.

import type { Catalogue } from '../content/catalogue.ts';
import {
  type ActorId,
  type Delegation,
  type Member,
  ORIGINAL,
  type Party,
  type PartyId,
  type Person,
  type PersonId,
  type Point,
  type Talk,
} from '../content/schema.ts';
import { fold, isStopWord, wordsOf } from '../content/words.ts';
import { type Block, type Item, type Line, phrase } from './blocks.ts';

/** What about, where, how long, and who with whom; the title says when. */
export function talkFacts(catalogue: Catalogue, talk: Talk): Block {
  const where = placeOf(catalogue, talk);
  const length = talk.duration === undefined ? [] : [talk.duration];
  const between = where.length > 0 && length.length > 0 ? [' · '] : [];
  const facts: Line = [...where, ...between, ...length];
  const lines: Line[] = [[talk.about], ...(facts.length === 0 ? [] : [facts])];
  for (const delegation of talk.delegations) lines.push(inOneLine(catalogue, delegation));
  return { type: 'text', lines };
}

/** `Riyadh, Saudi Arabia`; nothing for a call. */
export function placeOf(catalogue: Catalogue, talk: Talk): Line {
  if (talk.place === undefined) return [];
  const { name, country } = catalogue.place(talk.place);
  return [`${name}, `, { country }];
}

/** A section for each delegation: flag, party, part played; a line for each member with the role of that day. */
/**
 * @param rosters where the members of a party's delegation are known from
 * @param marks a point's sources
 */
export function delegationsBlocks(
  catalogue: Catalogue,
  talk: Talk,
  rosters: ReadonlyMap<PartyId, readonly Point[]>,
  marks: (point: Point) => Line,
): readonly Block[] {
  return talk.delegations.map((delegation) => {
    const roster = rosters.get(delegation.party) ?? [];
    const heading: Line = [
      ...headingOf(catalogue.party(delegation.party), delegation),
      ...roster.flatMap(marks),
    ];
    const items = delegation.members.map((member) => memberItem(catalogue, talk, member));
    return items.length === 0 ? { type: 'text', lines: [heading] } : { type: 'section', heading, items };
  });
}

/** Words besides names and roles in a point that only says who was there: `was represented by`, `led, members`. */
const ROSTER_WORDS = 2;
const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no', 'without', 'nor', 'only']);

/**
 * Points that only say who belonged to one of the delegations, by its party: its list says that already, and they
 * are where it is known from.
 */
export function rostersOf(
  catalogue: Catalogue,
  talk: Talk,
  points: readonly Point[],
): ReadonlyMap<PartyId, readonly Point[]> {
  const original = catalogue.in(ORIGINAL);
  const rosters = points.flatMap((point) => {
    const party = isRosterOf(original, talk, point);
    return party === undefined ? [] : [{ party, point }];
  });
  const byParty = Map.groupBy(rosters, ({ party }) => party);
  return new Map([...byParty].map(([party, own]) => [party, own.map(({ point }) => point)]));
}

/** Read in the language that it was written in, so that it is the same in all of them. */
function isRosterOf(original: Catalogue, talk: Talk, { id, kind, quote }: Point): PartyId | undefined {
  if (kind !== 'background' || quote !== undefined) return undefined;
  const text = original.point(talk.id, id)?.text;
  if (text === undefined) return undefined;
  const words = wordsOf(text);
  const mentions = original.namesIn(words);
  const named = mentions.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'person' ? [entry.id] : [])),
  );
  const delegation = talk.delegations.find(({ members }) =>
    named.every((one) => members.some(({ person }) => person === one)),
  );
  if (named.length === 0 || delegation === undefined) return undefined;
  const roles = delegation.members.map(({ person }) => original.roleOf(talk.id, person) ?? '');
  const told = new Set(wordsOf(roles.join(' ')).map(fold));
  const rest = words
    .filter((_, index) => !mentions.some(({ from, to }) => index >= from && index < to))
    .map(fold)
    .filter((word) => !told.has(word));
  const isMore = rest.some((word) => NEGATIONS.has(word));
  return isMore || rest.filter((word) => !isStopWord(word)).length > ROSTER_WORDS
    ? undefined
    : delegation.party;
}

function headingOf(party: Party, delegation: Delegation): Line {
  const name = { bold: withFlag(party) };
  return [name, ...partOf(delegation)];
}

/** ` (host)`, ` (mediator)`; nothing for those who negotiated. */
function partOf({ part }: Delegation): Line {
  return part === 'delegation' ? [] : [' ', phrase(`delegation-${part}`)];
}

function memberItem(catalogue: Catalogue, talk: Talk, { person }: Member): Item {
  const role = catalogue.roleOf(talk.id, person);
  const name = nameOf(catalogue, person);
  return { marker: 'bullet', lines: [[role === undefined ? name : `${name}, ${role}`]], points: [] };
}

/** `🇷🇺 Russia: Lavrov, Ushakov, Dmitriev`; a host is marked. */
function inOneLine(catalogue: Catalogue, delegation: Delegation): Line {
  const name = withFlag(catalogue.party(delegation.party));
  const people = delegation.members.map(({ person }) => shortOf(catalogue, person)).join(', ');
  const part = partOf(delegation);
  return people === '' ? [name, ...part] : [name, ...part, `: ${people}`];
}

/** `🇷🇺 Russia`. */
export function withFlag(party: Party): string {
  return party.flag === undefined ? party.name : `${party.flag} ${party.name}`;
}

function nameOf(catalogue: Catalogue, person: PersonId): string {
  return personOf(catalogue, person)?.name ?? person;
}

function shortOf(catalogue: Catalogue, person: PersonId): string {
  return personOf(catalogue, person)?.short ?? person;
}

function personOf(catalogue: Catalogue, id: PersonId): Person | undefined {
  // People, parties and outlets share one name space (schema.ts), so a person's id is an actor's.
  const actor = catalogue.actor(id as string as ActorId);
  return actor.type === 'person' ? actor.person : undefined;
}
