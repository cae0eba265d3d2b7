// Who is behind a point and what it is worth: leads, statuses, denials, roles, citations.

import type { Catalogue } from '../content/catalogue.ts';
import type {
  ActorId,
  Delegation,
  Kind,
  PersonId,
  Point,
  PromiseStep,
  Source,
  Talk,
} from '../content/schema.ts';
import { type Line, type Phrase, phrase } from './blocks.ts';

const KIND_WORDS: Readonly<Record<Kind, Phrase>> = {
  agreed: phrase('kind-agreed'),
  said: phrase('kind-said'),
  reported: phrase('kind-reported'),
  denied: phrase('kind-denied'),
  open: phrase('kind-open'),
  analysis: phrase('kind-analysis'),
  background: phrase('kind-background'),
};

/** `Agreed`, `Reported, not confirmed`. */
export function kindWords(kind: Kind): Phrase {
  return KIND_WORDS[kind];
}

/** The name in full: Sergey Lavrov, White House, Izvestia. */
export function fullName(catalogue: Catalogue, id: ActorId): string {
  const actor = catalogue.actor(id);
  return actor.type === 'person' ? actor.person.name : shortName(catalogue, id);
}

/** The short name in front of a statement: Lavrov, White House, Izvestia. */
function shortName(catalogue: Catalogue, id: ActorId): string {
  const actor = catalogue.actor(id);
  switch (actor.type) {
    case 'person':
      return actor.person.short;
    case 'party':
      return actor.party.name;
    case 'outlet':
      return actor.outlet.name;
  }
}

/**
 * Whose statement a point is, or its sources where nobody is named. A party is left out where one of its
 * people is named: `Lavrov`, not `Lavrov and Russia`.
 */
export function voices(catalogue: Catalogue, talk: Talk, point: Point): readonly string[] {
  if (point.by.length === 0) return originsOf(catalogue, point);
  const represented = new Set<string>(point.by.flatMap((id) => representedBy(catalogue, talk, id)));
  return point.by.filter((id) => !represented.has(id)).map((id) => shortName(catalogue, id));
}

/** Who published the texts that the point comes from, each once. */
function originsOf(catalogue: Catalogue, point: Point): readonly string[] {
  return [...new Set(catalogue.originsOf(point).map((source) => catalogue.publisherOf(source)))];
}

/** The party that somebody else than the party itself speaks for. */
function representedBy(catalogue: Catalogue, talk: Talk, id: ActorId): readonly string[] {
  const party = catalogue.partyOf(talk.id, id);
  return party === undefined || String(party.id) === String(id) ? [] : [party.id];
}

/** `Lavrov: `; for several, `Lavrov and Rubio: `; the names bold. */
export function lead(names: readonly string[]): Line {
  const [only] = names;
  return [{ bold: names.length === 1 && only !== undefined ? only : { list: names } }, ': '];
}

/** Whether what was agreed or left open needs names: it concerns only some of those at the table, or others. */
export function isPartial(catalogue: Catalogue, talk: Talk, point: Point): boolean {
  if (point.by.length === 0) return false;
  const negotiating = talk.delegations.filter(({ part }) => part === 'delegation');
  const mediating = talk.delegations.filter(({ part }) => part === 'mediator');
  const bound = new Set(point.by.map((actor) => catalogue.partyOf(talk.id, actor)?.id));
  const isBound = ({ party }: Delegation) => bound.has(party);
  const isAll = negotiating.every(isBound) && (bound.size === negotiating.length || mediating.every(isBound));
  return !isAll || bound.size > negotiating.length + mediating.length;
}

/** ` (as Russia tells it)` where it is not everybody's account that this was agreed. */
export function account(catalogue: Catalogue, point: Point): Line {
  if (point.told === undefined) return [];
  return [' ', phrase('told-by', { who: { list: point.told.map((id) => catalogue.party(id).name) } })];
}

/** ` (denied by Russia)` for every denial of the point, in or out of this answer. */
export function denials(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const denying = catalogue.denialsOf(talk.id, point.id);
  const names = [...new Set(denying.flatMap((denial) => denierNames(catalogue, denial.point)))];
  if (denying.length === 0) return [];
  return names.length > 0
    ? [' ', phrase('denied-by', { who: { list: names } })]
    : [
        ' ',
        phrase('denied-according-to', {
          who: { list: denying.flatMap((denial) => voices(catalogue, denial.talk, denial.point)) },
        }),
      ];
}

function denierNames(catalogue: Catalogue, denial: Point): readonly string[] {
  return denial.by.map((id) => shortName(catalogue, id));
}

/** A point's status and owner before it, where no heading says them: `Analysis · Izvestia: `. */
export function statusLead(catalogue: Catalogue, talk: Talk, point: Point): Line {
  const led = lead(voices(catalogue, talk, point));
  if (point.kind === 'said') return led;
  const kind = { italic: kindWords(point.kind) };
  const isNameless =
    point.kind === 'background' ||
    ((point.kind === 'agreed' || point.kind === 'open') && !isPartial(catalogue, talk, point));
  return isNameless ? [kind, ': '] : [kind, ' · ', ...led];
}

/** `Lavrov, Foreign Minister of Russia`; the name alone where no role is known on that day. */
export function nameWithRole(catalogue: Catalogue, talk: Talk, id: ActorId, date?: string): string {
  const name = shortName(catalogue, id);
  if (catalogue.actor(id).type !== 'person') return name;
  // People, parties and outlets share one name space, so a person's id is an actor's.
  const role = catalogue.roleOf(talk.id, id as string as PersonId, date);
  return role === undefined ? name : `${name}, ${role}`;
}

/** What a step did to a promise, in words. */
export const STEP_WORDS: Readonly<Record<PromiseStep, Phrase>> = {
  made: phrase('step-made'),
  begun: phrase('step-begun'),
  kept: phrase('step-kept'),
  stalled: phrase('step-stalled'),
  lapsed: phrase('step-lapsed'),
  withdrawn: phrase('step-withdrawn'),
};

/** The sources that the points rest on, each once, in the order in which they are met. */
export function sourcesOf(catalogue: Catalogue, points: readonly Point[]): readonly Source[] {
  const ids = new Set(
    points.flatMap(({ citations }) =>
      citations.flatMap(({ source, says }) => (says === 'otherwise' ? [] : source)),
    ),
  );
  return [...ids].map((id) => catalogue.source(id));
}
