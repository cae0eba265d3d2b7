// Points and citations as tables for spreadsheets (RFC 4180, in UTF-8).

import type { Catalogue } from '../catalogue.ts';

/** The text of each table, by its file's name. */
export function csvTables(catalogue: Catalogue): Readonly<Record<'points.csv' | 'citations.csv', string>> {
  const points = [POINT_COLUMNS as readonly string[]];
  const citations = [CITATION_COLUMNS as readonly string[]];
  for (const { talk, point } of catalogue.everyPoint()) {
    const { id, kind, by, told = [], topics, subject, text, quote, promise, changes = [] } = point;
    points.push([
      ...[talk.id, id, point.date ?? talk.date, kind, by.join(' '), told.join(' '), topics.join(' ')],
      ...[subject ?? '', text, quote?.text ?? '', quote?.of ?? ''],
      ...[promise?.id ?? '', promise?.step ?? '', changes.at(-1)?.how ?? ''],
    ]);
    for (const { source, at, passage, says = 'so', note = '' } of point.citations) {
      const { published = '', title = '', url = '' } = catalogue.source(source);
      const publisher = catalogue.publisherOf(catalogue.source(source));
      citations.push([talk.id, id, source, publisher, published, title, url, at, passage, says, note]);
    }
  }
  return { 'points.csv': table(points), 'citations.csv': table(citations) };
}

const POINT_COLUMNS = [
  ...['talk', 'point', 'date', 'kind', 'by', 'told', 'topics', 'subject', 'text', 'quote', 'quote_of'],
  ...['promise', 'step', 'changed'],
] as const;
const CITATION_COLUMNS = [
  ...['talk', 'point', 'source', 'publisher', 'published', 'title', 'url', 'at', 'passage', 'says', 'note'],
] as const;

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins with `=` for a formula, so a plain apostrophe goes before it. */
function cell(text: string): string {
  const plain = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
