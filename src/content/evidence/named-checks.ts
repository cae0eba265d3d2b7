// Whether the people and parties that a point names stand in what it cites.

import { either } from '../wording.ts';
import type { CitedParagraph } from './cited-paragraphs.ts';
import { type KnownNames, meets } from './families.ts';
import {
  type EvidenceContent,
  errorAt,
  type Note,
  type Path,
  type Point,
  type Source,
  type Talk,
} from './model.ts';
import type { Mention } from './names.ts';

export interface NamedCheck {
  /** Those who stand in no cited paragraph, also of those that say otherwise: by name, by office, or as the one spoken of just before. */
  check(talk: Talk, point: Point, path: Path, cited: readonly CitedParagraph[]): readonly Note[];
}

export function createNamedCheck(
  content: EvidenceContent,
  { names, families, titleNames }: KnownNames,
): NamedCheck {
  const people = new Map(content.people.map((person) => [person.id, person]));
  const parties = new Map(content.parties.map((party) => [party.id, party]));
  const outlets = new Map(content.outlets.map((outlet) => [outlet.id, outlet]));
  const places = new Map(content.places.map((place) => [place.id, place]));
  const outletOf = ({ outlet }: Source) => (outlet === undefined ? undefined : outlets.get(outlet));

  const isThere = ({ kind, id }: Mention, { text, voices, source }: CitedParagraph): boolean => {
    const here = [voices.named, voices.before, voices.lastNamed, titleNames(source), new Set(source.issued)];
    const party = parties.get(id);
    if (kind === 'party' && party !== undefined) {
      const { self, kin } = families.ofParty(party);
      return (
        here.some((ids) => meets(ids, self) || meets(ids, kin)) || families.publishes(party, outletOf(source))
      );
    }
    const person = people.get(id);
    if (person === undefined || here.some((ids) => ids.has(id))) return true;
    return families.inOffice(person, text, voices, outletOf(source));
  };

  return {
    check(talk, { text: words, by = [] }, path, cited) {
      const country = places.get(talk.place ?? '')?.country;
      // Riyadh, where they met, stands for no state.
      const isPlace = ({ kind, id }: Mention) =>
        kind === 'party' && country !== undefined && parties.get(id)?.country === country;
      const mentioned = new Map(
        names.namedIn(words).flatMap((one): [string, Mention][] => {
          const isNamed = one.kind === 'party' || one.kind === 'person';
          return isNamed && !by.includes(one.id) && !isPlace(one) ? [[one.id, one]] : [];
        }),
      );
      // A paragraph that names nobody speaks of those who met.
      const isOfTalk = cited.every(({ voices }) => voices.named.size === 0);
      const met = new Set((isOfTalk ? (talk.delegations ?? []) : []).map(({ party }) => party));
      return [...mentioned.values()]
        .filter((one) => !met.has(one.id) && !cited.some((paragraph) => isThere(one, paragraph)))
        .map(({ kind, id }) => {
          const name = people.get(id)?.name ?? parties.get(id)?.name ?? id;
          const file = kind === 'person' ? 'people.yaml' : 'parties.yaml';
          const what = `${name} stands in no cited paragraph; cite the one that has it, add the spelling there ${either(`to "also" in ${file}`, `under “Other spellings” of ${name}`)}, or leave it out`;
          return errorAt([...path, 'text'], what);
        });
    },
  };
}
