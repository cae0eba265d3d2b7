// What the gates read of the content: the keys of the files, and nothing of how they are loaded.

/** A text that is there in English; `names` are the same in other languages. */
type Names<T> = { readonly ru?: T | undefined; readonly uk?: T | undefined };

export interface Citation {
  readonly source: string;
  /** `¶3`, `item 2`, `headline`, `00:10`. */
  readonly at: string;
  readonly passage: string;
  readonly says?: 'so' | 'partly' | 'otherwise' | undefined;
  readonly note?: string | undefined;
}

export interface Quote {
  readonly text: string;
  readonly of: string;
  readonly original?: string | undefined;
  readonly language?: string | undefined;
}

export interface Point {
  readonly id: string;
  readonly kind: string;
  readonly by?: readonly string[] | undefined;
  readonly text: string;
  readonly date?: string | undefined;
  readonly quote?: Quote | undefined;
  readonly citations: readonly Citation[];
}

export interface Member {
  readonly person: string;
  readonly role?: string | undefined;
  readonly citations?: readonly Citation[] | undefined;
}

export interface Delegation {
  readonly party: string;
  readonly part: string;
  readonly members: readonly Member[];
  readonly citations: readonly Citation[];
}

export interface Session {
  readonly id: string;
  readonly date?: string | undefined;
  readonly parties: readonly string[];
}

export interface Talk {
  readonly id: string;
  readonly date: string;
  readonly place?: string | undefined;
  readonly sessions?: readonly Session[] | undefined;
  readonly delegations?: readonly Delegation[] | undefined;
  readonly points: readonly Point[];
}

export interface Seal {
  readonly text?: string | undefined;
  /** What the source's own talk cites of it. */
  readonly passages?: string | undefined;
  readonly claims?: string | undefined;
  /** What other talks cite of it, by their ids: a talk that goes breaks no seal. */
  readonly elsewhere?: Readonly<Record<string, string>> | undefined;
}

/** A seal as `content -- verify` writes it. */
export interface WholeSeal {
  readonly text: string;
  readonly passages: string;
  readonly claims: string;
  readonly elsewhere?: Readonly<Record<string, string>> | undefined;
}

export interface Source {
  readonly id: string;
  readonly outlet?: string | undefined;
  readonly title?: string | undefined;
  readonly form?: string | undefined;
  readonly language?: string | undefined;
  readonly published?: string | undefined;
  readonly carries?: string | undefined;
  readonly issued?: readonly string[] | undefined;
  /** Left out: nobody read it, and it may not be cited. */
  readonly read?: string | undefined;
  readonly seal?: Seal | undefined;
}

export interface Role {
  readonly role: string;
  readonly party?: string | undefined;
  readonly names?: Names<string> | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly also?: readonly string[] | undefined;
  readonly names?:
    | Names<{ readonly name?: string | undefined; readonly short?: string | undefined }>
    | undefined;
  readonly roles: readonly Role[];
}

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly country?: string | undefined;
  readonly of?: string | undefined;
  readonly members?: readonly string[] | undefined;
  readonly unnamed?: boolean | undefined;
  readonly also?: readonly string[] | undefined;
  readonly names?: Names<string> | undefined;
}

export interface Outlet {
  readonly id: string;
  readonly name: string;
  readonly country?: string | undefined;
  readonly owner?: string | undefined;
  readonly unnamed?: boolean | undefined;
  readonly also?: readonly string[] | undefined;
  readonly names?: Names<string> | undefined;
}

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly country?: string | undefined;
  readonly also?: readonly string[] | undefined;
  readonly names?: Names<string> | undefined;
}

/** One folder of `talks/`. */
export interface TalkFiles {
  readonly talk: Talk;
  readonly sources: readonly Source[];
}

export interface EvidenceContent {
  readonly talks: readonly TalkFiles[];
  readonly people: readonly Person[];
  readonly parties: readonly Party[];
  readonly outlets: readonly Outlet[];
  readonly places: readonly Place[];
}

/** Keys and list indexes from the top of a file down to a value. */
export type Path = readonly PropertyKey[];

/** Something wrong with the evidence, before its line is looked up. */
export interface EvidenceFinding {
  /** Whose folder. */
  readonly talk: string;
  readonly file: 'talk' | 'sources';
  /** `point swift-banks`, `delegation russia`, `source izvestia-0218`. */
  readonly entry: string;
  readonly path: Path;
  readonly at: 'key' | 'value';
  /** An error keeps content from loading, a warning never does. */
  readonly level: 'error' | 'warning';
  /** What is wrong; what to write. */
  readonly what: string;
}

/** What a check says of a place inside an entry. */
export type Note = Pick<EvidenceFinding, 'path' | 'at' | 'level' | 'what'>;

export function errorAt(path: Path, what: string): Note {
  return { path, at: 'value', level: 'error', what };
}

export function warningAt(path: Path, what: string): Note {
  return { path, at: 'value', level: 'warning', what };
}
