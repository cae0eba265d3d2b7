// What is kept of a message: its text, and which point stands in which of its lines.

import { createHash } from 'node:crypto';
import type { PointId, TalkId } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { escapeHtml, toHtml } from '../messages/html.ts';
import type { Pictured } from '../messages/payloads.ts';
import type { OnPicture, Pictures } from '../messages/pictures/pictures.ts';
import { type Span, spansOf } from '../messages/spans.ts';
import type { StartPayload } from '../messages/start-payloads.ts';
import type { SentBody } from '../store/sent-body.ts';
import type { Known, LineForm, StatedLine } from '../summaries/stated-lines.ts';

/** A stretch of the text, in UTF-16 units: from, to. */
export type Stretch = readonly [from: number, to: number];

/** A line of the text that states a point. */
export interface KeptLine {
  readonly talk: TalkId;
  readonly point: PointId;
  /** How many changes of the point were known when it was written. */
  readonly changes: number;
  readonly denials: readonly Known[];
  readonly line: Stretch;
  /** Where a remark on it stands: at the end of its item. */
  readonly end: number;
  /** The point's own words; absent where they are not in it as they are. */
  readonly words?: Stretch;
  readonly form?: LineForm;
}

/** The picture over a text, which is its caption then. */
export interface KeptPicture extends OnPicture {
  readonly of: Pictured;
  /** The caption says what the picture does; otherwise it is a digest's. */
  readonly isOwnCaption: boolean;
}

/** What `SentBody.lines` holds as JSON. */
export interface KeptText {
  /** What a shared message is the answer to; absent for a digest. */
  readonly answerTo?: StartPayload;
  readonly picture?: KeptPicture;
  /** It has no buttons: it is not the last message of its digest. */
  readonly isBare?: true;
  readonly lines: readonly KeptLine[];
}

/** A message that is sent. */
export interface SentMessage {
  /** Telegram HTML. */
  readonly html: string;
  /** JSON of the rows of buttons that stay. */
  readonly keyboard: string;
  readonly place: SentBody['place'];
  /** `null` for the fallback. */
  readonly language: string | null;
  readonly stated: readonly StatedLine[];
  readonly answerTo?: StartPayload;
  readonly picture?: KeptPicture | undefined;
  readonly isBare?: boolean;
}

/** `undefined` where it states no point, so that there is nothing to correct. */
export function bodyOf(message: SentMessage, locale: Locale): SentBody | undefined {
  const { html, keyboard, place, language, answerTo, picture, isBare } = message;
  const kept = keptLines(html, message.stated, locale);
  if (kept.length === 0 && !picture?.points.length) return undefined;
  const text: KeptText = {
    ...(answerTo ? { answerTo } : {}),
    ...(picture ? { picture } : {}),
    ...(isBare ? { isBare } : {}),
    lines: kept,
  };
  const lines = JSON.stringify(text);
  const hash = createHash('sha256')
    .update(JSON.stringify([html, keyboard, place, language, lines]))
    .digest('base64url');
  return { hash, html, keyboard, place, language, lines };
}

/** The body of a picture with its own caption. */
export function bodyOfPicture(
  of: Pictured,
  { html, markup }: { readonly html: string; readonly markup: object },
  place: 'chat' | 'inline',
  pictures: Pick<Pictures, 'states'>,
  locale: Locale,
): SentBody | undefined {
  const rows = 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  const picture = { of, ...pictures.states(of, locale), isOwnCaption: true };
  const { language } = locale;
  return bodyOf({ html, keyboard: JSON.stringify(rows), place, language, stated: [], picture }, locale);
}

export function readKept({ lines }: Pick<SentBody, 'lines'>): KeptText {
  return JSON.parse(lines) as KeptText;
}

/** Where the lines stand; one that was cut off, or is written otherwise, is left out. */
function keptLines(html: string, stated: readonly StatedLine[], locale: Locale): readonly KeptLine[] {
  const taken = new Set<number>();
  return stated.flatMap((one): readonly KeptLine[] => {
    const line = lineHtml(one.line, one.isTitle, locale);
    const whole = [line, ...one.beneath.map((further) => lineHtml(further, false, locale))].join('\n');
    const from = one.isTitle ? (html.startsWith(whole) ? 0 : -1) : findLine(html, whole, taken);
    if (from < 0) return [];
    taken.add(from);
    const word = escapeHtml(one.text);
    const at = line.indexOf(word);
    return [
      {
        talk: one.talk,
        point: one.point,
        changes: one.changes,
        denials: one.denials,
        line: [from, from + line.length],
        // The title of a further message is followed by the word that says so.
        end: one.isTitle ? endOfLine(html, from + whole.length) : from + whole.length,
        ...(at < 0 ? {} : { words: [from + at, from + at + word.length] as const }),
        ...(one.form ? { form: one.form } : {}),
      },
    ];
  });
}

function endOfLine(html: string, from: number): number {
  const end = html.indexOf('\n', from);
  return end < 0 ? html.length : end;
}

/** The line as it is rendered: in a title all is bold. */
export function lineHtml(line: StatedLine['line'], isTitle: boolean, locale: Locale): string {
  const spans: readonly Span[] = spansOf(line, locale);
  return toHtml(isTitle ? spans.map((span) => ({ ...span, style: 'bold' as const })) : spans);
}

/** Whole lines only, behind a marker or at the beginning of a line: one may be the beginning of another. */
function findLine(html: string, whole: string, taken: ReadonlySet<number>): number {
  for (let from = html.indexOf(whole); from >= 0; from = html.indexOf(whole, from + 1)) {
    const after = html.slice(from + whole.length);
    const isEnd = after === '' || after.startsWith('\n') || after.startsWith('</blockquote>');
    const isBeginning = /(?:^|\n|>)(?:• |\d+\. )?$/u.test(html.slice(Math.max(0, from - 16), from));
    if (isEnd && isBeginning && !taken.has(from)) return from;
  }
  return -1;
}
