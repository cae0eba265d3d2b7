// Who belongs together: a state, its offices and its people; and how an office stands for the one who holds it.

import type { CitedParagraph } from './cited-paragraphs.ts';
import type { EvidenceContent, Outlet, Party, Person, Source } from './model.ts';
import type { NameReader } from './names.ts';
import { officePlaces } from './role-words.ts';

/** Characters between an office and the state that it belongs to: `Ukraine's newly named foreign minister`. */
const NEAR_OFFICE = 18;

export function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return !a.isDisjointFrom(b);
}

export interface Families {
  /** A party with its offices and people; and those who only share its state. */
  ofParty(party: Party): { readonly self: ReadonlySet<string>; readonly kin: ReadonlySet<string> };
  stateOf(id: string): string;
  /** Whether a paragraph of an outlet calls somebody by office, with their state beside it or, at home, without any. */
  inOffice(
    person: Person,
    text: string,
    voices: CitedParagraph['voices'],
    outlet: Outlet | undefined,
  ): boolean;
  /** Whether an outlet is the party's own: its office's site. */
  publishes(party: Party, outlet: Outlet | undefined): boolean;
}

/** What the checks of names and of speakers share. */
export interface KnownNames {
  readonly names: NameReader;
  readonly families: Families;
  /** Who is named in the title of a source. */
  readonly titleNames: (source: Source) => ReadonlySet<string>;
}

export function createFamilies({ people, parties }: EvidenceContent): Families {
  const byId = new Map(parties.map((party) => [party.id, party]));
  const offices = Map.groupBy(
    parties.filter(({ of }) => of !== undefined),
    ({ of }) => of ?? '',
  );
  const speakers = new Map<string, Set<string>>();
  for (const { id, roles } of people) {
    for (const { party } of roles) {
      if (party !== undefined) speakers.set(party, (speakers.get(party) ?? new Set()).add(id));
    }
  }
  const kept = new Map<string, ReturnType<Families['ofParty']>>();
  const countryOf = (id: string): string | undefined => {
    const party = byId.get(id);
    return party?.country ?? (party?.of === undefined ? undefined : byId.get(party.of)?.country);
  };
  /** Every possible speaker of a paragraph is looked up in it, so each answer is kept. */
  const officesIn = new WeakMap<CitedParagraph['voices'], Map<Person, boolean>>();
  const isInOffice: Families['inOffice'] = ({ roles }, text, { mentions, words }, outlet) => {
    const own = roles.flatMap(({ party }) => (party === undefined ? [] : [party]));
    const states = new Set(own.flatMap((id) => [id, ...(offices.get(id) ?? []).map((office) => office.id)]));
    const colleagues = new Set(own.flatMap((id) => [...(speakers.get(id) ?? [])]));
    const isHome = outlet?.country !== undefined && own.some((id) => countryOf(id) === outlet.country);
    const lower = text.toLowerCase();
    return roles.some(({ role }) =>
      officePlaces(role, lower).some(({ start, end }) => {
        const near = mentions.filter(({ kind, from, to }) => {
          const gap = Math.max((words[from]?.start ?? 0) - end, start - (words[to - 1]?.end ?? 0));
          return kind !== 'place' && gap <= NEAR_OFFICE;
        });
        const persons = near.filter(({ kind }) => kind === 'person');
        // "Trump's envoy" is one of his people, "President Trump" the one who is named with the office.
        const owner = persons.find(({ to }) => {
          const word = words[to - 1];
          return word !== undefined && word.end < start && word.text.endsWith("'s");
        });
        if (owner !== undefined) return colleagues.has(owner.id);
        if (persons.length > 0) return false;
        const parties = near.filter(({ kind }) => kind === 'party');
        return parties.length > 0 ? parties.some(({ id }) => states.has(id)) : isHome;
      }),
    );
  };
  return {
    ofParty(party) {
      const known = kept.get(party.id);
      if (known !== undefined) return known;
      const own = [party.id, ...(offices.get(party.id) ?? []).map(({ id }) => id), ...(party.members ?? [])];
      const self = new Set([...own, ...(speakers.get(party.id) ?? [])]);
      const kin = new Set(party.of === undefined ? [] : [party.of, ...(speakers.get(party.of) ?? [])]);
      const family = { self, kin };
      kept.set(party.id, family);
      return family;
    },
    stateOf: (id) => byId.get(id)?.of ?? id,
    inOffice(person, text, voices, outlet) {
      const known = officesIn.get(voices) ?? new Map<Person, boolean>();
      officesIn.set(voices, known);
      const found = known.get(person) ?? isInOffice(person, text, voices, outlet);
      known.set(person, found);
      return found;
    },
    publishes: ({ id }, outlet) =>
      outlet !== undefined &&
      (outlet.id === id ||
        (outlet.owner === 'government' && outlet.country !== undefined && outlet.country === countryOf(id))),
  };
}
