// A message as it should read now: each line whose point was corrected as it is now, with a remark beneath; what was
// withdrawn crossed out. Under a picture that is drawn again stand the remarks on what it showed.

import type { Catalogue } from '../content/catalogue.ts';
import type { Change } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { codePoints, escapeHtml } from '../messages/html.ts';
import { MAX_CAPTION_LENGTH } from '../messages/pictures/caption.ts';
import { plainOf } from '../messages/plain.ts';
import { type LineEdit, remarked } from '../messages/remarks.ts';
import { phraseText } from '../messages/spans.ts';
import { MAX_ENTITIES } from '../messages/split.ts';
import type { SentBody } from '../store/sent-body.ts';
import { phrase } from '../summaries/blocks.ts';
import type { Known } from '../summaries/stated-lines.ts';
import { type KeptLine, type KeptPicture, type KeptText, lineHtml, readKept } from './body.ts';
import { type FreshLine, freshLines } from './fresh-lines.ts';

const IN_CAPTION = { length: MAX_CAPTION_LENGTH, entities: MAX_ENTITIES } as const;
/** Remarks under a picture whose caption is its own: so many, of so many code points each. */
const MOST_REMARKS = 4;
const LONGEST_REMARK = 200;

/**
 * Always from the text as it was sent, so that all copies of it end up the same whenever they are edited. `undefined` where
 * there is no room for it.
 * @param captionNow the own caption of its picture, in so many code points; `undefined` where there is no such picture any more
 */
export function editedText(
  body: SentBody,
  catalogue: Catalogue,
  locale: Locale,
  captionNow?: (limit: number) => string | undefined,
): string | undefined {
  const own = catalogue.in(locale.language);
  const kept = readKept(body);
  const { picture } = kept;
  const fresh = freshLines(own, kept);
  const edits = kept.lines.flatMap((line) => editOf(line, body.html, own, locale, fresh) ?? []);
  const remarks = picture ? remarksOn(picture, kept, own, locale) : [];
  if (edits.length + remarks.length === 0) return body.html;
  if (picture?.isOwnCaption) return ownCaption(body.html, remarks, captionNow);
  return remarked(
    body.html,
    [...edits, ...remarks.map((one) => atEnd(body.html, one))],
    picture && IN_CAPTION,
  );
}

/** On what the picture shows and no line of the text does. */
function remarksOn(
  { points, denials }: KeptPicture,
  { lines }: KeptText,
  catalogue: Catalogue,
  locale: Locale,
): readonly string[] {
  const isInText = (known: Known) =>
    lines.some(({ talk, point }) => talk === known.talk && point === known.point);
  const ofPoints = points.flatMap((known) => {
    const news = isInText(known) ? [] : changesSince(catalogue, known);
    return news.length === 0 ? [] : [changeRemark(news, news[0]?.was, locale)];
  });
  const ofDenials = denials.flatMap((known) => {
    const last = changesSince(catalogue, known).at(-1);
    return last === undefined ? [] : [denialRemark(last, locale)];
  });
  return [...new Set([...ofPoints, ...ofDenials])];
}

/** The caption as it is now and the remarks; of one whose picture is gone as much as there is room for. */
function ownCaption(
  html: string,
  remarks: readonly string[],
  captionNow: ((limit: number) => string | undefined) | undefined,
): string | undefined {
  const short = remarks.slice(0, MOST_REMARKS).map((one) => {
    const whole = [...one];
    return whole.length <= LONGEST_REMARK ? one : `${whole.slice(0, LONGEST_REMARK - 1).join('')}…`;
  });
  const limit = short.reduce((room, one) => room - codePoints(one) - 1, MAX_CAPTION_LENGTH);
  const base = captionNow?.(limit) ?? firstLines(html, limit);
  // Telegram drops entities that are too many, here those of the remarks alone.
  return remarked(
    base,
    short.map((one) => atEnd(base, one)),
    { ...IN_CAPTION, entities: Number.POSITIVE_INFINITY },
  );
}

/** No tag goes over the end of a line in captions. */
function firstLines(html: string, limit: number): string {
  const lines = html.split('\n');
  while (lines.length > 0 && codePoints(plainOf(lines.join('\n'))) > limit) lines.pop();
  return lines.join('\n');
}

function atEnd({ length }: string, remark: string): LineEdit {
  return { from: length, to: length, end: length, line: '', remark };
}

function editOf(
  kept: KeptLine,
  html: string,
  catalogue: Catalogue,
  locale: Locale,
  fresh: FreshLine,
): LineEdit | undefined {
  const [from, to] = kept.line;
  const at = { from, to, end: kept.end };
  const news = changesSince(catalogue, kept);
  const last = news.at(-1);
  if (last?.how === 'withdrawn')
    return { ...at, line: undefined, remark: changeRemark(news, undefined, locale) };
  const written = fresh(kept);
  const line =
    written === undefined
      ? withNewWords(kept, html, catalogue)
      : lineHtml(written, kept.form?.isTitle ?? false, locale);
  if (last !== undefined) {
    // As it stood in this very message: a translation may be missing by now.
    const was = kept.words ? plainOf(html.slice(...kept.words)) : (news[0] ?? last).was;
    return { ...at, line, remark: changeRemark(news, was, locale) };
  }
  const denial = kept.denials.flatMap((one) => changesSince(catalogue, one)).at(-1);
  if (denial === undefined || line === html.slice(from, to)) return undefined;
  return { ...at, line, remark: denialRemark(denial, locale) };
}

/** `Corrected 2 Mar: it said “…”. Why`, of the last of the changes. @param was what the message said */
function changeRemark(news: readonly Change[], was: string | undefined, locale: Locale): string {
  const last = news.at(-1);
  if (last === undefined) return '';
  const { on, how, why = '' } = last;
  const date = { date: on };
  if (how === 'withdrawn') return phraseText(phrase('copy-withdrawn', { date, why }), locale);
  const words =
    was === undefined
      ? phrase('copy-corrected-why', { date, why })
      : phrase('copy-corrected', { date, was, why });
  return phraseText(words, locale).trimEnd();
}

function denialRemark({ on, why = '' }: Change, locale: Locale): string {
  return phraseText(phrase('copy-denial', { date: { date: on }, why }), locale);
}

/** What readers are told of a point since. */
function changesSince(catalogue: Catalogue, { talk, point, changes }: Known): readonly Change[] {
  const all = catalogue.point(talk, point)?.changes ?? [];
  return all.slice(changes).filter(({ how }) => how !== 'reworded');
}

/** The line as it was, but for the point's own words. */
function withNewWords(
  { talk, point, line: [from, to], words }: KeptLine,
  html: string,
  catalogue: Catalogue,
) {
  const now = catalogue.point(talk, point)?.text;
  if (words === undefined || now === undefined) return html.slice(from, to);
  return html.slice(from, words[0]) + escapeHtml(now) + html.slice(words[1], to);
}
