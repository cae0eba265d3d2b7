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
import { type Block, type Group, type Item, type Line, phrase } from './blocks.ts';
import { FOLD_LINES, itemLines, itemsLines, linesOf } from './one-screen.ts';

/** What about, where, how long, and who with whom, a line a delegation; the title says when. */
export function talkFacts(catalogue: Catalogue, talk: Talk): Block {
  const delegations = talk.delegations.map((delegation) => inOneLine(catalogue, delegation));
  return { type: 'text', lines: [[talk.about], ...whereAndHowLong(catalogue, talk), ...delegations] };
}

/** What about, and the heads of those who negotiated or mediated in one line; `folded` has where, how long and everybody. */
export function briefFacts(
  catalogue: Catalogue,
  talk: Talk,
): { readonly lines: readonly Block[]; readonly folded: readonly Group[] } {
  const { delegations } = talk;
  const atTheTable = delegations.filter(isSide);
  const heads = atTheTable.flatMap(
    (delegation, index): Line => [...(index === 0 ? [] : [' · ']), ...headOf(catalogue, delegation)],
  );
  const items = [
    ...whereAndHowLong(catalogue, talk),
    ...delegations.map((delegation) => inOneLine(catalogue, delegation)),
  ].map((line): Item => ({ marker: 'bullet', lines: [line], points: [] }));
  return {
    lines: [{ type: 'text', lines: [[talk.about], ...(heads.length === 0 ? [] : [heads])] }],
    folded: [{ heading: [{ italic: phrase('picture-delegations') }], items }],
  };
}

/** Those who negotiated or mediated; a host, a chair or an observer is there for them. */
function isSide({ part }: Delegation): boolean {
  return part === 'delegation' || part === 'mediator';
}

function whereAndHowLong(catalogue: Catalogue, talk: Talk): readonly Line[] {
  const where = placeOf(catalogue, talk);
  const length = talk.duration === undefined ? [] : [talk.duration];
  const between = where.length > 0 && length.length > 0 ? [' · '] : [];
  const facts: Line = [...where, ...between, ...length];
  return facts.length === 0 ? [] : [facts];
}

/** `🇷🇺 Lavrov +2`: who led, and how many others sat there. */
function headOf(catalogue: Catalogue, delegation: Delegation): Line {
  const { members } = delegation;
  const party = catalogue.party(delegation.party);
  const head = members.find((member) => member.head === true) ?? members[0];
  const name =
    head === undefined
      ? withFlag(party)
      : `${party.flag ?? `${party.name}:`} ${shortOf(catalogue, head.person)}`;
  const others = members.length > 1 ? [` +${members.length - 1}`] : [];
  return [name, ...others, ...partOf(delegation)];
}

/** `Riyadh, Saudi Arabia`; nothing for a call. */
export function placeOf(catalogue: Catalogue, talk: Talk): Line {
  if (talk.place === undefined) return [];
  const { name, country } = catalogue.place(talk.place);
  return [`${name}, `, { country }];
}

/**
 * A section for each delegation: flag, party, part played; a line for each member with the role of that day. Where they are too
 * many for a screen, those named first of each side that negotiated or mediated are seen and the others folded.
 * @param rosters where the members of a party's delegation are known from
 * @param marks a point's sources
 * @param room lines
 */
export function delegationsBlocks(
  catalogue: Catalogue,
  talk: Talk,
  rosters: ReadonlyMap<PartyId, readonly Point[]>,
  marks: (point: Point) => Line,
  room: number,
): { readonly lines: readonly Block[]; readonly folded: readonly Group[] } {
  const all = talk.delegations.map((delegation) => {
    const roster = rosters.get(delegation.party) ?? [];
    const party = catalogue.party(delegation.party);
    const heading: Line = [...headingOf(party, delegation), ...roster.flatMap(marks)];
    const items = delegation.members.map((member) => memberItem(catalogue, talk, member));
    const quiet: Line = [{ italic: withFlag(party) }, ...partOf(delegation)];
    return { heading, quiet, items, isSide: isSide(delegation) };
  });
  const counts = shares(all, room);
  const lines = all.flatMap(({ heading, items }, index): readonly Block[] => {
    if (items.length === 0) return [{ type: 'text', lines: [heading] }];
    const shown = items.slice(0, counts[index]);
    return shown.length === 0 ? [] : [{ type: 'section', heading, items: shown }];
  });
  const folded = all.flatMap(({ quiet, items }, index): readonly Group[] => {
    const rest = items.slice(counts[index]);
    return rest.length === 0 ? [] : [{ heading: quiet, items: rest }];
  });
  return { lines, folded };
}

/** How many of each delegation are seen: all where there is room, else one of each side, then one more of each in turn. */
function shares(
  all: readonly { readonly heading: Line; readonly items: readonly Item[]; readonly isSide: boolean }[],
  room: number,
): readonly number[] {
  const linesIn = (some: typeof all) =>
    some.reduce((sum, { heading, items }) => sum + linesOf(heading) + itemsLines(items), 0);
  if (linesIn(all) <= room) return all.map(({ items }) => items.length);
  const counts = all.map(({ items, isSide }) => (isSide ? Math.min(1, items.length) : 0));
  const firsts = all.filter(({ isSide }) => isSide).map((one) => ({ ...one, items: one.items.slice(0, 1) }));
  let left = room - FOLD_LINES - linesIn(firsts);
  for (let at = 1; all.some(({ items }) => items.length > at); at += 1) {
    for (const [index, { items, isSide: isShown }] of all.entries()) {
      const item = items[at];
      if (item === undefined || !isShown) continue;
      left -= itemLines(item);
      if (left < 0) return counts;
      counts[index] = at + 1;
    }
  }
  return counts;
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
