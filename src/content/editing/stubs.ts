// Entries to go on with for ids that a round names and no registry has: what its points say of them, and no more.

import type { MissingId } from '../missing.ts';
import { MAX } from '../schema.ts';
import type { Addition, NewEntry } from './entries.ts';
import { type EntryKind, nameOfId, wordsOfId } from './folder.ts';

export interface Stub extends Addition {
  readonly kind: EntryKind;
  readonly id: string;
}

/** What is said of a new entry; what it must have and nobody said is made of its id. */
export interface EntryWishes {
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly of?: string | undefined;
  readonly role?: string | undefined;
  readonly party?: string | undefined;
  readonly title?: string | undefined;
  readonly by?: readonly string[] | undefined;
  readonly topic?: string | undefined;
}

/** A new entry of a registry, and a remark on what it still lacks. */
export function newEntry(kind: EntryKind, id: string, wishes: EntryWishes): Stub | undefined {
  const name = wishes.name ?? nameOfId(id);
  const make = (entry: NewEntry, lacks: readonly string[]): Stub => ({
    kind,
    id,
    entry: { id, ...entry },
    remark: lacks.length === 0 ? undefined : `New: ${lacks.join('; ')}.`,
  });
  const checkName = wishes.name === undefined ? ['is the name right?'] : [];
  switch (kind) {
    case 'person': {
      const { role, party } = wishes;
      const roles = role === undefined ? undefined : [{ role, ...(party === undefined ? {} : { party }) }];
      const short = name.split(' ').at(-1)?.slice(0, MAX.short);
      const lacks = [...checkName, ...(roles ? [] : ['add the roles, oldest first']), NAMES];
      return make({ name, short, roles }, lacks);
    }
    case 'party':
      return make({ name, country: wishes.country, of: wishes.of }, [
        ...checkName,
        ...((wishes.country ?? wishes.of) ? [] : ['add its country, or of: the state that it belongs to']),
        NAMES,
      ]);
    case 'outlet':
      return make({ name, country: wishes.country }, [
        ...checkName,
        'add its country, and its owner if you know it (state | public | private | government | party)',
      ]);
    case 'promise': {
      const { title = wordsOfId(id), by } = wishes;
      if (by === undefined || by.length === 0) return undefined;
      return make({ title, by }, ['say what is owed; add to, if and due where they are known', NAMES]);
    }
    case 'place':
      if (wishes.country === undefined) return undefined;
      return make({ name, country: wishes.country }, [...checkName, NAMES]);
    case 'subject':
      if (wishes.topic === undefined) return undefined;
      return make({ topic: wishes.topic, name: wishes.name ?? wordsOfId(id) }, [
        'write the question on which sides differ',
        NAMES,
      ]);
    case 'topic':
      return undefined;
  }
}

const NAMES = 'add its names in other languages, names: { ru: …, uk: … }';

/** Why no entry can be made of an id alone, with the command that makes it. */
const ASKS: Readonly<Partial<Record<EntryKind, (id: string) => string>>> = {
  place: (id) => `npm run content -- new place ${id} --country XX`,
  promise: (id) => `npm run content -- new promise ${id} --by PARTY`,
  subject: (id) => `npm run content -- new subject ${id} --topic TOPIC`,
  topic: () => 'a topic is a command; see the template in CONTRIBUTING.md',
};

export interface Stubs {
  readonly made: readonly Stub[];
  /** What only an editor can say: the kind, the id, and what to do. */
  readonly asked: readonly { readonly kind: string; readonly id: string; readonly how: string }[];
}

/** @param parties the ids of all parties, to tell who owes a promise */
export function stubsFor(missing: readonly MissingId[], parties: ReadonlySet<string>): Stubs {
  const made: Stub[] = [];
  const asked: { kind: string; id: string; how: string }[] = [];
  for (const one of missing) {
    const { id } = one;
    if (one.kind === 'source') {
      asked.push({ kind: 'source', id, how: `npm run content -- new source ADDRESS --id ${id}` });
      continue;
    }
    const kind = one.kind === 'actor' ? kindOfActor(one) : one.kind;
    const by = (one.point?.by ?? []).filter((actor) => parties.has(actor));
    const topic = one.point?.topics.find((each) => each !== 'overview');
    const stub = newEntry(kind, id, { by, topic });
    if (stub) made.push(stub);
    else asked.push({ kind, id, how: ASKS[kind]?.(id) ?? 'add it by hand' });
  }
  return { made, asked };
}

/** Parties agree, outlets report and judge; what is said or denied is said by people. */
function kindOfActor({ point }: MissingId): EntryKind {
  switch (point?.kind) {
    case 'agreed':
    case 'open':
      return 'party';
    case 'reported':
    case 'analysis':
    case 'background':
      return 'outlet';
    default:
      return 'person';
  }
}
