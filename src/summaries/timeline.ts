// What happened when: of one round, or of all rounds, under a heading for each month.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { boundsOf, byDate } from '../content/edtf.ts';
import type { Point, Talk } from '../content/schema.ts';
import { account, denials, statusLead } from './attribution.ts';
import { type Block, type Group, type Inline, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { page } from './pages.ts';
import { sourcing } from './sources.ts';
import { openable, type PointsPage } from './statement.ts';
import { type Wording, wording } from './wording.ts';

/** Points on a page of the timeline of all rounds: about three phone screens, and a row of numbers (Bot API). */
export const TIMELINE_PAGE_SIZE = 8;

/** What happened longer before a round is no part of its course, days. */
const BEFORE_A_ROUND = 31;
const DAY_MS = 86_400_000;

/** Points of one month, in the order of their days. */
interface Month {
  /** `2026-02`; a year where no month is known. */
  readonly month: string;
  readonly points: readonly Point[];
}

/** A round's points with a day of their own by months, earliest first; what is far older comes last. */
export function inTime(catalogue: Catalogue, talk: Talk): readonly Point[] {
  const { recent, older } = dated(catalogue, talk);
  return [...recent, ...older];
}

function dated(catalogue: Catalogue, talk: Talk): { recent: readonly Point[]; older: readonly Point[] } {
  const points = catalogue.timeline(talk.id).map(({ point }) => point);
  const opening = Date.parse(boundsOf(talk.date).first) - BEFORE_A_ROUND * DAY_MS;
  const isOlder = ({ date = talk.date }: Point) => Date.parse(boundsOf(date).first) < opening;
  return { recent: points.filter((point) => !isOlder(point)), older: points.filter(isOlder) };
}

/** A round's course; where no point has a day of its own, a line that says so. */
export function composeTimeline(catalogue: Catalogue, talk: Talk): Summary {
  const title: Line = [phrase('timeline-title')];
  const subtitle: Line = [`${talk.title}, `, { date: talk.date }];
  const points = inTime(catalogue, talk);
  if (points.length === 0) {
    return { title, subtitle: [subtitle], blocks: [{ type: 'text', lines: [[phrase('timeline-empty')]] }] };
  }
  const { block: sources, marks, warning } = sourcing(catalogue, points);
  const words = wording(catalogue, points);
  const { recent, older } = dated(catalogue, talk);
  const sections = byMonth(recent).map(
    ({ month, points: own }): Block => ({
      type: 'section',
      heading: [{ bold: { headingDate: month } }],
      items: own.map((point) => datedItem(catalogue, { talk, point }, words, marks(point), month)),
    }),
  );
  const groups = byMonth(older).map(
    ({ month, points: own }): Group => ({
      heading: [{ italic: { headingDate: month } }],
      items: own.map((point) => datedItem(catalogue, { talk, point }, words, marks(point, 1), month)),
    }),
  );
  const before: readonly Block[] =
    groups.length === 0
      ? []
      : [{ type: 'folded', heading: [{ bold: phrase('timeline-before', { count: older.length }) }], groups }];
  return {
    title,
    subtitle: [subtitle, ...warning],
    blocks: [...sections, ...before, sources],
    languages: words.languages,
  };
}

function byMonth(points: readonly Point[]): readonly Month[] {
  const months = Map.groupBy(points, ({ date = '' }) => monthOf(date));
  return [...months].map(([month, own]) => ({ month, points: own }));
}

/** `2026-02` for a day or an interval that begins in it; a year where no more is known. */
function monthOf(date: string): string {
  const [from = '', to = from] = date.split('/');
  return (from === '..' ? to : from).replace(/[?~%]$/u, '').slice(0, 'YYYY-MM'.length);
}

function datedItem(
  catalogue: Catalogue,
  { talk, point }: Located,
  words: Wording,
  marks: Line,
  month: string,
): Item {
  const line: Line = [
    ...day(point.date ?? talk.date, month),
    ...(point.kind === 'background' ? [] : statusLead(catalogue, talk, point)),
    ...words.text(point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
    ...marks,
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
}

/** The day; nothing where the heading says all that is known. */
function day(date: string, month: string): readonly Inline[] {
  return date === month ? [] : [{ bold: { dayOfYear: date } }, ' · '];
}

/** What readers must know of every round and what was agreed there, the newest first. The nearest existing page. */
export function composeWholeTimeline(
  catalogue: Catalogue,
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const all = catalogue.talks.flatMap((talk) => whatMattered(catalogue, talk)).sort(newestFirst);
  const { number, of, entries, offset } = page(all, TIMELINE_PAGE_SIZE, pageNumber);
  const words = wording(
    catalogue,
    entries.map(({ point }) => point),
  );
  const months = Map.groupBy([...entries.entries()], ([, { talk, point }]) =>
    monthOf(point.date ?? talk.date),
  );
  const blocks = [...months].map(
    ([month, own]): Block => ({
      type: 'section',
      heading: [{ bold: { headingDate: month } }],
      items: own.map(([index, located]) => roundItem(catalogue, located, words, offset + index + 1, month)),
    }),
  );
  const empty: Block = { type: 'text', lines: [[phrase('timeline-all-empty')]] };
  return {
    summary: onOneScreen({
      title: [phrase('timeline-title')],
      subtitle: [[phrase('timeline-all', { count: catalogue.talks.length })]],
      blocks: blocks.length === 0 ? [empty] : blocks,
      languages: words.languages,
    }),
    points: openable(catalogue, entries),
    first: offset + 1,
    number,
    of,
  };
}

function whatMattered(catalogue: Catalogue, talk: Talk): readonly Located[] {
  const lead = new Set(catalogue.leadOf(talk.id));
  return talk.points
    .filter((point) => point.kind === 'agreed' || lead.has(point))
    .map((point) => ({ talk, point }));
}

function newestFirst(a: Located, b: Located): number {
  return byDate(b.point.date ?? b.talk.date, a.point.date ?? a.talk.date);
}

function roundItem(
  catalogue: Catalogue,
  { talk, point }: Located,
  words: Wording,
  marker: number,
  month: string,
): Item {
  const line: Line = [
    ...day(point.date ?? talk.date, month),
    ...statusLead(catalogue, talk, point),
    ...words.text(point),
    ...account(catalogue, point),
    ...denials(catalogue, talk, point),
  ];
  return {
    marker,
    lines: [line, [{ italic: talk.title }]],
    points: [{ talk: talk.id, point: point.id }],
  };
}
