// Whether what a point cites has its speaker speak: by name, by office, or as the one who goes on speaking.

import { chainOf } from '../origins.ts';
import { either } from '../wording.ts';
import type { CitedParagraph } from './cited-paragraphs.ts';
import { type KnownNames, meets } from './families.ts';
import {
  type EvidenceContent,
  errorAt,
  type Note,
  type Outlet,
  type Party,
  type Path,
  type Person,
  type Point,
  type Source,
  type Talk,
  warningAt,
} from './model.ts';

/** How a paragraph has somebody speak, and what that is worth against others who are in it too. */
const WORTH = {
  /** Named at a word of saying. */
  speaks: 3,
  /** The text is theirs: issued by them, on their own site, or said by one of theirs. */
  own: 2,
  /** Named before, and nobody has taken the word since. */
  'goes-on': 2,
  /** By office: "the Ukrainian leader". */
  office: 1.5,
  named: 0.75,
  /** Only their state or one of its people. */
  kin: 0.5,
  /** Named, while somebody else speaks. */
  beside: 0.25,
  absent: 0,
} as const;
type Voice = keyof typeof WORTH;

/** Voices in which somebody may have said it, and those in which somebody surely speaks. */
const HEARD: Readonly<Record<'person' | 'party', ReadonlySet<Voice>>> = {
  person: new Set(['speaks', 'own', 'goes-on', 'office']),
  party: new Set(['speaks', 'own']),
};
const CLEAR: ReadonlySet<Voice> = new Set(['speaks', 'own']);

/** Below this share of the worth of somebody who speaks, somebody who does not is not the speaker. */
const DISPLACED = 0.67;

/** What a citation that says so only partly is worth. */
const PARTLY = 0.5;

/** Below this share of another's worth in the same paragraphs somebody is probably not the speaker. Measured on twelve talks. */
const OUTWEIGHED = { person: 0.45, party: 0.3 } as const;

/** Words that mean all who were there. */
const EVERYBODY =
  /(?<!\p{L})(?:sides|parties|delegations|countries|nations|teams|both|they|negotiat\p{L}+|talks|meeting|стороны|сторон|сторонами|сторони|сторін|делегац\p{L}+|стран\p{L}*|країн\p{L}*|переговор\p{L}*|перемов\p{L}*|обе|обидв\p{L}+|beide\p{L}*|seiten|parteien|parties|parti|الطرف\p{L}*|双方)(?!\p{L})/iu;
/** Scripts in which names are found. */
const READ = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;
const LEGIBLE_BY = 80;

export interface SpeakerCheck {
  /** What is wrong with each of `by`, held against the paragraphs that say so or partly. */
  check(talk: Talk, point: Point, path: Path, cited: readonly CitedParagraph[]): readonly Note[];
}

export function createSpeakerCheck(
  content: EvidenceContent,
  { names, families, titleNames }: KnownNames,
  sources: ReadonlyMap<string, Source>,
): SpeakerCheck {
  const people = new Map(content.people.map((person) => [person.id, person]));
  const parties = new Map(content.parties.map((party) => [party.id, party]));
  const outlets = new Map(content.outlets.map((outlet) => [outlet.id, outlet]));
  const ownerOf = (source: Source): Outlet | undefined =>
    source.outlet === undefined ? undefined : outlets.get(source.outlet);

  const voiceOfPerson = (person: Person, { text, voices, source }: CitedParagraph): Voice => {
    const { speaking, personSpeaks, goesOn, before, lastNamed, named, listed } = voices;
    if (speaking.has(person.id)) return 'speaks';
    if ((!personSpeaks || goesOn || listed) && before.has(person.id)) return 'goes-on';
    if (families.inOffice(person, text, voices, ownerOf(source))) return 'office';
    if (!personSpeaks && lastNamed.has(person.id) && !named.has(person.id)) return 'goes-on';
    if (!personSpeaks && titleNames(source).has(person.id)) return 'goes-on';
    if (!named.has(person.id)) return 'absent';
    return personSpeaks ? 'beside' : 'named';
  };

  const voiceOfParty = (party: Party, { text, voices, source }: CitedParagraph, together: boolean): Voice => {
    const { self, kin } = families.ofParty(party);
    if (meets(voices.speaking, self)) return 'speaks';
    if (
      meets(new Set(source.issued), self) ||
      meets(new Set(source.issued), kin) ||
      families.publishes(party, ownerOf(source))
    )
      return 'own';
    if (together && EVERYBODY.test(text)) return 'own';
    if (meets(voices.speaking, kin)) return 'own';
    if (meets(voices.named, self) || meets(titleNames(source), self)) return 'named';
    if (meets(voices.before, self) || meets(voices.before, kin)) return 'office';
    return meets(voices.named, kin) ? 'kin' : 'absent';
  };

  const voiceOf = (id: string, paragraph: CitedParagraph, together: boolean): Voice => {
    const person = people.get(id);
    if (person !== undefined) return voiceOfPerson(person, paragraph);
    const party = parties.get(id);
    return party === undefined ? 'absent' : voiceOfParty(party, paragraph, together);
  };

  const worthOf = (id: string, cited: readonly CitedParagraph[], together: boolean): number =>
    cited.reduce((sum, paragraph) => {
      const share = paragraph.citation.says === 'partly' ? PARTLY : 1;
      return sum + share * WORTH[voiceOf(id, paragraph, together)];
    }, 0);

  /** Who else of the same kind the paragraphs may have speak. */
  const rivals = (
    id: string,
    talk: Talk,
    by: readonly string[],
    cited: readonly CitedParagraph[],
  ): readonly string[] => {
    if (people.has(id)) {
      const there = cited.flatMap(({ voices }) => [...voices.named, ...voices.before]);
      return [...new Set(there)].filter((other) => people.has(other) && !by.includes(other));
    }
    const seated = (talk.delegations ?? []).map(({ party }) => party);
    return seated.filter((other) => !by.some((one) => families.stateOf(one) === families.stateOf(other)));
  };

  const checkVoice = (
    id: string,
    path: Path,
    talk: Talk,
    point: Point,
    cited: readonly CitedParagraph[],
  ): readonly Note[] => {
    const by = point.by ?? [];
    const together = point.kind === 'agreed';
    const name = nameOf(id);
    const worth = worthOf(id, cited, together);
    if (worth === 0) {
      const file = people.has(id) ? 'people.yaml' : 'parties.yaml';
      const what = `no cited paragraph has ${name} speak; cite the one that does, name the speaker in ${either('"title"', 'the title')} of the source, add the spelling there ${either(`to "also" in ${file}`, `under “Other spellings” of ${name}`)}, or correct ${either('"by"', '“By”')}`;
      return [errorAt(path, what)];
    }
    const displaced = checkDisplaced(id, path, talk, point, cited);
    if (displaced.length > 0) return displaced;
    if (parties.has(id) && cited.some((paragraph) => voiceOf(id, paragraph, together) === 'speaks'))
      return [];
    const titled = titledInstead(id, talk, point, cited);
    if (titled !== undefined) {
      const what = `no cited paragraph has ${name} speak, and the titles name ${nameOf(titled)} instead; check ${either('"by"', '“By”')}`;
      return [warningAt(path, what)];
    }
    const share = people.has(id) ? OUTWEIGHED.person : OUTWEIGHED.party;
    for (const rival of rivals(id, talk, by, cited)) {
      if (worth >= share * worthOf(rival, cited, together)) continue;
      return [warningAt(path, rather(rival, id))];
    }
    return [];
  };

  const checkDisplaced = (
    id: string,
    path: Path,
    talk: Talk,
    point: Point,
    cited: readonly CitedParagraph[],
  ): readonly Note[] => {
    const displacing = displacedBy(id, talk, point, cited);
    return displacing === undefined ? [] : [errorAt(path, rather(displacing, id))];
  };

  const nameOf = (id: string): string => people.get(id)?.name ?? parties.get(id)?.name ?? id;

  const rather = (rival: string, id: string): string => {
    const [other, name] = [nameOf(rival), nameOf(id)];
    return `the cited paragraphs have ${other} speak rather than ${name}; check ${either('"by"', '“By”')}, or cite the paragraph in which ${name} speaks`;
  };

  /** The party that half of the titles name, where they do not name the one in `by`, and no paragraph has it speak. */
  const titledInstead = (
    id: string,
    talk: Talk,
    { kind, by = [] }: Point,
    cited: readonly CitedParagraph[],
  ): string | undefined => {
    const party = parties.get(id);
    if (party === undefined || kind === 'agreed' || kind === 'open') return undefined;
    if (cited.some((paragraph) => HEARD.party.has(voiceOf(id, paragraph, false)))) return undefined;
    const named = cited.map(({ source }) => titleNames(source));
    const { self, kin } = families.ofParty(party);
    if (named.some((ids) => meets(ids, self) || meets(ids, kin))) return undefined;
    return rivals(id, talk, by, cited).find((rival) => {
      const other = parties.get(rival);
      const own = other === undefined ? new Set<string>() : families.ofParty(other).self;
      return named.filter((ids) => meets(ids, own)).length * 2 >= cited.length;
    });
  };

  /** Who of the same kind speaks in the paragraphs, where in none of them the one in `by` does. */
  const displacedBy = (
    id: string,
    talk: Talk,
    { kind, by = [] }: Point,
    cited: readonly CitedParagraph[],
  ): string | undefined => {
    if (kind === 'agreed' || kind === 'open') return undefined;
    const isPerson = people.has(id);
    const heard = isPerson ? HEARD.person : HEARD.party;
    const isHeard = (one: string) => cited.some((paragraph) => heard.has(voiceOf(one, paragraph, false)));
    if (isHeard(id)) return undefined;
    const worth = worthOf(id, cited, false);
    return (
      isPerson ? rivals(id, talk, by, cited) : [...rivals(id, talk, by, cited), ...strangers(id, by, cited)]
    ).find((rival) => {
      const clear = cited.filter((paragraph) => CLEAR.has(voiceOf(rival, paragraph, false)));
      if (clear.length * 2 >= cited.length) return true;
      return isHeard(rival) && worth < DISPLACED * worthOf(rival, cited, false);
    });
  };

  /** Parties of other states that the paragraphs have speak: not those whose people a group shares. */
  const strangers = (
    id: string,
    by: readonly string[],
    cited: readonly CitedParagraph[],
  ): readonly string[] => {
    const own = new Set(by.map((one) => families.stateOf(one)));
    const selfOf = (one: string): ReadonlySet<string> => {
      const party = parties.get(one);
      return party === undefined ? new Set() : families.ofParty(party).self;
    };
    return [...new Set(cited.flatMap(({ voices }) => [...voices.speaking]))].filter(
      (one) => parties.has(one) && !own.has(families.stateOf(one)) && !meets(selfOf(one), selfOf(id)),
    );
  };

  /** The states that words name, by themselves or by their people. */
  const statesIn = (words: string): ReadonlySet<string> =>
    new Set(
      names.namedIn(words).flatMap(({ kind, id }) => {
        if (kind === 'party') return [families.stateOf(id)];
        const roles = kind === 'person' ? (people.get(id)?.roles ?? []) : [];
        return roles.flatMap(({ party }) => (party === undefined ? [] : [families.stateOf(party)]));
      }),
    );

  /** Who agreed, held against whom the text and the passages name. */
  const checkAgreed = (id: string, path: Path, talk: Talk, point: Point): readonly Note[] => {
    const { by = [], text, citations } = point;
    const state = families.stateOf(id);
    const stated = statesIn(text);
    if (stated.has(state)) return [];
    const seats = talk.delegations ?? [];
    const name = nameOf(id);
    const own = by.map((one) => families.stateOf(one));
    const others = seats.filter(
      ({ party }) => stated.has(families.stateOf(party)) && !own.includes(families.stateOf(party)),
    );
    const [left] = own.some((one) => stated.has(one)) ? others : [];
    if (left !== undefined) {
      return [
        errorAt(
          path,
          `the text names ${nameOf(left.party)} and not ${name}; check ${either('"by"', '“By”')}, or say in the text who agreed`,
        ),
      ];
    }
    const seat = seats.find(({ party }) => party === id);
    const sides = seats.filter(({ part }) => part === 'delegation');
    const isSide =
      seat === undefined ||
      seat.part === 'delegation' ||
      // A host that is one of two sides.
      sides.length < 2 ||
      (seat.part === 'mediator' && sides.every(({ party }) => by.includes(party))) ||
      talk.sessions?.some((session) => session.parties.includes(id));
    if (
      isSide ||
      citations.some(
        ({ passage, source }) => statesIn(passage).has(state) || sources.get(source)?.issued?.includes(id),
      )
    )
      return [];
    const what = `${name} was there as ${seat.part}, and neither the text nor a passage names it; check ${either('"by"', '“By”')}`;
    return [errorAt(path, what)];
  };

  const checkOutlet = (
    outlet: Outlet,
    path: Path,
    point: Point,
    cited: readonly CitedParagraph[],
  ): readonly Note[] => {
    if (outlet.unnamed === true) return [];
    const publishes = point.citations.some(({ source }) =>
      chainOf(sources, source).some((one) => one.outlet === outlet.id),
    );
    if (publishes || cited.some(({ voices }) => voices.named.has(outlet.id))) return [];
    const what = `no cited source is published by ${outlet.name}, carries its text or names it; cite one that does, or correct ${either('"by"', '“By”')}`;
    return [errorAt(path, what)];
  };

  const legibles = new WeakMap<CitedParagraph['voices'], boolean>();
  const isLegible = ({ voices, text }: CitedParagraph): boolean => {
    const known = legibles.get(voices) ?? isMostlyLegible(text);
    legibles.set(voices, known);
    return known;
  };

  return {
    check(talk, point, path, cited) {
      const legible = cited.filter(isLegible);
      return (point.by ?? []).flatMap((id, index) => {
        const here = [...path, 'by', index];
        const outlet = outlets.get(id);
        const party = parties.get(id);
        if (outlet !== undefined && party === undefined) return checkOutlet(outlet, here, point, cited);
        if (party?.unnamed === true || (party === undefined && !people.has(id))) return [];
        // What stayed open is told of them, not by them.
        if (point.kind === 'open' && (talk.delegations ?? []).some((delegation) => delegation.party === id))
          return [];
        const agreed = point.kind === 'agreed' ? checkAgreed(id, here, talk, point) : [];
        if (legible.length === cited.length && cited.length > 0)
          return [...agreed, ...checkVoice(id, here, talk, point, cited)];
        // Whom the others have speak nobody can read; most of them say who it was.
        return legible.length * 2 > cited.length
          ? [...agreed, ...checkDisplaced(id, here, talk, point, legible)]
          : agreed;
      });
    },
  };
}

/** Whether names can be found in most of a paragraph, by its beginning. */
function isMostlyLegible(text: string): boolean {
  const letters = text.slice(0, LEGIBLE_BY).match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => READ.test(letter)).length * 2 > letters.length;
}
