// Who met: a talk's facts in a few lines, and its delegations with roles as of its date.

import type { Catalogue } from '../content/catalogue.ts';
import type { ActorId, Delegation, Member, Party, Person, PersonId, Talk } from '../content/schema.ts';
import { type Block, type Item, type Line, phrase } from './blocks.ts';

/** Where, when, how long, and who with whom, in two or three lines. */
export function talkFacts(catalogue: Catalogue, talk: Talk): Block {
  const where: Line = [...placeOf(catalogue, talk), { date: talk.date }];
  const lines: Line[] = [
    [talk.about],
    talk.duration === undefined ? where : [...where, ` · ${talk.duration}`],
  ];
  for (const delegation of talk.delegations) lines.push(inOneLine(catalogue, delegation));
  return { type: 'text', lines };
}

/** `Riyadh, Saudi Arabia · `; nothing for a call. */
export function placeOf(catalogue: Catalogue, talk: Talk): Line {
  if (talk.place === undefined) return [];
  const { name, country } = catalogue.place(talk.place);
  return [`${name}, `, { country }, ' · '];
}

/** A section for each delegation: flag, party, part played; a line for each member with the role of that day. */
export function delegationsBlocks(catalogue: Catalogue, talk: Talk): readonly Block[] {
  return talk.delegations.map((delegation) => {
    const heading = headingOf(catalogue.party(delegation.party), delegation);
    const items = delegation.members.map((member) => memberItem(catalogue, talk, member));
    return items.length === 0 ? { type: 'text', lines: [heading] } : { type: 'section', heading, items };
  });
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
