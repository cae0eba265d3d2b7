// A card in the reader's words, as plain data that another thread can draw.

import type { Kind, PromiseStep } from '../../content/schema.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Line } from '../../summaries/blocks.ts';
import type { Card, DelegationsCard, PositionsCard, PromisesCard, Side } from '../../summaries/cards/card.ts';
import { plainLine, wordsText } from '../spans.ts';

/** What a coloured word means: good, in between, bad, or neither. */
export type Tone = 'good' | 'middle' | 'bad' | 'neutral';

export interface State {
  readonly words: string;
  readonly tone: Tone;
}

export interface DrawnPosition {
  readonly sides: readonly Side[];
  readonly voice: string;
  /** Empty where nothing needs to be said. */
  readonly date: string;
  readonly state: State | undefined;
  readonly text: string;
  readonly sources: string;
}

export type DrawnRow =
  | {
      readonly type: 'positions';
      readonly heading: string;
      readonly positions: readonly DrawnPosition[];
      readonly silent: readonly Side[];
      /** `nothing on record`. */
      readonly nothing: string;
    }
  | {
      readonly type: 'delegation';
      readonly side: Side;
      readonly part: string;
      readonly members: readonly { readonly name: string; readonly role: string; readonly isHead: boolean }[];
      /** What stands in place of members that nobody has named. */
      readonly nameless: string;
    }
  | {
      readonly type: 'promise';
      readonly title: string;
      readonly state: State;
      readonly since: string;
      readonly by: readonly Side[];
      readonly to: readonly Side[];
      readonly isMutual: boolean;
    };

export interface Drawing {
  readonly type: Card['type'];
  /** Two letters; how letters are shaped and lines are broken depends on it. */
  readonly language: string;
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly DrawnRow[];
  /** At the bottom: where the picture is from. */
  readonly from: string;
  /** What is said of rows that do not fit, by their number. */
  readonly more: readonly string[];
}

const TONES: Readonly<Record<Kind | PromiseStep, Tone>> = {
  agreed: 'good',
  said: 'neutral',
  reported: 'middle',
  denied: 'bad',
  open: 'middle',
  analysis: 'neutral',
  background: 'neutral',
  made: 'neutral',
  begun: 'middle',
  kept: 'good',
  stalled: 'bad',
  lapsed: 'bad',
  withdrawn: 'bad',
};

/** @param from where the picture comes from, such as `@name_bot` */
export function drawingOf(card: Card, words: Locale, from: string): Drawing {
  const locale: Locale = { ...words, date: (date) => unbroken(words.date(date)) };
  return {
    type: card.type,
    language: locale.language,
    title: dotted(card.title, locale),
    subtitle: dotted(card.subtitle, locale),
    rows: rowsOf(card, locale),
    from,
    more: Array.from({ length: card.rows.length + 1 }, (_, count) =>
      count === 0 ? '' : locale.text('picture-more', { count }),
    ),
  };
}

function rowsOf(card: Card, locale: Locale): readonly DrawnRow[] {
  switch (card.type) {
    case 'positions':
      return card.rows.map((row) => positionsRow(row, locale));
    case 'delegations':
      return card.rows.map((row) => delegationRow(row, locale));
    case 'promises':
      return card.rows.map((row) => promiseRow(row, locale));
  }
}

function positionsRow(
  { heading, positions, silent }: PositionsCard['rows'][number],
  locale: Locale,
): DrawnRow {
  return {
    type: 'positions',
    heading: dotted(heading, locale),
    positions: positions.map(({ sides, voice, date, status, kind, text, sources }) => ({
      sides,
      voice: wordsText(voice, locale),
      date: date === undefined ? '' : locale.date(date),
      state: status === undefined ? undefined : { words: wordsText(status, locale), tone: TONES[kind] },
      text: plainLine(text, locale),
      sources: plainLine(sources, locale),
    })),
    silent,
    nothing: locale.text('nothing-on-record'),
  };
}

function delegationRow({ side, part, members }: DelegationsCard['rows'][number], locale: Locale): DrawnRow {
  return {
    type: 'delegation',
    side,
    part: part === undefined ? '' : wordsText(part, locale).replace(/^\((.*)\)$/u, '$1'),
    members: members.map(({ name, role = '', isHead }) => ({ name, role, isHead })),
    nameless: locale.text('picture-nameless'),
  };
}

function promiseRow(row: PromisesCard['rows'][number], locale: Locale): DrawnRow {
  return {
    type: 'promise',
    title: row.title,
    state: { words: wordsText(row.state, locale), tone: TONES[row.step] },
    since: dotted(row.since, locale),
    by: row.by,
    to: row.to,
    isMutual: row.isMutual,
  };
}

/** No line begins with the dot between two parts. */
function dotted(line: Line, locale: Locale): string {
  return plainLine(line, locale).replaceAll(' · ', '\u00a0· ');
}

/** In one line: also after the dash of `17–18`, where lines may break without the word joiner. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0').replaceAll('–', '–\u2060');
}
