// Everything in the files, once it has been checked: what the catalogue is made from.

import type {
  Outlet,
  Party,
  Person,
  Place,
  PointTranslation,
  Promised,
  Source,
  Subject,
  Talk,
  TalkTranslation,
  Topic,
} from './schema.ts';

/** The registries and the talks, in the order of their files. */
export interface Content {
  /** A hash of all files, 16 hexadecimal digits. */
  readonly version: string;
  /** When a file was written last, or taken away, epoch ms. */
  readonly changedAt: number;
  /** Talks that are in the folder and not published at the moment. */
  readonly heldBack: ReadonlySet<string>;
  readonly topics: readonly Topic[];
  readonly subjects: readonly Subject[];
  readonly parties: readonly Party[];
  readonly people: readonly Person[];
  readonly outlets: readonly Outlet[];
  readonly promises: readonly Promised[];
  readonly places: readonly Place[];
  readonly talks: readonly TalkFiles[];
  /** Where a point, or else its talk, stands in the files now. */
  placeOf(talk: string, point?: string): Promise<FilePlace>;
}

/** A place in a file, as messages show it. */
export interface FilePlace {
  readonly file: string;
  /** 1-based, as editors count. */
  readonly line: number;
  readonly column: number;
}

/** One talk's folder. */
export interface TalkFiles {
  readonly talk: Talk;
  readonly sources: readonly Source[];
  readonly translations: readonly TalkTranslations[];
}

export interface TalkTranslations {
  /** Two letters. */
  readonly language: string;
  readonly talk: TalkTranslation | undefined;
  /** By the ids of points. */
  readonly points: ReadonlyMap<string, PointTranslation>;
}
