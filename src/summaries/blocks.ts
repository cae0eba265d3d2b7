// What an answer is made of: titles, sections, items; without Telegram and in no language yet.

import type { PointId, TalkId } from '../content/schema.ts';

/** The id of a Fluent message in `src/locales/*.ftl`; a test checks that it exists. */
export type MessageId = string;

/** The value of a message's variable. */
export type Argument =
  | string
  | number
  /** A date as EDTF writes it, such as `2019` or `2025-02-18`, written out in the reader's language. */
  | { readonly date: string }
  /** The same as a heading: it begins with a capital in every language. */
  | { readonly headingDate: string }
  /** The same where the year is known from what stands above it. */
  | { readonly dayOfYear: string }
  /** Two letters of ISO 3166 and of ISO 639-1, named in the reader's language. */
  | { readonly country: string }
  | { readonly language: string }
  /** "Lavrov, Rubio and Putin", in the reader's language. */
  | { readonly list: readonly string[] }
  /** What a person typed: shortened, cleaned and isolated, so that it cannot change the line's direction. */
  | { readonly input: string };

/** A message of the interface with its variables. */
export interface Phrase {
  readonly message: MessageId;
  readonly args?: Readonly<Record<string, Argument>>;
}

/** Text without emphasis: the content's own (strings), the interface's, dates and lists. */
export type Words = string | Phrase | Exclude<Argument, string | number>;

export type Inline =
  | Words
  | { readonly bold: Words }
  | { readonly italic: Words }
  /** To be copied and typed: `/ukraine riyadh-2025-02-18`. */
  | { readonly code: string }
  | { readonly link: Words; readonly url: string };

/** One line of a summary. */
export type Line = readonly Inline[];

/** Which point an item states. */
export interface PointRef {
  readonly talk: TalkId;
  readonly point: PointId;
}

/** One or more lines behind a bullet or a number, never split between messages. */
export interface Item {
  readonly marker: 'bullet' | number;
  readonly lines: readonly [Line, ...Line[]];
  /** The points it states; empty for a line about the talk itself. */
  readonly points: readonly PointRef[];
}

/** Items under a heading that names their status or their speaker. */
export interface Group {
  readonly heading?: Line;
  readonly items: readonly Item[];
}

export type Block =
  /** Lines that belong together, without bullets. */
  | {
      readonly type: 'text';
      readonly lines: readonly Line[];
      /** Where one of them states a point: its place, from 0. */
      readonly states?: { readonly line: number; readonly point: PointRef };
    }
  | ({ readonly type: 'section' } & Group)
  /** An expandable quotation. */
  | { readonly type: 'folded'; readonly heading: Line; readonly groups: readonly Group[] };

/** The answer to a question. */
export interface Summary {
  /** The first line of every message of the answer. */
  readonly title: Line;
  /** Right under the title of the first message: which round, when, and that all of it has one origin. */
  readonly subtitle?: readonly Line[];
  readonly blocks: readonly Block[];
  /** Languages of the content's own words, two letters each; absent where there are none. */
  readonly languages?: readonly string[];
}

export function phrase(message: MessageId, args?: Readonly<Record<string, Argument>>): Phrase {
  return args === undefined ? { message } : { message, args };
}

/** A summary in words of the interface only: an error, a greeting, a help text. */
export function notice(title: Phrase, ...lines: readonly (Phrase | Line)[]): Summary {
  const written = lines.map((line): Line => (isLine(line) ? line : [line]));
  return { title: [title], blocks: written.length === 0 ? [] : [{ type: 'text', lines: written }] };
}

function isLine(line: Phrase | Line): line is Line {
  return Array.isArray(line);
}
