// What an answer is made of: titles, sections, items. Knows nothing of Telegram or of a language.

import type { PointId, TalkId } from '../content/schema.ts';

/** The id of a Fluent message in `src/locales/*.ftl`. A test holds that every one used exists. */
export type MessageId = string;

/** What stands in the place of a message's variable. */
export type Argument =
  | string
  | number
  /** A date as EDTF writes it, such as `2019` or `2025-02-18`, written out in the reader's language. */
  | { readonly date: string }
  /** Two letters of ISO 3166 and of ISO 639-1, named in the reader's language. */
  | { readonly country: string }
  | { readonly language: string }
  /** "Lavrov, Rubio and Putin", in the reader's language. */
  | { readonly list: readonly string[] }
  /** Words that a person typed: shortened, cleaned and isolated, so that they cannot turn the line around. */
  | { readonly input: string };

/** A word of the interface, still in no language. */
export interface Phrase {
  readonly message: MessageId;
  readonly args?: Readonly<Record<string, Argument>>;
}

/** Words without emphasis: the content's own (plain strings), the interface's, dates and names. */
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

/** A statement with its lead, never cut in two: one or more lines behind a bullet or a number. */
export interface Item {
  readonly marker: 'bullet' | number;
  readonly lines: readonly [Line, ...Line[]];
  /** The points it states; none for a line about the talk itself. */
  readonly points: readonly PointRef[];
}

/** Items under a common heading, which gives them their status or their speaker. */
export interface Group {
  readonly heading?: Line;
  readonly items: readonly Item[];
}

export type Block =
  /** Lines that belong together, without bullets. */
  | { readonly type: 'text'; readonly lines: readonly Line[] }
  | ({ readonly type: 'section' } & Group)
  /** An expandable quotation. */
  | { readonly type: 'folded'; readonly heading: Line; readonly groups: readonly Group[] };

/** The answer to a question. */
export interface Summary {
  /** The first line; repeated over every further part of a long answer. */
  readonly title: Line;
  readonly blocks: readonly Block[];
  /** What the content's own words in it are written in, two letters each; none in words of the interface alone. */
  readonly languages?: readonly string[];
}

/** A word of the interface with its variables. */
export function phrase(message: MessageId, args?: Readonly<Record<string, Argument>>): Phrase {
  return args === undefined ? { message } : { message, args };
}

/** A summary that is only words of the interface: an error, a greeting, a help text. One line each. */
export function notice(title: Phrase, ...lines: readonly (Phrase | Line)[]): Summary {
  const written = lines.map((line): Line => (isLine(line) ? line : [line]));
  return { title: [title], blocks: written.length === 0 ? [] : [{ type: 'text', lines: written }] };
}

function isLine(line: Phrase | Line): line is Line {
  return Array.isArray(line);
}
