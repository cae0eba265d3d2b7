// A message as it should read now: each line whose point was corrected as it is now, with a remark beneath; what was
// withdrawn crossed out.

import type { Catalogue } from '../content/catalogue.ts';
import type { Change } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { escapeHtml } from '../messages/html.ts';
import { plainOf } from '../messages/plain.ts';
import { type LineEdit, remarked } from '../messages/remarks.ts';
import { phraseText } from '../messages/spans.ts';
import type { SentBody } from '../store/sent-body.ts';
import { phrase } from '../summaries/blocks.ts';
import type { Known } from '../summaries/stated-lines.ts';
import { type KeptLine, lineHtml, readKept } from './body.ts';
import { type FreshLine, freshLines } from './fresh-lines.ts';

/**
 * Always from the text as it was sent, so that all copies of it end up the same whenever they are edited. `undefined` where
 * there is no room for it.
 */
export function editedText(body: SentBody, catalogue: Catalogue, locale: Locale): string | undefined {
  const own = catalogue.in(locale.language);
  const kept = readKept(body);
  const fresh = freshLines(own, kept);
  const edits = kept.lines.flatMap((line) => editOf(line, body.html, own, locale, fresh) ?? []);
  return edits.length === 0 ? body.html : remarked(body.html, edits);
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
  if (last?.how === 'withdrawn') {
    const { on, why = '' } = last;
    const remark = phraseText(phrase('copy-withdrawn', { date: { date: on }, why }), locale);
    return { ...at, line: undefined, remark };
  }
  const written = fresh(kept);
  const line =
    written === undefined
      ? withNewWords(kept, html, catalogue)
      : lineHtml(written, kept.form?.isTitle ?? false, locale);
  if (last !== undefined) {
    const date = { date: last.on };
    // As it stood in this very message: a translation may be missing by now.
    const was = kept.words ? plainOf(html.slice(...kept.words)) : (news[0] ?? last).was;
    const { why = '' } = last;
    const words =
      was === undefined
        ? phrase('copy-corrected-why', { date, why })
        : phrase('copy-corrected', { date, was, why });
    return { ...at, line, remark: phraseText(words, locale).trimEnd() };
  }
  const denial = kept.denials.flatMap((one) => changesSince(catalogue, one)).at(-1);
  if (denial === undefined || line === html.slice(from, to)) return undefined;
  const { on, why = '' } = denial;
  const remark = phraseText(phrase('copy-denial', { date: { date: on }, why }), locale);
  return { ...at, line, remark };
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
