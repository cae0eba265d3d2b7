// Lines of a summary as text with emphasis, in the reader's language.

import type { Locale } from '../locales/locale.ts';
import type { Argument, Inline, Line, Phrase, Words } from '../summaries/blocks.ts';

/** A stretch of text with at most one emphasis: what entities of a Telegram message can say. */
export interface Span {
  readonly text: string;
  readonly style?: 'bold' | 'italic' | 'code';
  /** Where a link leads. */
  readonly url?: string;
}

/** The most that an answer repeats of what a person typed, code points. */
const MAX_INPUT = 60;
/** U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE (Unicode UAX #9). */
const ISOLATE = ['\u2068', '\u2069'] as const;
/** Control and format characters, including line breaks: they could reverse, hide or break a line. */
const UNWANTED = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

export function spansOf(line: Line, locale: Locale): readonly Span[] {
  return line.map((inline) => spanOf(inline, locale));
}

/** The line's text alone. */
export function plainLine(line: Line, locale: Locale): string {
  return spansOf(line, locale)
    .map(({ text }) => text)
    .join('');
}

/** The words in the locale's language, without emphasis. */
export function wordsText(words: Words, locale: Locale): string {
  return typeof words === 'object' && 'message' in words
    ? phraseText(words, locale)
    : argumentText(words, locale);
}

export function phraseText({ message, args = {} }: Phrase, locale: Locale): string {
  const entries = Object.entries(args).map(([name, value]) => [name, numberOr(value, locale)] as const);
  return locale.text(message, Object.fromEntries(entries));
}

/** What a person typed, made safe for a line of ours: one line, shortened, unable to change the direction of the rest. */
export function isolated(input: string): string {
  const characters = [...input.toWellFormed().replace(UNWANTED, ' ').trim()];
  const kept =
    characters.length > MAX_INPUT ? `${characters.slice(0, MAX_INPUT).join('')}…` : characters.join('');
  return ISOLATE.join(kept);
}

function spanOf(inline: Inline, locale: Locale): Span {
  if (typeof inline === 'string') return { text: inline };
  if ('bold' in inline) return { text: wordsText(inline.bold, locale), style: 'bold' };
  if ('italic' in inline) return { text: wordsText(inline.italic, locale), style: 'italic' };
  if ('code' in inline) return { text: inline.code, style: 'code' };
  if ('link' in inline) return { text: wordsText(inline.link, locale), url: inline.url };
  return { text: wordsText(inline, locale) };
}

function capitalised(text: string, { language }: Locale): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}

/** Numbers stay numbers, so that messages can select a plural. */
function numberOr(value: Argument, locale: Locale): string | number {
  return typeof value === 'number' ? value : argumentText(value, locale);
}

function argumentText(value: Exclude<Argument, number>, locale: Locale): string {
  if (typeof value === 'string') return value;
  if ('date' in value) return locale.date(value.date);
  if ('headingDate' in value) return capitalised(locale.date(value.headingDate), locale);
  if ('dayOfYear' in value) return locale.dayOfYear(value.dayOfYear);
  if ('country' in value) return locale.countryName(value.country);
  if ('language' in value) return locale.languageName(value.language);
  if ('list' in value) return locale.list(value.list);
  return isolated(value.input);
}
