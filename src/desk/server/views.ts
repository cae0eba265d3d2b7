// What the desk's server tells its page.

import type { MAX } from '../../content/schema.ts';
import type { LocalEntity } from '../../preview/telegram/model.ts';

/** An entry as it is written: texts, lists, and keys with more of them. */
export type PlainEntry = Readonly<Record<string, unknown>>;

export interface Paragraph {
  readonly number: number;
  readonly heading: string | undefined;
  readonly text: string;
  /** Ids of what cites it in this round: points, and parties of delegations. */
  readonly usedBy: readonly string[];
}

export interface SourceView {
  readonly entry: PlainEntry;
  /** The round in whose folder it stands, where that is another one. */
  readonly of: string | undefined;
  /** Absent where the archive does not have its text. */
  readonly paragraphs: readonly Paragraph[] | undefined;
}

export interface RoundView {
  readonly id: string;
  readonly version: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What keeps the files from being read: lines as the check prints them. */
  readonly faults: readonly string[];
  /** Its keys but for lists of entries. */
  readonly head: PlainEntry;
  readonly sessions: readonly PlainEntry[];
  readonly delegations: readonly PlainEntry[];
  readonly points: readonly PlainEntry[];
  readonly sources: readonly SourceView[];
  readonly translations: RoundTranslations;
}

/** What a translation says of a point, or of the talk. */
export interface TranslatedPart {
  /** Its texts, without the stamp. */
  readonly words: PlainEntry;
  /** The stamp of what it was made from. */
  readonly of: string;
  /** Why it cannot be shown; `undefined` for one that can. */
  readonly unfit: 'missing' | 'unstamped' | 'stale' | 'incomplete' | undefined;
}

export type RoundTranslations = readonly {
  readonly language: 'ru' | 'uk';
  /** In English: `Russian`. */
  readonly name: string;
  readonly talk: TranslatedPart;
  /** By the ids of the points. */
  readonly points: Readonly<Record<string, TranslatedPart>>;
}[];

/** A line of the check, at its place in the round's form. */
export interface Remark {
  readonly level: 'error' | 'warning';
  /** `talk`, `sources`, a language, or a registry's file. */
  readonly file: string;
  /** Keys and list indexes down to the value; empty where it is about the file. */
  readonly path: readonly (string | number)[];
  /** `content/talks/oslo/talk.yaml:12:5`. */
  readonly where: string;
  /** `point swift-banks`. */
  readonly entry: string;
  readonly what: string;
}

export interface TelegramText {
  readonly text: string;
  readonly entities: readonly LocalEntity[];
}

export interface LanguageMessages {
  readonly language: string;
  /** In that language: `Русский`. */
  readonly name: string;
  readonly answer: readonly TelegramText[];
  /** Of the point; none where it cannot be shown yet. */
  readonly evidence: readonly TelegramText[];
}

export interface RoundMessages {
  /** `/fishing`, or `/fishing oslo-2026-04-14`: the command that shows it. */
  readonly command: string;
  readonly languages: readonly LanguageMessages[];
}

/** What is in the content folder, and what a form offers. */
export interface FolderView {
  /** The same as long as the rounds' titles and the registries are. */
  readonly version: string;
  readonly folder: string;
  readonly archive?: string;
  readonly hasPreview: boolean;
  readonly rounds: readonly {
    readonly id: string;
    readonly title: string;
    readonly date: string;
    readonly isDraft: boolean;
  }[];
  /** As they are written. */
  readonly registries: Readonly<
    Record<
      'people' | 'parties' | 'outlets' | 'promises' | 'places' | 'subjects' | 'topics',
      readonly PlainEntry[]
    >
  >;
  readonly choices: Readonly<
    Record<
      'kinds' | 'steps' | 'says' | 'forms' | 'sourceForms' | 'languages' | 'owners' | 'parts' | 'countries',
      readonly string[]
    >
  >;
  readonly limits: Readonly<Record<keyof typeof MAX | 'lead', number>>;
}
