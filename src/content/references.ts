// Ids that stand for something elsewhere: each one that is missing is reported once, where it is met first.

import type { Registries, Sheet } from './draft.ts';
import { atValue, nearest, shown } from './problems.ts';
import { either } from './wording.ts';
import type { Path } from './yaml-place.ts';

/** What an id can stand for. */
export type Referred =
  | 'actor'
  | 'person'
  | 'party'
  | 'outlet'
  | 'source'
  | 'topic'
  | 'subject'
  | 'promise'
  | 'place';

const WHERE: Readonly<Record<Referred, string>> = {
  actor: 'people.yaml, parties.yaml or outlets.yaml',
  person: 'people.yaml',
  party: 'parties.yaml',
  outlet: 'outlets.yaml',
  source: 'a sources.yaml',
  topic: 'topics.yaml',
  subject: 'subjects.yaml',
  promise: 'promises.yaml',
  place: 'places.yaml',
};

/** In a form. */
const NOUN: Readonly<Record<Referred, string>> = {
  actor: 'a person, a party or an outlet',
  person: 'a person',
  party: 'a party',
  outlet: 'an outlet',
  source: 'a source',
  topic: 'a topic',
  subject: 'a subject',
  promise: 'a promise',
  place: 'a place',
};
const NOT: Readonly<Record<Referred, string>> = {
  ...(Object.fromEntries(
    Object.entries(NOUN).map(([kind, noun]) => [kind, noun.replace(/^an? /, 'no ')]),
  ) as Record<Referred, string>),
  actor: 'no person, party or outlet',
};

interface Missing {
  readonly sheet: Sheet;
  readonly path: Path;
  readonly id: string;
  readonly kind: Referred;
  uses: number;
}

/** The ids of one sort: those there are, and those that are used. */
interface Sort {
  /** `undefined` where a file that has some could not be read. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly used: Set<string>;
}

export class References {
  readonly #sorts: Readonly<Record<Referred, Sort>>;
  readonly #missing = new Map<string, Missing>();

  /** @param sourceIds the ids of the sources of all talks; `undefined` where one could not be read */
  constructor(registries: Registries, sourceIds: ReadonlySet<string> | undefined) {
    const { topics, subjects, parties, people, outlets, promises, places } = registries;
    const sort = (ids: ReadonlySet<string> | undefined): Sort => ({ ids, used: new Set() });
    const actors = people && parties && outlets && new Set([...people.ids, ...parties.ids, ...outlets.ids]);
    this.#sorts = {
      topic: sort(topics?.ids),
      subject: sort(subjects?.ids),
      party: sort(parties?.ids),
      person: sort(people?.ids),
      outlet: sort(outlets?.ids),
      promise: sort(promises?.ids),
      place: sort(places?.ids),
      source: sort(sourceIds),
      actor: sort(actors),
    };
  }

  /** Notes that the id stands at `key` of the path, and at `place` where that is a list. */
  use(kind: Referred, sheet: Sheet, path: Path, key: string, id: string | undefined, place?: number): void {
    if (id === undefined) return;
    const { ids, used } = this.#sorts[kind];
    used.add(id);
    if (ids === undefined || ids.has(id)) return;
    const space = kind === 'person' || kind === 'party' || kind === 'outlet' ? 'actor' : kind;
    const known = this.#missing.get(`${space} ${id}`);
    if (known !== undefined) known.uses += 1;
    else {
      const at = place === undefined ? [...path, key] : [...path, key, place];
      this.#missing.set(`${space} ${id}`, { sheet, path: at, id, kind, uses: 1 });
    }
  }

  isUsed(kind: Referred, id: string): boolean {
    return this.#sorts[kind].used.has(id);
  }

  /** Each id that nothing has, with where it is met first and as what. */
  get missing(): readonly Omit<Missing, 'uses'>[] {
    return [...this.#missing.values()];
  }

  /** Reports every missing id in the file that names it first. */
  report(): void {
    for (const { sheet, path, id, kind, uses } of this.#missing.values()) {
      const key = shown(String(path.findLast((step) => typeof step === 'string')));
      const more = uses > 1 ? ` (${uses} times in all)` : '';
      const near = nearest(id, this.#sorts[kind].ids ?? []);
      const other = this.#kindOf(kind, id);
      const advice =
        other !== undefined
          ? `it is ${either(`in ${WHERE[other]}, so write`, `${NOUN[other]}, so choose`)} another, or add ${shown(id)}`
          : near === undefined
            ? `${either('write an id', 'choose one')} that is there, or add ${shown(id)}`
            : `${either('write', 'choose')} ${shown(near)}, or add ${shown(id)}`;
      sheet.find(
        atValue(
          path,
          `${either(`${key} names ${shown(id)}, which is not in ${WHERE[kind]}`, `${shown(id)} is ${NOT[kind]} that the desk knows`)}${more}; ${advice}`,
        ),
      );
    }
  }

  /** Where people, parties or outlets have been mixed up. */
  #kindOf(kind: Referred, id: string): Referred | undefined {
    if (kind !== 'person' && kind !== 'party' && kind !== 'outlet') return undefined;
    const others = (['person', 'party', 'outlet'] as const).filter((other) => other !== kind);
    return others.find((other) => this.#sorts[other].ids?.has(id));
  }
}
