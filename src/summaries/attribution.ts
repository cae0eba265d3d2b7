// Who is behind a point and what it is worth: leads, statuses, denials, roles, citations.

import type { Catalogue } from '../content/catalogue.ts';
import type { ActorId, Kind, Point, Source, Talk } from '../content/schema.ts';
import { type Inline, type Line, type Phrase, phrase } from './blocks.ts';

const KIND_WORDS: Readonly<Record<Kind, Phrase>> = {
  agreed: phrase('kind-agreed'),
  said: phrase('kind-said'),
  reported: phrase('kind-reported'),
  denied: phrase('kind-denied'),
  analysis: phrase('kind-analysis'),
  background: phrase('kind-background'),
};

/** `Agreed`, `Reported, not confirmed`. */
export function kindWords(kind: Kind): Phrase {
  return KIND_WORDS[kind];
}

/** The short name in front of a statement: Lavrov, White House, Izvestia. */
function shortName(catalogue: Catalogue, id: ActorId): string {
  const actor = catalogue.actor(id);
  switch (actor.type) {
    case 'person':
      return actor.person.short;
    case 'party':
      return actor.party.name;
    case 'source':
      return actor.source.short ?? actor.source.name;
  }
}

/**
 * Whose statement a point is, or its sources where nobody is named. A party is left out where one of its
 * people is named: `Lavrov`, not `Lavrov and Russia`.
 */
export function voices(catalogue: Catalogue, talk: Talk, point: Point): readonly string[] {
  if (point.by.length === 0) return sourcesOf(catalogue, [point]).map(({ short, name }) => short ?? name);
  const represented = new Set<string>(point.by.flatMap((id) => representedBy(catalogue, talk, id)));
  return point.by.filter((id) => !represented.has(id)).map((id) => shortName(catalogue, id));
}

/** The party that a person or an office speaks for. */
function representedBy(catalogue: Catalogue, talk: Talk, id: ActorId): readonly string[] {
  const party = catalogue.partyOf(talk.id, id);
  return party === undefined || String(party.id) === String(id) ? [] : [party.id];
}

/** `Lavrov: `; for several, `Lavrov and Rubio: `. */
export function lead(names: readonly string[]): Line {
  const [only] = names;
  return [names.length === 1 && only !== undefined ? only : { list: names }, ': '];
}

/** Whether an agreed point needs names: it binds only some of those at the table, or others. */
export function isPartial(catalogue: Catalogue, talk: Talk, point: Point): boolean {
  if (point.by.length === 0) return false;
  const table = talk.delegations.filter(({ part }) => part === 'delegation').map(({ party }) => party);
  const bound = new Set(point.by.map((actor) => catalogue.partyOf(talk.id, actor)?.id));
  return !table.every((party) => bound.has(party)) || bound.size > table.length;
}

/** ` (denied by Russia)` for every denial in the talk, whether or not this answer shows it. */
export function denials(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const denying = catalogue.denialsOf(talk.id, point.id);
  const names = [...new Set(denying.flatMap((denial) => denierNames(catalogue, denial)))];
  if (denying.length === 0) return [];
  return names.length > 0
    ? [' ', phrase('denied-by', { who: { list: names } })]
    : [
        ' ',
        phrase('denied-according-to', { who: { list: denying.flatMap((d) => voices(catalogue, talk, d)) } }),
      ];
}

function denierNames(catalogue: Catalogue, denial: Point): readonly string[] {
  return denial.by.map((id) => shortName(catalogue, id));
}

/** A point's status and owner in brackets, where no heading says them: `(Lavrov)`, `(reported by US media)`. */
export function statusInBrackets(catalogue: Catalogue, talk: Talk, point: Point): Inline | undefined {
  const who = { list: voices(catalogue, talk, point) };
  switch (point.kind) {
    case 'agreed':
      return phrase('status-agreed');
    case 'said':
      return phrase('status-said', { who });
    case 'reported':
      return phrase('status-reported', { who });
    case 'denied':
      return phrase('denied-by', { who });
    case 'analysis':
      return phrase('status-analysis', { who });
    case 'background':
      return undefined;
  }
}

/** A point's status and owner before it, where no heading says them: `Analysis · Izvestia: `. */
export function statusLead(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const led = lead(voices(catalogue, talk, point));
  if (point.kind === 'said') return led;
  const kind = { italic: kindWords(point.kind) };
  const isNameless =
    point.kind === 'background' || (point.kind === 'agreed' && !isPartial(catalogue, talk, point));
  return isNameless ? [kind, ': '] : [kind, ' · ', ...led];
}

/** The role of a person at the talk, as of its date; `undefined` for any other actor. */
function roleAt(talk: Talk, id: ActorId): string | undefined {
  const people = [...talk.delegations.flatMap(({ members }) => members), ...talk.speakers];
  // Ids of people, parties and sources share one name space, so equal strings mean the same actor.
  return people.find(({ person }) => String(person) === String(id))?.role;
}

/** `Lavrov, Foreign Minister of Russia`; the name alone where no role is known. */
export function nameWithRole(catalogue: Catalogue, talk: Talk, id: ActorId): string {
  const role = roleAt(talk, id);
  const name = shortName(catalogue, id);
  return role === undefined ? name : `${name}, ${role}`;
}

/** The sources that the points cite, each once, in the order of first citation. */
export function sourcesOf(catalogue: Catalogue, points: readonly Point[]): readonly Source[] {
  const ids = new Set(points.flatMap((point) => point.sources.map(({ id }) => id)));
  return [...ids].map((id) => catalogue.source(id));
}

/** `Izvestia, ¶1, ¶9; Kommersant, ¶3`: each source once, with the places in it. */
export function citations(catalogue: Catalogue, point: Point): string {
  const places = Map.groupBy(point.sources, ({ id }) => id);
  return [...places]
    .map(([id, cited]) => [catalogue.source(id).name, ...cited.map(({ at }) => at)].join(', '))
    .join('; ');
}
